package mailbox_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/memserver"
)

// first returns the unique-ids of the first n messages.
func first(n int) []string {
	uids := make([]string, n)
	for i := range uids {
		uids[i] = uid(i + 1)
	}
	return uids
}

// TestDeletionGetsOnInShortSessions deletes where the server ends sessions before
// all could be marked in one.
func TestDeletionGetsOnInShortSessions(t *testing.T) {
	for name, c := range map[string]struct {
		n      int
		faults memserver.Faults
		within time.Duration
	}{
		"5 s after the login": {300, memserver.Faults{Session: 5 * time.Second, Rules: []memserver.Rule{{Verb: "DELE", Delay: 50 * time.Millisecond}}}, time.Hour},
		"a minute, slow":      {600, memserver.Faults{Session: time.Minute, Rules: []memserver.Rule{{Verb: "DELE", Delay: time.Second}}}, 3 * time.Hour},
		"hardly any time":     {8, memserver.Faults{Session: 5 * time.Second, Rules: []memserver.Rule{{Verb: "DELE", Delay: 2 * time.Second}}}, time.Hour},
		"40 commands":         {300, memserver.Faults{Commands: 40, Rules: nil}, time.Hour},
		"10 commands":         {30, memserver.Faults{Commands: 10}, time.Hour},
		"40, none ahead":      {300, memserver.Faults{Commands: 40, NoPipelining: true}, time.Hour},
		"QUIT takes long":     {100, memserver.Faults{Session: 10 * time.Second, Rules: []memserver.Rule{{Verb: "DELE", Delay: 100 * time.Millisecond}, {Verb: "QUIT", Marks: 1, Delay: time.Second}}}, time.Hour},
		"one cut only":        {300, memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", Nth: 3, Act: memserver.Cut}}}, time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, c.n+5, memserver.Faults{}, func(t *testing.T, r *rig) {
				r.last()
				r.srv.SetFaults(c.faults)
				r.Refresh()
				r.Delete(mailbox.Order{UIDs: first(c.n)})
				r.after(c.within)
				r.srv.SetFaults(memserver.Faults{})
				r.wantReport(mailbox.Report{Asked: c.n, Deleted: c.n, Verified: true})
				if got := len(r.left()); got != 5 {
					t.Errorf("%d messages are left, want 5", got)
				}
				most := 0
				for _, s := range r.snapshots() {
					if s.Deletion != nil && s.Deletion.Stage != mailbox.Finished {
						most = max(most, s.Deletion.Sent)
					}
				}
				if most > c.n {
					t.Errorf("%d of %d were told as sent", most, c.n)
				}
			})
		})
	}
}

// TestServerThatCannotListBehindDELE deletes where the server breaks off when it
// is asked what is left: only once the user wants it so, and in small steps.
func TestServerThatCannotListBehindDELE(t *testing.T) {
	list := memserver.Rule{Verb: "LIST", Marks: 1, Act: memserver.Cut}
	stat := memserver.Rule{Verb: "STAT", Marks: 1, Act: memserver.Cut}
	for name, rules := range map[string][]memserver.Rule{
		"LIST is cut":             {list},
		"LIST is refused":         {{Verb: "LIST", Marks: 1, Act: memserver.Reply, Text: "-ERR no\r\n"}},
		"LIST is never answered":  {{Verb: "LIST", Marks: 1, Act: memserver.Stall}},
		"LIST is nonsense":        {{Verb: "LIST", Marks: 1, Act: memserver.Reply, Text: "what?\r\n"}},
		"STAT is cut, too":        {list, stat},
		"STAT is refused, too":    {list, {Verb: "STAT", Marks: 1, Act: memserver.Reply, Text: "-ERR no\r\n"}},
		"everything but the QUIT": {list, stat, {Verb: "NOOP", Marks: 1, Act: memserver.Cut}},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, 105, memserver.Faults{}, func(t *testing.T, r *rig) {
				r.last()
				r.srv.SetFaults(memserver.Faults{Rules: rules})
				r.Refresh()
				r.last()
				r.Delete(mailbox.Order{UIDs: first(100)})
				s := r.after(time.Hour)
				r.wantReport(mailbox.Report{Asked: 100, Kept: 100})
				if !errors.Is(s.Deletion.Report.Err, ledger.ErrUnlisted) {
					t.Fatalf("reason %v", s.Deletion.Report.Err)
				}
				r.DeleteUnlisted()
				r.after(time.Hour)
				r.wantReport(mailbox.Report{Asked: 100, Deleted: 100, Verified: true})
				if got := r.left(); len(got) != 5 || got[0] != uid(101) {
					t.Errorf("left are %v", got)
				}
			})
		})
	}
}

