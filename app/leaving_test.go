package app

import (
	"crypto/tls"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// leavingDuring opens a mailbox, marks two messages and leaves while the server does
// not come to an end with them.
func leavingDuring(t *testing.T) (*stage, *memserver.Mailbox, *bool) {
	t.Helper()
	ca := poptest.NewCA(t)
	box, port := mailServer(t, ca, 20, memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", Act: memserver.Cut}}})
	s := newStage(t)
	s.roots, s.pause = &tls.Config{RootCAs: ca.Pool}, time.Hour
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(20))
	s.Delete(s.id(), mailbox.Order{UIDs: []string{"id-3", "id-4"}})
	s.until("the mark", func(st ui.State) bool { return st.Deletion == "marked" })
	left := false
	s.leave(func() { left = true })
	state := s.until("what keeps it", func(st ui.State) bool {
		return st.Page == "closing" && strings.Contains(st.DeletionText, "Nothing has been deleted yet.")
	})
	if state.Rects["card:Stay"].W == 0 || state.Rects["card:Leave, and delete nothing"].W == 0 || !strings.Contains(state.CardText, "Nothing has been deleted yet. Next try in") {
		t.Fatalf("the card offers %v and says %q", state.Rects, state.CardText)
	}
	return s, box, &left
}

func TestLeavingCanBeTakenBack(t *testing.T) {
	s, box, left := leavingDuring(t)
	s.Stay()
	s.DeleteNow(s.id()) // another try, which fails again
	s.until("another try", func(st ui.State) bool { return st.Deletion == "sending" })
	if *left || s.visit == nil || len(box.Messages()) != 20 {
		t.Errorf("left %v, %d messages", *left, len(box.Messages()))
	}
	s.Stop(s.id())
	s.until("the end of the deletion", func(st ui.State) bool { return st.Deletion == "finished" })
	if *left {
		t.Error("it was left all the same")
	}
}

func TestLeavingDeletesNothingAnyMore(t *testing.T) {
	s, box, left := leavingDuring(t)
	s.GiveUpAndLeave()
	s.until("the end", func(ui.State) bool { return *left })
	if len(box.Messages()) != 20 || box.Locked() {
		t.Errorf("%d messages, locked %v", len(box.Messages()), box.Locked())
	}
}

// TestUndoTimeEndsByLeavingWithNothing leaves at the moment at which the deletion
// begins, on a server that never answers to it.
func TestUndoTimeEndsByLeavingWithNothing(t *testing.T) {
	s, box, port := servedStage(t, 20, memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", Act: memserver.Stall}}})
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(20))
	s.Delete(s.id(), mailbox.Order{UIDs: []string{"id-3", "id-4"}})
	s.until("the mark", func(st ui.State) bool { return st.Deletion == "marked" })
	left := false
	s.leave(func() { left = true })
	s.GiveUpAndLeave() // before the worker has heard of anything
	s.until("the end", func(ui.State) bool { return left })
	if n := len(box.Messages()); n != 20 {
		t.Errorf("%d messages", n)
	}
}
