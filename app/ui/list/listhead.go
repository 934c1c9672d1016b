package list

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// listHead is the row of column names: a box for all; a click sorts, an edge can
// be moved, a name can be dragged to another place, a right click offers what is
// hidden.
type listHead struct {
	widget.BaseWidget
	l       *List
	hovered listing.Column
	edge    listing.Column // the column whose edge is under the pointer
	sign    float32
	sizing  listing.Column // the column whose edge is being moved
	held    listing.Column // the column whose name was pressed
	moving  bool           // and is being dragged
	at      float32
}

var (
	_ desktop.Mouseable      = (*listHead)(nil)
	_ desktop.Hoverable      = (*listHead)(nil)
	_ desktop.Cursorable     = (*listHead)(nil)
	_ fyne.Draggable         = (*listHead)(nil)
	_ fyne.SecondaryTappable = (*listHead)(nil)
)

func newListHead(l *List) *listHead {
	h := &listHead{l: l, hovered: listing.NoColumn, edge: listing.NoColumn, sizing: listing.NoColumn, held: listing.NoColumn}
	h.ExtendBaseWidget(h)
	return h
}

// AllState is what the box for all shows.
func (h *listHead) AllState() kit.BoxState { return kit.BoxState(h.l.ExtentShown()) }

// Cells are the columns as they stand now.
func (h *listHead) Cells() Columns { return h.l.Columns(h.Size().Width) }

// columnAt tells which column a position belongs to.
func (h *listHead) columnAt(x float32) listing.Column {
	if x < boxZone() {
		return listing.NoColumn
	}
	c := h.Cells()
	return c.at(x)
}

// MouseDown implements [desktop.Mouseable].
func (h *listHead) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	x := e.Position.X
	if x < boxZone() {
		h.TapAll()
		return
	}
	c := h.Cells()
	if h.sizing, h.sign = c.edge(x); h.sizing != listing.NoColumn {
		h.l.Arranged.settle(c)
		return
	}
	h.held, h.at = c.at(x), x
}

// TapAll chooses all that is shown, or nothing when all are chosen.
func (h *listHead) TapAll() {
	if h.AllState() == kit.BoxFull {
		h.l.Clear()
	} else {
		h.l.All()
	}
	h.l.Changed()
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
	if h.sizing != listing.NoColumn {
		h.l.ColumnsChanged()
	}
	h.held, h.sizing, h.moving = listing.NoColumn, listing.NoColumn, false
	switch {
	case held == listing.NoColumn:
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
	case h.sizing != listing.NoColumn:
		h.resize(x)
	case h.held != listing.NoColumn && (h.moving || x < h.at-kit.Px(8) || x > h.at+kit.Px(8)):
		h.moving = true
		if c := h.columnAt(max(x, boxZone())); c != listing.NoColumn && c != h.held {
			h.l.Arranged.Move(h.held, c)
			h.l.ColumnsChanged()
		}
		h.at = x
		h.Refresh()
	}
}

// resize moves the edge that was taken to where the pointer is.
func (h *listHead) resize(x float32) {
	c := h.Cells()
	cell := c.Cells[h.sizing]
	w := x + kit.Px(6) - cell.X
	if h.sign < 0 {
		w = cell.End() - x - kit.Px(6)
	}
	most := h.l.fixedRoom(h.Size().Width)
	for _, col := range c.Order {
		if col != listing.NoColumn && col != listing.BySubject && col != h.sizing {
			most -= c.Cells[col].W
		}
	}
	h.l.Arranged.Widths[h.sizing] = max(min(w, most), kit.Px(leastColumn)) / kit.Px(1)
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
	cells := h.Cells()
	c := h.columnAt(e.Position.X)
	edge, _ := cells.edge(e.Position.X)
	if c != h.hovered || edge != h.edge {
		h.hovered, h.edge = c, edge
		h.Refresh()
	}
}

// MouseOut implements [desktop.Hoverable].
func (h *listHead) MouseOut() { h.hovered, h.edge = listing.NoColumn, listing.NoColumn; h.Refresh() }

