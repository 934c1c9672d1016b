package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// listHead is the row of column names: a box for all; a click sorts, an edge can
// be moved, a name can be dragged to another place, a right click offers what is
// hidden.
type listHead struct {
	widget.BaseWidget
	l       *messageList
	hovered column
	edge    column // the column whose edge is under the pointer
	sign    float32
	sizing  column // the column whose edge is being moved
	held    column // the column whose name was pressed
	moving  bool   // and is being dragged
	at      float32
}

var (
	_ desktop.Mouseable      = (*listHead)(nil)
	_ desktop.Hoverable      = (*listHead)(nil)
	_ desktop.Cursorable     = (*listHead)(nil)
	_ fyne.Draggable         = (*listHead)(nil)
	_ fyne.SecondaryTappable = (*listHead)(nil)
)

func newListHead(l *messageList) *listHead {
	h := &listHead{l: l, hovered: noColumn, edge: noColumn, sizing: noColumn, held: noColumn}
	h.ExtendBaseWidget(h)
	return h
}

// allState is what the box for all shows.
func (h *listHead) allState() boxState {
	n := h.l.shownChosen()
	switch {
	case n == 0 || h.l.soft != none:
		return boxEmpty
	case n == len(h.l.shown)-h.l.liftedShown():
		return boxFull
	}
	return boxSome
}

// cells are the columns as they stand now.
func (h *listHead) cells() columns { return h.l.columns(h.Size().Width) }

// columnAt tells which column a position belongs to.
func (h *listHead) columnAt(x float32) column {
	if x < boxZone() {
		return noColumn
	}
	c := h.cells()
	return c.at(x)
}

// MouseDown implements [desktop.Mouseable].
func (h *listHead) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	x := e.Position.X
	if x < boxZone() {
		h.tapAll()
		return
	}
	c := h.cells()
	if h.sizing, h.sign = c.edge(x); h.sizing != noColumn {
		h.l.arranged.settle(c)
		return
	}
	h.held, h.at = c.at(x), x
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

// MouseUp implements [desktop.Mouseable]. A name that was not dragged sorts.
func (h *listHead) MouseUp(e *desktop.MouseEvent) {
	held, moved := h.held, h.moving
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if h.sizing != noColumn {
		h.l.columnsChanged()
	}
	h.held, h.sizing, h.moving = noColumn, noColumn, false
	switch {
	case held == noColumn:
	case moved:
		h.Refresh()
	default:
		h.l.SortBy(held)
	}
}

// Dragged implements [fyne.Draggable].
func (h *listHead) Dragged(e *fyne.DragEvent) {
	x := e.Position.X
	switch {
	case h.sizing != noColumn:
		h.resize(x)
	case h.held != noColumn && (h.moving || x < h.at-px(8) || x > h.at+px(8)):
		h.moving = true
		if c := h.columnAt(max(x, boxZone())); c != noColumn && c != h.held {
			h.l.arranged.move(h.held, c)
			h.l.columnsChanged()
		}
		h.at = x
		h.Refresh()
	}
}

// resize moves the edge that was taken to where the pointer is.
func (h *listHead) resize(x float32) {
	c := h.cells()
	cell := c.cells[h.sizing]
	w := x + px(6) - cell.x
	if h.sign < 0 {
		w = cell.end() - x - px(6)
	}
	most := h.l.fixedRoom(h.Size().Width)
	for _, col := range c.order {
		if col != noColumn && col != bySubject && col != h.sizing {
			most -= c.cells[col].w
		}
	}
	h.l.arranged.widths[h.sizing] = max(min(w, most), px(leastColumn)) / px(1)
	h.l.redraw()
	h.Refresh()
}

// DragEnd implements [fyne.Draggable]. It comes before MouseUp.
func (h *listHead) DragEnd() {}

// TappedSecondary implements [fyne.SecondaryTappable].
func (h *listHead) TappedSecondary(e *fyne.PointEvent) {
	if h.l.OnHeadMenu != nil {
		h.l.OnHeadMenu(e.AbsolutePosition)
	}
}

