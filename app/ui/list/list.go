package list

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// List is the list of messages: any number of rows, of which only the
// visible ones exist as drawings.
type List struct {
	widget.BaseWidget
	listing.Listing

	OnOpen    func(mailbox.Ref)      // the user wants to read it
	OnDelete  func()                 // Delete was pressed
	OnVisible func(unknown []string) // rows whose headers are missing came into view, by unique-id
	OnSelect  func()                 // the selection changed
	OnMenu    func(r mailbox.Ref, at fyne.Position)

	OnHover    func(r mailbox.Ref, at fyne.Position) // the pointer came to a row, at its upper left; or left it
	OnHeadMenu func(at fyne.Position)                // the names of the columns were right-clicked
	OnColumns  func()                                // columns were moved, hidden or made wider
	OnClear    func()                                // clear the search
	OnKey      func(*fyne.KeyEvent)                  // a key the list has no use for
	OnScroll   func()                                // the wheel was turned
	OnCombo    func(fyne.Shortcut)                   // a combination the list has no use for
	Focus      func()                                // ask the window for the keyboard
	Modifiers  func() fyne.KeyModifier               // what is held down now

	Offset  float64 // pixels above the first visible row
	opened  int32
	hovered int // place under the pointer, or -1
	focused bool
	keys    bool // the keyboard was used last, so that the focus is drawn
	empty   string
	Unclear listing.Unclear // what of the search is not understood

	Arranged Arrangement
	tags     map[int32]string // by id: a word behind the subject

	boxDrag  bool
	boxState bool
	boxLast  int

	Head  *listHead
	Body  *listBody
	Bar   *kit.ScrollBar
	None  *kit.Paragraph
	Reset *kit.Button
	asked askedFor
	now   func() time.Time
}

// askedFor remembers which headers were asked for, so that they are not asked for
// again with every snapshot.
type askedFor struct {
	first, last int
	unknown     int
	merge       uint32
}

// New makes an empty list.
func New(now func() time.Time) *List {
	l := &List{Listing: *listing.New(now, ""), now: now, opened: listing.None, hovered: -1, Arranged: UsualArrangement()}
	l.Head = newListHead(l)
	l.Body = newListBody(l)
	l.Bar = kit.NewScrollBar()
	l.Bar.OnMove = func(o float64) { l.ScrollTo(o) }
	l.None = kit.NewParagraph("", kit.TextSize, false, kit.ColorMuted)
	l.None.Align = fyne.TextAlignCenter
	l.Reset = kit.NewButton(kit.Link, kit.IconNone, lang.T("list.clear-search"), func() { l.OnClear() })
	l.ExtendBaseWidget(l)
	return l
}

// Update takes a snapshot over and keeps selection, focus and the place the user
// looks at.
func (l *List) Update(s *mailbox.Snapshot) {
	settled := s.Loaded == s.Count || s.Phase == mailbox.Ready || s.Phase == mailbox.Offline
	keep := l.pin()
	before := l.Selected()
	if l.Set(s.Rows, settled) {
		l.unpin(keep)
	}
	if l.Selected() != before {
		l.Changed()
		return
	}
	l.redraw()
}

// pinned is what the user looks at: some rows and where they stand.
type pinned struct {
	ids   []int32
	shift float64 // of the first one against the upper edge
	top   bool
}

func (l *List) pin() pinned {
	h := float64(kit.Px(kit.RowHeight))
	first := int(l.Offset / h)
	p := pinned{shift: float64(first)*h - l.Offset, top: l.Offset < h/2}
	for i := first; i < min(first+l.visible(), l.ShownCount()); i++ {
		p.ids = append(p.ids, l.IDAt(i))
	}
	return p
}

