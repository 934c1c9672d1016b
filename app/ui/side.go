package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/triage"
)

// Measures of the side at 100 %.
const (
	sideWidth   = 236
	placeHeight = 28
	floodHeight = 54
	groupHeight = 47
)

// choiceKey names what is chosen at the left, in a way that outlives a report.
type choiceKey struct {
	place place
	flood string // key of a flood
	trait triage.Trait
	group string // key of a group
}

// place is one of the fixed entries at the top.
type place int

const (
	placeAll place = iota
	placeUnread
	placeAttached
	placeLarge
	noPlace
)

// largeFrom is from which size on a message counts as large.
const largeFrom = 1 << 20

// sidePanel shows who fills the mailbox: fixed places, then floods, then groups,
// of which only the visible ones exist as drawings.
type sidePanel struct {
	widget.BaseWidget
	OnShow   func(choiceKey)            // the user wants to see it
	OnSelect func(choiceKey)            // the user wants all of it chosen
	OnTrait  func(triage.Trait)         // group by something else
	OnKey    func(*fyne.KeyEvent)       // a key the panel has no use for
	Chosen   func(ids []int32) boxState // how much of a group is selected

	now    func() time.Time
	report *triage.Report
	total  int
	counts [noPlace]int
	trait  triage.Trait
	chosen choiceKey

	offset  float64
	hovered int // entry under the pointer, or -1
	cursor  int // entry at the keyboard
	focused bool

	fixed  sideShelf // the places
	moving sideShelf // what is scrolled
	chips  []*button
	title  *caption
	hint   *caption
	bar    *scrollBar
	rules  rulers
	listAt float32 // where the entries begin
}

var (
	_ desktop.Mouseable  = (*sidePanel)(nil)
	_ desktop.Hoverable  = (*sidePanel)(nil)
	_ desktop.Cursorable = (*sidePanel)(nil)
	_ fyne.Scrollable    = (*sidePanel)(nil)
	_ fyne.Focusable     = (*sidePanel)(nil)
)

func newSidePanel(now func() time.Time) *sidePanel {
	s := &sidePanel{now: now, report: &triage.Report{}, hovered: -1, cursor: -1, rules: rulers{}}
	s.fixed.root, s.moving.root = &fyne.Container{}, &fyne.Container{}
	s.title = newCaption("What fills the mailbox", textCaption, true, colorMuted)
	s.hint = newCaption("", textSmall, false, colorMuted)
	for _, t := range traitNames {
		s.chips = append(s.chips, newButton(kindChip, iconNone, t.name, func() { s.OnTrait(t.trait) }).tall(barButton))
	}
	s.chips[0].pressed = true
	s.bar = newScrollBar()
	s.bar.OnMove = func(o float64) { s.offset = o; s.redraw() }
	s.ExtendBaseWidget(s)
	return s
}

// Update takes over what there is to show.
func (s *sidePanel) Update(r *triage.Report, total int, counts [noPlace]int) {
	s.report, s.total, s.counts = r, total, counts
	s.limit()
	s.redraw()
}

// Choose marks what the list shows.
func (s *sidePanel) Choose(k choiceKey) {
	s.chosen = k
	s.redraw()
}

// SetTrait groups by something else.
func (s *sidePanel) SetTrait(t triage.Trait) {
	s.trait, s.offset = t, 0
	for i, c := range s.chips {
		c.pressed = traitNames[i].trait == t
		c.Refresh()
	}
	s.redraw()
}

// groups are those by the trait that is chosen.
func (s *sidePanel) groups() []*triage.Group { return s.report.Groups[s.trait] }

// length is how many entries there are: floods, then groups.
func (s *sidePanel) length() int { return int(noPlace) + len(s.report.Floods) + len(s.groups()) }

// entryAt tells what an entry is.
func (s *sidePanel) entryAt(i int) (p place, f *triage.Flood, g *triage.Group) {
	if i < int(noPlace) {
		return place(i), nil, nil
	}
	i -= int(noPlace)
	if i < len(s.report.Floods) {
		return noPlace, s.report.Floods[i], nil
	}
	return noPlace, nil, s.groups()[i-len(s.report.Floods)]
}

// keyAt is what an entry is called.
func (s *sidePanel) keyAt(i int) choiceKey {
	p, f, g := s.entryAt(i)
	switch {
	case f != nil:
		return choiceKey{place: noPlace, flood: f.Key}
	case g != nil:
		return choiceKey{place: noPlace, trait: g.Trait, group: g.Key}
	}
	return choiceKey{place: p}
}

