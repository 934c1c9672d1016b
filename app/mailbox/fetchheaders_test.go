package mailbox_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

func TestLoad(t *testing.T) {
	in(t, 5000, memserver.Faults{}, func(t *testing.T, r *rig) {
		s := r.last()
		if s.Phase != mailbox.Ready || len(s.Rows) != 5000 || s.Loaded != 5000 || s.Problem != nil || !s.SignedIn {
			t.Fatalf("phase %v, %d rows, %d loaded, problem %v", s.Phase, len(s.Rows), s.Loaded, s.Problem)
		}
		if top := s.Rows[0]; top.UID != "uid-5000" || top.Summary.Subject != "Message 5000" || top.Summary.From[0].Addr != "s2@example.org" {
			t.Errorf("first row is %+v", top)
		}
		// All of it happened in no virtual time: what could be merged was.
		if n := len(r.snapshots()); n > 20 {
			t.Errorf("%d snapshots for 5,000 messages", n)
		}
	})
}

func TestLinger(t *testing.T) {
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		if s := r.after(29 * time.Second); !s.SignedIn || !r.box.Locked() {
			t.Error("signed out too early")
		}
		if s := r.after(2 * time.Second); s.SignedIn || r.box.Locked() {
			t.Error("the login is held without need")
		}
		if res := r.open("uid-2"); r.last() == nil || res.err != nil || res.msg == nil || res.msg.Text != "Text of 2\n" {
			t.Errorf("opened after signing out: %+v", res)
		}
		if s := r.last(); !s.SignedIn || !s.Rows[1].Seen || s.Rows[0].Seen {
			t.Errorf("row %+v", s.Rows[1])
		}
	})
}

func TestRefreshShowsNewMail(t *testing.T) {
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.box.Add("new", letter(99))
		r.box.Remove("uid-1")
		r.Refresh()
		s := r.last()
		if len(s.Rows) != 3 || s.Rows[0].UID != "new" || !s.Rows[0].Known {
			t.Errorf("%d rows, first %+v", len(s.Rows), s.Rows[0])
		}
	})
}

func TestStopAndGoOn(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", Nth: 300, Act: memserver.Stall}}}
	in(t, 1000, faults, func(t *testing.T, r *rig) {
		s := r.after(time.Second)
		if s.Phase != mailbox.Loading || s.Loaded > 300 {
			t.Fatalf("phase %v, %d loaded", s.Phase, s.Loaded)
		}
		r.Stop()
		s = r.last()
		if !s.Stopped || s.Phase != mailbox.Offline || s.Problem != nil || s.SignedIn {
			t.Errorf("after Stop: %+v", s)
		}
		if s.Loaded == 0 || len(s.Rows) != 1000 {
			t.Errorf("Stop threw away what was there: %d of %d", s.Loaded, len(s.Rows))
		}
		r.Refresh()
		if s = r.last(); s.Loaded != 1000 || s.Phase != mailbox.Ready {
			t.Errorf("after Refresh: phase %v, %d loaded, %v", s.Phase, s.Loaded, s.Problem)
		}
	})
}

func TestThreat_P13_StopAtEveryMoment(t *testing.T) {
	for _, verb := range []string{"CAPA", "AUTH", "UIDL", "LIST", "TOP"} {
		t.Run(verb, func(t *testing.T) {
			in(t, 50, memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Nth: 1, Act: memserver.Stall}}}, func(t *testing.T, r *rig) {
				r.after(time.Second)
				before := time.Now()
				r.Stop()
				if s := r.last(); !s.Stopped || s.Phase != mailbox.Offline || s.Problem != nil {
					t.Errorf("after Stop: phase %v, %v", s.Phase, s.Problem)
				}
				if time.Since(before) > 0 {
					t.Error("Stop took time")
				}
			})
		})
	}
}

