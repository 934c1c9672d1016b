package mailbox_test

import (
	"errors"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

func TestLoginIsHeldWhileTheUserReads(t *testing.T) {
	// A server that ends a session after 30 s of silence would not see one.
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		for range 60 {
			before := r.srv.RoundTrips()
			r.Active()
			if s := r.after(25 * time.Second); !s.SignedIn {
				t.Fatal("signed out while the user reads")
			}
			if r.srv.RoundTrips() == before {
				t.Fatal("25 s of silence")
			}
		}
		if s := r.after(31 * time.Second); s.SignedIn || r.box.Locked() {
			t.Error("the login is held without the user")
		}
		if r.connections() != 1 {
			t.Errorf("%d connections, want 1", r.connections())
		}
	})
}

func TestThreat_P28_SessionThatDiedUnnoticed(t *testing.T) {
	// As after sleep, or in another network: nothing comes back, and no error.
	for _, verb := range []string{"NOOP", "QUIT"} {
		t.Run(verb, func(t *testing.T) {
			in(t, 3, memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Nth: 1, Act: memserver.Stall}}, NoLock: true}, func(t *testing.T, r *rig) {
				r.after(15 * time.Second)
				if verb == "QUIT" {
					r.after(15 * time.Second) // just being signed out
				}
				res := r.open("uid-2")
				r.after(11 * time.Second)
				if res.err != nil || res.msg == nil {
					t.Errorf("not opened: %+v", res)
				}
			})
		})
	}
}

func TestThreat_P20_TooManyConnections(t *testing.T) {
	in(t, 3, memserver.Faults{Greeting: "-ERR too many connections from your address\r\n"}, func(t *testing.T, r *rig) {
		s := r.last()
		if s.Problem == nil || time.Until(s.Retry) != 10*time.Second {
			t.Fatalf("problem %v, retry in %v", s.Problem, time.Until(s.Retry))
		}
		r.srv.SetFaults(memserver.Faults{})
		if s = r.after(11 * time.Second); s.Problem != nil || s.Phase != mailbox.Ready {
			t.Errorf("problem %v, phase %v", s.Problem, s.Phase)
		}
	})
}

// farAway is a server at some distance, so that a first page is fetched before
// the list, with rules of its own.
func farAway(rules ...memserver.Rule) memserver.Faults {
	for _, verb := range []string{"CAPA", "AUTH", "STAT"} {
		rules = append(rules, memserver.Rule{Verb: verb, Delay: 100 * time.Millisecond})
	}
	return memserver.Faults{Rules: rules}
}

// slowList is one whose list takes a minute.
func slowList() memserver.Faults {
	return farAway(memserver.Rule{Verb: "UIDL", Nth: 51, Delay: time.Minute})
}

func TestFirstPageBeforeTheList(t *testing.T) {
	faults := slowList()
	in(t, 10_000, faults, func(t *testing.T, r *rig) {
		s := r.after(time.Second)
		if len(s.Rows) != 50 || s.Loaded != 50 || s.Count != 10_000 || s.Listed || s.Rows[0].UID != "uid-10000" {
			t.Fatalf("%d rows, %d loaded of %d, listed %v", len(s.Rows), s.Loaded, s.Count, s.Listed)
		}
		first := s.Rows[0]
		s = r.after(2 * time.Minute)
		if len(s.Rows) != 10_000 || s.Loaded != 10_000 || s.Count != 10_000 || !s.Listed {
			t.Fatalf("%d rows, %d loaded of %d, listed %v, %v", len(s.Rows), s.Loaded, s.Count, s.Listed, s.Problem)
		}
		if got := s.Rows[0]; got.UID != first.UID || got.Summary.Subject != first.Summary.Subject {
			t.Errorf("first row was %+v, is %+v", first, got)
		}
	})
}

func TestDeletionMarkedOnTheFirstPage(t *testing.T) {
	faults := slowList()
	in(t, 200, faults, func(t *testing.T, r *rig) {
		s := r.after(time.Second)
		r.Delete(mailbox.Order{UIDs: []string{s.Rows[0].UID, s.Rows[49].UID}})
		r.after(5 * time.Minute)
		r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
		r.wantLeft(200, 200, 151)
	})
}

