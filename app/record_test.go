package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// deleteOne deletes a message and waits for the result.
func (s *stage) deleteOne(uid string) ui.State {
	s.t.Helper()
	s.Delete(s.id(), mailbox.Order{UIDs: []string{uid}, What: []store.What{{Kind: store.WhatMessage, Text: "A letter"}}})
	s.DeleteNow(s.id())
	return s.until("the result", func(st ui.State) bool { return st.Deletion == "finished" })
}

// recorded asks for the record of deletions and the messages of the newest one.
func (s *stage) recorded() (all []store.Heading, messages []store.Deleted) {
	s.t.Helper()
	answered := false
	s.Deletions(s.id(), func(list []store.Heading, err error) {
		if err != nil {
			s.t.Error(err)
		}
		all, answered = list, true
	})
	s.until("the record", func(ui.State) bool { return answered })
	if len(all) == 0 {
		return nil, nil
	}
	answered = false
	s.DeletionMessages(s.id(), all[0], func(list []store.Deleted, err error) {
		if err != nil {
			s.t.Error(err)
		}
		messages, answered = list, true
	})
	s.until("the messages", func(ui.State) bool { return answered })
	return all, messages
}

func TestRecordOfDeletions(t *testing.T) {
	s, _, port := servedStage(t, 20, memserver.Faults{})
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(20))
	if all, _ := s.recorded(); len(all) > 0 {
		t.Errorf("recorded is %+v", all)
	}
	s.deleteOne("id-7")
	all, messages := s.recorded()
	if len(all) != 1 || all[0].What[0].Text != "A letter" || all[0].Deleted != 1 || all[0].Account != string(form(port, account.TLS, "").Account.ID()) ||
		len(messages) != 1 || messages[0].Subject != "Message 7" || messages[0].Fate != store.FateDeleted {
		t.Errorf("recorded is %+v with %+v", all, messages)
	}
	s.ForgetAccount()
	s.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	s.idle()
	if left, _ := filepath.Glob(filepath.Join(s.keepFolder(), "deletions", "*.messages")); len(left) > 0 {
		t.Errorf("after forgetting there is %v", left)
	}
}

func TestRecordThatFailsIsToldOnce(t *testing.T) {
	s, box, port := servedStage(t, 20, memserver.Faults{})
	if err := os.MkdirAll(s.keepFolder(), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.keepFolder(), "deletions"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(20))
	s.deleteOne("id-7")
	state := s.until("a notice", func(st ui.State) bool { return st.Problem != "" })
	if !strings.Contains(state.Problem, "record of deletions") || !strings.HasPrefix(state.DeletionText, "1 of 1 deleted.") {
		t.Errorf("notice %q, result %q", state.Problem, state.DeletionText)
	}
	if n := len(box.Messages()); n != 19 {
		t.Errorf("%d messages are left", n)
	}
	s.win.ShowMailbox(s.id(), "anna@post.example", ui.Own, nil) // takes the notice away
	s.DismissDeletion(s.id())
	s.until("no deletion", func(st ui.State) bool { return st.Deletion == "" })
	s.deleteOne("id-8")
	s.recordAnswered()
	if state = s.win.State(); state.Problem != "" {
		t.Errorf("told again: %q", state.Problem)
	}
}

// recordAnswered waits until the record was asked, and has failed.
func (s *stage) recordAnswered() {
	s.t.Helper()
	answered := false
	s.Deletions(s.id(), func(_ []store.Heading, err error) {
		if err == nil {
			s.t.Error("the record can be read")
		}
		answered = true
	})
	s.until("an answer", func(ui.State) bool { return answered })
}

func TestThreat_L05_PrivateStayIsNotRecorded(t *testing.T) {
	ca := poptest.NewCA(t)
	s, _, port := visited(t, ca, 20)
	f := form(port, account.TLS, "secret")
	f.Private = true
	s.SignIn(f)
	s.until("the mailbox", ready(20))
	s.deleteOne("id-7")
	if all, _ := s.recorded(); len(all) > 0 {
		t.Errorf("recorded is %+v", all)
	}
	s.signOut()
	s.idle()
	if all, err := s.deletions().List(); err != nil || len(all) > 0 {
		t.Errorf("recorded is %+v, %v", all, err)
	}
}
