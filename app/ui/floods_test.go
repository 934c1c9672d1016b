package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/words"
)

// mixedFlood shows the page of a flood of several kinds, with what came beside it.
func (s *stage) mixedFlood(kind triage.FloodKind) *triage.Flood {
	s.mailbox(1000)
	s.sorted()
	f := s.flood(900, 17, 333)
	f.Kind, f.Subject = kind, ""
	f.Parts = []triage.Part{
		{Kind: triage.Reports, IDs: f.IDs[:500], Senders: 400},
		{Kind: triage.Subscriptions, IDs: f.IDs[500:700], Senders: 90},
		{Kind: triage.Alike, IDs: f.IDs[700:800], Senders: 3, Subject: "CLAIM … you are selected"},
		{Kind: triage.Alike, IDs: f.IDs[800:850], Senders: 1},
		{Kind: triage.Crowd, IDs: f.IDs[850:], Senders: 40},
	}
	for id := range int32(9) {
		f.Kept = append(f.Kept, triage.Lifted{ID: 900 + id, Why: []triage.Reason{{Kind: triage.KnownSender}}})
	}
	f.Lifted[0].Why = []triage.Reason{{Kind: triage.Change, Word: "number"}, {Kind: triage.NotSigned}}
	f.Lifted[1].Why = []triage.Reason{{Kind: triage.Person}, {Kind: triage.Reply}}
	s.sorting.choose(floodKey(f))
	return f
}

// TestFloodsOfEveryKind has each kind of flood in words of its own.
func TestFloodsOfEveryKind(t *testing.T) {
	seen := map[string]bool{}
	for _, kind := range []triage.FloodKind{triage.Alike, triage.Subscriptions, triage.Reports, triage.Crowd, triage.Mixed} {
		s := newStage(t)
		f := s.mixedFlood(kind)
		for _, said := range []string{words.FloodText(f), floodWords(f, s.clock)} {
			if said == "" || strings.Contains(said, "[") || seen[said] && !strings.HasPrefix(said, "Messages of strangers") {
				t.Errorf("%d: %q", kind, said)
			}
			seen[said] = true
		}
		if kind == triage.Mixed && !strings.Contains(s.mail.flood.Text.Text, "500 reports of failed mail · 200 newsletters and confirmations · 100 messages “CLAIM … you are selected”") {
			t.Errorf("the bar says %q", s.mail.flood.Text.Text)
		}
	}
}

// TestPageOfAFloodTellsItsPartsAndWhoIsKnown opens a letter of a known sender from there.
func TestPageOfAFloodTellsItsPartsAndWhoIsKnown(t *testing.T) {
	s := newStage(t)
	f := s.mixedFlood(triage.Mixed)
	p := s.mail.group.Says
	if len(p.Parts) != 5 || len(p.KnownRows) != 6 || !strings.HasPrefix(p.Known, "These 9 came at the same time") || p.KnownMore != "And 3 more." {
		t.Fatalf("%d parts, %d known: %q, %q", len(p.Parts), len(p.KnownRows), p.Known, p.KnownMore)
	}
	s.mail.group.OnOpen(p.KnownRows[0].Ref)
	if got := s.State().OpenUID; got != s.mail.list.Ref(f.Kept[0].ID).UID {
		t.Errorf("open is %q", got)
	}
}

// TestFloodGivesWayToAMessage folds the bar where there is little room, and unfolds it when
// the message is closed.
func TestFloodGivesWayToAMessage(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(800, 600), fyne.NewSize(1280, 800)} {
		s := newStage(t)
		s.win.Resize(size)
		s.flooded()
		whole := s.mail.flood.Size().Height
		s.reading.open(s.ref("u1"))
		if got := s.mail.flood.Size().Height; got != whole {
			t.Errorf("%v: rows move before a second click can come", size)
		}
		s.pass(giveWayAfter)
		low, folded := size.Width < 1000, s.mail.flood.Size().Height
		if low != (folded < whole/2) || low != s.mail.flood.Title.Hidden {
			t.Errorf("%v: %v high, before it was %v", size, folded, whole)
		}
		if low && !s.mail.flood.Lifted.Visible() {
			t.Error("the first thing to do is gone")
		}
		s.reading.closeMessage()
		if got := s.mail.flood.Size().Height; got != whole {
			t.Errorf("%v: without a message it is %v high, not %v", size, got, whole)
		}
	}
}
