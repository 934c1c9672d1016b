package list

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// rowState is all that decides how a row looks. Two equal ones look the same.
type rowState struct {
	row                                       *mailbox.Row
	checked, chosen, opened, hovered, focused bool
	lifted                                    bool   // out of the flood that is looked at
	going                                     bool   // caught by a rule
	tag                                       string // a word behind the subject
}

// rowSlot is the drawing of one visible row.
type rowSlot struct {
	root                 *fyne.Container
	back, bar, box, ring *canvas.Rectangle
	Strike               *canvas.Rectangle
	ghosts               [3]*canvas.Rectangle
	tick, clip           *canvas.Image
	cells                [listing.NumColumns]*canvas.Text
	Tag                  *kit.Tag

	drawn rowState
	cols  Columns
	day   int
}

func newRowSlot() *rowSlot {
	s := &rowSlot{back: kit.Box(), bar: kit.Box(), box: kit.Box(), ring: kit.Box(), Strike: kit.Box(), tick: kit.NewIcon(), clip: kit.NewIcon()}
	objects := []fyne.CanvasObject{s.back, s.bar, s.box, s.tick, s.clip}
	for c := range s.cells {
		s.cells[c] = canvas.NewText("", color.Black)
		if listing.Column(c).Rightward() {
			s.cells[c].Alignment = fyne.TextAlignTrailing
		}
		objects = append(objects, s.cells[c])
	}
	s.Tag = kit.NewTag()
	objects = append(objects, s.Tag.Objects()...)
	objects = append(objects, s.Strike)
	for i := range s.ghosts {
		s.ghosts[i] = kit.Box()
		objects = append(objects, s.ghosts[i])
	}
	s.root = &fyne.Container{Objects: append(objects, s.ring)}
	s.root.Hidden = true
	return s
}

func (s *rowSlot) hide() {
	s.root.Hidden = true
	s.drawn = rowState{}
}

// show draws a row unless it is drawn so already.
func (s *rowSlot) show(st rowState, c Columns, rules kit.Rulers, now time.Time) {
	s.root.Hidden = false
	if st == s.drawn && c == s.cols && s.day == now.YearDay() {
		return
	}
	s.drawn, s.cols, s.day = st, c, now.YearDay()
	s.paintBack(st, c)
	s.paintBox(st, c)
	known := st.row.Known || st.row.NoHead
	for i, g := range s.ghosts {
		g.Hidden = known
		if !known {
			g.FillColor, g.CornerRadius = kit.Ink(kit.ColorBlank), kit.Px(4)
			s.placeGhost(i, c, st.row)
		}
	}
	s.clip.Hidden, s.Strike.Hidden = true, true
	s.Tag.Hide()
	for _, t := range s.cells {
		t.Hidden = true
	}
	for _, col := range c.Order {
		if col != listing.NoColumn && (known || col == listing.BySize) {
			s.paintCell(col, st, c, rules, now)
		}
	}
}

func (s *rowSlot) paintBack(st rowState, c Columns) {
	fill := kit.Transparent()
	switch {
	case st.chosen || st.opened:
		fill = kit.Ink(kit.ColorTint)
	case st.hovered:
		fill = kit.Ink(kit.ColorHover)
	case st.lifted:
		fill = kit.Ink(kit.ColorLook)
	}
	s.back.FillColor = fill
	kit.MoveTo(s.back, 0, 0, c.width, kit.Px(kit.RowHeight))
	s.bar.FillColor = kit.Ink(kit.ColorAccent)
	s.bar.Hidden = !st.opened
	kit.MoveTo(s.bar, 0, 0, kit.Px(2), kit.Px(kit.RowHeight))
	s.ring.Hidden = !st.focused
	s.ring.StrokeColor, s.ring.StrokeWidth, s.ring.CornerRadius = kit.Ink(kit.ColorAccent), 2, kit.Px(3)
	kit.MoveTo(s.ring, 1, 1, c.width-2, kit.Px(kit.RowHeight)-2)
}

