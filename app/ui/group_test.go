package ui

import (
	"testing"

	"github.com/restante/restante/app/mailbox"
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

// flood is a mailbox in which a friend and a shop wrote among a flood that looks
// like them.
func flood(s *stage) []*mailbox.Row {
	rows := someRows(60, s.clock)
	for i, r := range rows {
		r.Summary.From = []mime.Address{{Name: "Win Big", Addr: "claims@win.example"}}
		r.Summary.Subject = "Your order is confirmed"
		switch i {
		case 20: // a friend, with the subject of the flood
			r.Summary.From = []mime.Address{{Name: "Grandmother", Addr: "ragnhild@fjordpost.example"}}
		case 21: // the flood, with the name of the friend
			r.Summary.From = []mime.Address{{Name: "Grandmother", Addr: "claims@win.example"}}
		case 30: // what the flood is there to hide
			r.Summary.From = []mime.Address{{Name: "Win Big", Addr: "orders@shop.example"}}
		}
	}
	s.ShowMailbox("anna@post.example", Own)
	s.snapshot(rows)
	return rows
}

func TestThreat_G01_SenderIsTheAddressNotTheName(t *testing.T) {
	s := newStage(t)
	rows := flood(s)
	s.mail.list.fromSender("claims@win.example")
	s.delete()
	going := map[string]bool{}
	for _, uid := range s.host.deleted {
		going[uid] = true
	}
	if len(going) != 58 || going[rows[20].UID] || !going[rows[21].UID] {
		t.Errorf("%d go, the friend %v, the false friend %v", len(going), going[rows[20].UID], going[rows[21].UID])
	}
	if s.host.alike(rows[20].Summary) || !s.host.alike(rows[21].Summary) {
		t.Error("what comes to light later is judged by the name")
	}
}

func TestThreat_G02_HiddenMessageStays(t *testing.T) {
	s := newStage(t)
	rows := flood(s)
	s.mail.list.fromSender("claims@win.example")
	s.delete()
	for _, uid := range s.host.deleted {
		if uid == rows[30].UID {
			t.Error("the shop's message, alike in name and subject, goes too")
		}
	}
	// With the flood gone it stands at the top of what is left.
	var left []*mailbox.Row
	for _, r := range rows {
		if r.Summary.From[0].Addr != "claims@win.example" {
			left = append(left, r)
		}
	}
	s.snapshot(left)
	if got := s.mail.list.at(1); got == nil || got.UID != rows[30].UID || len(s.mail.list.shown) != 2 {
		t.Errorf("left is %+v", got)
	}
}
