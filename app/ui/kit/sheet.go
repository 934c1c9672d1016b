package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// sheetHeight is the height of a row of a sheet.
const sheetHeight = 48

// SheetRow is one row of a sheet.
type SheetRow struct {
	Title, Text string   // the text is small and muted, below the title
	Right       string   // at the right, muted
	Buttons     []Choice // at most two, at the right
	Tap         func()   // a click on the row; nil when there is nothing to see
	Faint       bool
}

// Sheet is a card with a list in the middle of the window: the record of deletions,
// the rules. Only the visible rows exist as drawings.
type Sheet struct {
	widget.BaseWidget
	title  *Paragraph
	Text   *Paragraph
	lead   *container.Scroll // title and text, which may be long
	said   *fyne.Container
	empty  *Caption
	Body   *sheetBody
	bar    *ScrollBar
	Foot   []*Button
	Length int
	RowAt  func(int) SheetRow
	offset float64
	pop    *widget.PopUp
	canvas fyne.Canvas
}

// NewSheet shows a card. The last choice is taken by Escape.
func NewSheet(c fyne.Canvas, title, text string, choices ...Choice) *Sheet {
	s := &Sheet{canvas: c, RowAt: func(int) SheetRow { return SheetRow{} }}
	s.title = NewParagraph(title, TextSubject-1, true, ColorText)
	s.Text = NewParagraph(text, TextSize, false, ColorMuted)
	s.lead, s.said = newRoll(s.placeLead, s.title, s.Text)
	s.empty = NewCaption("", TextSize, false, ColorMuted)
	s.empty.Align = fyne.TextAlignCenter
	s.Body = newSheetBody(s)
	s.bar = NewScrollBar()
	s.bar.OnMove = s.scrollTo
	s.Foot = choiceButtons(choices, func(do func()) { closeAndDo(s.pop, do) })
	for _, b := range s.Foot {
		b.OnEscape = s.Close
	}
	s.ExtendBaseWidget(s)
	s.pop = widget.NewModalPopUp(s, c)
	s.pop.Show()
	c.Focus(s.Body)
	return s
}

// Set fills the list; empty is said when there is nothing.
func (s *Sheet) Set(n int, rowAt func(int) SheetRow, empty string) {
	s.Length, s.RowAt = n, rowAt
	s.empty.Set(empty)
	s.empty.Hidden = n > 0
	s.scrollTo(s.offset)
	s.Refresh()
}

// Close closes the sheet without an answer.
func (s *Sheet) Close() { s.pop.Hide() }

func (s *Sheet) scrollTo(offset float64) {
	page := float64(s.Body.Size().Height)
	total := float64(s.Length) * float64(Px(sheetHeight))
	s.offset = max(min(offset, total-page), 0)
	s.bar.Set(total, page, s.offset)
	s.Body.update()
}

// CreateRenderer implements [fyne.Widget].
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	frame := Box()
	clip := NewClip(s.Body)
	p := &Painted{Owner: s, Parts: []fyne.CanvasObject{s.lead, frame, clip, s.empty, s.bar}}
	for _, b := range s.Foot {
		p.Parts = append(p.Parts, b)
	}
	p.Dress = func() {
		frame.FillColor, frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = Transparent(), Ink(ColorLine), 1, Px(Radius)
	}
	p.Place = func(size fyne.Size) {
		foot := placeFoot(size, s.Foot)
		y := min(Px(8)+s.placeLead(size.Width), foot/2)
		MoveTo(s.lead, 0, Px(8), size.Width, y-Px(8))
		x, w, h := Px(24), size.Width-2*Px(24), foot-Px(16)-y
		MoveTo(frame, x, y, w, h)
		MoveTo(clip, x+1, y+1, w-2, h-2)
		MoveTo(s.empty, x, y+h/2-Px(12), w, Px(24))
		MoveTo(s.bar, x+w-Px(13), y+1, Px(12), h-2)
		s.scrollTo(s.offset)
	}
	p.Least = func() fyne.Size {
		c := s.canvas.Size()
		return fyne.NewSize(min(Px(680), c.Width-Px(60)), min(Px(520), c.Height-Px(80)))
	}
	p.Dress()
	return p
}

// placeLead places what stands over the list.
func (s *Sheet) placeLead(width float32) float32 {
	x, w, y := Px(24), width-2*Px(24), Px(12)
	h := s.title.HeightFor(w)
	MoveTo(s.title, x, y, w, h)
	y += h + Px(5)
	h = s.Text.HeightFor(w)
	MoveTo(s.Text, x, y, w, h)
	return y + h + Px(12)
}
