package groups

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// sideShelf is a pool of drawings of entries.
type sideShelf struct {
	root  *fyne.Container
	slots []*sideSlot
}

// draw draws an entry of the panel with the nth drawing.
func (h *sideShelf) draw(n int, s *Panel, entry int, y float32) {
	if n == len(h.slots) {
		slot := newSideSlot()
		h.slots = append(h.slots, slot)
		h.root.Objects = append(h.root.Objects, slot.root)
	}
	w := s.Size().Width
	h.slots[n].show(s.State(entry), w, s.rules)
	kit.MoveTo(h.slots[n].root, 0, y, w, s.Height(entry))
}

// hideRest hides the drawings that were not used.
func (h *sideShelf) hideRest(used int) {
	for _, slot := range h.slots[min(used, len(h.slots)):] {
		slot.root.Hidden = true
		slot.drawn = sideState{}
	}
}

func (h *sideShelf) restyle() {
	for _, slot := range h.slots {
		slot.drawn = sideState{}
	}
}

// sideState is all that decides how an entry looks.
type sideState struct {
	icon              kit.Icon
	Name, facts, Size string
	short             string // in the place of the name where there is no room for it
	shortFacts        string // in the place of the facts beside that
	flood, group      bool
	part              float64
	line              [24]int
	box               kit.BoxState
	boxShown          bool
	chosen, hovered   bool
	focused           bool
}

// placeIcons are the signs of the places.
var placeIcons = [listing.NoPlace]kit.Icon{kit.IconLetter, kit.IconUnread, kit.IconPaperclip, kit.IconLarge}

// State gathers what an entry shows.
func (s *Panel) State(i int) sideState {
	p, f, g := s.entryAt(i)
	k := s.keyAt(i)
	st := sideState{chosen: k == s.chosen, hovered: i == s.hovered, focused: s.focused && i == s.At}
	switch {
	case f != nil:
		st.flood, st.Name, st.facts, st.Size = true, words.FloodName(f, s.now()), words.FloodKind(f), words.Count(len(f.IDs))
		st.short, st.shortFacts = words.FloodHours(f, s.now()), words.FloodKindNamed(f)
		st.part = kit.Part(len(f.IDs), s.total)
		s.boxOf(&st, f.IDs)
	case g != nil:
		st.group, st.Name, st.Size = true, words.GroupName(g, s.now()), words.Count(len(g.IDs))
		st.facts = words.GroupFacts(g, s.total, s.now())
		if g.Trait == triage.ByTime {
			st.short = words.GroupHours(g, s.now()) // the facts have the day
		}
		st.part, st.line = kit.Part(len(g.IDs), s.total), g.Line
		s.boxOf(&st, g.IDs)
	default:
		st.icon, st.Name, st.Size = placeIcons[p], words.Place(p), words.Count(s.Counts[p])
	}
	return st
}

// boxOf shows the check box of a group where it matters: under the pointer, and
// when some of it is selected.
func (s *Panel) boxOf(st *sideState, ids []int32) {
	if s.Chosen != nil {
		st.box = kit.BoxState(s.Chosen(ids))
	}
	st.boxShown = st.hovered || st.chosen || st.focused || st.box != kit.BoxEmpty
}

// sideSlot is the drawing of one entry.
type sideSlot struct {
	root              *fyne.Container
	back, ring        *canvas.Rectangle
	track, fill       *canvas.Rectangle
	box               *canvas.Rectangle
	tick, icon        *canvas.Image
	name, facts, size *canvas.Text
	line              [24]*canvas.Rectangle
	drawn             sideState
	width             float32
}

func newSideSlot() *sideSlot {
	s := &sideSlot{back: kit.Box(), ring: kit.Box(), track: kit.Box(), fill: kit.Box(), box: kit.Box(), tick: kit.NewIcon(), icon: kit.NewIcon()}
	s.name, s.facts, s.size = canvas.NewText("", color.Black), canvas.NewText("", color.Black), canvas.NewText("", color.Black)
	s.size.Alignment = fyne.TextAlignTrailing
	objects := []fyne.CanvasObject{s.back, s.icon, s.name, s.facts, s.size, s.track, s.fill, s.box, s.tick}
	for i := range s.line {
		s.line[i] = kit.Box()
		objects = append(objects, s.line[i])
	}
	s.root = &fyne.Container{Objects: append(objects, s.ring)}
	return s
}

// show draws an entry unless it is drawn so already.
func (s *sideSlot) show(st sideState, width float32, rules kit.Rulers) {
	s.root.Hidden = false
	if st == s.drawn && width == s.width {
		return
	}
	s.drawn, s.width = st, width
	s.paintBack(st, width)
	for _, l := range s.line {
		l.Hidden = true
	}
	s.track.Hidden, s.fill.Hidden, s.facts.Hidden, s.icon.Hidden = true, true, true, true
	s.box.Hidden, s.tick.Hidden = true, true
	if !st.flood && !st.group {
		s.paintPlace(st, width, rules)
		return
	}
	s.paintGroup(st, width, rules)
}

func (s *sideSlot) paintBack(st sideState, width float32) {
	h := kit.Px(placeHeight)
	s.back.CornerRadius = kit.Px(kit.Radius)
	fill := kit.Transparent()
	switch {
	case st.flood:
		h, fill = kit.Px(floodHeight)-kit.Px(4), kit.Ink(kit.ColorLook)
		if st.chosen || st.hovered {
			fill = kit.Mix(kit.Ink(kit.ColorLook), kit.Ink(kit.ColorLookLine), 0.5)
		}
	case st.group:
		h = kit.Px(groupHeight) - kit.Px(2)
	}
	if !st.flood && st.chosen {
		fill = kit.Ink(kit.ColorTint)
	} else if !st.flood && st.hovered {
		fill = kit.Mix(kit.Ink(kit.ColorSide), kit.Ink(kit.ColorLine), 0.45)
	}
	s.back.FillColor = fill
	kit.MoveTo(s.back, kit.Px(8), 0, width-kit.Px(17), h)
	s.ring.Hidden = !st.focused
	s.ring.StrokeColor, s.ring.StrokeWidth, s.ring.CornerRadius = kit.Ink(kit.ColorAccent), 2, kit.Px(kit.Radius)
	kit.MoveTo(s.ring, kit.Px(8), 0, width-kit.Px(17), h)
}

