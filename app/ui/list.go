package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/mailbox"
)

// wheelSpeed makes one notch of the wheel three rows.
const wheelSpeed = 3

// messageList is the list of messages: any number of rows, of which only the
// visible ones exist as drawings.
type messageList struct {
	widget.BaseWidget
	listing

	OnOpen    func(uid string)       // the user wants to read it
	OnDelete  func()                 // Delete was pressed
	OnVisible func(unknown []string) // rows whose headers are missing came into view
	OnSelect  func()                 // the selection changed
	OnMenu    func(uid string, at fyne.Position)

	OnHover    func(uid string, at fyne.Position) // the pointer came to a row, at its upper left; or left it
	OnHeadMenu func(at fyne.Position)             // the names of the columns were right-clicked
	OnColumns  func()                             // columns were moved, hidden or made wider
	OnClear    func()                             // clear the search
	OnKey      func(*fyne.KeyEvent)               // a key the list has no use for
	OnScroll   func()                             // the wheel was turned
	OnCombo    func(fyne.Shortcut)                // a combination the list has no use for
	Focus      func()                             // ask the window for the keyboard
	Modifiers  func() fyne.KeyModifier            // what is held down now

	offset  float64 // pixels above the first visible row
	opened  int32
	hovered int // place under the pointer, or -1
	focused bool
	keys    bool // the keyboard was used last, so that the focus is drawn
	empty   string
	unclear string // what of the search is not understood, and what to type

	arranged arrangement
	tags     map[int32]string // by id: a word behind the subject

	boxDrag  bool
	boxState bool
	boxLast  int

	head  *listHead
	body  *listBody
	bar   *scrollBar
	none  *paragraph
	reset *button
	asked wanted
}

// wanted remembers which headers were asked for, so that they are not asked for
// again with every snapshot.
type wanted struct {
	first, last int
	unknown     int
	merge       uint32
}

func newMessageList(now func() time.Time) *messageList {
	l := &messageList{listing: *newListing(now), opened: none, hovered: -1, arranged: usualArrangement()}
	l.head = newListHead(l)
	l.body = newListBody(l)
	l.bar = newScrollBar()
	l.bar.OnMove = func(o float64) { l.scrollTo(o) }
	l.none = newParagraph("", textSize, false, colorMuted)
	l.none.align = fyne.TextAlignCenter
	l.reset = newButton(kindLink, iconNone, "Clear the search", func() { l.OnClear() })
	l.ExtendBaseWidget(l)
	return l
}

