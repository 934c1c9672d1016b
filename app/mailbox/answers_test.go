package mailbox_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/pop3/memserver"
)

func TestThreat_P14_RefusedAndMarkedAllTheSame(t *testing.T) {
	// An answer too many in front: what looks refused was carried out.
	faults := memserver.Faults{NoLock: true, Rules: []memserver.Rule{{Verb: "DELE", Act: memserver.Before, Text: "-ERR\r\n"}}}
	in(t, 10, faults, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		r.after(time.Hour)
		r.wantLeft(10)
		r.wantReport(mailbox.Report{Asked: 1, Kept: 1, Verified: true})
	})
}

// TestThreat_P14_ShiftOnTheFirstPage: a refusal too many in front of a size makes
// the size look like a unique-id, which here is that of another message.
func TestThreat_P14_ShiftOnTheFirstPage(t *testing.T) {
	synctestRig(t, 0, func(t *testing.T, r *rig) {
		r.box.Add(strconv.Itoa(len(letter(3))), letter(1))
		r.box.Add("uid-2", letter(2))
		r.box.Add("uid-3", letter(3))
		r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "LIST", Arg: "3", Act: memserver.Before, Text: "-ERR\r\n"}}})
		r.Start()
		defer r.end()
		for i, row := range r.last().Rows {
			if want := fmt.Sprintf("Message %d", 3-i); row.Summary.Subject != want {
				t.Errorf("row %d, %s, shows %q", i, row.UID, row.Summary.Subject)
			}
		}
	})
}

func TestThreat_P14_ShiftedFirstPageIsNotShown(t *testing.T) {
	in(t, 10, memserver.Faults{NoTOP: true, Rules: []memserver.Rule{{Verb: "TOP", Nth: 5, Act: memserver.Before, Text: "+OK\r\n.\r\n"}}}, func(t *testing.T, r *rig) {
		r.last()
		r.Stop()
		for _, row := range r.last().Rows {
			if !strings.HasPrefix(row.UID, "uid-") {
				t.Errorf("a row is called %q", row.UID)
			}
		}
	})
}

// TestListingAfterAFinishedDeletion: the server has confirmed a deletion, the look
// at it failed, and a later visit, which the user has asked for, shows that it was not
// carried out.
func TestListingAfterAFinishedDeletion(t *testing.T) {
	faults := memserver.Faults{DropPending: true, Rules: []memserver.Rule{{Verb: "AUTH", Nth: 2, Act: memserver.Reply, Text: "-ERR not now\r\n"}}}
	in(t, 3, faults, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		r.after(time.Hour)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1})
		r.Refresh()
		s := r.after(time.Hour)
		r.wantReport(mailbox.Report{Asked: 1, Kept: 1, Verified: true})
		if !errors.Is(s.Deletion.Report.Err, ledger.ErrNotRemoved) {
			t.Errorf("reason %v", s.Deletion.Report.Err)
		}
	})
}