// unpin scrolls so that the first of the pinned rows that is still there stands
// where it stood. At the very top nothing is pinned, so that new mail shows.
func (l *List) unpin(p pinned) {
	h := float64(kit.Px(kit.RowHeight))
	l.hovered = -1
	if !p.top {
		for i, id := range p.ids {
			if at := l.PlaceOf(id); at >= 0 {
				l.Offset = float64(at-i)*h - p.shift
				break
			}
		}
	}
	l.limit()
}

// Search shows only what matches what was typed.
func (l *List) Search(text string) {
	var q listing.Query
	q, l.Unclear = listing.ReadQuery(text, l.now())
	l.Find(q)
	l.Offset, l.hovered = 0, -1
	if at := l.PlaceOf(l.Cursor()); at >= 0 {
		l.Reveal(at)
	}
	l.limit()
	l.Changed()
}

// Narrow shows only a part of the mailbox; nil shows all of it.
func (l *List) Narrow(s *listing.Scope) {
	keep := l.pin()
	l.SetScope(s)
	l.unpin(keep)
	l.redraw()
	l.Head.Refresh()
}

// Top goes to the first row.
func (l *List) Top() {
	l.Offset, l.hovered = 0, -1
	l.StartAt(listing.None)
	l.redraw()
}

// SetTags says which words stand behind the subjects of which messages.
func (l *List) SetTags(tags map[int32]string) {
	l.tags = tags
	l.redraw()
}

// SortBy orders by a column; the same column again turns the order around.
func (l *List) SortBy(c listing.Column) {
	l.OrderBy(c)
	l.Offset = 0
	if at := l.PlaceOf(l.Cursor()); at >= 0 {
		l.Reveal(at)
	}
	l.redraw()
	l.Head.Refresh()
}

// ColumnsChanged draws the columns anew and lets them be remembered.
func (l *List) ColumnsChanged() {
	l.redraw()
	l.Head.Refresh()
	if l.OnColumns != nil {
		l.OnColumns()
	}
}

// SetOpened marks the message in the reader.
func (l *List) SetOpened(r mailbox.Ref) {
	l.opened = l.IDFor(r)
	l.redraw()
}

// SetEmpty tells what to say when there is no row; clear offers to clear the search.
func (l *List) SetEmpty(text string) {
	l.empty = text
	l.redraw()
}

// Forget drops everything, for another mailbox.
func (l *List) Forget(box account.ID) {
	l.Listing = *listing.New(l.now, box)
	l.Offset, l.opened, l.hovered, l.asked, l.tags = 0, listing.None, -1, askedFor{}, nil
	l.Changed()
}

// visible is how many rows fit, the cut ones too.
func (l *List) visible() int {
	return int(l.Body.Size().Height/kit.Px(kit.RowHeight)) + 2
}

func (l *List) limit() {
	h := float64(kit.Px(kit.RowHeight))
	most := float64(l.ShownCount())*h - float64(l.Body.Size().Height)
	l.Offset = max(min(l.Offset, most), 0)
}

// ScrollTo scrolls to so many pixels below the first row.
func (l *List) ScrollTo(offset float64) {
	l.Offset = offset
	l.limit()
	l.redraw()
}

// Reveal scrolls as little as needed to show a place.
func (l *List) Reveal(place int) {
	h := float64(kit.Px(kit.RowHeight))
	top, page := float64(place)*h, float64(l.Body.Size().Height)
	if top < l.Offset {
		l.Offset = top
	} else if top+h > l.Offset+page {
		l.Offset = top + h - page
	}
	l.limit()
}

// Changed redraws after a change of the selection and tells the window.
func (l *List) Changed() {
	l.redraw()
	l.Head.Refresh()
	if l.OnSelect != nil {
		l.OnSelect()
	}
}

// redraw brings the visible rows up to date and asks for missing headers.
func (l *List) redraw() {
	h := float64(kit.Px(kit.RowHeight))
	l.Body.update()
	l.Bar.Set(float64(l.ShownCount())*h, float64(l.Body.Size().Height), l.Offset)
	l.showEmpty()
	l.want()
}

