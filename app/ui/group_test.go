package ui

import (
	"testing"

	"github.com/restante/restante/mime"
)

func TestGroupThatADeletionMeans(t *testing.T) {
	like := mime.Summary{Subject: "Subject 9999", From: []mime.Address{{Name: "Sender 3", Addr: "S3@example.org"}}}
	other := mime.Summary{Subject: "Letter", From: []mime.Address{{Addr: "friend@example.org"}}}
	t.Run("all that a search shows", func(t *testing.T) {
		s := newStage(t)
		s.mailbox(70)
		s.mail.list.Search("s3@example")
		s.mail.list.all()
		s.delete()
		if s.host.alike == nil || !s.host.alike(like) || s.host.alike(other) {
			t.Error("the search is not what is meant")
		}
	})
	t.Run("part of what a search shows", func(t *testing.T) {
		s := newStage(t)
		s.mailbox(70)
		s.mail.list.Search("subject")
		s.mail.list.all()
		s.mail.list.choose(s.mail.list.shown[3], false)
		s.delete()
		if s.host.alike != nil {
			t.Error("more is meant than was chosen")
		}
	})
	t.Run("all from one sender", func(t *testing.T) {
		s := newStage(t)
		s.mailbox(70)
		s.mail.list.fromSender("s3@example.org")
		if s.mail.list.count < 2 {
			t.Fatalf("%d chosen", s.mail.list.count)
		}
		s.delete()
		if s.host.alike == nil || !s.host.alike(like) || s.host.alike(other) {
			t.Error("the sender is not what is meant")
		}
	})
	t.Run("a part of those from one sender", func(t *testing.T) {
		s := newStage(t)
		s.mailbox(70)
		s.mail.list.fromSender("s3@example.org")
		s.mail.list.choose(s.mail.list.idFor(s.mail.list.chosenUIDs(false)[0]), false)
		s.delete()
		if s.host.alike != nil {
			t.Error("more is meant than was chosen")
		}
	})
}
