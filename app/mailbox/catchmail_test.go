package mailbox_test

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/memserver"
)

// fromSender3 is a rule.
func fromSender3(s mime.Summary) bool { return len(s.From) > 0 && s.From[0].Name == "Sender 3" }

// catching starts a mailbox with a rule. Messages 3, 10, 17, … are from Sender 3.
func catching(t *testing.T, n int, faults memserver.Faults, f func(t *testing.T, r *rig)) {
	t.Helper()
	synctestRig(t, n, func(t *testing.T, r *rig) {
		r.srv.SetFaults(faults)
		r.renew(func(d *setup) { d.Catch = fromSender3 })
		r.Start()
		defer r.end()
		r.last()
		f(t, r)
	})
}

func caughtUIDs(s *mailbox.Snapshot) (uids []string) {
	for _, r := range s.Rows {
		if !r.Caught.IsZero() {
			uids = append(uids, r.UID)
		}
	}
	slices.Sort(uids)
	return uids
}

func TestCaughtMailGoesAnHourLater(t *testing.T) {
	catching(t, 20, memserver.Faults{}, func(t *testing.T, r *rig) {
		s := r.last()
		if got := caughtUIDs(s); !slices.Equal(got, []string{"uid-10", "uid-17", "uid-3"}) {
			t.Fatalf("caught is %v", got)
		}
		if d := time.Until(s.Rows[17].Caught); d < 59*time.Minute || d > time.Hour {
			t.Errorf("it goes in %v", d)
		}
		if s = r.after(59 * time.Minute); s.Deletion != nil || len(s.Rows) != 20 {
			t.Fatalf("before the hour: %+v, %d rows", s.Deletion, len(s.Rows))
		}
		s = r.after(2 * time.Minute)
		if s.Deletion == nil || !s.Deletion.ByRule || s.Deletion.Report.Deleted != 3 || !s.Deletion.Report.Verified {
			t.Fatalf("after it: %+v", s.Deletion)
		}
		if s = r.after(time.Minute); len(s.Rows) != 17 || len(caughtUIDs(s)) != 0 {
			t.Errorf("%d rows, caught %v", len(s.Rows), caughtUIDs(s))
		}
		if s = r.after(5 * time.Hour); s.Deletion.Report.Asked != 3 {
			t.Errorf("it goes on: %+v", s.Deletion)
		}
	})
}

func TestReleasedMailStays(t *testing.T) {
	catching(t, 20, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.Release([]string{"uid-10", "never was"})
		s := r.last()
		if got := caughtUIDs(s); !slices.Equal(got, []string{"uid-17", "uid-3"}) {
			t.Fatalf("caught is %v", got)
		}
		r.SetCatch(fromSender3) // the same rule, once more
		s = r.after(90 * time.Minute)
		if s.Deletion == nil || s.Deletion.Report.Deleted != 2 {
			t.Fatalf("%+v", s.Deletion)
		}
		r.Refresh()
		if s = r.after(3 * time.Hour); len(s.Rows) != 18 || len(caughtUIDs(s)) != 0 {
			t.Errorf("%d rows, caught %v", len(s.Rows), caughtUIDs(s))
		}
	})
}

func TestPausedRuleLetsGo(t *testing.T) {
	catching(t, 20, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.after(30 * time.Minute)
		r.SetCatch(nil)
		if got := caughtUIDs(r.last()); len(got) != 0 {
			t.Fatalf("still caught is %v", got)
		}
		r.SetCatch(fromSender3) // is for what comes from now on
		r.box.Add("new", letter(24))
		r.Refresh()
		if got := caughtUIDs(r.last()); !slices.Equal(got, []string{"new"}) {
			t.Fatalf("caught is %v", got)
		}
		if s := r.after(2 * time.Hour); s.Deletion == nil || s.Deletion.Report.Deleted != 1 || len(s.Rows) != 20 {
			t.Errorf("%+v, %d rows", s.Deletion, len(s.Rows))
		}
	})
}

// TestFriendInBetween asks the rule again before anything goes.
func TestFriendInBetween(t *testing.T) {
	synctestRig(t, 20, func(t *testing.T, r *rig) {
		var friend atomic.Bool
		r.renew(func(d *setup) {
			d.Catch = func(s mime.Summary) bool { return !friend.Load() && fromSender3(s) }
		})
		r.Start()
		defer r.end()
		r.last()
		friend.Store(true)
		if s := r.after(2 * time.Hour); s.Deletion != nil || len(s.Rows) != 20 || len(caughtUIDs(s)) != 0 {
			t.Errorf("%+v, %d rows", s.Deletion, len(s.Rows))
		}
	})
}