// top is where an entry begins, and height how high it is. The places stand
// still; the others begin below and scroll.
func (s *sidePanel) top(i int) float64 {
	if i < int(noPlace) {
		return float64(px(8) + float32(i)*px(placeHeight))
	}
	i -= int(noPlace)
	floods := len(s.report.Floods)
	y := float64(s.listAt) - s.offset
	if i < floods {
		return y + float64(i)*float64(px(floodHeight))
	}
	return y + float64(floods)*float64(px(floodHeight)) + float64(i-floods)*float64(px(groupHeight))
}

func (s *sidePanel) height(i int) float32 {
	switch _, f, g := s.entryAt(i); {
	case f != nil:
		return px(floodHeight)
	case g != nil:
		return px(groupHeight)
	}
	return px(placeHeight)
}

// indexAt is the entry under a position, or -1.
func (s *sidePanel) indexAt(y float32) int {
	if y < s.listAt {
		i := int((y - px(8)) / px(placeHeight))
		if y < px(8) || i >= int(noPlace) {
			return -1
		}
		return i
	}
	for i := s.firstVisible(); i < s.length(); i++ {
		t := float32(s.top(i))
		if y < t {
			return -1
		}
		if y < t+s.height(i) {
			return i
		}
	}
	return -1
}

// firstVisible is the first entry of the scrolled part that can be seen.
func (s *sidePanel) firstVisible() int {
	floods, at := len(s.report.Floods), s.offset
	if head := float64(floods) * float64(px(floodHeight)); at >= head {
		return int(noPlace) + floods + int((at-head)/float64(px(groupHeight)))
	}
	return int(noPlace) + int(at/float64(px(floodHeight)))
}

func (s *sidePanel) content() float64 {
	return float64(len(s.report.Floods))*float64(px(floodHeight)) + float64(len(s.groups()))*float64(px(groupHeight)) + float64(px(8))
}

func (s *sidePanel) limit() {
	most := s.content() - float64(s.Size().Height-s.listAt)
	s.offset = max(min(s.offset, most), 0)
}

// CreateRenderer implements [fyne.Widget].
func (s *sidePanel) CreateRenderer() fyne.WidgetRenderer {
	back, line := box(), box()
	clip := newClip(s.moving.root)
	p := &painted{owner: s, objects: []fyne.CanvasObject{back, clip, s.fixed.root, s.title, s.hint, s.bar, line}}
	for _, c := range s.chips {
		p.objects = append(p.objects, c)
	}
	p.dress = func() {
		back.FillColor, line.FillColor = ink(colorSide), ink(colorLine)
		s.rules = rulers{}
		s.fixed.restyle()
		s.moving.restyle()
	}
	p.place = func(size fyne.Size) {
		back.Resize(size)
		moveTo(line, size.Width-1, 0, 1, size.Height)
		s.placeHead(size)
		moveTo(clip, 0, s.listAt, size.Width-1, max(size.Height-s.listAt, 0))
		s.moving.root.Resize(fyne.NewSize(size.Width, max(size.Height-s.listAt, 0)))
		moveTo(s.fixed.root, 0, 0, size.Width-1, s.listAt)
		moveTo(s.bar, size.Width-px(12), s.listAt, px(11), max(size.Height-s.listAt, 0))
		s.limit()
		s.redraw()
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(100), px(100)) }
	p.dress()
	return p
}

// placeHead places the heading and the buttons that choose the trait.
func (s *sidePanel) placeHead(size fyne.Size) {
	y := px(8) + float32(noPlace)*px(placeHeight) + px(12)
	moveTo(s.title, px(16), y, size.Width-px(32), px(18))
	y += px(22)
	x := px(14)
	for i, c := range s.chips {
		m := c.MinSize()
		if i > 0 && x+m.Width > size.Width-px(8) {
			x = px(14)
			y += px(barButton) + px(4)
		}
		moveTo(c, x, y, m.Width, m.Height)
		x += m.Width + px(4)
		c.pressed = traitNames[i].trait == s.trait
	}
	s.listAt = y + px(barButton) + px(8)
	moveTo(s.hint, px(16), s.listAt+px(4), size.Width-px(32), px(18))
}

// redraw draws the entries that can be seen.
func (s *sidePanel) redraw() {
	size := s.Size()
	if size.Width < 2 || size.Height < 2 {
		return
	}
	for i := range int(noPlace) {
		s.fixed.put(i, s, i, float32(s.top(i)))
	}
	used := 0
	for i := s.firstVisible(); i < s.length() && float32(s.top(i)) < size.Height; i++ {
		s.moving.put(used, s, i, float32(s.top(i))-s.listAt)
		used++
	}
	s.moving.end(used)
	empty := ""
	if s.length() == int(noPlace) && s.report.Known > 0 {
		empty = "Nothing repeats itself here."
	}
	s.hint.set(empty)
	s.bar.set(s.content(), float64(size.Height-s.listAt), s.offset)
	canvas.Refresh(s.fixed.root)
	canvas.Refresh(s.moving.root)
}
