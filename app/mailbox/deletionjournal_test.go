package mailbox_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/memserver"
)

// note is a journal in memory.
type note struct{ *store.Note }

func (n *note) Begin(new store.Note) error { n.Note = &new; return nil }

func (n *note) End() error { n.Note = nil; return nil }

func (n *note) Unfinished() *store.Note { return n.Note }

func TestThreat_G07_CrashDuringADeletion(t *testing.T) {
	tests := []struct {
		name    string
		act     memserver.Act
		verb    string
		deleted int
	}{
		{"before the server has heard all", memserver.Stall, "DELE", 0},
		{"while the server deletes", memserver.Stall, "QUIT", 0},
		{"after the server has deleted", memserver.CutDone, "QUIT", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, 10, memserver.Faults{NoLock: true, Rules: []memserver.Rule{{Verb: tt.verb, Act: tt.act}}})
				journal := &note{}
				r.useJournal(journal)
				r.Start()
				r.last()
				r.Delete(mailbox.Order{UIDs: []string{"uid-2", "uid-5", "uid-7"}})
				r.setDown(true) // the session at hand goes on; nothing is found out by another
				r.after(8500 * time.Millisecond)
				// The end of the process leaves only what was written down.
				left := *journal
				if left.Note == nil || len(left.UIDs) != 3 || len(left.Others) == 0 {
					t.Fatalf("written down is %+v", left.Note)
				}
				ctx, cancel := context.WithCancel(context.Background())
				cancel()
				_ = r.Close(ctx)
				r.setDown(false)
				r.srv.SetFaults(memserver.Faults{NoLock: true})

				r.useJournal(&left)
				r.Start()
				s := r.last()
				kept := 3 - tt.deleted
				r.wantReport(mailbox.Report{Asked: 3, Deleted: tt.deleted, Kept: kept, Verified: true})
				if kept > 0 && !errors.Is(s.Deletion.Report.Err, mailbox.ErrInterrupted) {
					t.Errorf("reason %v", s.Deletion.Report.Err)
				}
				if len(r.left()) != 10-tt.deleted {
					t.Errorf("%d are left", len(r.left()))
				}
				r.end()
			})
		})
	}
}

func TestJournalIsEmptyAfterADeletion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, 10, memserver.Faults{})
		journal := &note{}
		r.useJournal(journal)
		r.Start()
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		if journal.Note != nil {
			t.Errorf("written down is %+v", journal.Note)
		}
		r.end()
	})
}

// TestThreat_G07_CrashAmongTheFound ends the program while messages are deleted
// that came to light by the deletion itself.
func TestThreat_G07_CrashAmongTheFound(t *testing.T) {
	synctestRig(t, 20, func(t *testing.T, r *rig) {
		r.srv.SetFaults(memserver.Faults{Window: 5, Rules: []memserver.Rule{{Verb: "QUIT", Nth: 3, Act: memserver.Stall}}})
		journal := &note{}
		r.useJournal(journal)
		r.Start()
		s := r.last()
		var uids []string
		for _, row := range s.Rows {
			uids = append(uids, row.UID)
		}
		time.Sleep(367 * 24 * time.Hour * 27) // the letters are older than the marks
		r.Delete(mailbox.Order{UIDs: uids, Alike: func(mime.Summary) bool { return true }})
		r.after(9 * time.Second)
		if journal.Note == nil || len(journal.UIDs) != 10 {
			t.Errorf("written down is %+v", journal.Note)
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_ = r.Close(ctx)
		r.srv.Close()
	})
}

// TestThreat_P15_UniqueIDsChangeAfterACrash settles a note by a server that has
// given all messages other unique-ids since: nothing can be said of any.
func TestThreat_P15_UniqueIDsChangeAfterACrash(t *testing.T) {
	synctestRig(t, 10, func(t *testing.T, r *rig) {
		r.renameAll()
		journal := &note{&store.Note{UIDs: []string{"uid-2", "uid-5"}, Others: []string{"uid-1", "uid-3"}}}
		r.useJournal(journal)
		r.Start()
		defer r.end()
		r.last()
		r.wantReport(mailbox.Report{Asked: 2, Unknown: 2})
		// What is dismissed does not come back at the next start.
		r.DismissDeletion()
		r.last()
		if journal.Note != nil {
			t.Errorf("written down is still %+v", journal.Note)
		}
	})
}

// TestThreat_P15_CrashWithoutUniqueIDs: what was written down held for its own
// session, and can never be settled.
func TestThreat_P15_CrashWithoutUniqueIDs(t *testing.T) {
	synctestRig(t, 10, func(t *testing.T, r *rig) {
		journal := &note{&store.Note{UIDs: []string{"\x005:120", "\x007:120"}}}
		r.useJournal(journal)
		r.Start()
		defer r.end()
		if s := r.last(); s.Deletion != nil || journal.Note != nil {
			t.Errorf("a deletion of nothing: %+v, written down is %+v", s.Deletion, journal.Note)
		}
	})
}