// Update takes a snapshot over and keeps selection, focus and the place the user
// looks at.
func (l *messageList) Update(s *mailbox.Snapshot) {
	settled := s.Loaded == s.Count || s.Phase == mailbox.Ready || s.Phase == mailbox.Offline
	keep := l.pin()
	before := l.count
	if l.set(s.Rows, settled) {
		l.unpin(keep)
	}
	if l.count != before {
		l.changed()
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

func (l *messageList) pin() pinned {
	h := float64(px(rowHeight))
	first := int(l.offset / h)
	p := pinned{shift: float64(first)*h - l.offset, top: l.offset < h/2}
	for i := first; i < min(first+l.visible(), len(l.shown)); i++ {
		p.ids = append(p.ids, l.shown[i])
	}
	return p
}

// unpin scrolls so that the first of the pinned rows that is still there stands
// where it stood. At the very top nothing is pinned, so that new mail shows.
func (l *messageList) unpin(p pinned) {
	h := float64(px(rowHeight))
	l.hovered = -1
	if !p.top {
		for i, id := range p.ids {
			if at := l.placeOf(id); at >= 0 {
				l.offset = float64(at-i)*h - p.shift
				break
			}
		}
	}
	l.limit()
}

// Search shows only what matches what was typed.
func (l *messageList) Search(text string) {
	var q query
	q, l.unclear = readQuery(text, l.now())
	l.search(q)
	l.offset, l.hovered = 0, -1
	if at := l.placeOf(l.focus); at >= 0 {
		l.reveal(at)
	}
	l.limit()
	l.changed()
}

// Narrow shows only a part of the mailbox; nil shows all of it.
func (l *messageList) Narrow(s *scope) {
	keep := l.pin()
	l.narrow(s)
	l.unpin(keep)
	l.redraw()
	l.head.Refresh()
}

// Top goes to the first row.
func (l *messageList) Top() {
	l.offset, l.hovered = 0, -1
	l.focus, l.anchor = none, none
	l.redraw()
}

// SetTags says which words stand behind the subjects of which messages.
func (l *messageList) SetTags(tags map[int32]string) {
	l.tags = tags
	l.redraw()
}

// SortBy orders by a column; the same column again turns the order around.
func (l *messageList) SortBy(c column) {
	if l.listing.sort.by == c {
		l.listing.sort.down = !l.listing.sort.down
	} else {
		l.listing.sort = sorting{by: c, down: c == byDate || c == bySize}
	}
	l.arrange()
	l.offset = 0
	if at := l.placeOf(l.focus); at >= 0 {
		l.reveal(at)
	}
	l.redraw()
	l.head.Refresh()
}

// columnsChanged draws the columns anew and lets them be remembered.
func (l *messageList) columnsChanged() {
	l.redraw()
	l.head.Refresh()
	if l.OnColumns != nil {
		l.OnColumns()
	}
}

// SetOpened marks the message in the reader.
func (l *messageList) SetOpened(uid string) {
	l.opened = l.idFor(uid)
	l.redraw()
}

// SetEmpty tells what to say when there is no row; clear offers to clear the search.
func (l *messageList) SetEmpty(text string) {
	l.empty = text
	l.redraw()
}

// Forget drops everything, for another mailbox.
func (l *messageList) Forget() {
	l.listing = *newListing(l.now)
	l.offset, l.opened, l.hovered, l.asked, l.tags = 0, none, -1, wanted{}, nil
	l.changed()
}

// visible is how many rows fit, the cut ones too.
func (l *messageList) visible() int {
	return int(l.body.Size().Height/px(rowHeight)) + 2
}

func (l *messageList) limit() {
	h := float64(px(rowHeight))
	most := float64(len(l.shown))*h - float64(l.body.Size().Height)
	l.offset = max(min(l.offset, most), 0)
}

func (l *messageList) scrollTo(offset float64) {
	l.offset = offset
	l.limit()
	l.redraw()
}

// reveal scrolls as little as needed to show a place.
func (l *messageList) reveal(place int) {
	h := float64(px(rowHeight))
	top, page := float64(place)*h, float64(l.body.Size().Height)
	if top < l.offset {
		l.offset = top
	} else if top+h > l.offset+page {
		l.offset = top + h - page
	}
	l.limit()
}

// changed redraws after a change of the selection and tells the window.
func (l *messageList) changed() {
	l.redraw()
	l.head.Refresh()
	if l.OnSelect != nil {
		l.OnSelect()
	}
}

// redraw brings the visible rows up to date and asks for missing headers.
func (l *messageList) redraw() {
	h := float64(px(rowHeight))
	l.body.update()
	l.bar.set(float64(len(l.shown))*h, float64(l.body.Size().Height), l.offset)
	l.showEmpty()
	l.want()
}

func (l *messageList) showEmpty() {
	nothing := len(l.shown) == 0
	searching := nothing && len(l.rows) > 0 && len(l.query) > 0
	text := l.empty
	switch {
	case searching && l.unclear != "":
		text = l.unclear
	case searching:
		text = "Nothing matches."
	case nothing && len(l.rows) > 0:
		text = "Nothing here."
	}
	l.none.set(text)
	l.none.Hidden = !nothing || text == ""
	if l.reset.Hidden == searching {
		l.reset.Hidden = !searching
		l.reset.Refresh()
	}
	l.none.Refresh()
	l.placeEmpty()
}

// placeEmpty places what is said where no row is.
func (l *messageList) placeEmpty() {
	w := l.Size().Width - px(40)
	if w <= 0 {
		return
	}
	h, m := l.none.heightFor(w), l.reset.MinSize()
	need := h
	if !l.reset.Hidden {
		need += px(6) + m.Height
	}
	y := px(headHeight) + max(min(px(70), (l.Size().Height-px(headHeight)-need)/2), 0)
	moveTo(l.none, px(20), y, w, h)
	moveTo(l.reset, (l.Size().Width-m.Width)/2, y+h+px(6), m.Width, m.Height)
}

// want asks for the headers of the visible rows that have none.
func (l *messageList) want() {
	if l.OnVisible == nil {
		return
	}
	first, last, uids := l.unknownInView()
	w := wanted{first, last, len(uids), l.listing.merge}
	if w == l.asked || (w.first == l.asked.first && w.last == l.asked.last && w.merge == l.asked.merge && w.unknown <= l.asked.unknown) {
		return
	}
	l.asked = w
	if len(uids) > 0 {
		l.OnVisible(uids)
	}
}

// unknownInView returns which rows are in view, and the messages among them whose
// headers are not known.
func (l *messageList) unknownInView() (first, last int, uids []string) {
	first = int(l.offset / float64(px(rowHeight)))
	last = min(first+l.visible(), len(l.shown))
	for i := first; i < last; i++ {
		if r := l.at(i); r != nil && !r.Known {
			uids = append(uids, r.UID)
		}
	}
	return first, last, uids
}

// Scrolled implements [fyne.Scrollable].
func (l *messageList) Scrolled(e *fyne.ScrollEvent) {
	if l.OnScroll != nil {
		l.OnScroll()
	}
	l.scrollTo(l.offset - float64(e.Scrolled.DY)*wheelSpeed)
}

// CreateRenderer implements [fyne.Widget].
func (l *messageList) CreateRenderer() fyne.WidgetRenderer {
	back := box()
	clip := newClip(l.body)
	p := &painted{objects: []fyne.CanvasObject{back, clip, l.head, l.bar, l.none, l.reset}, owner: l}
	p.dress = func() { back.FillColor = ink(colorPanel); l.body.restyle() }
	p.place = func(s fyne.Size) {
		hh := px(headHeight)
		back.Resize(s)
		moveTo(l.head, 0, 0, s.Width, hh)
		moveTo(clip, 0, hh, s.Width, s.Height-hh)
		moveTo(l.bar, s.Width-px(12), hh, px(12), s.Height-hh)
		l.placeEmpty()
		l.limit()
		l.redraw()
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(300), px(120)) }
	p.dress()
	return p
}

// isCommand is the modifier that adds to a selection on this system.
func isCommand(m fyne.KeyModifier) bool {
	return m&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0
}

var _ desktop.Mouseable = (*listBody)(nil)
