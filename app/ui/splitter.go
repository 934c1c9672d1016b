package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// splitter is the line between list and reader. The line is thin, the part that
// can be taken hold of is not.
type splitter struct {
	widget.BaseWidget
	OnMove  func(by float32)
	upright bool // the line stands, the panes are side by side
	hovered bool
}

var (
	_ fyne.Draggable     = (*splitter)(nil)
	_ desktop.Hoverable  = (*splitter)(nil)
	_ desktop.Cursorable = (*splitter)(nil)
)

func newSplitter() *splitter {
	s := &splitter{}
	s.ExtendBaseWidget(s)
	return s
}

// thickness is how much room the splitter takes for the pointer.
func (s *splitter) thickness() float32 { return px(7) }

// Dragged implements [fyne.Draggable].
func (s *splitter) Dragged(e *fyne.DragEvent) {
	by := e.Dragged.DY
	if s.upright {
		by = e.Dragged.DX
	}
	if s.OnMove != nil {
		s.OnMove(by)
	}
}

// DragEnd implements [fyne.Draggable].
func (s *splitter) DragEnd() {}

// MouseIn implements [desktop.Hoverable].
func (s *splitter) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (s *splitter) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (s *splitter) MouseOut() { s.hovered = false; s.Refresh() }

// Cursor implements [desktop.Cursorable].
func (s *splitter) Cursor() desktop.Cursor {
	if s.upright {
		return desktop.HResizeCursor
	}
	return desktop.VResizeCursor
}

// CreateRenderer implements [fyne.Widget].
func (s *splitter) CreateRenderer() fyne.WidgetRenderer {
	line := box()
	p := &painted{objects: []fyne.CanvasObject{line}, owner: s}
	p.dress = func() {
		line.FillColor = ink(colorLine)
		if s.hovered {
			line.FillColor = ink(colorAccent)
		}
	}
	p.place = func(size fyne.Size) {
		if s.upright {
			moveTo(line, size.Width/2-0.5, 0, 1, size.Height)
			return
		}
		moveTo(line, 0, size.Height/2-0.5, size.Width, 1)
	}
	p.least = func() fyne.Size { return fyne.NewSize(1, 1) }
	p.dress()
	return p
}
