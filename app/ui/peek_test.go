package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/ui/reader"
	"github.com/restante/restante/mime"
)

func (s *stage) point(place int) {
	e := &desktop.MouseEvent{}
	e.Position = s.rowPoint(place, 200)
	e.AbsolutePosition = e.Position.AddXY(300, 100)
	s.mail.list.Body.MouseMoved(e)
}

func TestPeekShowsFirstLines(t *testing.T) {
	s := newStage(t)
	s.mailbox(20)
	s.host.peeked = mime.Message{Text: "\n  Dear Anna,\n> quoted\n\nthe cabin is ours.\n3\n4\n5\n6\n7\n", Partial: true}
	s.point(2)
	if s.host.count("peek u2") != 0 {
		t.Fatal("it does not wait")
	}
	s.pass(reader.PeekAfter - 1)
	if s.host.count("peek u2") != 0 {
		t.Fatal("it does not wait long enough")
	}
	s.pass(1)
	c := s.mail.peek
	if s.host.count("peek u2") != 1 || !c.Visible() {
		t.Fatalf("visible %v, calls %v", c.Visible(), s.host.calls)
	}
	if c.text.Text != "Dear Anna,\nthe cabin is ours.\n3\n4\n5\n6" || c.subject.Text != "Subject number 2" {
		t.Errorf("%q %q", c.subject.Text, c.text.Text)
	}
	if end := c.Position().Y + c.Size().Height; c.Position().Y < 0 || end > s.mail.Size().Height {
		t.Errorf("it stands outside of the window: %v to %v", c.Position(), end)
	}
	s.point(3)
	if c.Visible() {
		t.Error("it stays when the pointer moves on")
	}
}

func TestPeekFetchesNothingInPassing(t *testing.T) {
	s := newStage(t)
	s.mailbox(20)
	for i := range 4 {
		s.point(i)
	}
	s.mail.list.Body.MouseOut()
	s.pass(time.Hour)
	if strings.Contains(strings.Join(s.host.calls, " "), "peek") {
		t.Errorf("asked was %v", s.host.calls)
	}
	s.point(1)
	s.press(1, 200, fyne.KeyModifier(0))
	s.pass(time.Hour)
	if s.host.count("peek u1") != 0 {
		t.Error("a message that was opened is looked at besides")
	}
}
