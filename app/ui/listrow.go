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
	lifted                                    bool   // out of the flood that is looked at
	going                                     bool   // caught by a rule
	tag                                       string // a word behind the subject
}

// rowSlot is the drawing of one visible row.
type rowSlot struct {
	root                 *fyne.Container
	back, bar, box, ring *canvas.Rectangle
	strike               *canvas.Rectangle
	ghosts               [3]*canvas.Rectangle
	tick, clip           *canvas.Image
	cells                [numColumns]*canvas.Text
	tag                  *tag

	drawn rowState
	cols  columns
	day   int
}

func newRowSlot() *rowSlot {
	s := &rowSlot{back: box(), bar: box(), box: box(), ring: box(), strike: box(), tick: newIcon(), clip: newIcon()}
	objects := []fyne.CanvasObject{s.back, s.bar, s.box, s.tick, s.clip}
	for c := range s.cells {
		s.cells[c] = canvas.NewText("", color.Black)
		if column(c).rightward() {
			s.cells[c].Alignment = fyne.TextAlignTrailing
		}
		objects = append(objects, s.cells[c])
	}
	s.tag = newTag()
	objects = append(objects, s.tag.objects()...)
	objects = append(objects, s.strike)
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
	known := st.row.Known || st.row.NoHead
	for i, g := range s.ghosts {
		g.Hidden = known
		if !known {
			g.FillColor, g.CornerRadius = ink(colorBlank), px(4)
			s.placeGhost(i, c, st.row)
		}
	}
	s.clip.Hidden, s.strike.Hidden = true, true
	s.tag.hide()
	for _, t := range s.cells {
		t.Hidden = true
	}
	for _, col := range c.order {
		if col != noColumn && (known || col == bySize) {
			s.paintCell(col, st, c, rules, now)
		}
	}
}

func (s *rowSlot) paintBack(st rowState, c columns) {
	fill := transparent()
	switch {
	case st.chosen || st.opened:
		fill = ink(colorTint)
	case st.hovered:
		fill = ink(colorHover)
	case st.lifted:
		fill = ink(colorLook)
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

// gap is the room between a column and the next one.
const gap = 10

// paintCell writes one cell.
func (s *rowSlot) paintCell(col column, st rowState, c columns, rules rulers, now time.Time) {
	t, at := s.cells[col], c.cells[col]
	bold, size, tone := false, float32(textSize), colorText
	switch col {
	case byFrom, bySubject:
		bold = !st.row.Seen && !st.row.Marked
	case byTo:
		tone = colorMuted
	default:
		size, tone = textSmall, colorMuted
	}
	x, room := at.x, at.w-px(gap)
	if col.rightward() && c.order[0] != col {
		x += px(gap)
	}
	if col == bySubject {
		room = s.paintMarks(st, at, room)
	}
	t.Hidden = false
	t.TextSize, t.Color, t.TextStyle.Bold = px(size), ink(tone), bold
	if st.row.Marked || st.going {
		t.Color = ink(colorFaint)
	}
	t.Text = rules.get(px(size), bold).fit(cellText(col, st.row, now), room)
	moveTo(t, x, 0, room, px(rowHeight))
	if col == bySubject {
		s.paintStrike(st, x, room)
		s.tag.place(x+min(t.MinSize().Width, room)+px(8), px(rowHeight))
	}
}

// noHeadWords stand in the place of a subject that the server does not give.
const noHeadWords = "The server does not give the head of this message"

// cellText is what a cell says.
func cellText(col column, r *mailbox.Row, now time.Time) string {
	text, nothing := "", ""
	if r.NoHead && col != bySize {
		// Nobody and nothing is known of it, which is not the same as nobody named.
		return map[column]string{byFrom: "(not known)", bySubject: noHeadWords}[col]
	}
	switch col {
	case byFrom:
		text, nothing = Clean(senderName(r), maxName), "(nobody named)"
	case byTo:
		text = Clean(receiverName(r), maxName)
	case bySubject:
		text, nothing = Clean(r.Summary.Subject, maxSubject), "(no subject)"
	case byDate:
		text = rowDate(r.Summary.Date, now)
	case bySize:
		text = rowSize(r.Size)
	}
	if text == "" {
		return nothing
	}
	return text
}

// paintMarks draws what stands behind the subject, and returns the room that is
// left for the words.
func (s *rowSlot) paintMarks(st rowState, at cell, room float32) float32 {
	if st.row.Summary.HasAttachment {
		room -= px(18)
		setIcon(s.clip, iconPaperclip, ink(colorMuted))
		moveTo(s.clip, at.end()-px(gap+14), (px(rowHeight)-px(13))/2, px(13), px(13))
	}
	if st.tag != "" {
		s.tag.show(st.tag)
		room -= s.tag.width() + px(8)
	}
	return max(room, px(20))
}

// paintStrike crosses out what is to go.
func (s *rowSlot) paintStrike(st rowState, x, room float32) {
	if !st.row.Marked && !st.going {
		return
	}
	s.strike.Hidden = false
	s.strike.FillColor = ink(colorFaint)
	moveTo(s.strike, x, px(rowHeight)/2, min(s.cells[bySubject].MinSize().Width, room), max(1, px(1)))
}

// placeGhost draws a faint bar where words will be, of a length that differs
// from row to row but not from one moment to the next.
func (s *rowSlot) placeGhost(i int, c columns, r *mailbox.Row) {
	n := float32((r.Order*7919+i*31)%40) / 100
	y, h := px(rowHeight)/2-px(4), px(8)
	col := [...]column{byFrom, bySubject, byDate}[i]
	at := c.cells[col]
	if at.w == 0 {
		s.ghosts[i].Hidden = true
		return
	}
	w := (at.w - px(16)) * (0.45 + n)
	if col.rightward() {
		w = px(34)
		at.x = at.end() - w
	}
	moveTo(s.ghosts[i], at.x, y, w, h)
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