func TestWantComesFirst(t *testing.T) {
	// One command at a time, each slow: the order can be watched.
	faults := memserver.Faults{NoPipelining: true, Rules: []memserver.Rule{{Verb: "TOP", Delay: time.Second}}}
	in(t, 500, faults, func(t *testing.T, r *rig) {
		r.after(3500 * time.Millisecond)
		r.Want([]string{"uid-7", "uid-8"})
		s := r.after(3 * time.Second)
		known := func(uid string) bool {
			return s.Rows[slices.IndexFunc(s.Rows, func(r *mailbox.Row) bool { return r.UID == uid })].Known
		}
		if !known("uid-7") || !known("uid-8") {
			t.Error("visible rows wait for the others")
		}
		if !known("uid-500") || known("uid-100") {
			t.Error("not newest first")
		}
		r.Stop()
	})
}

func TestOpenGoesAhead(t *testing.T) {
	faults := memserver.Faults{NoPipelining: true, Rules: []memserver.Rule{{Verb: "TOP", Delay: time.Second}}}
	in(t, 500, faults, func(t *testing.T, r *rig) {
		r.after(3500 * time.Millisecond)
		res := r.open("uid-3")
		s := r.after(2 * time.Second)
		if res.n != 1 || res.err != nil || res.msg.Subject != "Message 3" {
			t.Fatalf("got %+v", res)
		}
		if s.Phase != mailbox.Loading {
			t.Errorf("loading does not go on: phase %v", s.Phase)
		}
		r.Stop()
	})
}

func TestOpenAnswersOnlyTheNewest(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{
		{Verb: "RETR", Arg: "1", Nth: 1, Act: memserver.Stall},
		// Without it the answer may be there before the message is closed.
		{Verb: "RETR", Arg: "3", Delay: time.Second},
	}}
	in(t, 3, faults, func(t *testing.T, r *rig) {
		r.last()
		first := r.open("uid-1")
		r.after(5 * time.Second)
		second := r.open("uid-2")
		r.after(5 * time.Second)
		if first.n != 0 || second.n != 1 || second.err != nil {
			t.Errorf("first %+v, second %+v", first, second)
		}
		third := r.open("uid-3")
		r.CloseMessage()
		r.after(5 * time.Second)
		if third.n != 0 {
			t.Error("a closed message was delivered")
		}
	})
}

// The server may notice late that the session of a message that was given up is over.
func TestNextMessageWaitsForTheLockOfTheOneGivenUp(t *testing.T) {
	busy := memserver.Rule{Verb: "AUTH", Nth: 2, Act: memserver.Reply, Text: "-ERR [IN-USE] busy\r\n"}
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Arg: "1", Nth: 1, Act: memserver.Stall}, busy, busy, busy}}
	in(t, 3, faults, func(t *testing.T, r *rig) {
		r.last()
		r.open("uid-1")
		r.after(5 * time.Second)
		second := r.open("uid-2")
		r.after(2 * time.Second)
		if second.n != 1 || second.err != nil {
			t.Errorf("got %+v after %d connections", second, r.connections())
		}
	})
}

func TestOpenAfterTheServerHungUp(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Nth: 1, Act: memserver.Cut}}}
	in(t, 3, faults, func(t *testing.T, r *rig) {
		r.last()
		res := r.open("uid-1")
		if r.last(); res.err != nil || res.msg == nil {
			t.Errorf("got %+v", res)
		}
	})
}

func TestOpenGone(t *testing.T) {
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.after(time.Minute) // signed out
		r.box.Remove("uid-2")
		res := r.open("uid-2")
		s := r.last()
		if !errors.Is(res.err, mailbox.ErrGone) {
			t.Errorf("got %+v", res)
		}
		if len(s.Rows) != 2 {
			t.Errorf("%d rows, want 2", len(s.Rows))
		}
	})
}

