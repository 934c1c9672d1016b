package ui

import (
	"slices"

	"github.com/restante/restante/app/account"
)

// column is one column of the list.
type column int

const (
	byFrom column = iota
	bySubject
	byDate
	bySize
	byTo
	numColumns
	noColumn column = -1
)

// columnNames are the words over the columns, and what the settings call them.
var columnNames = [numColumns]struct{ title, key string }{
	byFrom: {"From", "from"}, bySubject: {"Subject", "subject"}, byDate: {"Date", "date"}, bySize: {"Size", "size"}, byTo: {"To", "to"},
}

// rightward columns have their words at the right, as their digits stand under
// one another.
func (c column) rightward() bool { return c == byDate || c == bySize }

// arrangement is which columns the list has, in which order and how wide. The
// subject takes the room that the others leave, and is always there.
type arrangement struct {
	order  []column // all of them
	widths [numColumns]float32
	hidden [numColumns]bool
}

// Widths at 100 %.
const leastColumn = 52

func usualArrangement() arrangement {
	a := arrangement{order: []column{byFrom, byTo, bySubject, byDate, bySize}}
	a.widths = [numColumns]float32{byFrom: 150, byDate: 80, bySize: 70, byTo: 130}
	a.hidden[byTo] = true
	return a
}

// keep writes the arrangement for the settings.
func (a *arrangement) keep() []account.Column {
	var out []account.Column
	for _, c := range a.order {
		out = append(out, account.Column{Name: columnNames[c].key, Width: a.widths[c], Hidden: a.hidden[c]})
	}
	return out
}

// take reads an arrangement from the settings. What it does not name, as a column
// that came with a newer version, is as usual.
func (a *arrangement) take(kept []account.Column) {
	usual := usualArrangement()
	*a = arrangement{widths: usual.widths, hidden: usual.hidden}
	for _, k := range kept {
		c := columnOf(k.Name)
		if c == noColumn || slices.Contains(a.order, c) {
			continue
		}
		a.order = append(a.order, c)
		if k.Width >= leastColumn && k.Width < 2000 {
			a.widths[c] = k.Width
		}
		a.hidden[c] = k.Hidden && c != bySubject
	}
	for i, c := range usual.order {
		if !slices.Contains(a.order, c) {
			a.order = slices.Insert(a.order, min(i, len(a.order)), c)
		}
	}
}

func columnOf(key string) column {
	for c, n := range columnNames {
		if n.key == key {
			return column(c)
		}
	}
	return noColumn
}

// move puts a column to the place of another one.
func (a *arrangement) move(c, to column) {
	from, at := slices.Index(a.order, c), slices.Index(a.order, to)
	if from < 0 || at < 0 || from == at {
		return
	}
	a.order = slices.Insert(slices.Delete(a.order, from, from+1), at, c)
}

// cell is the room of one column in a row.
type cell struct{ x, w float32 }

func (c cell) end() float32 { return c.x + c.w }

// columns are the cells of a row of some width. A hidden column has no width.
type columns struct {
	width, box float32
	cells      [numColumns]cell
	order      [numColumns]column // those that are shown, from the left; then noColumn
}

// columns shares the width out. In a narrow list the columns that are not the
// subject give way, until the subject has its part.
func (l *messageList) columns(width float32) columns {
	a := &l.arranged
	c := columns{width: width, box: px(10)}
	left := px(34)
	var fixed float32
	for i := range c.order {
		c.order[i] = noColumn
	}
	n := 0
	for _, col := range a.order {
		if !a.hidden[col] {
			c.order[n] = col
			n++
			if col != bySubject {
				fixed += px(a.widths[col])
			}
		}
	}
	room := cellRoom(width)
	squeeze := min(1, l.fixedRoom(width)/max(fixed, 1))
	x := left
	for _, col := range c.order[:n] {
		w := px(a.widths[col]) * squeeze
		if col == bySubject {
			w = room - fixed*squeeze
		}
		c.cells[col] = cell{x, w}
		x += w
	}
	return c
}

// cellRoom is the width that all columns share.
func cellRoom(width float32) float32 { return max(width-px(34)-px(14), px(60)) }

// fixedRoom is how wide the columns but the subject may be.
func (l *messageList) fixedRoom(width float32) float32 { return cellRoom(width) * 0.7 }

// settle makes the widths that the columns have now those they are meant to have,
// so that an edge that is moved moves alone.
func (a *arrangement) settle(c columns) {
	for _, col := range c.order {
		if col != noColumn && col != bySubject {
			a.widths[col] = c.cells[col].w / px(1)
		}
	}
}

// at tells which column a position belongs to.
func (c *columns) at(x float32) column {
	last := noColumn
	for _, col := range c.order {
		if col == noColumn || x < c.cells[col].x {
			break
		}
		last = col
	}
	return last
}

// edge tells which column is made wider by dragging at a position: the one before
// the edge, or the one behind it where the one before is the subject, which takes
// what the others leave.
func (c *columns) edge(x float32) (col column, sign float32) {
	for i, after := range c.order {
		if i == 0 || after == noColumn {
			continue
		}
		if d := x - c.cells[after].x + px(6); d <= -px(5) || d >= px(5) {
			continue
		}
		if before := c.order[i-1]; before != bySubject {
			return before, 1
		}
		return after, -1
	}
	return noColumn, 0
}
