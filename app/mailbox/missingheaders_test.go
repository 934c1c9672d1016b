package mailbox_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// known tells which messages are shown with their headers, and whether those are
// their own.
func known(t *testing.T, s *mailbox.Snapshot) (with, without []string) {
	t.Helper()
	for _, row := range s.Rows {
		if !row.Known {
			if row.Summary.Subject != "" {
				t.Errorf("%s shows %q", row.UID, row.Summary.Subject)
			}
			if row.NoHead {
				without = append(without, row.UID)
			}
			continue
		}
		if want := "Message " + strings.TrimPrefix(row.UID, "uid-"); row.Summary.Subject != want {
			t.Errorf("%s shows %q", row.UID, row.Summary.Subject)
		}
		with = append(with, row.UID)
	}
	return with, without
}

// TestOneHeaderKeepsNoOtherAway has the server fail at the header of one message, in
// every way, and wants all others.
func TestOneHeaderKeepsNoOtherAway(t *testing.T) {
	for name, act := range map[string]memserver.Rule{
		"never finished": {Act: memserver.Half},
		"no answer":      {Act: memserver.Stall},
		"line cut":       {Act: memserver.Cut},
		"empty":          {Act: memserver.Reply, Text: "+OK\r\n.\r\n"},
		"an empty line":  {Act: memserver.Reply, Text: "+OK\r\n\r\n.\r\n"},
		"refused":        {Act: memserver.Reply, Text: "-ERR no\r\n"},
		"nonsense":       {Act: memserver.Reply, Text: "what?\r\n"},
		"endless":        {Act: memserver.Endless},
		"drips":          {Act: memserver.Drip, Delay: 20 * time.Second},
	} {
		for _, n := range []int{6, 500} {
			for _, bad := range []int{1, n / 2, n} {
				for _, offers := range []bool{true, false} {
					t.Run(fmt.Sprint(name, " ", bad, " of ", n, " ahead ", offers), func(t *testing.T) {
						rule := act
						rule.Verb, rule.UID = "TOP", uid(bad)
						rules := []memserver.Rule{rule}
						if n == 500 {
							rules = append(rules, memserver.Rule{Verb: "STAT", Delay: 150 * time.Millisecond}) // a list that is worth a first page
						}
						in(t, n, memserver.Faults{NoPipelining: !offers, Rules: rules}, func(t *testing.T, r *rig) {
							s := r.after(10 * time.Minute)
							with, without := known(t, s)
							if len(with) != n-1 || len(without) != 1 || without[0] != uid(bad) {
								t.Fatalf("%d headers, without are %v; problem %v", len(with), without, s.Problem)
							}
							if s.Loaded != n-1 || s.Missing != 1 || s.Phase == mailbox.Loading || !s.Retry.IsZero() {
								t.Errorf("loaded %d, missing %d, phase %v, retry %v", s.Loaded, s.Missing, s.Phase, s.Retry)
							}
							// Once the server gives it, it is there.
							r.srv.SetFaults(memserver.Faults{})
							r.Refresh()
							if s := r.after(time.Minute); s.Loaded != n || s.Missing != 0 {
								t.Errorf("afterwards: %d loaded, %d missing", s.Loaded, s.Missing)
							}
						})
					})
				}
			}
		}
	}
}

// TestWhatHasComeIsShownWhileWaiting has the server stop in the middle: what has come
// until then is on the screen.
func TestWhatHasComeIsShownWhileWaiting(t *testing.T) {
	rules := []memserver.Rule{{Verb: "TOP", UID: uid(1), Act: memserver.Half}}
	in(t, 6, memserver.Faults{Rules: rules}, func(t *testing.T, r *rig) {
		if s := r.after(time.Second); s.Loaded != 5 {
			t.Errorf("%d of 5 headers are shown", s.Loaded)
		}
	})
}

// TestServerWithoutHeaders knows no TOP: what is in view can be had as a whole.
func TestServerWithoutHeaders(t *testing.T) {
	in(t, 500, memserver.Faults{NoTOP: true}, func(t *testing.T, r *rig) {
		s := r.last()
		if !s.NoTOP || s.Missing != 500 || s.Phase != mailbox.Ready || s.Problem != nil {
			t.Fatalf("no TOP %v, missing %d, phase %v, %v", s.NoTOP, s.Missing, s.Phase, s.Problem)
		}
		if _, without := known(t, s); len(without) != 500 {
			t.Errorf("%d rows say that they have no header", len(without))
		}
		r.FetchWhole([]string{uid(500), uid(499), "nobody"})
		s = r.last()
		if with, _ := known(t, s); len(with) != 2 || s.Loaded != 2 || s.Missing != 498 {
			t.Errorf("%v are known, loaded %d, missing %d", with, s.Loaded, s.Missing)
		}
		r.box.Add("uid-501", append(letter(501), make([]byte, 300<<10)...))
		r.Refresh()
		r.last()
		r.FetchWhole([]string{"uid-501"})
		if with, _ := known(t, r.last()); len(with) != 2 {
			t.Errorf("a large message was fetched for its header: %v", with)
		}
	})
}

