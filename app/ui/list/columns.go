package list

import (
	"slices"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/ui/kit"
)

// Arrangement is which columns the list has, in which order and how wide. The
// subject takes the room that the others leave, and is always there.
type Arrangement struct {
	Order  []listing.Column // all of them
	Widths [listing.NumColumns]float32
	Hidden [listing.NumColumns]bool
}

// Widths at 100 %.
const leastColumn = 52

// UsualArrangement is how the columns stand at first.
func UsualArrangement() Arrangement {
	a := Arrangement{Order: []listing.Column{listing.ByFrom, listing.ByTo, listing.BySubject, listing.ByDate, listing.BySize}}
	a.Widths = [listing.NumColumns]float32{listing.ByFrom: 150, listing.ByDate: 80, listing.BySize: 70, listing.ByTo: 130}
	a.Hidden[listing.ByTo] = true
	return a
}

// Keep writes the arrangement for the settings.
func (a *Arrangement) Keep() []account.Column {
	var out []account.Column
	for _, c := range a.Order {
		out = append(out, account.Column{Name: listing.ColumnKeys[c], Width: a.Widths[c], Hidden: a.Hidden[c]})
	}
	return out
}

// Take reads an arrangement from the settings. What it does not name, as a column
// that came with a newer version, is as usual.
func (a *Arrangement) Take(kept []account.Column) {
	usual := UsualArrangement()
	*a = Arrangement{Widths: usual.Widths, Hidden: usual.Hidden}
	for _, k := range kept {
		c := listing.ColumnOf(k.Name)
		if c == listing.NoColumn || slices.Contains(a.Order, c) {
			continue
		}
		a.Order = append(a.Order, c)
		if k.Width >= leastColumn && k.Width < 2000 {
			a.Widths[c] = k.Width
		}
		a.Hidden[c] = k.Hidden && c != listing.BySubject
	}
	for i, c := range usual.Order {
		if !slices.Contains(a.Order, c) {
			a.Order = slices.Insert(a.Order, min(i, len(a.Order)), c)
		}
	}
}

// Move puts a column to the place of another one.
func (a *Arrangement) Move(c, to listing.Column) {
	from, at := slices.Index(a.Order, c), slices.Index(a.Order, to)
	if from < 0 || at < 0 || from == at {
		return
	}
	a.Order = slices.Insert(slices.Delete(a.Order, from, from+1), at, c)
}

// cell is the room of one column in a row.
type cell struct{ X, W float32 }

// End is where the column ends.
func (c cell) End() float32 { return c.X + c.W }

// Columns are the cells of a row of some width. A hidden column has no width.
type Columns struct {
	width, box float32
	Cells      [listing.NumColumns]cell
	Order      [listing.NumColumns]listing.Column // those that are shown, from the left; then NoColumn
}

// Columns shares the width out. In a narrow list the columns that are not the
// subject give way, until the subject has its part.
func (l *List) Columns(width float32) Columns {
	a := &l.Arranged
	c := Columns{width: width, box: kit.Px(10)}
	left := kit.Px(34)
	var fixed float32
	for i := range c.Order {
		c.Order[i] = listing.NoColumn
	}
	n := 0
	for _, col := range a.Order {
		if !a.Hidden[col] {
			c.Order[n] = col
			n++
			if col != listing.BySubject {
				fixed += kit.Px(a.Widths[col])
			}
		}
	}
	room := cellRoom(width)
	squeeze := min(1, l.fixedRoom(width)/max(fixed, 1))
	x := left
	for _, col := range c.Order[:n] {
		w := kit.Px(a.Widths[col]) * squeeze
		if col == listing.BySubject {
			w = room - fixed*squeeze
		}
		c.Cells[col] = cell{x, w}
		x += w
	}
	return c
}

// cellRoom is the width that all columns share.
func cellRoom(width float32) float32 { return max(width-kit.Px(34)-kit.Px(14), kit.Px(60)) }

// fixedRoom is how wide the columns but the subject may be.
func (l *List) fixedRoom(width float32) float32 { return cellRoom(width) * 0.7 }

// settle makes the widths that the columns have now those they are meant to have,
// so that an edge that is moved moves alone.
func (a *Arrangement) settle(c Columns) {
	for _, col := range c.Order {
		if col != listing.NoColumn && col != listing.BySubject {
			a.Widths[col] = c.Cells[col].W / kit.Px(1)
		}
	}
}

// at tells which column a position belongs to.
func (c *Columns) at(x float32) listing.Column {
	last := listing.NoColumn
	for _, col := range c.Order {
		if col == listing.NoColumn || x < c.Cells[col].X {
			break
		}
		last = col
	}
	return last
}

// edge tells which column is made wider by dragging at a position: the one before
// the edge, or the one behind it where the one before is the subject, which takes
// what the others leave.
func (c *Columns) edge(x float32) (col listing.Column, sign float32) {
	for i, after := range c.Order {
		if i == 0 || after == listing.NoColumn {
			continue
		}
		if d := x - c.Cells[after].X + kit.Px(6); d <= -kit.Px(5) || d >= kit.Px(5) {
			continue
		}
		if before := c.Order[i-1]; before != listing.BySubject {
			return before, 1
		}
		return after, -1
	}
	return listing.NoColumn, 0
}
