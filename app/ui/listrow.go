package ui

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/restante/restante/app/mailbox"
)

// rowState is all that decides how a row looks. Two equal ones look the same.
type rowState struct {
	row                                       *mailbox.Row
	checked, chosen, opened, hovered, focused bool
}

// rowSlot is the drawing of one visible row.
type rowSlot struct {
	root                      *fyne.Container
	back, bar, box, ring      *canvas.Rectangle
	strike                    *canvas.Rectangle
	ghosts                    [3]*canvas.Rectangle
	tick, clip                *canvas.Image
	from, subject, date, size *canvas.Text

	drawn rowState
	cols  columns
	day   int
}

func newRowSlot() *rowSlot {
	s := &rowSlot{back: box(), bar: box(), box: box(), ring: box(), strike: box(), tick: newIcon(), clip: newIcon()}
	s.from, s.subject = canvas.NewText("", color.Black), canvas.NewText("", color.Black)
	s.date, s.size = canvas.NewText("", color.Black), canvas.NewText("", color.Black)
	s.date.Alignment, s.size.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	objects := []fyne.CanvasObject{s.back, s.bar, s.box, s.tick, s.from, s.subject, s.clip, s.date, s.size, s.strike}
	for i := range s.ghosts {
		s.ghosts[i] = box()
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
func (s *rowSlot) show(st rowState, c columns, rules rulers, now time.Time) {
	s.root.Hidden = false
	if st == s.drawn && c == s.cols && s.day == now.YearDay() {
		return
	}
	s.drawn, s.cols, s.day = st, c, now.YearDay()
	s.paintBack(st, c)
	s.paintBox(st, c)
	known := st.row.Known
	for i, g := range s.ghosts {
		g.Hidden = known
		if !known {
			g.FillColor, g.CornerRadius = ink(colorBlank), px(4)
			s.placeGhost(i, c, st.row)
		}
	}
	s.from.Hidden, s.subject.Hidden, s.date.Hidden = !known, !known, !known
	s.size.Text = rowSize(st.row.Size)
	s.write(s.size, c.sizeRight-px(60), px(60), textSmall, colorMuted, st)
	s.clip.Hidden = true
	s.strike.Hidden = true
	if known {
		s.paintText(st, c, rules, now)
	}
}

func (s *rowSlot) paintBack(st rowState, c columns) {
	fill := transparent()
	switch {
	case st.chosen || st.opened:
		fill = ink(colorTint)
	case st.hovered:
		fill = ink(colorHover)
	}
	s.back.FillColor = fill
	moveTo(s.back, 0, 0, c.width, px(rowHeight))
	s.bar.FillColor = ink(colorAccent)
	s.bar.Hidden = !st.opened
	moveTo(s.bar, 0, 0, px(2), px(rowHeight))
	s.ring.Hidden = !st.focused
	s.ring.StrokeColor, s.ring.StrokeWidth, s.ring.CornerRadius = ink(colorAccent), 2, px(3)
	moveTo(s.ring, 1, 1, c.width-2, px(rowHeight)-2)
}

func (s *rowSlot) paintBox(st rowState, c columns) {
	paintCheck(s.box, s.tick, boxStateOf(st.checked), st.hovered)
	side := px(14)
	y := (px(rowHeight) - side) / 2
	moveTo(s.box, c.box, y, side, side)
	moveTo(s.tick, c.box+px(1), y+px(1), side-px(2), side-px(2))
}

// paintText writes the four cells.
func (s *rowSlot) paintText(st rowState, c columns, rules rulers, now time.Time) {
	r := st.row
	bold := !r.Seen && !r.Marked
	size := px(textSize)
	ruler := rules.get(size, bold)
	name := Clean(senderName(r), maxName)
	if name == "" {
		name = "(nobody named)"
	}
	subject := Clean(r.Summary.Subject, maxSubject)
	if subject == "" {
		subject = "(no subject)"
	}
	room := c.subjectW
	if r.Summary.HasAttachment {
		room -= px(20)
		setIcon(s.clip, iconPaperclip, ink(colorMuted))
		moveTo(s.clip, c.subject+c.subjectW-px(15), (px(rowHeight)-px(13))/2, px(13), px(13))
	}
	s.from.Text = ruler.fit(name, c.fromW-px(12))
	s.subject.Text = ruler.fit(subject, room-px(4))
	s.date.Text = rowDate(r.Summary.Date, now)
	s.from.TextStyle.Bold, s.subject.TextStyle.Bold = bold, bold
	s.write(s.from, c.from, c.fromW, textSize, colorText, st)
	s.write(s.subject, c.subject, room, textSize, colorText, st)
	s.write(s.date, c.dateRight-c.dateW, c.dateW, textSmall, colorMuted, st)
	if r.Marked {
		w := min(s.subject.MinSize().Width, room)
		s.strike.Hidden = false
		s.strike.FillColor = ink(colorFaint)
		moveTo(s.strike, c.subject, px(rowHeight)/2, w, max(1, px(1)))
	}
}

func (s *rowSlot) write(t *canvas.Text, x, w, size float32, c fyne.ThemeColorName, st rowState) {
	t.TextSize = px(size)
	t.Color = ink(c)
	if st.row.Marked {
		t.Color = ink(colorFaint)
	}
	moveTo(t, x, 0, w, px(rowHeight))
}

// placeGhost draws a faint bar where words will be, of a length that differs
// from row to row but not from one moment to the next.
func (s *rowSlot) placeGhost(i int, c columns, r *mailbox.Row) {
	n := float32((r.Order*7919+i*31)%40) / 100
	y, h := px(rowHeight)/2-px(4), px(8)
	switch i {
	case 0:
		moveTo(s.ghosts[i], c.from, y, (c.fromW-px(16))*(0.5+n), h)
	case 1:
		moveTo(s.ghosts[i], c.subject, y, (c.subjectW-px(8))*(0.45+n), h)
	default:
		moveTo(s.ghosts[i], c.dateRight-px(34), y, px(34), h)
	}
}

// boxState is what a check box shows.
type boxState int

const (
	boxEmpty boxState = iota
	boxSome
	boxFull
)

func boxStateOf(on bool) boxState {
	if on {
		return boxFull
	}
	return boxEmpty
}

// paintCheck dresses a check box.
func paintCheck(r *canvas.Rectangle, tick *canvas.Image, st boxState, hovered bool) {
	r.CornerRadius, r.StrokeWidth = px(4), 1
	r.FillColor, r.StrokeColor = ink(colorPanel), ink(colorFaint)
	if hovered {
		r.StrokeColor = ink(colorAccent)
	}
	switch st {
	case boxEmpty:
		tick.Hidden = true
	case boxSome:
		r.FillColor, r.StrokeColor = ink(colorAccent), ink(colorAccent)
		setIcon(tick, iconMinus, ink(colorOnAccent))
	case boxFull:
		r.FillColor, r.StrokeColor = ink(colorAccent), ink(colorAccent)
		setIcon(tick, iconCheck, ink(colorOnAccent))
	}
}