func (s *rowSlot) paintBox(st rowState, c Columns) {
	kit.PaintCheck(s.box, s.tick, kit.BoxStateOf(st.checked), st.hovered)
	side := kit.Px(14)
	y := (kit.Px(kit.RowHeight) - side) / 2
	kit.MoveTo(s.box, c.box, y, side, side)
	kit.MoveTo(s.tick, c.box+kit.Px(1), y+kit.Px(1), side-kit.Px(2), side-kit.Px(2))
}

// gap is the room between a column and the next one.
const gap = 10

// paintCell writes one cell.
func (s *rowSlot) paintCell(col listing.Column, st rowState, c Columns, rules kit.Rulers, now time.Time) {
	t, at := s.cells[col], c.Cells[col]
	bold, size, tone := false, float32(kit.TextSize), kit.ColorText
	switch col {
	case listing.ByFrom, listing.BySubject:
		bold = !st.row.Seen && !st.row.Marked
	case listing.ByTo:
		tone = kit.ColorMuted
	default:
		size, tone = kit.TextSmall, kit.ColorMuted
	}
	x, room := at.X, at.W-kit.Px(gap)
	if col.Rightward() && c.Order[0] != col {
		x += kit.Px(gap)
	}
	if col == listing.BySubject {
		room = s.paintMarks(st, at, room)
	}
	t.Hidden = false
	t.TextSize, t.Color, t.TextStyle.Bold = kit.Px(size), kit.Ink(tone), bold
	if st.row.Marked || st.going {
		t.Color = kit.Ink(kit.ColorFaint)
	}
	t.Text = rules.Get(kit.Px(size), bold).Fit(words.Cell(col, st.row, now), room)
	kit.MoveTo(t, x, 0, room, kit.Px(kit.RowHeight))
	if col == listing.BySubject {
		s.paintStrike(st, x, room)
		s.Tag.Place(x+min(t.MinSize().Width, room)+kit.Px(8), kit.Px(kit.RowHeight))
	}
}

// paintMarks draws what stands behind the subject, and returns the room that is
// left for the words.
func (s *rowSlot) paintMarks(st rowState, at cell, room float32) float32 {
	if st.row.Summary.HasAttachment {
		room -= kit.Px(18)
		kit.SetIcon(s.clip, kit.IconPaperclip, kit.Ink(kit.ColorMuted))
		kit.MoveTo(s.clip, at.End()-kit.Px(gap+14), (kit.Px(kit.RowHeight)-kit.Px(13))/2, kit.Px(13), kit.Px(13))
	}
	if st.tag != "" {
		s.Tag.Show(st.tag)
		room -= s.Tag.Width() + kit.Px(8)
	}
	return max(room, kit.Px(20))
}

// paintStrike crosses out what is to go.
func (s *rowSlot) paintStrike(st rowState, x, room float32) {
	if !st.row.Marked && !st.going {
		return
	}
	s.Strike.Hidden = false
	s.Strike.FillColor = kit.Ink(kit.ColorFaint)
	kit.MoveTo(s.Strike, x, kit.Px(kit.RowHeight)/2, min(s.cells[listing.BySubject].MinSize().Width, room), max(1, kit.Px(1)))
}

// placeGhost draws a faint bar where words will be, of a length that differs
// from row to row but not from one moment to the next.
func (s *rowSlot) placeGhost(i int, c Columns, r *mailbox.Row) {
	n := float32((r.Order*7919+i*31)%40) / 100
	y, h := kit.Px(kit.RowHeight)/2-kit.Px(4), kit.Px(8)
	col := [...]listing.Column{listing.ByFrom, listing.BySubject, listing.ByDate}[i]
	at := c.Cells[col]
	if at.W == 0 {
		s.ghosts[i].Hidden = true
		return
	}
	w := (at.W - kit.Px(16)) * (0.45 + n)
	if col.Rightward() {
		w = kit.Px(34)
		at.X = at.End() - w
	}
	kit.MoveTo(s.ghosts[i], at.X, y, w, h)
}
