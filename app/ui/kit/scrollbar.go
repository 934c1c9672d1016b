package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// ScrollBar stands at the right of something long. Its positions are float64,
// because a million rows are more pixels than a float32 can tell apart.
type ScrollBar struct {
	widget.BaseWidget
	OnMove func(offset float64)

	total, page, offset float64

	thumb   *canvas.Rectangle
	hovered bool
	grab    float64 // where in the thumb it was taken; negative when it is not
}

var (
	_ fyne.Draggable    = (*ScrollBar)(nil)
	_ desktop.Mouseable = (*ScrollBar)(nil)
	_ desktop.Hoverable = (*ScrollBar)(nil)
)

// NewScrollBar makes a bar that stands for nothing yet.
func NewScrollBar() *ScrollBar {
	s := &ScrollBar{thumb: canvas.NewRectangle(color.Transparent), grab: -1}
	s.ExtendBaseWidget(s)
	return s
}

// Set tells the bar what it stands for.
func (s *ScrollBar) Set(total, page, offset float64) {
	if s.total != total || s.page != page || s.offset != offset {
		s.total, s.page, s.offset = total, page, offset
		s.Refresh()
	}
}

// shape is the top and the height of the thumb.
func (s *ScrollBar) shape() (top, height float64) {
	h := float64(s.Size().Height)
	if s.total <= s.page || s.total <= 0 {
		return 0, 0
	}
	height = max(h*s.page/s.total, float64(Px(28)))
	return (h - height) * s.offset / (s.total - s.page), height
}

// MouseDown implements [desktop.Mouseable]: beside the thumb it jumps there.
func (s *ScrollBar) MouseDown(e *desktop.MouseEvent) {
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
func (s *ScrollBar) MouseUp(*desktop.MouseEvent) { s.grab = -1 }

// Dragged implements [fyne.Draggable].
func (s *ScrollBar) Dragged(e *fyne.DragEvent) { s.moveThumb(float64(e.Position.Y)) }

// DragEnd implements [fyne.Draggable].
func (s *ScrollBar) DragEnd() { s.grab = -1 }

func (s *ScrollBar) moveThumb(y float64) {
	_, height := s.shape()
	room := float64(s.Size().Height) - height
	if room <= 0 || height == 0 || s.OnMove == nil {
		return
	}
	part := min(max((y-max(s.grab, 0))/room, 0), 1)
	s.OnMove(part * (s.total - s.page))
}

// ScrolledBy is where a key scrolls to, and false when it is none that scrolls. end is
// a place at or beyond the end.
func ScrolledBy(key fyne.KeyName, offset, row, page, end float64) (to float64, ok bool) {
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
func (s *ScrollBar) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (s *ScrollBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (s *ScrollBar) MouseOut() { s.hovered = false; s.Refresh() }

// CreateRenderer implements [fyne.Widget].
func (s *ScrollBar) CreateRenderer() fyne.WidgetRenderer {
	p := &Painted{Parts: []fyne.CanvasObject{s.thumb}, Owner: s}
	p.Dress = func() {
		c := color.NRGBAModel.Convert(Ink("scrollBar")).(color.NRGBA)
		if s.hovered || s.grab >= 0 {
			c.A += 0x40
		}
		s.thumb.FillColor = c
	}
	p.Place = func(size fyne.Size) {
		top, height := s.shape()
		w := Px(5)
		if s.hovered || s.grab >= 0 {
			w = Px(8)
		}
		s.thumb.CornerRadius = w / 2
		s.thumb.Hidden = height == 0
		MoveTo(s.thumb, size.Width-w-Px(2), float32(top), w, float32(height))
	}
	p.Least = func() fyne.Size { return fyne.NewSize(Px(12), Px(28)) }
	p.Dress()
	return p
}

// WheelSpeed makes one notch of the wheel three rows.
const WheelSpeed = 3