// TestRowWithoutHeaderIsCaughtByNoRule and is no part of what comes to light.
func TestRowWithoutHeaderIsCaughtByNoRule(t *testing.T) {
	synctestRig(t, 10, func(t *testing.T, r *rig) {
		r.srv.SetFaults(memserver.Faults{Window: 5, Rules: []memserver.Rule{
			{Verb: "TOP", UID: uid(3), Act: memserver.Reply, Text: "-ERR\r\n"}, {Verb: "TOP", UID: uid(8), Act: memserver.Reply, Text: "-ERR\r\n"},
		}})
		all := func(mime.Summary) bool { return true }
		r.renew(func(d *setup) { d.Catch = all })
		r.Start()
		defer r.end()
		for _, row := range r.last().Rows {
			if caught := !row.Caught.IsZero(); caught == (row.UID == uid(3)) {
				t.Errorf("%s: caught %v", row.UID, caught)
			}
		}
		r.Delete(mailbox.Order{UIDs: []string{uid(1), uid(2)}, Alike: all})
		r.after(30 * time.Minute)
		for _, want := range []string{uid(3), uid(8)} {
			if !strings.Contains(strings.Join(r.left(), " "), want) {
				t.Errorf("%s is gone; left are %v", want, r.left())
			}
		}
	})
}

// TestRefusedMessageIsNotGone: only a listing tells that a message is gone.
func TestRefusedMessageIsNotGone(t *testing.T) {
	rule := memserver.Rule{Verb: "RETR", UID: uid(2), Act: memserver.Reply, Text: "-ERR [SYS/TEMP] disk trouble\r\n"}
	in(t, 3, memserver.Faults{Rules: []memserver.Rule{rule}}, func(t *testing.T, r *rig) {
		r.last()
		var no *pop3.Error
		if res := r.open(uid(2)); r.last() == nil || !errors.As(res.err, &no) || no.Text != "disk trouble" || errors.Is(res.err, mailbox.ErrGone) {
			t.Errorf("refused: %v", res.err)
		}
		if res := r.open(uid(3)); r.last() == nil || res.err != nil {
			t.Errorf("another one: %v", res.err)
		}
		r.box.Remove(uid(1))
		// This session still lists it.
		r.srv.SetFaults(memserver.Faults{})
		r.Refresh()
		r.last()
		if res := r.open(uid(1)); r.last() == nil || !errors.Is(res.err, mailbox.ErrGone) {
			t.Errorf("gone: %v", res.err)
		}
	})
	once := rule
	once.Nth = 1
	in(t, 3, memserver.Faults{Rules: []memserver.Rule{once}}, func(t *testing.T, r *rig) {
		r.last()
		if res := r.open(uid(2)); r.last() == nil || res.err != nil || res.msg.Subject != "Message 2" {
			t.Errorf("refused once: %v", res.err)
		}
	})
}

// TestOpenWithoutAnEnd shows a message whose end the server does not mark.
func TestOpenWithoutAnEnd(t *testing.T) {
	for name, rule := range map[string]memserver.Rule{
		"dot behind the last line": {Act: memserver.Reply, Text: "+OK\r\nSubject: x\r\n\r\nText.\r\n"},
		"then silence":             {Act: memserver.NoDot},
	} {
		t.Run(name, func(t *testing.T) {
			rule.Verb = "RETR"
			in(t, 3, memserver.Faults{Rules: []memserver.Rule{rule}}, func(t *testing.T, r *rig) {
				r.last()
				res := r.open(uid(2))
				r.after(5 * time.Minute)
				if res.err != nil || res.msg == nil || !strings.HasPrefix(res.msg.Text, "Text") {
					t.Fatalf("%+v", res)
				}
				unended := false
				for _, n := range res.msg.Notes {
					unended = unended || n.Kind == mime.NoteUnended || n.Kind == mime.NoteUncertain
				}
				if !unended {
					t.Errorf("notes %v", res.msg.Notes)
				}
			})
		})
	}
}

// TestHeadersComeInShortSessions loads where the server ends sessions before all
// headers have come.
func TestHeadersComeInShortSessions(t *testing.T) {
	for name, faults := range map[string]memserver.Faults{
		"40 commands":       {Commands: 40},
		"40, none ahead":    {Commands: 40, NoPipelining: true},
		"5 s after a login": {Session: 5 * time.Second, Rules: []memserver.Rule{{Verb: "TOP", Delay: 50 * time.Millisecond}}},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, 1500, faults, func(t *testing.T, r *rig) {
				s := r.after(time.Hour)
				with, without := known(t, s)
				if len(with) != 1500 || len(without) != 0 {
					t.Errorf("%d headers, without are %v; problem %v", len(with), without, s.Problem)
				}
			})
		})
	}
}