// TestCaughtMailWaitsForTheUser lets a deletion of his go first, and leaves him time
// to read its report.
func TestCaughtMailWaitsForTheUser(t *testing.T) {
	catching(t, 20, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.after(time.Hour - 2*time.Second)
		r.Delete(mailbox.Order{UIDs: []string{"uid-1", "uid-2"}, What: about("Mine")})
		s := r.after(5 * time.Second)
		if s.Deletion.ByRule || s.Deletion.Stage != mailbox.Marked {
			t.Fatalf("%+v", s.Deletion)
		}
		s = r.after(30 * time.Second)
		if s.Deletion.ByRule || s.Deletion.Report.Deleted != 2 {
			t.Fatalf("%+v", s.Deletion)
		}
		s = r.after(2 * time.Minute)
		if !s.Deletion.ByRule || s.Deletion.Report.Deleted != 3 {
			t.Errorf("%+v", s.Deletion)
		}
	})
}

// TestCaughtMailIsRememberedAcrossRuns keeps the hour, and gives time to look at it
// when it is over.
func TestCaughtMailIsRememberedAcrossRuns(t *testing.T) {
	synctestRig(t, 20, func(t *testing.T, r *rig) {
		dir := t.TempDir()
		run := func() *mailbox.Snapshot {
			r.renew(func(d *setup) {
				d.Memory, d.Catch = store.NewSummaries(dir, "anna"), fromSender3
			})
			r.Start()
			return r.last()
		}
		run()
		r.Release([]string{"uid-17"})
		r.last()
		r.leave()
		time.Sleep(20 * time.Minute)

		s := run()
		if got := caughtUIDs(s); !slices.Equal(got, []string{"uid-10", "uid-3"}) {
			t.Fatalf("caught is %v", got)
		}
		if d := time.Until(s.Rows[10].Caught); d < 39*time.Minute || d > 40*time.Minute {
			t.Errorf("it goes in %v", d)
		}
		r.leave()
		time.Sleep(5 * time.Hour)

		s = run()
		if s.Deletion != nil || len(caughtUIDs(s)) != 2 {
			t.Fatalf("it goes unseen: %+v", s.Deletion)
		}
		if s = r.after(time.Minute); s.Deletion == nil || s.Deletion.Report.Deleted != 2 {
			t.Errorf("%+v", s.Deletion)
		}
		r.leave()
	})
}

// TestRefusedCaughtMailIsNotAskedAgainAndAgain waits an hour before the next try.
func TestRefusedCaughtMailIsNotAskedAgainAndAgain(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", Act: memserver.Reply, Text: "-ERR locked\r\n"}}}
	catching(t, 4, faults, func(t *testing.T, r *rig) {
		s := r.after(61 * time.Minute)
		if s.Deletion == nil || s.Deletion.Report.Kept != 1 {
			t.Fatalf("%+v", s.Deletion)
		}
		dials := r.connections()
		if s = r.after(50 * time.Minute); r.connections() > dials+1 || len(caughtUIDs(s)) != 1 {
			t.Errorf("%d logins in 50 minutes, caught %v", r.connections()-dials, caughtUIDs(s))
		}
	})
}

func TestNothingIsCaughtWithoutUniqueIDs(t *testing.T) {
	catching(t, 20, memserver.Faults{NoUIDL: true}, func(t *testing.T, r *rig) {
		if s := r.after(2 * time.Hour); s.Deletion != nil || len(s.Rows) != 20 || len(caughtUIDs(s)) != 0 {
			t.Errorf("%+v, %d rows", s.Deletion, len(s.Rows))
		}
	})
}

// TestHeadersInDoubtCatchNothing judges only headers that are certain to belong to
// the message.
func TestHeadersInDoubtCatchNothing(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", Arg: "7", Nth: 1, Act: memserver.After, Text: "+OK one too many\r\n.\r\n"}}}
	catching(t, 20, faults, func(t *testing.T, r *rig) {
		s := r.after(30 * time.Minute)
		if got := caughtUIDs(s); !slices.Equal(got, []string{"uid-10", "uid-17", "uid-3"}) {
			t.Errorf("caught is %v", got)
		}
	})
}
