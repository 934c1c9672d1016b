package mailbox_test

import (
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3/memserver"
)

// slowRETR keeps the worker from taking wishes for a minute when a message is
// opened.
var slowRETR = memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Delay: 59 * time.Second}}}

func TestThreat_G03_UndoBeforeTheNextDelete(t *testing.T) {
	in(t, 10, slowRETR, func(t *testing.T, r *rig) {
		r.last()
		r.Delete([]string{"uid-2"}, nil)
		r.last()
		r.open("uid-1")
		r.last()
		r.Undo()
		r.Delete([]string{"uid-5"}, nil)
		r.after(5 * time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		r.wantLeft(10, 5)
	})
}

func TestThreat_G03_DeleteNowIsNotForTheNextDelete(t *testing.T) {
	in(t, 10, slowRETR, func(t *testing.T, r *rig) {
		r.last()
		r.Delete([]string{"uid-2"}, nil)
		r.last()
		r.open("uid-1")
		r.last()
		r.DeleteNow()
		r.Delete([]string{"uid-5"}, nil)
		s := r.after(61 * time.Second)
		if s.Deletion == nil || s.Deletion.Stage != mailbox.Marked || s.Deletion.Asked != 2 {
			t.Fatalf("there is no time to undo: %+v", s.Deletion)
		}
		r.Undo()
		r.after(time.Minute)
		r.wantLeft(10)
	})
}
