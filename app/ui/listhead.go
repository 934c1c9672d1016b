package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// listHead is the row of column names: a box for all, a click sorts, the edge
// of From can be moved.
type listHead struct {
	widget.BaseWidget
	l        *messageList
	hovered  column
	overEdge bool
	moving   bool
}

var (
	_ desktop.Mouseable  = (*listHead)(nil)
	_ desktop.Hoverable  = (*listHead)(nil)
	_ desktop.Cursorable = (*listHead)(nil)
	_ fyne.Draggable     = (*listHead)(nil)
)

func newListHead(l *messageList) *listHead {
	h := &listHead{l: l, hovered: noColumn}
	h.ExtendBaseWidget(h)
	return h
}

// allState is what the box for all shows.
func (h *listHead) allState() boxState {
	n := h.l.shownChosen()
	switch {
	case n == 0 || h.l.soft != none:
		return boxEmpty
	case n == len(h.l.shown):
		return boxFull
	}
	return boxSome
}

// columnAt tells which column a position belongs to.
func (h *listHead) columnAt(x float32) column {
	c := h.l.columns(h.Size().Width)
	switch {
	case x < boxZone():
		return noColumn
	case x < c.subject:
		return byFrom
	case x < c.subject+c.subjectW:
		return bySubject
	case x < c.dateRight+px(4):
		return byDate
	}
	return bySize
}

func (h *listHead) atEdge(x float32) bool {
	d := x - h.l.columns(h.Size().Width).subject + px(6)
	return d > -px(5) && d < px(5)
}

// MouseDown implements [desktop.Mouseable].
func (h *listHead) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	switch x := e.Position.X; {
	case x < boxZone():
		h.tapAll()
	case h.atEdge(x):
		h.moving = true
	default:
		h.l.SortBy(h.columnAt(x))
	}
}

// tapAll chooses all that is shown, or nothing when all are chosen.
func (h *listHead) tapAll() {
	if h.allState() == boxFull {
		h.l.clear()
	} else {
		h.l.all()
	}
	h.l.changed()
	if h.l.Focus != nil {
		h.l.Focus()
	}
}

// MouseUp implements [desktop.Mouseable].
func (h *listHead) MouseUp(*desktop.MouseEvent) { h.moving = false }

// Dragged implements [fyne.Draggable].
func (h *listHead) Dragged(e *fyne.DragEvent) {
	if !h.moving {
		return
	}
	c := h.l.columns(h.Size().Width)
	w := e.Position.X + px(6) - c.from
	h.l.fromW = min(max(w, px(60)), h.Size().Width*0.45-c.from) / px(1)
	h.l.redraw()
	h.Refresh()
}

// DragEnd implements [fyne.Draggable].
func (h *listHead) DragEnd() { h.moving = false }

// MouseIn implements [desktop.Hoverable].
func (h *listHead) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (h *listHead) MouseMoved(e *desktop.MouseEvent) {
	c, edge := h.columnAt(e.Position.X), h.atEdge(e.Position.X)
	if c != h.hovered || edge != h.overEdge {
		h.hovered, h.overEdge = c, edge
		h.Refresh()
	}
}

// MouseOut implements [desktop.Hoverable].
func (h *listHead) MouseOut() { h.hovered, h.overEdge = noColumn, false; h.Refresh() }

// Cursor implements [desktop.Cursorable].
func (h *listHead) Cursor() desktop.Cursor {
	if h.overEdge || h.moving {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

type headRenderer struct {
	h               *listHead
	back, line, box *canvas.Rectangle
	edge            *canvas.Rectangle
	tick, arrow     *canvas.Image
	names           [4]*canvas.Text
	objects         []fyne.CanvasObject
}

// CreateRenderer implements [fyne.Widget].
func (h *listHead) CreateRenderer() fyne.WidgetRenderer {
	r := &headRenderer{h: h, back: box(), line: box(), box: box(), edge: box(), tick: newIcon(), arrow: newIcon()}
	r.objects = []fyne.CanvasObject{r.back, r.line, r.edge, r.box, r.tick, r.arrow}
	for i, n := range []string{"From", "Subject", "Date", "Size"} {
		r.names[i] = canvas.NewText(n, color.Black)
		r.objects = append(r.objects, r.names[i])
	}
	return r
}

func (r *headRenderer) Layout(s fyne.Size) {
	c := r.h.l.columns(s.Width)
	side := px(14)
	y := (s.Height - side) / 2
	r.back.Resize(s)
	moveTo(r.line, 0, s.Height-1, s.Width, 1)
	moveTo(r.edge, c.subject-px(7), px(6), 1, s.Height-px(12))
	moveTo(r.box, c.box, y, side, side)
	moveTo(r.tick, c.box+px(1), y+px(1), side-px(2), side-px(2))
	right := [4]float32{0, 0, c.dateRight, c.sizeRight}
	left := [4]float32{c.from, c.subject, 0, 0}
	for i, t := range r.names {
		m := t.MinSize()
		x := left[i]
		sorted := column(i) == r.h.l.listing.sort.by
		if right[i] > 0 {
			x = right[i] - m.Width
			if sorted {
				x -= px(15)
			}
		}
		moveTo(t, x, (s.Height-m.Height)/2, m.Width, m.Height)
		if sorted {
			moveTo(r.arrow, x+m.Width+px(3), (s.Height-px(12))/2, px(12), px(12))
		}
	}
}

func (r *headRenderer) Refresh() {
	h := r.h
	r.back.FillColor, r.line.FillColor = ink(colorPanel), ink(colorLine)
	r.edge.FillColor = transparent()
	if h.hovered != noColumn || h.moving {
		r.edge.FillColor = ink(colorLine)
	}
	paintCheck(r.box, r.tick, h.allState(), false)
	for i, t := range r.names {
		t.TextSize, t.Color = px(textSmall), ink(colorMuted)
		if column(i) == h.l.listing.sort.by || column(i) == h.hovered {
			t.Color = ink(colorText)
		}
	}
	a := iconUp
	if h.l.listing.sort.down {
		a = iconDown
	}
	setIcon(r.arrow, a, ink(colorText))
	r.Layout(h.Size())
	canvas.Refresh(h)
}

func (r *headRenderer) MinSize() fyne.Size { return fyne.NewSize(px(200), px(headHeight)) }

func (r *headRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *headRenderer) Destroy() {}