// MouseIn implements [desktop.Hoverable].
func (h *listHead) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (h *listHead) MouseMoved(e *desktop.MouseEvent) {
	cells := h.cells()
	c := h.columnAt(e.Position.X)
	edge, _ := cells.edge(e.Position.X)
	if c != h.hovered || edge != h.edge {
		h.hovered, h.edge = c, edge
		h.Refresh()
	}
}

// MouseOut implements [desktop.Hoverable].
func (h *listHead) MouseOut() { h.hovered, h.edge = noColumn, noColumn; h.Refresh() }

// Cursor implements [desktop.Cursorable].
func (h *listHead) Cursor() desktop.Cursor {
	if h.edge != noColumn || h.sizing != noColumn {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

type headRenderer struct {
	h               *listHead
	back, line, box *canvas.Rectangle
	carried         *canvas.Rectangle // behind the name that is being dragged
	edges           [numColumns]*canvas.Rectangle
	tick, arrow     *canvas.Image
	names           [numColumns]*canvas.Text
	objects         []fyne.CanvasObject
}

// CreateRenderer implements [fyne.Widget].
func (h *listHead) CreateRenderer() fyne.WidgetRenderer {
	r := &headRenderer{h: h, back: box(), line: box(), box: box(), carried: box(), tick: newIcon(), arrow: newIcon()}
	r.objects = []fyne.CanvasObject{r.back, r.carried, r.line, r.box, r.tick, r.arrow}
	for i := range r.names {
		r.names[i], r.edges[i] = canvas.NewText(columnNames[i].title, color.Black), box()
		r.objects = append(r.objects, r.names[i], r.edges[i])
	}
	return r
}

func (r *headRenderer) Layout(s fyne.Size) {
	c := r.h.l.columns(s.Width)
	side := px(14)
	y := (s.Height - side) / 2
	r.back.Resize(s)
	moveTo(r.line, 0, s.Height-1, s.Width, 1)
	moveTo(r.box, c.box, y, side, side)
	moveTo(r.tick, c.box+px(1), y+px(1), side-px(2), side-px(2))
	for i := range r.names {
		r.names[i].Hidden, r.edges[i].Hidden = true, true
	}
	r.arrow.Hidden, r.carried.Hidden = true, true
	for i, col := range c.order {
		if col != noColumn {
			r.placeName(col, c.cells[col], s.Height, i == 0)
		}
	}
}

// placeName places the name of a column, its arrow and the edge before it.
func (r *headRenderer) placeName(col column, at cell, height float32, first bool) {
	h, t := r.h, r.names[col]
	m := t.MinSize()
	x := at.x
	sorted := col == h.l.listing.sort.by
	if col.rightward() {
		x = at.end() - m.Width
		if sorted {
			x -= px(15)
		}
	}
	t.Hidden = false
	moveTo(t, x, (height-m.Height)/2, m.Width, m.Height)
	if sorted {
		r.arrow.Hidden = false
		moveTo(r.arrow, x+m.Width+px(3), (height-px(12))/2, px(12), px(12))
	}
	r.edges[col].Hidden = first
	moveTo(r.edges[col], at.x-px(6), px(7), 1, height-px(14))
	if h.moving && col == h.held {
		r.carried.Hidden = false
		moveTo(r.carried, at.x-px(6), px(2), at.w, height-px(4))
	}
}

func (r *headRenderer) Refresh() {
	h := r.h
	r.back.FillColor, r.line.FillColor = ink(colorPanel), ink(colorLine)
	r.carried.FillColor, r.carried.CornerRadius = ink(colorTint), px(4)
	paintCheck(r.box, r.tick, h.allState(), false)
	for i, t := range r.names {
		t.TextSize, t.Color = px(textSmall), ink(colorMuted)
		if column(i) == h.l.listing.sort.by || column(i) == h.hovered {
			t.Color = ink(colorText)
		}
		r.edges[i].FillColor = transparent()
		if h.hovered != noColumn || h.sizing != noColumn {
			r.edges[i].FillColor = ink(colorLine)
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