func TestThreat_P20_RetriesWithGrowingPauses(t *testing.T) {
	in(t, 3, memserver.Faults{Rules: []memserver.Rule{{Verb: "AUTH", Nth: 1, Act: memserver.Reply, Text: "-ERR [IN-USE] busy\r\n"}}}, func(t *testing.T, r *rig) {
		s := r.last()
		if !pop3.HasCode(s.Problem, pop3.CodeInUse) || time.Until(s.Retry) != 10*time.Second {
			t.Fatalf("problem %v, retry in %v", s.Problem, time.Until(s.Retry))
		}
		if s = r.after(11 * time.Second); s.Problem != nil || s.Phase != mailbox.Ready || !s.Retry.IsZero() {
			t.Errorf("problem %v, phase %v", s.Problem, s.Phase)
		}
	})
}

func TestThreat_P20_WrongPasswordIsNotTriedAgain(t *testing.T) {
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.srv.AddUser("anna", "changed")
		r.Refresh()
		s := r.after(time.Hour)
		if !pop3.HasCode(s.Problem, pop3.CodeAuth) || !s.Retry.IsZero() {
			t.Errorf("problem %v, retry %v", s.Problem, s.Retry)
		}
		if r.connections() != 2 {
			t.Errorf("%d connections, want 2", r.connections())
		}
	})
}

func TestThreat_P28_NetworkComesBack(t *testing.T) {
	synctestRig(t, 3, func(t *testing.T, r *rig) {
		r.setDown(true)
		r.Start()
		s := r.after(3 * time.Second)
		if s.Problem == nil || s.Retry.IsZero() {
			t.Fatalf("problem %v, retry %v", s.Problem, s.Retry)
		}
		r.setDown(false)
		if s = r.after(time.Minute); s.Phase != mailbox.Offline && s.Phase != mailbox.Ready || len(s.Rows) != 3 {
			t.Errorf("phase %v, %d rows", s.Phase, len(s.Rows))
		}
		r.end()
	})
}

func TestThreat_P14_ShiftedHeadersAreForgotten(t *testing.T) {
	// The 60th answer is doubled: from then on every row would get the header
	// of its neighbour.
	double := "+OK\r\n" + string(letter(1)) + ".\r\n"
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", Nth: 60, Act: memserver.Before, Text: double}}}
	in(t, 200, faults, func(t *testing.T, r *rig) {
		s := r.after(2 * time.Minute)
		for _, row := range s.Rows {
			if row.Known && "Message "+row.UID[len("uid-"):] != row.Summary.Subject {
				t.Fatalf("row %s shows %q", row.UID, row.Summary.Subject)
			}
		}
	})
}

func TestServersWithLess(t *testing.T) {
	for name, faults := range map[string]memserver.Faults{
		"no CAPA":       {NoCAPA: true},
		"no pipelining": {NoPipelining: true},
		"no UIDL":       {NoUIDL: true},
		"no TOP":        {NoTOP: true},
		"doubled ids":   {DoubleUIDs: true},
		"wrong sizes":   {WrongSizes: true},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, 20, faults, func(t *testing.T, r *rig) {
				s := r.last()
				if len(s.Rows) != 20 || s.Phase != mailbox.Ready || s.Problem != nil {
					t.Fatalf("%d rows, phase %v, problem %v", len(s.Rows), s.Phase, s.Problem)
				}
				res := r.open(s.Rows[4].UID)
				if r.last(); res.err != nil || res.msg.Subject != "Message 16" {
					t.Errorf("opened %+v", res)
				}
			})
		})
	}
}

// TestServerThatAnswersForOneMessageInItsOwnWay lists from a server that lists
// well, and forgets the number when it is asked for a single message.
func TestServerThatAnswersForOneMessageInItsOwnWay(t *testing.T) {
	in(t, 10, memserver.Faults{Rules: []memserver.Rule{{Verb: "UIDL", Arg: "10", Act: memserver.Reply, Text: "+OK uid-10\r\n"}}}, func(t *testing.T, r *rig) {
		s := r.after(time.Hour)
		if len(s.Rows) != 10 || s.Problem != nil || s.Loaded != 10 {
			t.Errorf("%d rows, %d loaded, %v after %d connections", len(s.Rows), s.Loaded, s.Problem, r.connections())
		}
	})
}