// TestHeadersThatEverySessionLosesEnd: without unique-ids a header holds for one
// session. Where none is long enough for all of them, that is told, and the server is
// not asked for ever.
func TestHeadersThatEverySessionLosesEnd(t *testing.T) {
	for name, faults := range map[string]memserver.Faults{
		"no unique-ids":      {NoUIDL: true, CutAfter: 4000},
		"doubled unique-ids": {DoubleUIDs: true, CutAfter: 4000},
		"few commands":       {NoUIDL: true, Commands: 20},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, 60, faults, func(t *testing.T, r *rig) {
				s := r.after(24 * time.Hour)
				if len(s.Rows) != 60 || s.Problem == nil || !s.Retry.IsZero() {
					t.Errorf("%d rows, problem %v, retry %v", len(s.Rows), s.Problem, s.Retry)
				}
				if r.dials > 50 {
					t.Errorf("%d connections in a day", r.dials)
				}
			})
		})
	}
}

// TestRefusedHeadersKeepNoOtherAway has the server refuse the headers of the newest
// messages, also where sessions are too short to ask for them first each time.
func TestRefusedHeadersKeepNoOtherAway(t *testing.T) {
	for _, bad := range []int{2, 3, 10, 60} {
		for _, commands := range []int{0, 12, 40} {
			for _, offers := range []bool{true, false} {
				t.Run(fmt.Sprint(bad, " of 300, commands ", commands, " ahead ", offers), func(t *testing.T) {
					faults := memserver.Faults{NoPipelining: !offers, Commands: commands}
					for i := range bad {
						faults.Rules = append(faults.Rules, memserver.Rule{Verb: "TOP", UID: uid(300 - i), Act: memserver.Reply, Text: "-ERR no\r\n"})
					}
					in(t, 300, faults, func(t *testing.T, r *rig) {
						s := r.after(3 * time.Hour)
						if with, _ := known(t, s); len(with) != 300-bad || s.NoTOP || !s.Retry.IsZero() {
							t.Errorf("%d headers, no TOP %v, problem %v, retry %v", len(with), s.NoTOP, s.Problem, s.Retry)
						}
					})
				})
			}
		}
	}
}

// TestHeadersOutOfStepBeforeACut has an answer too many, or one of two messages change,
// and the session cut before that could be noticed: no header stays at a wrong row.
func TestHeadersOutOfStepBeforeACut(t *testing.T) {
	for name, rule := range map[string]memserver.Rule{
		"a refusal too many":       {Act: memserver.After, Text: "-ERR no\r\n"},
		"an empty header too many": {Act: memserver.Before, Text: "+OK\r\n.\r\n"},
		"a header too many":        {Act: memserver.Before, Text: "+OK\r\nSubject: another one\r\n\r\n.\r\n"},
	} {
		for _, offers := range []bool{true, false} {
			for _, n := range []int{13, 500} {
				t.Run(fmt.Sprint(name, " of ", n, " ahead ", offers), func(t *testing.T) {
					rule.Verb, rule.Nth = "TOP", 4
					in(t, n, memserver.Faults{NoPipelining: !offers, Commands: 12, Rules: []memserver.Rule{rule}}, func(t *testing.T, r *rig) {
						s := r.after(3 * time.Hour)
						if with, _ := known(t, s); len(with) != n {
							t.Errorf("%d headers, problem %v", len(with), s.Problem)
						}
					})
				})
			}
		}
	}
}

// The newest header never comes whole, in a small mailbox behind a late line: all of it is
// the first page. The list must not wait for that header twice.
func TestStuckFirstPageIsNotAskedForAgain(t *testing.T) {
	for _, verb := range []string{"LIST", "UIDL", "TOP"} {
		for act, name := range map[memserver.Act]string{memserver.Half: "half", memserver.Stall: "silence", memserver.Cut: "cut"} {
			t.Run(verb+" "+name, func(t *testing.T) {
				late := func(verb string) memserver.Rule { return memserver.Rule{Verb: verb, Delay: 110 * time.Millisecond} }
				faults := memserver.Faults{Rules: []memserver.Rule{
					{Verb: verb, Arg: "12", Act: act}, late("STAT"), late("CAPA"), late("AUTH"),
				}}
				in(t, 12, faults, func(t *testing.T, r *rig) {
					s := r.after(70 * time.Second)
					if len(s.Rows) != 12 || s.Loaded < 11 {
						t.Errorf("after a minute and more: %d rows, %d headers, %d connections", len(s.Rows), s.Loaded, r.connections())
					}
				})
			})
		}
	}
}
