package groups

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// Measures of the side at 100 %.
const (
	SideWidth   = 236
	placeHeight = 28
	floodHeight = 54
	groupHeight = 47
)

// ChoiceKey names what is chosen at the left, in a way that outlives a report.
type ChoiceKey struct {
	Place listing.Place
	Flood string // key of a flood
	Trait triage.Trait
	Group string // key of a group
}

// Panel shows who fills the mailbox: fixed places, then floods, then groups,
// of which only the visible ones exist as drawings.
type Panel struct {
	widget.BaseWidget
	OnShow   func(ChoiceKey)                  // the user wants to see it
	OnSelect func(ChoiceKey)                  // the user wants all of it chosen
	OnTrait  func(triage.Trait)               // group by something else
	OnKey    func(*fyne.KeyEvent)             // a key the panel has no use for
	Chosen   func(ids []int32) listing.Extent // how much of a group is selected

	now    func() time.Time
	report *triage.Report
	total  int
	Counts [listing.NoPlace]int
	trait  triage.Trait
	chosen ChoiceKey

	offset  float64
	hovered int // entry under the pointer, or -1
	At      int // entry at the keyboard
	focused bool

	fixed  sideShelf // the places
	moving sideShelf // what is scrolled
	Chips  []*kit.Button
	title  *kit.Caption
	hint   *kit.Paragraph
	bar    *kit.ScrollBar
	rules  kit.Rulers
	listAt float32 // where the entries begin
}

var (
	_ desktop.Mouseable  = (*Panel)(nil)
	_ desktop.Hoverable  = (*Panel)(nil)
	_ desktop.Cursorable = (*Panel)(nil)
	_ fyne.Scrollable    = (*Panel)(nil)
	_ fyne.Focusable     = (*Panel)(nil)
)

// Traits are what the messages are grouped by, in the order of the buttons.
var Traits = []triage.Trait{triage.BySender, triage.BySubject, triage.ByTime, triage.ByDomain, triage.ByList, triage.BySize}

// NewPanel makes an empty panel.
func NewPanel(now func() time.Time) *Panel {
	s := &Panel{now: now, report: &triage.Report{}, hovered: -1, At: -1, rules: kit.Rulers{}}
	s.fixed.root, s.moving.root = &fyne.Container{}, &fyne.Container{}
	s.title = kit.NewCaption(lang.T("side.title"), kit.TextCaption, true, kit.ColorMuted)
	s.hint = kit.NewParagraph("", kit.TextSmall, false, kit.ColorMuted)
	for _, t := range Traits {
		s.Chips = append(s.Chips, kit.NewButton(kit.Chip, kit.IconNone, words.Trait(t), func() { s.OnTrait(t) }).Tall(kit.BarButton))
	}
	s.Chips[0].Pressed = true
	s.bar = kit.NewScrollBar()
	s.bar.OnMove = func(o float64) { s.offset = o; s.Redraw() }
	s.ExtendBaseWidget(s)
	return s
}

// Update takes over what there is to show.
func (s *Panel) Update(r *triage.Report, total int, counts [listing.NoPlace]int) {
	s.report, s.total, s.Counts = r, total, counts
	s.limit()
	s.Redraw()
}

// Choose marks what the list shows.
func (s *Panel) Choose(k ChoiceKey) {
	s.chosen = k
	s.Redraw()
}

// SetTrait groups by something else.
func (s *Panel) SetTrait(t triage.Trait) {
	s.trait, s.offset = t, 0
	for i, c := range s.Chips {
		c.Pressed = Traits[i] == t
		c.Refresh()
	}
	s.Redraw()
}

// Groups are those by the trait that is chosen.
func (s *Panel) Groups() []*triage.Group { return s.report.Groups[s.trait] }

// Length is how many entries there are: floods, then groups.
func (s *Panel) Length() int { return int(listing.NoPlace) + len(s.report.Floods) + len(s.Groups()) }

// entryAt tells what an entry is.
func (s *Panel) entryAt(i int) (p listing.Place, f *triage.Flood, g *triage.Group) {
	if i < int(listing.NoPlace) {
		return listing.Place(i), nil, nil
	}
	i -= int(listing.NoPlace)
	if i < len(s.report.Floods) {
		return listing.NoPlace, s.report.Floods[i], nil
	}
	return listing.NoPlace, nil, s.Groups()[i-len(s.report.Floods)]
}

// keyAt is what an entry is called.
func (s *Panel) keyAt(i int) ChoiceKey {
	p, f, g := s.entryAt(i)
	switch {
	case f != nil:
		return ChoiceKey{Place: listing.NoPlace, Flood: f.Key}
	case g != nil:
		return ChoiceKey{Place: listing.NoPlace, Trait: g.Trait, Group: g.Key}
	}
	return ChoiceKey{Place: p}
}

// Top is where an entry begins. The places stand still; the others begin below and scroll.
func (s *Panel) Top(i int) float64 {
	if i < int(listing.NoPlace) {
		return float64(kit.Px(8) + float32(i)*kit.Px(placeHeight))
	}
	i -= int(listing.NoPlace)
	floods := len(s.report.Floods)
	y := float64(s.listAt) - s.offset
	if i < floods {
		return y + float64(i)*float64(kit.Px(floodHeight))
	}
	return y + float64(floods)*float64(kit.Px(floodHeight)) + float64(i-floods)*float64(kit.Px(groupHeight))
}