// TestUnlistedDeletionStopsAtTheFirstLoss: where nothing is compared before the
// end of a session, one message is risked, and no more.
func TestUnlistedDeletionStopsAtTheFirstLoss(t *testing.T) {
	in(t, 105, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{
			{Verb: "LIST", Marks: 1, Act: memserver.Cut}, {Verb: "DELE", UID: uid(1), Act: memserver.Mistake, Text: "DELE 104"},
		}})
		r.Refresh()
		r.last()
		r.Delete(mailbox.Order{UIDs: first(100), Unlisted: true})
		s := r.after(time.Hour)
		if got := len(r.left()); got != 104 {
			t.Errorf("%d are left, want 104", got)
		}
		if d := s.Deletion.Report; d.Kept != 100 || !errors.Is(d.Err, ledger.ErrMismatch) {
			t.Errorf("%+v", d)
		}
	})
}

// TestOneRefusalIsNotTheEnd has the server refuse once what it does at the second
// time of asking.
func TestOneRefusalIsNotTheEnd(t *testing.T) {
	for _, verb := range []string{"STAT", "LIST", "UIDL", "DELE", "TOP", "QUIT", "CAPA", "NOOP"} {
		for nth := 1; nth <= 3; nth++ {
			t.Run(fmt.Sprint(verb, " ", nth), func(t *testing.T) {
				faults := memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Nth: nth, Act: memserver.Reply, Text: "-ERR internal error\r\n"}}}
				in(t, 60, memserver.Faults{}, func(t *testing.T, r *rig) {
					r.last()
					r.srv.SetFaults(faults)
					r.Refresh()
					r.last()
					r.Delete(mailbox.Order{UIDs: first(5)})
					s := r.after(time.Hour)
					r.wantReport(mailbox.Report{Asked: 5, Deleted: 5, Verified: true})
					r.wantLeft(60, 1, 2, 3, 4, 5)
					for _, row := range s.Rows {
						if !strings.HasPrefix(row.UID, "uid-") || !row.Known {
							t.Fatalf("row %+v", row)
						}
					}
				})
			})
		}
	}
}

// TestFindingMoreHasABound deletes a group on a server that goes on making such
// messages come to light.
func TestFindingMoreHasABound(t *testing.T) {
	in(t, 0, memserver.Faults{}, func(t *testing.T, r *rig) {
		old := time.Now().Add(-time.Hour)
		for i := 1; i <= 4000; i++ {
			r.box.Add(uid(i), datedLetter(i, old))
		}
		r.srv.SetFaults(memserver.Faults{Window: 4})
		r.Refresh()
		s := r.last()
		var uids []string
		for _, row := range s.Rows {
			uids = append(uids, row.UID)
		}
		r.Delete(mailbox.Order{UIDs: uids[:2]}) // by hand: nothing else is meant
		r.after(time.Hour)
		if got := r.left(); len(got) != 3998 || !slices.Contains(got, uids[2]) || !slices.Contains(got, uids[3]) {
			t.Fatalf("%d are left", len(got))
		}
		r.Delete(mailbox.Order{UIDs: uids[2:], Alike: func(mime.Summary) bool { return true }, Most: 100})
		r.after(24 * time.Hour)
		r.wantReport(mailbox.Report{Asked: 102, Found: 100, Deleted: 102, Verified: true})
		if got := len(r.left()); got != 3896 {
			t.Errorf("%d are left", got)
		}
	})
}
