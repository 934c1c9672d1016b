package mailbox_test

import (
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3/memserver"
)

// slowRETR keeps the worker from collecting requests for a minute when a message is
// opened.
var slowRETR = memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Delay: 59 * time.Second}}}

func TestThreat_G03_UndoBeforeTheNextDelete(t *testing.T) {
	in(t, 10, slowRETR, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		r.last()
		r.open("uid-1")
		r.last()
		r.Undo()
		r.Delete(mailbox.Order{UIDs: []string{"uid-5"}})
		r.after(5 * time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		r.wantLeft(10, 5)
	})
}

func TestThreat_G03_DeleteNowIsNotForTheNextDelete(t *testing.T) {
	in(t, 10, slowRETR, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		r.last()
		r.open("uid-1")
		r.last()
		r.DeleteNow()
		r.Delete(mailbox.Order{UIDs: []string{"uid-5"}})
		s := r.after(61 * time.Second)
		if s.Deletion == nil || s.Deletion.Stage != mailbox.Marked || s.Deletion.Asked != 2 {
			t.Fatalf("there is no time to undo: %+v", s.Deletion)
		}
		r.Undo()
		r.after(time.Minute)
		r.wantLeft(10)
	})
}

// TestThreat_G03_StandInsDoNotOutliveTheirListing deletes by what the window has
// shown, on a server without unique-ids, when the numbers have moved since and
// all messages have the same size.
func TestThreat_G03_StandInsDoNotOutliveTheirListing(t *testing.T) {
	in(t, 9, memserver.Faults{NoUIDL: true}, func(t *testing.T, r *rig) {
		s := r.last()
		fifth := s.Rows[4]
		if fifth.Summary.Subject != "Message 5" {
			t.Fatalf("%+v", fifth)
		}
		r.after(time.Minute) // signed out
		r.box.Remove("uid-1")
		r.box.Add("uid-10", letter(3))
		r.Refresh()
		r.last()
		// Message 6 now stands where message 5 was.
		r.Delete(mailbox.Order{UIDs: []string{fifth.UID}})
		r.after(time.Minute)
		if got := r.left(); len(got) != 9 {
			t.Errorf("left are %v: another message was deleted", got)
		}
	})
}