func (l *List) showEmpty() {
	nothing := l.ShownCount() == 0
	searching := nothing && l.Total() > 0 && l.Searching()
	text := l.empty
	switch {
	case searching && l.Unclear.Fault != listing.FaultNone:
		text = words.Unclear(l.Unclear)
	case searching:
		text = lang.T("list.no-match")
	case nothing && l.Total() > 0:
		text = lang.T("list.nothing")
	}
	l.None.Set(text)
	l.None.Hidden = !nothing || text == ""
	if l.Reset.Hidden == searching {
		l.Reset.Hidden = !searching
		l.Reset.Refresh()
	}
	l.None.Refresh()
	l.placeEmpty()
}

// placeEmpty places what is said where no row is.
func (l *List) placeEmpty() {
	w := l.Size().Width - kit.Px(40)
	if w <= 0 {
		return
	}
	h, m := l.None.HeightFor(w), l.Reset.MinSize()
	need := h
	if !l.Reset.Hidden {
		need += kit.Px(6) + m.Height
	}
	y := kit.Px(kit.HeadHeight) + max(min(kit.Px(70), (l.Size().Height-kit.Px(kit.HeadHeight)-need)/2), 0)
	kit.MoveTo(l.None, kit.Px(20), y, w, h)
	kit.MoveTo(l.Reset, (l.Size().Width-m.Width)/2, y+h+kit.Px(6), m.Width, m.Height)
}

// want asks for the headers of the visible rows that have none.
func (l *List) want() {
	if l.OnVisible == nil {
		return
	}
	first, last, uids := l.UnknownInView()
	w := askedFor{first, last, len(uids), l.Revision()}
	if w == l.asked || (w.first == l.asked.first && w.last == l.asked.last && w.merge == l.asked.merge && w.unknown <= l.asked.unknown) {
		return
	}
	l.asked = w
	if len(uids) > 0 {
		l.OnVisible(uids)
	}
}

// UnknownInView returns which rows are in view, and the messages among them whose
// headers are not known.
func (l *List) UnknownInView() (first, last int, uids []string) {
	first = int(l.Offset / float64(kit.Px(kit.RowHeight)))
	last = min(first+l.visible(), l.ShownCount())
	for i := first; i < last; i++ {
		if r := l.At(i); r != nil && !r.Known {
			uids = append(uids, r.UID)
		}
	}
	return first, last, uids
}

// Scrolled implements [fyne.Scrollable].
func (l *List) Scrolled(e *fyne.ScrollEvent) {
	if l.OnScroll != nil {
		l.OnScroll()
	}
	l.ScrollTo(l.Offset - float64(e.Scrolled.DY)*kit.WheelSpeed)
}

// CreateRenderer implements [fyne.Widget].
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	back := kit.Box()
	clip := kit.NewClip(l.Body)
	p := &kit.Painted{Parts: []fyne.CanvasObject{back, clip, l.Head, l.Bar, l.None, l.Reset}, Owner: l}
	p.Dress = func() { back.FillColor = kit.Ink(kit.ColorPanel); l.Body.restyle() }
	p.Place = func(s fyne.Size) {
		hh := kit.Px(kit.HeadHeight)
		back.Resize(s)
		kit.MoveTo(l.Head, 0, 0, s.Width, hh)
		kit.MoveTo(clip, 0, hh, s.Width, s.Height-hh)
		kit.MoveTo(l.Bar, s.Width-kit.Px(12), hh, kit.Px(12), s.Height-hh)
		l.placeEmpty()
		l.limit()
		l.redraw()
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(300), kit.Px(120)) }
	p.Dress()
	return p
}

var _ desktop.Mouseable = (*listBody)(nil)

// tagOf is the word behind the subject of a message.
func (l *List) tagOf(id int32) string {
	if at := l.Row(id).Caught; !at.IsZero() {
		return lang.T("list.tag.goes", lang.Args{"Time": words.Clock(at.In(l.now().Location()))})
	}
	return l.tags[id]
}
