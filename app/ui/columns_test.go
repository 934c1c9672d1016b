package ui

import (
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
)

// headDrag presses the head at one place, drags to another and lets go.
func (s *stage) headDrag(from, to float32) {
	h := s.mail.list.Head
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = fyne.NewPos(from, 10)
	h.MouseDown(e)
	for i := range 10 {
		d := &fyne.DragEvent{}
		d.Position = fyne.NewPos(from+(to-from)*float32(i+1)/10, 10)
		h.Dragged(d)
	}
	h.DragEnd()
	e.Position = fyne.NewPos(to, 10)
	h.MouseUp(e)
}

func (s *stage) cells() list.Columns { return s.mail.list.Head.Cells() }

func TestColumnsFillTheRow(t *testing.T) {
	s := newStage(t)
	s.mailbox(3)
	l := s.mail.list
	l.Arranged.Hidden[listing.ByTo] = false
	for _, width := range []float32{300, 420, 700, 1600} {
		c := l.Columns(width)
		x := kit.Px(34)
		for _, col := range c.Order {
			if math.Abs(float64(c.Cells[col].X-x)) > 0.01 || c.Cells[col].W < 20 {
				t.Fatalf("at %v: %v stands at %v, not %v, and is %v wide", width, words.Column(col), c.Cells[col].X, x, c.Cells[col].W)
			}
			x = c.Cells[col].End()
		}
		if math.Abs(float64(x-(width-kit.Px(14)))) > 0.5 {
			t.Errorf("at %v the columns end at %v", width, x)
		}
	}
}

func TestColumnsAreDragged(t *testing.T) {
	s := newStage(t)
	s.mailbox(3)
	l := s.mail.list
	kept := 0
	l.OnColumns = func() { kept++ }
	sorted := l.SortedBy()

	c := s.cells()
	s.headDrag(c.Cells[listing.ByDate].X+20, c.Cells[listing.ByFrom].X+30)
	if want := []listing.Column{listing.ByDate, listing.ByFrom, listing.ByTo, listing.BySubject, listing.BySize}; !slices.Equal(l.Arranged.Order, want) {
		t.Fatalf("the order is %v", l.Arranged.Order)
	}
	if l.SortedBy() != sorted {
		t.Error("dragging a name has sorted")
	}
	if kept == 0 {
		t.Error("it is not remembered")
	}

	c = s.cells()
	was := c.Cells[listing.ByFrom].W
	edge := c.Cells[listing.BySubject].X - kit.Px(6)
	s.headDrag(edge, edge+40)
	if got := s.cells().Cells[listing.ByFrom].W; math.Abs(float64(got-was-40)) > 1 {
		t.Errorf("From was %v wide and is %v", was, got)
	}
	// Behind the subject stands the size: its left edge moves.
	c = s.cells()
	was = c.Cells[listing.BySize].W
	edge = c.Cells[listing.BySize].X - kit.Px(6)
	s.headDrag(edge, edge-20)
	if got := s.cells().Cells[listing.BySize].W; math.Abs(float64(got-was-20)) > 1 {
		t.Errorf("Size was %v wide and is %v", was, got)
	}
	if l.SortedBy() != sorted {
		t.Error("moving an edge has sorted")
	}
	c = s.cells()
	s.headDrag(c.Cells[listing.BySize].X+20, c.Cells[listing.BySize].X+20)
	if l.SortedBy() != listing.BySize {
		t.Error("a click does not sort")
	}
}

func TestColumnsAreRemembered(t *testing.T) {
	a := list.UsualArrangement()
	a.Move(listing.ByDate, listing.ByFrom)
	a.Widths[listing.ByFrom] = 222
	a.Hidden[listing.BySize] = true
	var b list.Arrangement
	b.Take(a.Keep())
	if !slices.Equal(a.Order, b.Order) || a.Widths != b.Widths || a.Hidden != b.Hidden {
		t.Errorf("kept %+v, got %+v", a, b)
	}
	for name, kept := range map[string][]account.Column{
		"nothing":        nil,
		"foreign":        {{Name: "colour"}},
		"twice":          {{Name: "from"}, {Name: "from"}},
		"hidden subject": {{Name: "subject", Hidden: true}},
		"absurd widths":  {{Name: "from", Width: -5}, {Name: "date", Width: 1e9}},
	} {
		var c list.Arrangement
		c.Take(kept)
		if len(c.Order) != int(listing.NumColumns) || c.Hidden[listing.BySubject] || c.Widths != list.UsualArrangement().Widths {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

func TestViewIsTakenAndKept(t *testing.T) {
	s := newStageWith(t, account.View{Theme: "dark", TextSize: 150, Width: 900, Height: 700})
	s.host.columns = []account.Column{{Name: "date"}, {Name: "from"}, {Name: "subject"}, {Name: "size"}, {Name: "to", Hidden: true}}
	s.mailbox(3)
	if s.look.Choice != kit.AlwaysDark || s.look.Unit != 1.5 || s.mail.list.Arranged.Order[0] != listing.ByDate || !s.mail.list.Arranged.Hidden[listing.ByTo] {
		t.Errorf("theme %v, unit %v, columns %v", s.look.Choice, s.look.Unit, s.mail.list.Arranged)
	}
	s.view.zoom(0)
	if v := s.host.view; v.TextSize != 100 || v.Theme != "dark" || v.Width == 0 {
		t.Errorf("kept is %+v", v)
	}
	s.host.columns = nil
	s.view.keepColumns()
	if c := s.host.columns; len(c) != int(listing.NumColumns) || c[0].Name != "date" || !c[4].Hidden {
		t.Errorf("kept is %+v", c)
	}
	s.host.columns = nil
	s.showMailbox("olav@fjord.example", Own)
	if s.mail.list.Arranged.Order[0] != list.UsualArrangement().Order[0] {
		t.Error("another mailbox has the columns of the first one")
	}
	for _, v := range []account.View{{Theme: "plaid", TextSize: 9999, Width: -4, Height: 1 << 30}, {TextSize: -1}} {
		s := newStageWith(t, v)
		if s.look.Unit != 1 || s.look.Choice != kit.FollowSystem {
			t.Errorf("%+v is taken: %v, %v", v, s.look.Unit, s.look.Choice)
		}
	}
}
