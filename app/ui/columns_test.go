package ui

import (
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/account"
)

// headDrag presses the head at one place, drags to another and lets go.
func (s *stage) headDrag(from, to float32) {
	h := s.mail.list.head
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

func (s *stage) cells() columns { return s.mail.list.head.cells() }

func TestColumnsFillTheRow(t *testing.T) {
	s := newStage(t)
	s.mailbox(3)
	l := s.mail.list
	l.arranged.hidden[byTo] = false
	for _, width := range []float32{300, 420, 700, 1600} {
		c := l.columns(width)
		x := px(34)
		for _, col := range c.order {
			if math.Abs(float64(c.cells[col].x-x)) > 0.01 || c.cells[col].w < 20 {
				t.Fatalf("at %v: %v stands at %v, not %v, and is %v wide", width, columnNames[col].key, c.cells[col].x, x, c.cells[col].w)
			}
			x = c.cells[col].end()
		}
		if math.Abs(float64(x-(width-px(14)))) > 0.5 {
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
	sorted := l.listing.sort

	c := s.cells()
	s.headDrag(c.cells[byDate].x+20, c.cells[byFrom].x+30)
	if want := []column{byDate, byFrom, byTo, bySubject, bySize}; !slices.Equal(l.arranged.order, want) {
		t.Fatalf("the order is %v", l.arranged.order)
	}
	if l.listing.sort != sorted {
		t.Error("dragging a name has sorted")
	}
	if kept == 0 {
		t.Error("it is not remembered")
	}

	c = s.cells()
	was := c.cells[byFrom].w
	edge := c.cells[bySubject].x - px(6)
	s.headDrag(edge, edge+40)
	if got := s.cells().cells[byFrom].w; math.Abs(float64(got-was-40)) > 1 {
		t.Errorf("From was %v wide and is %v", was, got)
	}
	// Behind the subject stands the size: its left edge moves.
	c = s.cells()
	was = c.cells[bySize].w
	edge = c.cells[bySize].x - px(6)
	s.headDrag(edge, edge-20)
	if got := s.cells().cells[bySize].w; math.Abs(float64(got-was-20)) > 1 {
		t.Errorf("Size was %v wide and is %v", was, got)
	}
	if l.listing.sort != sorted {
		t.Error("moving an edge has sorted")
	}
	c = s.cells()
	s.headDrag(c.cells[bySize].x+20, c.cells[bySize].x+20)
	if l.listing.sort.by != bySize {
		t.Error("a click does not sort")
	}
}

func TestColumnsAreRemembered(t *testing.T) {
	a := usualArrangement()
	a.move(byDate, byFrom)
	a.widths[byFrom] = 222
	a.hidden[bySize] = true
	var b arrangement
	b.take(a.keep())
	if !slices.Equal(a.order, b.order) || a.widths != b.widths || a.hidden != b.hidden {
		t.Errorf("kept %+v, got %+v", a, b)
	}
	for name, kept := range map[string][]account.Column{
		"nothing":        nil,
		"foreign":        {{Name: "colour"}},
		"twice":          {{Name: "from"}, {Name: "from"}},
		"hidden subject": {{Name: "subject", Hidden: true}},
		"absurd widths":  {{Name: "from", Width: -5}, {Name: "date", Width: 1e9}},
	} {
		var c arrangement
		c.take(kept)
		if len(c.order) != int(numColumns) || c.hidden[bySubject] || c.widths != usualArrangement().widths {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

func TestViewIsTakenAndKept(t *testing.T) {
	s := newStageWith(t, account.View{Theme: "dark", TextSize: 150, Width: 900, Height: 700, Columns: []account.Column{{Name: "date"}, {Name: "from"}, {Name: "subject"}, {Name: "size"}, {Name: "to", Hidden: true}}})
	if s.look.choice != alwaysDark || s.look.unit != 1.5 || s.mail.list.arranged.order[0] != byDate || !s.mail.list.arranged.hidden[byTo] {
		t.Errorf("theme %v, unit %v, columns %v", s.look.choice, s.look.unit, s.mail.list.arranged)
	}
	s.mailbox(3)
	s.zoom(0)
	if v := s.host.view; v.TextSize != 100 || v.Theme != "dark" || v.Columns[0].Name != "date" || v.Width == 0 {
		t.Errorf("kept is %+v", v)
	}
	for _, v := range []account.View{{Theme: "plaid", TextSize: 9999, Width: -4, Height: 1 << 30}, {TextSize: -1}} {
		s := newStageWith(t, v)
		if s.look.unit != 1 || s.look.choice != followSystem {
			t.Errorf("%+v is taken: %v, %v", v, s.look.unit, s.look.choice)
		}
	}
}