func TestServerWithTheNewestFirst(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", Delay: time.Second}}}
	synctestRig(t, 0, func(t *testing.T, r *rig) {
		for i := 1; i <= 300; i++ {
			r.box.Add(uid(i), datedLetter(i, time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC).Add(-time.Duration(i)*time.Hour)))
		}
		r.srv.SetFaults(faults)
		r.Start()
		defer r.end()
		s := r.after(100 * time.Second)
		known := map[string]bool{}
		for _, row := range s.Rows {
			known[row.UID] = row.Known
		}
		if !known["uid-1"] || !known["uid-20"] || known["uid-200"] {
			t.Error("the newest messages, with the lowest numbers, are not loaded first")
		}
		r.Stop()
	})
}

func TestPipeliningThatThrowsAway(t *testing.T) {
	for _, verb := range []string{"", "STAT", "TOP", "DELE"} {
		t.Run("all but "+verb, func(t *testing.T) {
			in(t, 200, memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Act: memserver.Forget}}}, func(t *testing.T, r *rig) {
				s := r.after(5 * time.Minute)
				if len(s.Rows) != 200 || s.Loaded != 200 || s.Problem != nil {
					t.Fatalf("%d rows, %d loaded, %v", len(s.Rows), s.Loaded, s.Problem)
				}
				for _, row := range s.Rows {
					if "Message "+row.UID[len("uid-"):] != row.Summary.Subject {
						t.Fatalf("row %s shows %q", row.UID, row.Summary.Subject)
					}
				}
				r.Delete(mailbox.Order{UIDs: []string{"uid-3", "uid-5", "uid-7"}})
				r.after(5 * time.Minute)
				r.wantReport(mailbox.Report{Asked: 3, Deleted: 3, Verified: true})
				r.wantLeft(200, 3, 5, 7)
			})
		})
	}
}

func TestThreat_P20_LoginDelayIsKept(t *testing.T) {
	capa := "+OK\r\nTOP\r\nUIDL\r\nUSER\r\nPIPELINING\r\nLOGIN-DELAY 60\r\n.\r\n"
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "CAPA", Act: memserver.Reply, Text: capa}}}
	in(t, 10, faults, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-3"}})
		s := r.after(20 * time.Second)
		// Deleted by the login at hand; the look afterwards waits, and says so.
		if s.Deletion.Stage != mailbox.Checking || s.Retry.IsZero() || r.connections() != 1 {
			t.Fatalf("stage %v, retry %v, %d connections", s.Deletion.Stage, s.Retry, r.connections())
		}
		if s = r.after(39 * time.Second); s.Deletion.Stage != mailbox.Checking {
			t.Error("signed in too early")
		}
		r.after(2 * time.Second)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
	})
}

func TestStopEndsTheWaitForALogin(t *testing.T) {
	capa := "+OK\r\nTOP\r\nUIDL\r\nUSER\r\nPIPELINING\r\nLOGIN-DELAY 600\r\n.\r\n"
	in(t, 10, memserver.Faults{Rules: []memserver.Rule{{Verb: "CAPA", Act: memserver.Reply, Text: capa}}}, func(t *testing.T, r *rig) {
		r.after(time.Minute)
		r.Refresh()
		if s := r.after(time.Second); s.Retry.IsZero() {
			t.Error("the wait is not told")
		}
		r.Stop()
		if s := r.last(); !s.Stopped || !s.Retry.IsZero() || s.Problem != nil {
			t.Errorf("after Stop: retry %v, problem %v", s.Retry, s.Problem)
		}
	})
}

func TestSecondLoginSparesARoundTrip(t *testing.T) {
	in(t, 10, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.after(time.Minute)
		first := r.srv.RoundTrips()
		r.Refresh()
		r.last()
		// The greeting, the login, and one flight that asks for everything.
		if again := r.srv.RoundTrips() - first; again > 3 {
			t.Errorf("%d round trips at the second login, want 3", again)
		}
		if s := r.last(); s.Phase != mailbox.Ready || len(s.Rows) != 10 {
			t.Errorf("phase %v, %d rows", s.Phase, len(s.Rows))
		}
	})
}

func TestThreat_P09_WeakerLoginInTheSameRun(t *testing.T) {
	synctestRig(t, 3, func(t *testing.T, r *rig) {
		r.srv.SetLogins(memserver.Logins{APOP: true})
		r.Start()
		defer r.end()
		r.after(time.Minute) // signed out
		r.srv.SetLogins(memserver.Logins{})
		r.Refresh()
		if s := r.last(); !errors.Is(s.Problem, pop3.ErrWeaker) || r.srv.Logins() != 1 {
			t.Errorf("problem %v, %d logins", s.Problem, r.srv.Logins())
		}
	})
}
