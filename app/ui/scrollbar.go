package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// scrollBar stands at the right of something long. Its positions are float64,
// because a million rows are more pixels than a float32 can tell apart.
type scrollBar struct {
	widget.BaseWidget
	OnMove func(offset float64)

	total, page, offset float64

	thumb   *canvas.Rectangle
	hovered bool
	grab    float64 // where in the thumb it was taken; negative when it is not
}

var (
	_ fyne.Draggable    = (*scrollBar)(nil)
	_ desktop.Mouseable = (*scrollBar)(nil)
	_ desktop.Hoverable = (*scrollBar)(nil)
)

func newScrollBar() *scrollBar {
	s := &scrollBar{thumb: canvas.NewRectangle(color.Transparent), grab: -1}
	s.ExtendBaseWidget(s)
	return s
}

// set tells the bar what it stands for.
func (s *scrollBar) set(total, page, offset float64) {
	if s.total != total || s.page != page || s.offset != offset {
		s.total, s.page, s.offset = total, page, offset
		s.Refresh()
	}
}

// shape is the top and the height of the thumb.
func (s *scrollBar) shape() (top, height float64) {
	h := float64(s.Size().Height)
	if s.total <= s.page || s.total <= 0 {
		return 0, 0
	}
	height = max(h*s.page/s.total, float64(px(28)))
	return (h - height) * s.offset / (s.total - s.page), height
}

// MouseDown implements [desktop.Mouseable]: beside the thumb it jumps there.
func (s *scrollBar) MouseDown(e *desktop.MouseEvent) {
	top, height := s.shape()
	y := float64(e.Position.Y)
	if y < top || y > top+height {
		s.grab = height / 2
		s.moveThumb(y)
		return
	}
	s.grab = y - top
}

// MouseUp implements [desktop.Mouseable].
func (s *scrollBar) MouseUp(*desktop.MouseEvent) { s.grab = -1 }

// Dragged implements [fyne.Draggable].
func (s *scrollBar) Dragged(e *fyne.DragEvent) { s.moveThumb(float64(e.Position.Y)) }

// DragEnd implements [fyne.Draggable].
func (s *scrollBar) DragEnd() { s.grab = -1 }

func (s *scrollBar) moveThumb(y float64) {
	_, height := s.shape()
	room := float64(s.Size().Height) - height
	if room <= 0 || height == 0 || s.OnMove == nil {
		return
	}
	part := min(max((y-max(s.grab, 0))/room, 0), 1)
	s.OnMove(part * (s.total - s.page))
}

// scrolledBy is where a key scrolls to, and false when it is none that scrolls. end is
// a place at or beyond the end.
func scrolledBy(key fyne.KeyName, offset, row, page, end float64) (to float64, ok bool) {
	switch key {
	case fyne.KeyUp:
		return offset - row, true
	case fyne.KeyDown:
		return offset + row, true
	case fyne.KeyPageUp:
		return offset - page, true
	case fyne.KeyPageDown, fyne.KeySpace:
		return offset + page, true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return end, true
	}
	return offset, false
}

// MouseIn implements [desktop.Hoverable].
func (s *scrollBar) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (s *scrollBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (s *scrollBar) MouseOut() { s.hovered = false; s.Refresh() }

// CreateRenderer implements [fyne.Widget].
func (s *scrollBar) CreateRenderer() fyne.WidgetRenderer {
	p := &painted{objects: []fyne.CanvasObject{s.thumb}, owner: s}
	p.dress = func() {
		c := color.NRGBAModel.Convert(ink("scrollBar")).(color.NRGBA)
		if s.hovered || s.grab >= 0 {
			c.A += 0x40
		}
		s.thumb.FillColor = c
	}
	p.place = func(size fyne.Size) {
		top, height := s.shape()
		w := px(5)
		if s.hovered || s.grab >= 0 {
			w = px(8)
		}
		s.thumb.CornerRadius = w / 2
		s.thumb.Hidden = height == 0
		moveTo(s.thumb, size.Width-w-px(2), float32(top), w, float32(height))
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(12), px(28)) }
	p.dress()
	return p
}
