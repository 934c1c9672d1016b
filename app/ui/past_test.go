package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
)

func TestDeletionsCanBeReadAgain(t *testing.T) {
	s := newStage(t)
	s.mailbox(3)
	s.host.past = []store.Heading{
		{At: s.clock, Title: "A flood of 9,812 messages", Asked: 9812, Deleted: 9810, AlreadyGone: 2, Folder: "/home/anna/Restante"},
		{At: s.clock, Title: "By a rule", Asked: 3, Deleted: 1, Kept: 2, ByRule: true, Said: []string{"busy"}},
	}
	s.host.pastMail = []store.Deleted{{From: mime.Address{Name: "Win-Big-Now"}, Subject: "CLAIM", Size: 3000, Fate: store.FateDeleted}, {Fate: store.FateKept}}
	s.showDeletions()
	l := s.overlay.(*sheet)
	if l.length != 2 || !strings.HasPrefix(l.rowAt(0).text, "9,810 deleted.") || !strings.HasPrefix(l.rowAt(1).text, "By a rule.") {
		t.Fatalf("%d rows: %q, %q", l.length, l.rowAt(0).text, l.rowAt(1).text)
	}
	l.rowAt(0).tap()
	one := s.overlay.(*sheet)
	if one == l || one.length != 2 || one.rowAt(0).title != "CLAIM" || !strings.Contains(one.rowAt(1).text, "still on the server") {
		t.Fatalf("%+v, %+v", one.rowAt(0), one.rowAt(1))
	}
	if !strings.Contains(one.text.text, "A copy was saved in /home/anna/Restante.") {
		t.Errorf("%q", one.text.text)
	}
	one.body.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.asking() {
		t.Error("Escape does not close it")
	}
}
