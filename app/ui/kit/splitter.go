package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Splitter is the line between list and reader. The line is thin, the part that
// can be taken hold of is not.
type Splitter struct {
	widget.BaseWidget
	OnMove  func(by float32)
	Upright bool // the line stands, the panes are side by side
	hovered bool
}

var (
	_ fyne.Draggable     = (*Splitter)(nil)
	_ desktop.Hoverable  = (*Splitter)(nil)
	_ desktop.Cursorable = (*Splitter)(nil)
)

// NewSplitter makes a splitter.
func NewSplitter() *Splitter {
	s := &Splitter{}
	s.ExtendBaseWidget(s)
	return s
}

// Thickness is how much room the splitter takes for the pointer.
func (s *Splitter) Thickness() float32 { return Px(7) }

// Dragged implements [fyne.Draggable].
func (s *Splitter) Dragged(e *fyne.DragEvent) {
	by := e.Dragged.DY
	if s.Upright {
		by = e.Dragged.DX
	}
	if s.OnMove != nil {
		s.OnMove(by)
	}
}

// DragEnd implements [fyne.Draggable].
func (s *Splitter) DragEnd() {}

// MouseIn implements [desktop.Hoverable].
func (s *Splitter) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (s *Splitter) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (s *Splitter) MouseOut() { s.hovered = false; s.Refresh() }

// Cursor implements [desktop.Cursorable].
func (s *Splitter) Cursor() desktop.Cursor {
	if s.Upright {
		return desktop.HResizeCursor
	}
	return desktop.VResizeCursor
}

// CreateRenderer implements [fyne.Widget].
func (s *Splitter) CreateRenderer() fyne.WidgetRenderer {
	line := Box()
	p := &Painted{Parts: []fyne.CanvasObject{line}, Owner: s}
	p.Dress = func() {
		line.FillColor = Ink(ColorLine)
		if s.hovered {
			line.FillColor = Ink(ColorAccent)
		}
	}
	p.Place = func(size fyne.Size) {
		if s.Upright {
			MoveTo(line, size.Width/2-0.5, 0, 1, size.Height)
			return
		}
		MoveTo(line, 0, size.Height/2-0.5, size.Width, 1)
	}
	p.Least = func() fyne.Size { return fyne.NewSize(1, 1) }
	p.Dress()
	return p
}
