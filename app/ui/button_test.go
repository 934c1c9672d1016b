package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/kit"
)

// mouse clicks as a real mouse does, on whatever lies there.
func (s *stage) mouse(at fyne.Position) {
	s.t.Helper()
	for _, o := range s.objects(s.win.Canvas()) {
		b, ok := o.(*kit.Button)
		if !ok {
			continue
		}
		corner := s.deps.App.Driver().AbsolutePositionForObject(b)
		if p := at.Subtract(corner); p.X >= 0 && p.Y >= 0 && p.X < b.Size().Width && p.Y < b.Size().Height {
			b.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
			b.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
			b.Tapped(&fyne.PointEvent{Position: p, AbsolutePosition: at})
			return
		}
	}
}

func (s *stage) middle(b *kit.Button) fyne.Position {
	return s.deps.App.Driver().AbsolutePositionForObject(b).AddXY(b.Size().Width/2, b.Size().Height/2)
}

// TestDoubleClickPressesOneButton clicks twice on every button of the flood's bar and
// page: the second click does nothing that the first has not begun.
func TestDoubleClickPressesOneButton(t *testing.T) {
	for name, find := range map[string]func(*stage) *kit.Button{
		"read first": func(s *stage) *kit.Button { return s.mail.flood.Lifted },
		"look":       func(s *stage) *kit.Button { s.flood(250); return s.mail.flood.Look },
		"no flood":   func(s *stage) *kit.Button { return s.mail.flood.None },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.flooded()
			b := find(s)
			s.pass(time.Second)
			at := s.middle(b)
			s.mouse(at)
			s.pass(200 * time.Millisecond)
			s.mouse(at)
			if n := s.mail.list.Selected(); n > 1 {
				t.Errorf("%d messages are selected", n)
			}
			if b.Visible() && s.middle(b) != at {
				t.Errorf("it has moved from %v to %v", at, s.middle(b))
			}
		})
	}
}

func TestFloodButtonsKeepTheirPlaces(t *testing.T) {
	s := newStage(t)
	s.flooded()
	b := s.mail.flood
	before := []fyne.Position{s.middle(b.Lifted), s.middle(b.Choose), s.middle(b.None)}
	for _, do := range []func(){
		func() { test.Tap(b.Lifted) }, func() { test.Tap(b.Lifted) }, func() { test.Tap(b.Choose) }, func() { s.sorting.choose(groups.ChoiceKey{}) },
	} {
		do()
		for i, now := range []fyne.Position{s.middle(b.Lifted), s.middle(b.Choose), s.middle(b.None)} {
			if now != before[i] {
				t.Errorf("button %d has moved from %v to %v", i, before[i], now)
			}
		}
	}
}

// TestNextOfWhatDoesNotFit opens one after the other.
func TestNextOfWhatDoesNotFit(t *testing.T) {
	s := newStage(t)
	f := s.flooded()
	b := s.mail.flood.Lifted
	test.Tap(b)
	if b.Text != "Next of the 2" || s.State().OpenUID != "" {
		t.Fatalf("%q, open is %q", b.Text, s.State().OpenUID)
	}
	for _, want := range []int{0, 1, 0} {
		test.Tap(b)
		if got := s.State().OpenUID; got != s.mail.list.Ref(f.Lifted[want].ID).UID {
			t.Errorf("open is %q", got)
		}
	}
	test.Tap(s.mail.flood.Choose)
	test.Tap(b)
	s.expectCount(len(f.IDs))
}

// TestButtonUnderThePointerWaits puts a button under the mouse in every way.
func TestButtonUnderThePointerWaits(t *testing.T) {
	for name, put := range map[string]func(*stage, *kit.Button){
		"moved":           func(_ *stage, b *kit.Button) { b.Move(fyne.NewPos(200, 100)) },
		"shown":           func(_ *stage, b *kit.Button) { b.SetVisible(false); b.SetVisible(true) },
		"means something": func(_ *stage, b *kit.Button) { b.SetText("Delete 5,000") },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			pressed := 0
			b := kit.NewButton(kit.Plain, kit.IconNone, "Select all 5,000", func() { pressed++ })
			press := func() { b.MouseDown(&desktop.MouseEvent{}); test.Tap(b) }
			s.pass(time.Hour)
			press()
			put(s, b)
			press()
			s.pass(kit.SettleTime - 1)
			press()
			if pressed != 1 {
				t.Fatalf("pressed %d times", pressed)
			}
			s.pass(1)
			press()
			b.SetText(b.Text + "1") // figures that run
			b.Move(b.Position().AddXY(2, 0))
			press()
			if pressed != 3 {
				t.Errorf("pressed %d times", pressed)
			}
			put(s, b)
			b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // a key aims at what has the focus
			if pressed != 4 {
				t.Error("a key waits as well")
			}
		})
	}
}
