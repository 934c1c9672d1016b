package app

import (
	"crypto/tls"
	"path/filepath"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// beside opens a mailbox that the window does not show.
func (s *stage) beside(port int) *visit {
	v := &visit{form: form(port, account.TLS, "secret"), kind: ui.Own}
	s.visits = append(s.visits, v)
	s.program.start(v)
	return v
}

// TestThreeMailboxesAtOnce has three mailboxes open: the window shows the first, which is
// deleted from while the third is still loading. What is done to one is done to no other,
// also where their messages have the same unique-ids.
func TestThreeMailboxesAtOnce(t *testing.T) {
	ca := poptest.NewCA(t)
	slow := memserver.Faults{NoPipelining: true, Rules: []memserver.Rule{{Verb: "TOP", Delay: 20 * time.Millisecond}}}
	first, firstPort := mailServer(t, ca, 50, memserver.Faults{})
	second, secondPort := mailServer(t, ca, 40, memserver.Faults{})
	third, thirdPort := mailServer(t, ca, 300, slow)
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	s.SignIn(form(firstPort, account.TLS, "secret"))
	s.until("the first mailbox", ready(50))
	b, c := s.beside(secondPort), s.beside(thirdPort)
	s.until("the others", func(ui.State) bool {
		return b.last != nil && b.last.Loaded == 40 && c.last != nil && c.last.Listed && c.last.Loaded > 0
	})
	if c.last.Loaded == 300 {
		t.Fatal("the third is not loading any more")
	}

	// One is deleted from beside the window, one in it, and one is undone.
	s.Delete(b.id(), mailbox.Order{UIDs: []string{id(1), id(2), id(3)}})
	s.Delete(s.id(), mailbox.Order{UIDs: []string{id(1)}})
	s.Delete(c.id(), mailbox.Order{UIDs: []string{id(1)}})
	s.until("the marks", func(st ui.State) bool { return st.Deletion == "marked" && b.deleting() && c.deleting() })
	s.Undo(c.id())
	s.DeleteNow(b.id())
	s.DeleteNow(s.id())
	finished := func(v *visit) bool { return v.last.Deletion != nil && v.last.Deletion.Stage == mailbox.Finished }
	s.until("the end of the deletions", func(st ui.State) bool { return st.Deletion == "finished" && finished(b) && !c.deleting() })
	if r := b.last.Deletion.Report; r.Deleted != 3 || r.Kept+r.Unknown > 0 {
		t.Errorf("the second: %+v", r)
	}
	if c.last.Loaded == 300 {
		t.Error("the third was loaded before the others had deleted")
	}
	for name, n := range map[*memserver.Mailbox][2]int{first: {len(first.Messages()), 49}, second: {len(second.Messages()), 37}, third: {len(third.Messages()), 300}} {
		if n[0] != n[1] {
			t.Errorf("%d messages, want %d", n[0], n[1])
		}
		_ = name
	}
	if st := s.win.State(); st.Total != 49 || st.DeletionText == "" {
		t.Errorf("the window shows %+v", st)
	}

	// Each is remembered by itself.
	settings, err := account.Load(s.path)
	if err != nil || len(settings.Accounts) != 3 {
		t.Errorf("set up: %+v, %v", settings.Accounts, err)
	}
	for v, want := range map[*visit]int{s.visit: 1, b: 3, c: 0} {
		var n int
		answered := false
		s.Deletions(v.id(), func(all []store.Heading, err error) {
			for _, h := range all {
				n += h.Deleted
			}
			answered = true
		})
		s.until("the record", func(ui.State) bool { return answered })
		if n != want {
			t.Errorf("%s: %d recorded as deleted, want %d", v.id(), n, want)
		}
	}

	// A deletion that is still marked is carried out at the end, and all are left.
	s.Delete(b.id(), mailbox.Order{UIDs: []string{id(9)}})
	s.until("the mark", func(ui.State) bool { return b.deleting() })
	left := false
	s.closing = true
	s.leaveFor(func() { s.leaveOthers(func() { left = true }) })
	s.until("the end of all", func(ui.State) bool { return left })
	s.closing = false
	if len(s.visits) != 0 || s.visit != nil || len(second.Messages()) != 36 || len(third.Messages()) != 300 {
		t.Errorf("%d are open; %d and %d messages are left", len(s.visits), len(second.Messages()), len(third.Messages()))
	}
	notes, err := filepath.Glob(filepath.Join(s.keepFolder(), "*.deletion.json"))
	if err != nil || len(notes) != 0 {
		t.Errorf("notes of deletions are left: %v, %v", notes, err)
	}
}

// TestNotesOfDeletionsAreApart has a deletion under way in each of two mailboxes: the end
// of one ends no note of the other.
func TestNotesOfDeletionsAreApart(t *testing.T) {
	ca := poptest.NewCA(t)
	held := memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", Delay: 3 * time.Second}}}
	_, firstPort := mailServer(t, ca, 10, memserver.Faults{})
	_, secondPort := mailServer(t, ca, 10, held)
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	s.SignIn(form(firstPort, account.TLS, "secret"))
	s.until("the first mailbox", ready(10))
	b := s.beside(secondPort)
	s.until("the second", func(ui.State) bool { return b.last != nil && b.last.Loaded == 10 })
	s.Delete(b.id(), mailbox.Order{UIDs: []string{id(1)}})
	s.until("its mark", func(ui.State) bool { return b.deleting() })
	s.DeleteNow(b.id())
	note := store.AccountFile(s.keepFolder(), string(b.id()), ".deletion.json")
	there := func() bool {
		found, err := filepath.Glob(note)
		return err == nil && len(found) == 1
	}
	s.until("its note", func(ui.State) bool { return there() })
	s.Delete(s.id(), mailbox.Order{UIDs: []string{id(1)}})
	s.until("the other mark", func(st ui.State) bool { return st.Deletion == "marked" })
	s.DeleteNow(s.id())
	s.until("the end of the other", func(st ui.State) bool { return st.Deletion == "finished" })
	if !b.deleting() || !there() {
		t.Error("the note of a deletion under way has gone with that of another mailbox")
	}
	s.until("its end", func(ui.State) bool { return !b.deleting() })
	if there() {
		t.Error("the note has outlived its deletion")
	}
	left := false
	s.leaveFor(func() { s.leaveOthers(func() { left = true }) })
	s.until("the end of all", func(ui.State) bool { return left })
}
