package mailbox_test

import (
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3/memserver"
)

func TestThreat_P14_RefusedAndMarkedAllTheSame(t *testing.T) {
	// An answer too many in front: what looks refused was carried out.
	faults := memserver.Faults{NoLock: true, Rules: []memserver.Rule{{Verb: "DELE", Act: memserver.Before, Text: "-ERR\r\n"}}}
	in(t, 10, faults, func(t *testing.T, r *rig) {
		r.last()
		r.Delete([]string{"uid-2"}, nil)
		r.after(time.Hour)
		r.wantLeft(10)
		r.wantReport(mailbox.Report{Asked: 1, Kept: 1, Verified: true})
	})
}
