package mailbox_test

import (
	"errors"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// refusing refuses every login with these words.
func refusing(text string) memserver.Faults {
	return memserver.Faults{Rules: []memserver.Rule{{Verb: "AUTH", Act: memserver.Reply, Text: "-ERR " + text + "\r\n"}}}
}

// TestThreat_P20_WhatPassesIsTriedAgain takes the words of a refusal without a code as a
// hint: a lock is tried again, a password is not.
func TestThreat_P20_WhatPassesIsTriedAgain(t *testing.T) {
	for text, again := range map[string]bool{
		"Unable to lock maildrop":                     true,
		"temporary failure, try again later":          true,
		"too many connections":                        true,
		"Временная ошибка":                            true,
		"must issue a STLS command first":             false,
		"account disabled":                            false,
		"mailbox is over quota":                       false,
		"POP3 access is disabled for this user":       false,
		"Application-specific password required":      false,
		"too many failed login attempts, try later":   false,
		"Login failed":                                false,
		"Login failed, please try again later":        false,
		"invalid password":                            false,
		"[AUTH] mailbox is locked":                    false,
		"[AUTH] temporary failure, so to say: a lie.": false,
	} {
		t.Run(text, func(t *testing.T) {
			in(t, 3, refusing(text), func(t *testing.T, r *rig) {
				s := r.last()
				if s.Problem == nil || s.Retry.IsZero() == again {
					t.Fatalf("problem %v, retry %v", s.Problem, s.Retry)
				}
				if again && time.Until(s.Retry) != 10*time.Second {
					t.Errorf("tried again in %v", time.Until(s.Retry))
				}
				r.after(time.Second)
				dials := r.connections()
				r.srv.SetFaults(memserver.Faults{})
				if s = r.after(time.Hour); (s.Phase == mailbox.Ready || len(s.Rows) == 3) != again || (r.connections() > dials) != again {
					t.Errorf("an hour later: phase %v, %d rows, %d connections", s.Phase, len(s.Rows), r.connections())
				}
			})
		})
	}
}

// TestThreat_P20_RefusedPasswordInADeletion refuses the password from the second login on:
// nothing sends it once more, neither the deletion, nor what comes behind it, nor a
// message that is opened.
func TestThreat_P20_RefusedPasswordInADeletion(t *testing.T) {
	for _, text := range []string{"[AUTH] wrong", "Login failed", "account disabled"} {
		for _, when := range []string{"before", "behind"} {
			t.Run(when+" "+text, func(t *testing.T) {
				in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
					r.last()
					r.srv.SetFaults(refusing(text))
					if when == "before" {
						r.after(time.Minute) // signed out
					}
					r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
					s := r.after(time.Hour)
					if !s.Retry.IsZero() || s.Problem == nil || s.Deletion.Stage != mailbox.Finished {
						t.Errorf("problem %v, retry %v, stage %v", s.Problem, s.Retry, s.Deletion.Stage)
					}
					if r.connections() != 2 {
						t.Errorf("%d connections, want 2", r.connections())
					}
					res := r.open("uid-1")
					r.Delete(mailbox.Order{UIDs: []string{"uid-3"}})
					r.after(time.Hour)
					if res.err == nil || r.connections() != 2 {
						t.Errorf("opened: %v, %d connections", res.err, r.connections())
					}
					r.Refresh() // the user wants it
					r.after(time.Hour)
					if r.connections() != 3 {
						t.Errorf("%d connections after the user has asked, want 3", r.connections())
					}
				})
			})
		}
	}
}

// TestLockInADeletion is met by a lock, told in words alone, when it looks what has become
// of a deletion.
func TestLockInADeletion(t *testing.T) {
	in(t, 3, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.srv.SetFaults(refusing("maildrop already locked"))
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		s := r.after(15 * time.Second)
		if d := s.Deletion; d.Stage != mailbox.Checking || d.Problem == nil || time.Until(d.Retry) < 2*time.Second {
			t.Fatalf("stage %v, problem %v, retry in %v", d.Stage, d.Problem, time.Until(d.Retry))
		}
		r.srv.SetFaults(memserver.Faults{})
		r.after(time.Hour)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		r.wantLeft(3, 2)
	})
}

// TestThreat_P09_ConsentInTheSameRun has a server that lists less than before: nothing is
// sent until the user agrees, and then it is told what has worked.
func TestThreat_P09_ConsentInTheSameRun(t *testing.T) {
	synctestRig(t, 3, func(t *testing.T, r *rig) {
		var learned mailbox.Learned
		r.renew(func(d *setup) { d.Learned = func(l mailbox.Learned) { learned = l } })
		r.srv.SetLogins(memserver.Logins{APOP: true})
		r.Start()
		defer r.end()
		r.after(time.Minute)
		r.srv.SetLogins(memserver.Logins{})
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		s := r.after(time.Hour)
		var weaker *pop3.WeakerError
		if !errors.As(s.Problem, &weaker) || !s.Retry.IsZero() || r.srv.Logins() != 1 {
			t.Fatalf("problem %v, retry %v, %d logins", s.Problem, s.Retry, r.srv.Logins())
		}
		r.AgreeWeaker(weaker.Offered, "")
		if s = r.after(time.Minute); s.Problem != nil || r.srv.Logins() < 2 || learned.Method != "PLAIN" {
			t.Errorf("problem %v, %d logins, learned %q", s.Problem, r.srv.Logins(), learned.Method)
		}
	})
}

// TestRefusedWayIsRemembered begins the next login, in another run, with what has worked.
func TestRefusedWayIsRemembered(t *testing.T) {
	synctestRig(t, 3, func(t *testing.T, r *rig) {
		var learned mailbox.Learned
		r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "AUTH", Act: memserver.Reply, Text: "-ERR Syntax error\r\n"}}})
		r.renew(func(d *setup) { d.Learned = func(l mailbox.Learned) { learned = l } })
		r.Start()
		r.last()
		if err := r.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if learned.Method != "USER" || learned.Refused != "AUTH" {
			t.Fatalf("learned %+v", learned)
		}
		var a account.Account
		r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "AUTH", Act: memserver.Cut}}})
		r.renew(func(d *setup) {
			d.Account.Login, d.Account.Refused = learned.Method, learned.Refused
			d.Learned = func(l mailbox.Learned) { a.Login, a.Refused = l.Method, l.Refused }
			d.Known = &learned.Caps
		})
		r.Start()
		defer r.end()
		if s := r.last(); s.Problem != nil || len(s.Rows) != 3 || a.Login != "USER" || a.Refused != "AUTH" {
			t.Errorf("problem %v, %d rows, learned %+v", s.Problem, len(s.Rows), a)
		}
	})
}
