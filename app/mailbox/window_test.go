package mailbox_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/memserver"
)

func datedLetter(n int, date time.Time) []byte {
	return fmt.Appendf(nil, "From: Sender <s@example.org>\r\nSubject: Message %d\r\nDate: %s\r\n\r\nText\r\n", n, date.Format(time.RFC1123Z))
}

// TestServerThatShowsOnlyAPart deletes a group on servers that show some
// messages at a time, and the next ones when those are gone.
func TestServerThatShowsOnlyAPart(t *testing.T) {
	synctestRig(t, 0, func(t *testing.T, r *rig) {
		old := time.Now().Add(-time.Hour)
		good := 0
		for i := 1; i <= 1050; i++ {
			m := datedLetter(i, old)
			if i%15 == 0 {
				good++
				m = []byte(strings.Replace(string(m), "Message", "Letter", 1))
			}
			r.box.Add(uid(i), m)
		}
		r.srv.SetFaults(memserver.Faults{Window: 100})
		r.Start()
		defer r.end()
		s := r.last()
		if len(s.Rows) != 100 {
			t.Fatalf("%d rows", len(s.Rows))
		}
		alike := func(s mime.Summary) bool { return strings.HasPrefix(s.Subject, "Message") }
		var uids []string
		for _, row := range s.Rows {
			if alike(row.Summary) {
				uids = append(uids, row.UID)
			}
		}
		r.Delete(mailbox.Order{UIDs: uids, Alike: alike})
		// Mail of the same kind that comes after the user has looked stays.
		time.Sleep(time.Second)
		r.box.Add("later", datedLetter(2000, time.Now()))
		// Also when its sender has dated it back: the server knows when it came.
		received := time.Now().Format("Received: from mx.example.org by mail.example.org; " + time.RFC1123Z + "\r\n")
		r.box.Add("back", append([]byte(received), datedLetter(2001, old)...))
		s = r.after(time.Hour)
		bad := 1050 - good
		r.wantReport(mailbox.Report{Asked: bad, Found: bad - len(uids), Deleted: bad, Verified: true})
		if got := len(r.left()); got != good+2 {
			t.Errorf("%d messages are left, want %d", got, good+2)
		}
		for _, m := range r.box.Messages() {
			if m.UID != "later" && m.UID != "back" && !strings.Contains(string(m.Data), "Subject: Letter") {
				t.Fatalf("left is %q", m.Data)
			}
		}
		if s.Problem != nil || len(s.Rows) != good+2 {
			t.Errorf("%d rows, problem %v", len(s.Rows), s.Problem)
		}
	})
}

// TestOnlyWhatWasMarked deletes on such a server without naming a group.
func TestOnlyWhatWasMarked(t *testing.T) {
	in(t, 300, memserver.Faults{Window: 100}, func(t *testing.T, r *rig) {
		s := r.last()
		var uids []string
		for _, row := range s.Rows {
			uids = append(uids, row.UID)
		}
		r.Delete(mailbox.Order{UIDs: uids})
		r.after(time.Hour)
		r.wantReport(mailbox.Report{Asked: 100, Deleted: 100, Verified: true})
		if got := len(r.left()); got != 200 {
			t.Errorf("%d messages are left, want 200", got)
		}
	})
}

// TestThreat_G02_GroupMarkedBeforeTheList marks a group when only the first page
// is known: what stands behind it in the mailbox was not there to be looked at.
func TestThreat_G02_GroupMarkedBeforeTheList(t *testing.T) {
	synctestRig(t, 0, func(t *testing.T, r *rig) {
		old := time.Now().Add(-time.Hour)
		for i := 1; i <= 100; i++ {
			r.box.Add(uid(i), datedLetter(i, old))
		}
		// The list behind the first page does not come.
		r.srv.SetFaults(farAway(memserver.Rule{Verb: "UIDL", Nth: 51, Act: memserver.Stall}))
		r.Start()
		defer r.end()
		s := r.after(time.Second)
		if len(s.Rows) != 50 || s.Listed {
			t.Fatalf("%d rows, listed %v", len(s.Rows), s.Listed)
		}
		r.Stop()
		r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Nth: 1, Delay: 10 * time.Second}}})
		r.Delete(mailbox.Order{UIDs: []string{uid(99), uid(100)}, Alike: func(mime.Summary) bool { return true }})
		time.Sleep(time.Second)
		r.box.Add("on its way for long", datedLetter(1999, old))
		time.Sleep(9 * time.Second) // the first session of the deletion is ending
		r.box.Add("later", datedLetter(2000, time.Now()))
		r.box.Add("latest", datedLetter(2001, time.Now()))
		r.after(time.Hour)
		r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
		if got := len(r.left()); got != 101 {
			t.Errorf("%d messages are left, want 101", got)
		}
	})
}
