package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/mime"
)

func TestDeletionsCanBeReadAgain(t *testing.T) {
	s := newStage(t)
	s.mailbox(3)
	s.host.past = []store.Heading{
		{At: s.clock, What: []store.What{{Kind: store.WhatTold, Text: "A flood of 9,812 messages"}}, Asked: 9812, Deleted: 9810, AlreadyGone: 2, Folder: "/home/anna/Restante"},
		{At: s.clock, What: []store.What{{Kind: store.WhatTold, Text: "By a rule"}}, Asked: 3, Deleted: 1, Kept: 2, ByRule: true, Said: []string{"busy"}},
	}
	s.host.pastMail = []store.Deleted{{From: mime.Address{Name: "Win-Big-Now"}, Subject: "CLAIM", Size: 3000, Fate: store.FateDeleted}, {Fate: store.FateKept}}
	s.record.showDeletions()
	l := s.overlay.(*kit.Sheet)
	if l.Length != 2 || !strings.HasPrefix(l.RowAt(0).Text, "9,810 deleted.") || !strings.HasPrefix(l.RowAt(1).Text, "By a rule.") {
		t.Fatalf("%d rows: %q, %q", l.Length, l.RowAt(0).Text, l.RowAt(1).Text)
	}
	l.RowAt(0).Tap()
	one := s.overlay.(*kit.Sheet)
	if one == l || one.Length != 2 || one.RowAt(0).Title != "CLAIM" || !strings.Contains(one.RowAt(1).Text, "still on the server") {
		t.Fatalf("%+v, %+v", one.RowAt(0), one.RowAt(1))
	}
	if !strings.Contains(one.Text.Text, "A copy was saved in /home/anna/Restante.") {
		t.Errorf("%q", one.Text.Text)
	}
	one.Body.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.asking() {
		t.Error("Escape does not close it")
	}
}
