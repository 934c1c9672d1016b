package mailbox_test

import (
	"io"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3/memserver"
)

// asks are the ways to ask for one message, and to wait for what comes of it.
var asks = map[string]struct {
	verb string
	ask  func(r *rig, uid string) error
}{
	"open": {"RETR", func(r *rig, uid string) error { res := r.open(uid); r.after(10 * time.Second); return res.err }},
	"peek": {"TOP", func(r *rig, uid string) error { res := r.peek(uid); r.after(10 * time.Second); return res.err }},
	"save": {"RETR", func(r *rig, uid string) error {
		_, err := io.ReadAll(r.SaveMessage(uid))
		r.after(10 * time.Second)
		return err
	}},
}

// TestSessionAfterAsking: whether the session goes on after a message was asked for, and
// what is shown then, does not depend on how it was asked for.
func TestSessionAfterAsking(t *testing.T) {
	for name, c := range map[string]struct {
		uid     string
		act     memserver.Act
		text    string
		signed  bool
		failing bool
	}{
		"all is well":         {uid: uid(2), signed: true},
		"gone":                {uid: "nobody", signed: true, failing: true},
		"refused":             {uid: uid(2), act: memserver.Reply, text: "-ERR no\r\n", signed: true, failing: true},
		"refused for good":    {uid: uid(2), act: memserver.Reply, text: "-ERR [SYS/PERM] broken\r\n", signed: true, failing: true},
		"cut":                 {uid: uid(2), act: memserver.Cut, failing: true},
		"nonsense":            {uid: uid(2), act: memserver.Reply, text: "what?\r\n", failing: true},
		"one answer too many": {uid: uid(2), act: memserver.After, text: "+OK\r\n"},
	} {
		for how, a := range asks {
			t.Run(name+", "+how, func(t *testing.T) {
				in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
					r.after(time.Minute) // signed out
					if c.act != memserver.Answer {
						r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: a.verb, Arg: "2", Act: c.act, Text: c.text}}})
					}
					err := a.ask(r, c.uid)
					s := r.last()
					want := mailbox.Offline
					if c.signed {
						want = mailbox.Ready
					}
					if s.SignedIn != c.signed || s.Phase != want || s.Fetching != "" || c.failing && err == nil {
						t.Errorf("signed in %v, phase %v, fetching %q, %v", s.SignedIn, s.Phase, s.Fetching, err)
					}
					r.srv.SetFaults(memserver.Faults{})
					if res := r.open(uid(1)); r.after(time.Minute) == nil || res.err != nil {
						t.Errorf("the next one: %v", res.err)
					}
				})
			})
		}
	}
}

// TestLoadingGoesOnAfterAsking, and is shown so, however a message was asked for.
func TestLoadingGoesOnAfterAsking(t *testing.T) {
	for how, a := range asks {
		t.Run(how, func(t *testing.T) {
			rules := []memserver.Rule{{Verb: "TOP", Arg: "100", Nth: 1, Delay: 20 * time.Second}, {Verb: "TOP", Delay: time.Millisecond}}
			in(t, 400, memserver.Faults{Rules: rules}, func(t *testing.T, r *rig) {
				time.Sleep(100 * time.Millisecond)
				if err := a.ask(r, uid(3)); err != nil && how != "save" {
					t.Error(err)
				}
				for i, s := range r.snapshots()[1:] {
					if s.Phase == mailbox.Ready && s.Loaded < 400 {
						t.Errorf("snapshot %d is ready with %d headers", i, s.Loaded)
					}
				}
				if s := r.after(time.Minute); s.Loaded != 400 || s.Problem != nil {
					t.Errorf("%d loaded, %v", s.Loaded, s.Problem)
				}
			})
		})
	}
}

// TestHeadersByWholeMessagesGoOn where a session ends behind one of them.
func TestHeadersByWholeMessagesGoOn(t *testing.T) {
	in(t, 6, memserver.Faults{NoTOP: true, Rules: []memserver.Rule{{Verb: "RETR", Arg: "4", Nth: 1, Act: memserver.After, Text: "+OK\r\n"}}}, func(t *testing.T, r *rig) {
		r.last()
		r.FetchWhole([]string{uid(5), uid(4), uid(3)})
		s := r.after(time.Minute)
		if s.Loaded != 3 || s.Problem != nil {
			t.Errorf("%d loaded, %v", s.Loaded, s.Problem)
		}
	})
}
