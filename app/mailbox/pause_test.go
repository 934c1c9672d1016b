package mailbox_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3/memserver"
)

// heldUp marks two messages while the server is away, and returns with the deletion
// waiting for its next try.
func heldUp(t *testing.T) *rig {
	r := newRig(t, 6, memserver.Faults{})
	r.Start()
	r.after(time.Minute) // signed out by now
	r.setDown(true)
	r.Delete(mailbox.Order{UIDs: []string{uid(1), uid(2)}})
	r.DeleteNow()
	d := r.after(15 * time.Second).Deletion
	if d == nil || d.Problem == nil || d.Final || d.Stage != mailbox.Sending || d.Retry.IsZero() {
		t.Fatalf("it is not held up: %+v", d)
	}
	return r
}

// TestDeletionIsTriedNow lets the server come back: the user need not wait for the next
// try.
func TestDeletionIsTriedNow(t *testing.T) {
	for name, now := range map[string]func(*rig){"try now": (*rig).DeleteNow, "get mail": (*rig).Refresh} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := heldUp(t)
				defer r.end()
				r.Want([]string{uid(3)}) // any other request is no hurry
				if d := r.last().Deletion; d.Stage != mailbox.Sending {
					t.Fatalf("it is in stage %d", d.Stage)
				}
				r.setDown(false)
				now(r)
				if d := r.after(time.Second).Deletion; d.Stage != mailbox.Finished || d.Report.Deleted != 2 || !d.Final {
					t.Errorf("%+v", d)
				}
			})
		})
	}
}

// TestHeldUpDeletionIsGivenUp has nothing deleted, as was said.
func TestHeldUpDeletionIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := heldUp(t)
		defer r.end()
		r.Stop()
		d := r.last().Deletion
		if d.Stage != mailbox.Finished || d.Report.Kept != 2 || !errors.Is(d.Report.Err, mailbox.ErrStopped) {
			t.Fatalf("%+v", d)
		}
		r.setDown(false)
		r.Refresh()
		r.after(time.Minute)
		if n := len(r.left()); n != 6 {
			t.Errorf("%d are left", n)
		}
	})
}