// write puts a text into a line of the entry.
func (s *sideSlot) write(t *canvas.Text, text string, size float32, bold bool, c fyne.ThemeColorName, x, y, w, h float32, rules kit.Rulers) {
	t.Hidden = false
	t.TextSize, t.TextStyle.Bold, t.Color = kit.Px(size), bold, kit.Ink(c)
	t.Text = rules.Get(kit.Px(size), bold).Fit(text, w)
	kit.MoveTo(t, x, y, w, h)
}

func (s *sideSlot) paintPlace(st sideState, width float32, rules kit.Rulers) {
	h := kit.Px(placeHeight)
	kit.SetIcon(s.icon, st.icon, kit.Ink(kit.ColorText))
	kit.MoveTo(s.icon, kit.Px(16), (h-kit.Px(kit.IconSize))/2, kit.Px(kit.IconSize), kit.Px(kit.IconSize))
	number := rules.Get(kit.Px(kit.TextSmall), false).Text(st.Size) + kit.Px(4)
	right := width - kit.Px(18)
	s.write(s.size, st.Size, kit.TextSmall, false, kit.ColorMuted, right-number, 0, number, h, rules)
	s.write(s.name, st.Name, kit.TextSize, st.chosen, kit.ColorText, kit.Px(40), 0, right-number-kit.Px(44), h, rules)
}

// paintGroup draws name and number, the facts, the small line over time and the
// share of the mailbox.
func (s *sideSlot) paintGroup(st sideState, width float32, rules kit.Rulers) {
	left, right := kit.Px(16), width-kit.Px(18)
	y := kit.Px(5)
	if st.flood {
		y = kit.Px(6)
	}
	if st.boxShown {
		s.box.Hidden = false
		kit.PaintCheck(s.box, s.tick, st.box, st.hovered)
		side := kit.Px(14)
		kit.MoveTo(s.box, left, y+kit.Px(1), side, side)
		kit.MoveTo(s.tick, left+kit.Px(1), y+kit.Px(2), side-kit.Px(2), side-kit.Px(2))
		left += boxRoom()
	}
	number := rules.Get(kit.Px(kit.TextSmall), false).Text(st.Size) + kit.Px(4)
	beside := number + kit.Px(4)
	if st.flood {
		beside = 0 // the number stands below
	}
	name, bold := st.Name, st.flood || st.chosen
	// Measured as with a check box, so that the name does not change under the pointer.
	if room := right - beside - kit.Px(16) - boxRoom(); st.short != "" && rules.Get(kit.Px(kit.TextSize), bold).Text(name) > room {
		name = st.short
		if st.shortFacts != "" && rules.Get(kit.Px(kit.TextCaption), false).Text(st.shortFacts) <= right-kit.Px(16)-number-kit.Px(4) {
			st.facts = st.shortFacts
		}
	}
	s.write(s.name, name, kit.TextSize, bold, kit.ColorText, left, y, right-beside-left, kit.Px(17), rules)
	left = kit.Px(16)
	if st.flood {
		y += kit.Px(19)
	}
	s.write(s.size, st.Size, kit.TextSmall, false, kit.ColorMuted, right-number, y, number, kit.Px(17), rules)
	if !st.flood {
		y += kit.Px(18)
	}
	chart := s.chartRoom(st, right-left, rules)
	beside = chart
	switch {
	case st.flood:
		beside = number + kit.Px(4)
	case chart > 0:
		beside = chart + kit.Px(4)
	}
	s.write(s.facts, st.facts, kit.TextCaption, false, kit.ColorMuted, left, y, right-left-beside, kit.Px(14), rules)
	if chart > 0 {
		s.paintLine(st.line, right-chart, y, chart, kit.Px(13))
	}
	y += kit.Px(17)
	s.track.Hidden, s.fill.Hidden = false, false
	s.track.CornerRadius, s.fill.CornerRadius = kit.Px(1.5), kit.Px(1.5)
	s.track.FillColor, s.fill.FillColor = kit.Ink(kit.ColorLine), kit.Ink(kit.ColorQuoteBar)
	if st.flood {
		s.track.FillColor, s.fill.FillColor = kit.Ink(kit.ColorLookLine), kit.Ink(kit.ColorLookBar)
	}
	kit.MoveTo(s.track, left, y, right-left, kit.Px(3))
	kit.MoveTo(s.fill, left, y, max((right-left)*float32(st.part), kit.Px(3)), kit.Px(3))
}

// boxRoom is how wide a check box is, with what keeps it apart.
func boxRoom() float32 { return kit.Px(21) }

// chartRoom is how wide the small line over time is: as much as the words leave.
func (s *sideSlot) chartRoom(st sideState, room float32, rules kit.Rulers) float32 {
	chart := min(kit.Px(54), room-rules.Get(kit.Px(kit.TextCaption), false).Text(st.facts)-kit.Px(4))
	if st.flood || chart < kit.Px(24) {
		return 0
	}
	return chart
}

// paintLine draws how many came when.
func (s *sideSlot) paintLine(line [24]int, x, y, w, h float32) {
	kit.DrawLine(s.line[:], line, x, y, w, h)
}