// Height is how high an entry is.
func (s *Panel) Height(i int) float32 {
	switch _, f, g := s.entryAt(i); {
	case f != nil:
		return kit.Px(floodHeight)
	case g != nil:
		return kit.Px(groupHeight)
	}
	return kit.Px(placeHeight)
}

// indexAt is the entry under a position, or -1.
func (s *Panel) indexAt(y float32) int {
	if y < s.listAt {
		i := int((y - kit.Px(8)) / kit.Px(placeHeight))
		if y < kit.Px(8) || i >= int(listing.NoPlace) {
			return -1
		}
		return i
	}
	for i := s.firstVisible(); i < s.Length(); i++ {
		t := float32(s.Top(i))
		if y < t {
			return -1
		}
		if y < t+s.Height(i) {
			return i
		}
	}
	return -1
}

// firstVisible is the first entry of the scrolled part that can be seen.
func (s *Panel) firstVisible() int {
	floods, at := len(s.report.Floods), s.offset
	if head := float64(floods) * float64(kit.Px(floodHeight)); at >= head {
		return int(listing.NoPlace) + floods + int((at-head)/float64(kit.Px(groupHeight)))
	}
	return int(listing.NoPlace) + int(at/float64(kit.Px(floodHeight)))
}

func (s *Panel) content() float64 {
	return float64(len(s.report.Floods))*float64(kit.Px(floodHeight)) + float64(len(s.Groups()))*float64(kit.Px(groupHeight)) + float64(kit.Px(8))
}

func (s *Panel) limit() {
	most := s.content() - float64(s.Size().Height-s.listAt)
	s.offset = max(min(s.offset, most), 0)
}

// CreateRenderer implements [fyne.Widget].
func (s *Panel) CreateRenderer() fyne.WidgetRenderer {
	back, line := kit.Box(), kit.Box()
	clip := kit.NewClip(s.moving.root)
	p := &kit.Painted{Owner: s, Parts: []fyne.CanvasObject{back, clip, s.fixed.root, s.title, s.hint, s.bar, line}}
	for _, c := range s.Chips {
		p.Parts = append(p.Parts, c)
	}
	p.Dress = func() {
		back.FillColor, line.FillColor = kit.Ink(kit.ColorSide), kit.Ink(kit.ColorLine)
		s.rules = kit.Rulers{}
		s.fixed.restyle()
		s.moving.restyle()
	}
	p.Place = func(size fyne.Size) {
		back.Resize(size)
		kit.MoveTo(line, size.Width-1, 0, 1, size.Height)
		s.placeHead(size)
		kit.MoveTo(clip, 0, s.listAt, size.Width-1, max(size.Height-s.listAt, 0))
		s.moving.root.Resize(fyne.NewSize(size.Width, max(size.Height-s.listAt, 0)))
		kit.MoveTo(s.fixed.root, 0, 0, size.Width-1, s.listAt)
		kit.MoveTo(s.bar, size.Width-kit.Px(12), s.listAt, kit.Px(11), max(size.Height-s.listAt, 0))
		s.limit()
		s.Redraw()
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(100), kit.Px(100)) }
	p.Dress()
	return p
}

// placeHead places the heading and the buttons that choose the trait.
func (s *Panel) placeHead(size fyne.Size) {
	y := kit.Px(8) + float32(listing.NoPlace)*kit.Px(placeHeight) + kit.Px(12)
	kit.MoveTo(s.title, kit.Px(16), y, size.Width-kit.Px(32), kit.Px(18))
	y += kit.Px(22)
	x := kit.Px(14)
	for i, c := range s.Chips {
		m := c.MinSize()
		if i > 0 && x+m.Width > size.Width-kit.Px(8) {
			x = kit.Px(14)
			y += kit.Px(kit.BarButton) + kit.Px(4)
		}
		kit.MoveTo(c, x, y, m.Width, m.Height)
		x += m.Width + kit.Px(4)
		c.Pressed = Traits[i] == s.trait
	}
	s.listAt = y + kit.Px(kit.BarButton) + kit.Px(8)
	kit.MoveTo(s.hint, kit.Px(16), s.listAt+kit.Px(4), size.Width-kit.Px(32), 2*s.hint.LineHeight())
}

// Redraw draws the entries that can be seen.
func (s *Panel) Redraw() {
	size := s.Size()
	if size.Width < 2 || size.Height < 2 {
		return
	}
	for i := range int(listing.NoPlace) {
		s.fixed.draw(i, s, i, float32(s.Top(i)))
	}
	used := 0
	for i := s.firstVisible(); i < s.Length() && float32(s.Top(i)) < size.Height; i++ {
		s.moving.draw(used, s, i, float32(s.Top(i))-s.listAt)
		used++
	}
	s.moving.hideRest(used)
	empty := ""
	if s.Length() == int(listing.NoPlace) && s.report.Known > 0 {
		empty = lang.T("side.empty")
	}
	s.hint.Set(empty)
	s.bar.Set(s.content(), float64(size.Height-s.listAt), s.offset)
	canvas.Refresh(s.fixed.root)
	canvas.Refresh(s.moving.root)
}
