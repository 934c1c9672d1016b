package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// sheetHeight is the height of a row of a sheet.
const sheetHeight = 48

// sheetRow is one row of a sheet.
type sheetRow struct {
	title, text string   // the text is small and muted, below the title
	right       string   // at the right, muted
	buttons     []choice // at most two, at the right
	tap         func()   // a click on the row; nil when there is nothing to see
	faint       bool
}

// sheet is a card with a list in the middle of the window: the record of deletions,
// the rules. Only the visible rows exist as drawings.
type sheet struct {
	widget.BaseWidget
	title  *paragraph
	text   *paragraph
	lead   *container.Scroll // title and text, which may be long
	said   *fyne.Container
	empty  *caption
	body   *sheetBody
	bar    *scrollBar
	foot   []*button
	length int
	rowAt  func(int) sheetRow
	offset float64
	pop    *widget.PopUp
	canvas fyne.Canvas
}

// newSheet shows a card. The last choice is taken by Escape.
func newSheet(c fyne.Canvas, title, text string, choices ...choice) *sheet {
	s := &sheet{canvas: c, rowAt: func(int) sheetRow { return sheetRow{} }}
	s.title = newParagraph(title, textSubject-1, true, colorText)
	s.text = newParagraph(text, textSize, false, colorMuted)
	s.lead, s.said = newRoll(s.placeLead, s.title, s.text)
	s.empty = newCaption("", textSize, false, colorMuted)
	s.empty.align = fyne.TextAlignCenter
	s.body = newSheetBody(s)
	s.bar = newScrollBar()
	s.bar.OnMove = s.scrollTo
	s.foot = choiceButtons(choices, func(do func()) { takeOnce(s.pop, do) })
	for _, b := range s.foot {
		b.OnEscape = s.close
	}
	s.ExtendBaseWidget(s)
	s.pop = widget.NewModalPopUp(s, c)
	s.pop.Show()
	c.Focus(s.body)
	return s
}

// set fills the list; empty is said when there is nothing.
func (s *sheet) set(n int, rowAt func(int) sheetRow, empty string) {
	s.length, s.rowAt = n, rowAt
	s.empty.set(empty)
	s.empty.Hidden = n > 0
	s.scrollTo(s.offset)
	s.Refresh()
}

func (s *sheet) close() { s.pop.Hide() }

func (s *sheet) scrollTo(offset float64) {
	page := float64(s.body.Size().Height)
	total := float64(s.length) * float64(px(sheetHeight))
	s.offset = max(min(offset, total-page), 0)
	s.bar.set(total, page, s.offset)
	s.body.update()
}

// CreateRenderer implements [fyne.Widget].
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	frame := box()
	clip := newClip(s.body)
	p := &painted{owner: s, objects: []fyne.CanvasObject{s.lead, frame, clip, s.empty, s.bar}}
	for _, b := range s.foot {
		p.objects = append(p.objects, b)
	}
	p.dress = func() {
		frame.FillColor, frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = transparent(), ink(colorLine), 1, px(radius)
	}
	p.place = func(size fyne.Size) {
		foot := placeFoot(size, s.foot)
		y := min(px(8)+s.placeLead(size.Width), foot/2)
		moveTo(s.lead, 0, px(8), size.Width, y-px(8))
		x, w, h := px(24), size.Width-2*px(24), foot-px(16)-y
		moveTo(frame, x, y, w, h)
		moveTo(clip, x+1, y+1, w-2, h-2)
		moveTo(s.empty, x, y+h/2-px(12), w, px(24))
		moveTo(s.bar, x+w-px(13), y+1, px(12), h-2)
		s.scrollTo(s.offset)
	}
	p.least = func() fyne.Size {
		c := s.canvas.Size()
		return fyne.NewSize(min(px(680), c.Width-px(60)), min(px(520), c.Height-px(80)))
	}
	p.dress()
	return p
}

// placeLead places what stands over the list.
func (s *sheet) placeLead(width float32) float32 {
	x, w, y := px(24), width-2*px(24), px(12)
	h := s.title.heightFor(w)
	moveTo(s.title, x, y, w, h)
	y += h + px(5)
	h = s.text.heightFor(w)
	moveTo(s.text, x, y, w, h)
	return y + h + px(12)
}
