package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// sideShelf is a pool of drawings of entries.
type sideShelf struct {
	root  *fyne.Container
	slots []*sideSlot
}

// put draws an entry of the panel with the nth drawing.
func (h *sideShelf) put(n int, s *sidePanel, entry int, y float32) {
	if n == len(h.slots) {
		slot := newSideSlot()
		h.slots = append(h.slots, slot)
		h.root.Objects = append(h.root.Objects, slot.root)
	}
	w := s.Size().Width
	h.slots[n].show(s.state(entry), w, s.rules)
	moveTo(h.slots[n].root, 0, y, w, s.height(entry))
}

// end hides the drawings that were not used.
func (h *sideShelf) end(used int) {
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
	icon              icon
	name, facts, size string
	flood, group      bool
	part              float64
	line              [24]int
	box               boxState
	boxShown          bool
	chosen, hovered   bool
	focused           bool
}

// The icons and names of the places.
var places = [noPlace]struct {
	icon icon
	name string
}{
	{iconLetter, "All messages"}, {iconUnread, "Unread"}, {iconPaperclip, "With attachments"}, {iconLarge, "Large"},
}

// state gathers what an entry shows.
func (s *sidePanel) state(i int) sideState {
	p, f, g := s.entryAt(i)
	k := s.keyAt(i)
	st := sideState{chosen: k == s.chosen, hovered: i == s.hovered, focused: s.focused && i == s.cursor}
	switch {
	case f != nil:
		st.flood, st.name, st.facts, st.size = true, floodName(f, s.now()), floodKind(f), count(len(f.IDs))
		st.part = part(len(f.IDs), s.total)
		s.boxOf(&st, f.IDs)
	case g != nil:
		st.group, st.name, st.size = true, groupName(g, s.now()), count(len(g.IDs))
		st.facts = groupFacts(g, s.total, s.now())
		st.part, st.line = part(len(g.IDs), s.total), g.Line
		s.boxOf(&st, g.IDs)
	default:
		st.icon, st.name, st.size = places[p].icon, places[p].name, count(s.counts[p])
	}
	return st
}

// boxOf shows the check box of a group where it matters: under the pointer, and
// when some of it is selected.
func (s *sidePanel) boxOf(st *sideState, ids []int32) {
	if s.Chosen != nil {
		st.box = s.Chosen(ids)
	}
	st.boxShown = st.hovered || st.chosen || st.focused || st.box != boxEmpty
}

func part(n, whole int) float64 {
	if whole <= 0 {
		return 0
	}
	return min(float64(n)/float64(whole), 1)
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
	s := &sideSlot{back: box(), ring: box(), track: box(), fill: box(), box: box(), tick: newIcon(), icon: newIcon()}
	s.name, s.facts, s.size = canvas.NewText("", color.Black), canvas.NewText("", color.Black), canvas.NewText("", color.Black)
	s.size.Alignment = fyne.TextAlignTrailing
	objects := []fyne.CanvasObject{s.back, s.icon, s.name, s.facts, s.size, s.track, s.fill, s.box, s.tick}
	for i := range s.line {
		s.line[i] = box()
		objects = append(objects, s.line[i])
	}
	s.root = &fyne.Container{Objects: append(objects, s.ring)}
	return s
}

// show draws an entry unless it is drawn so already.
func (s *sideSlot) show(st sideState, width float32, rules rulers) {
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
	h := px(placeHeight)
	s.back.CornerRadius = px(radius)
	fill := transparent()
	switch {
	case st.flood:
		h, fill = px(floodHeight)-px(4), ink(colorLook)
		if st.chosen || st.hovered {
			fill = mix(ink(colorLook), ink(colorLookLine), 0.5)
		}
	case st.group:
		h = px(groupHeight) - px(2)
	}
	if !st.flood && st.chosen {
		fill = ink(colorTint)
	} else if !st.flood && st.hovered {
		fill = mix(ink(colorSide), ink(colorLine), 0.45)
	}
	s.back.FillColor = fill
	moveTo(s.back, px(8), 0, width-px(17), h)
	s.ring.Hidden = !st.focused
	s.ring.StrokeColor, s.ring.StrokeWidth, s.ring.CornerRadius = ink(colorAccent), 2, px(radius)
	moveTo(s.ring, px(8), 0, width-px(17), h)
}