// Cursor implements [desktop.Cursorable].
func (h *listHead) Cursor() desktop.Cursor {
	if h.edge != listing.NoColumn || h.sizing != listing.NoColumn {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

type headRenderer struct {
	h               *listHead
	back, line, box *canvas.Rectangle
	carried         *canvas.Rectangle // behind the name that is being dragged
	edges           [listing.NumColumns]*canvas.Rectangle
	tick, arrow     *canvas.Image
	names           [listing.NumColumns]*canvas.Text
	objects         []fyne.CanvasObject
}

// CreateRenderer implements [fyne.Widget].
func (h *listHead) CreateRenderer() fyne.WidgetRenderer {
	r := &headRenderer{h: h, back: kit.Box(), line: kit.Box(), box: kit.Box(), carried: kit.Box(), tick: kit.NewIcon(), arrow: kit.NewIcon()}
	r.objects = []fyne.CanvasObject{r.back, r.carried, r.line, r.box, r.tick, r.arrow}
	for i := range r.names {
		r.names[i], r.edges[i] = canvas.NewText(words.Column(listing.Column(i)), color.Black), kit.Box()
		r.objects = append(r.objects, r.names[i], r.edges[i])
	}
	return r
}

// Layout implements [fyne.WidgetRenderer].
func (r *headRenderer) Layout(s fyne.Size) {
	c := r.h.l.Columns(s.Width)
	side := kit.Px(14)
	y := (s.Height - side) / 2
	r.back.Resize(s)
	kit.MoveTo(r.line, 0, s.Height-1, s.Width, 1)
	kit.MoveTo(r.box, c.box, y, side, side)
	kit.MoveTo(r.tick, c.box+kit.Px(1), y+kit.Px(1), side-kit.Px(2), side-kit.Px(2))
	for i := range r.names {
		r.names[i].Hidden, r.edges[i].Hidden = true, true
	}
	r.arrow.Hidden, r.carried.Hidden = true, true
	for i, col := range c.Order {
		if col != listing.NoColumn {
			r.placeName(col, c.Cells[col], s.Height, i == 0)
		}
	}
}

// placeName places the name of a column, its arrow and the edge before it.
func (r *headRenderer) placeName(col listing.Column, at cell, height float32, first bool) {
	h, t := r.h, r.names[col]
	m := t.MinSize()
	x := at.X
	sorted := col == h.l.SortedBy()
	if col.Rightward() {
		x = at.End() - m.Width
		if sorted {
			x -= kit.Px(15)
		}
	}
	t.Hidden = false
	kit.MoveTo(t, x, (height-m.Height)/2, m.Width, m.Height)
	if sorted {
		r.arrow.Hidden = false
		kit.MoveTo(r.arrow, x+m.Width+kit.Px(3), (height-kit.Px(12))/2, kit.Px(12), kit.Px(12))
	}
	r.edges[col].Hidden = first
	kit.MoveTo(r.edges[col], at.X-kit.Px(6), kit.Px(7), 1, height-kit.Px(14))
	if h.moving && col == h.held {
		r.carried.Hidden = false
		kit.MoveTo(r.carried, at.X-kit.Px(6), kit.Px(2), at.W, height-kit.Px(4))
	}
}

// Refresh implements [fyne.WidgetRenderer].
func (r *headRenderer) Refresh() {
	h := r.h
	r.back.FillColor, r.line.FillColor = kit.Ink(kit.ColorPanel), kit.Ink(kit.ColorLine)
	r.carried.FillColor, r.carried.CornerRadius = kit.Ink(kit.ColorTint), kit.Px(4)
	kit.PaintCheck(r.box, r.tick, h.AllState(), false)
	for i, t := range r.names {
		t.TextSize, t.Color = kit.Px(kit.TextSmall), kit.Ink(kit.ColorMuted)
		if listing.Column(i) == h.l.SortedBy() || listing.Column(i) == h.hovered {
			t.Color = kit.Ink(kit.ColorText)
		}
		r.edges[i].FillColor = kit.Transparent()
		if h.hovered != listing.NoColumn || h.sizing != listing.NoColumn {
			r.edges[i].FillColor = kit.Ink(kit.ColorLine)
		}
	}
	a := kit.IconUp
	if h.l.Descending() {
		a = kit.IconDown
	}
	kit.SetIcon(r.arrow, a, kit.Ink(kit.ColorText))
	r.Layout(h.Size())
	canvas.Refresh(h)
}

// MinSize implements [fyne.WidgetRenderer].
func (r *headRenderer) MinSize() fyne.Size { return fyne.NewSize(kit.Px(200), kit.Px(kit.HeadHeight)) }

// Objects implements [fyne.WidgetRenderer].
func (r *headRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Destroy implements [fyne.WidgetRenderer].
func (r *headRenderer) Destroy() {}
