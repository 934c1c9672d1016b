package ui

import (
	"testing"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

func TestSearchFindsWhatArrives(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(10)
	s.mail.header.search.Field.Input.SetText("rope")
	if s.State().Shown != 0 || s.mail.list.Reset.Hidden {
		t.Fatal("nothing matches, and that can be cleared")
	}
	fresh := &mailbox.Row{UID: "new", Order: 99, Known: true, Summary: mime.Summary{From: []mime.Address{{Name: "Olav", Addr: "o@example.org"}}, Subject: "A new rope"}}
	s.snapshot(append([]*mailbox.Row{fresh}, rows...))
	if s.State().Shown != 1 {
		t.Fatal(s.State().Shown)
	}
	s.mail.list.OnClear()
	if s.State().Shown != 11 {
		t.Fatal(s.State().Shown)
	}
}

func BenchmarkScroll100k(b *testing.B) {
	s := newStage(b)
	s.mailbox(100_000)
	for i := 0; b.Loop(); i++ {
		s.mail.list.ScrollTo(float64(i%90_000) * 26)
	}
}