// write puts a text into a line of the entry.
func (s *sideSlot) write(t *canvas.Text, text string, size float32, bold bool, c fyne.ThemeColorName, x, y, w, h float32, rules rulers) {
	t.Hidden = false
	t.TextSize, t.TextStyle.Bold, t.Color = px(size), bold, ink(c)
	t.Text = rules.get(px(size), bold).fit(text, w)
	moveTo(t, x, y, w, h)
}

func (s *sideSlot) paintPlace(st sideState, width float32, rules rulers) {
	h := px(placeHeight)
	setIcon(s.icon, st.icon, ink(colorText))
	moveTo(s.icon, px(16), (h-px(iconSize))/2, px(iconSize), px(iconSize))
	number := rules.get(px(textSmall), false).text(st.size) + px(4)
	right := width - px(18)
	s.write(s.size, st.size, textSmall, false, colorMuted, right-number, 0, number, h, rules)
	s.write(s.name, st.name, textSize, st.chosen, colorText, px(40), 0, right-number-px(44), h, rules)
}

// paintGroup draws name and number, the facts, the small line over time and the
// share of the mailbox.
func (s *sideSlot) paintGroup(st sideState, width float32, rules rulers) {
	left, right := px(16), width-px(18)
	y := px(5)
	if st.flood {
		y = px(6)
	}
	if st.boxShown {
		s.box.Hidden = false
		paintCheck(s.box, s.tick, st.box, st.hovered)
		side := px(14)
		moveTo(s.box, left, y+px(1), side, side)
		moveTo(s.tick, left+px(1), y+px(2), side-px(2), side-px(2))
		left += px(21)
	}
	number := rules.get(px(textSmall), false).text(st.size) + px(4)
	beside := number + px(4)
	if st.flood {
		beside = 0 // the number stands below
	}
	s.write(s.name, st.name, textSize, st.flood || st.chosen, colorText, left, y, right-beside-left, px(17), rules)
	left = px(16)
	if st.flood {
		y += px(19)
	}
	s.write(s.size, st.size, textSmall, false, colorMuted, right-number, y, number, px(17), rules)
	if !st.flood {
		y += px(18)
	}
	chart := px(54)
	if st.flood {
		chart = 0
		right -= number
	}
	s.write(s.facts, st.facts, textCaption, false, colorMuted, left, y, right-left-chart-px(4), px(14), rules)
	if chart > 0 {
		s.paintLine(st.line, right-chart, y, chart, px(13))
	}
	right = width - px(18)
	y += px(17)
	s.track.Hidden, s.fill.Hidden = false, false
	s.track.CornerRadius, s.fill.CornerRadius = px(1.5), px(1.5)
	s.track.FillColor, s.fill.FillColor = ink(colorLine), ink(colorQuoteBar)
	if st.flood {
		s.track.FillColor, s.fill.FillColor = ink(colorLookLine), ink(colorLookBar)
	}
	moveTo(s.track, left, y, right-left, px(3))
	moveTo(s.fill, left, y, max((right-left)*float32(st.part), px(3)), px(3))
}

// paintLine draws how many came when.
func (s *sideSlot) paintLine(line [24]int, x, y, w, h float32) { drawLine(s.line[:], line, x, y, w, h) }

func roundTo(v float32) float32 { return float32(int(v + 0.5)) }

// drawLine draws 24 numbers as small columns. What is not nothing can be seen.
func drawLine(bars []*canvas.Rectangle, line [24]int, x, y, w, h float32) {
	most := 1
	for _, n := range line {
		most = max(most, n)
	}
	step := w / float32(len(line))
	for i, n := range line {
		b := bars[i]
		b.Hidden = n == 0
		if n == 0 {
			continue
		}
		b.FillColor = mix(ink(colorPanel), ink(colorAccent), 0.55)
		bh := max(h*float32(n)/float32(most), max(px(2), 1))
		from, to := roundTo(float32(i)*step), roundTo(float32(i+1)*step)
		moveTo(b, x+from, y+h-bh, max(to-from-1, 1), bh)
	}
}
