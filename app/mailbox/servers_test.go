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
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// says makes a server that puts this text behind every +OK that means no more
// than that.
func says(text string) []memserver.Rule {
	return []memserver.Rule{{Act: memserver.OKText, Text: text}}
}

// longer makes every unique-id that long.
func longer(n int) func(string) string {
	return func(uid string) string { return uid + strings.Repeat("x", n-len(uid)) }
}

// TestStrangeServers lists and deletes on servers that keep to the standard in
// all but one thing. The list must be there by what they give, exactly the marked
// messages must go, and the report must say so.
func TestStrangeServers(t *testing.T) {
	always := func(uid string) func(string) string { return func(string) string { return uid } }
	tests := []struct {
		name     string
		faults   memserver.Faults
		nameless bool // no header blocks are to be had
	}{
		{"no CAPA", memserver.Faults{NoCAPA: true}, false},
		{"no TOP", memserver.Faults{NoTOP: true}, true},
		{"no CAPA, no UIDL", memserver.Faults{NoCAPA: true, NoUIDL: true}, false},
		{"wrong sizes", memserver.Faults{WrongSizes: true}, false},
		{"wrong sizes, no UIDL", memserver.Faults{WrongSizes: true, NoUIDL: true}, false},
		{"+OK and a blank", memserver.Faults{Rules: says(" ")}, false},
		{"+OK alone", memserver.Faults{Rules: says("")}, false},
		{"a joke", memserver.Faults{Rules: says(" 2 late, -ERR is human. 1 0 [AUTH]")}, false},
		{"a text of 500 bytes", memserver.Faults{Rules: says(" " + strings.Repeat("blah ", 100))}, false},
		{"bare LF", memserver.Faults{BareLF: true}, false},
		{"numbers with gaps", memserver.Faults{Gaps: 7}, false},
		{"numbers with gaps, no UIDL", memserver.Faults{Gaps: 7, NoUIDL: true}, false},
		{"doubled unique-ids", memserver.Faults{DoubleUIDs: true}, false},
		{"empty unique-ids", memserver.Faults{UIDL: always("")}, false},
		{"unique-ids with blanks", memserver.Faults{UIDL: func(uid string) string { return "a b " + uid }}, false},
		{"unique-ids in 8-bit", memserver.Faults{UIDL: func(uid string) string { return uid + "\xfc" }}, false},
		{"unique-ids of 71 bytes", memserver.Faults{UIDL: longer(71)}, false},
		{"unique-ids of 1,000 bytes", memserver.Faults{UIDL: longer(1000)}, false},
		{"unique-ids of 1,001 bytes", memserver.Faults{UIDL: longer(1001)}, false},
		{"unique-ids that differ behind 1,000 bytes", memserver.Faults{UIDL: func(uid string) string { return strings.Repeat("x", 1000) + uid }}, false},
		{"marks that stay listed", memserver.Faults{StatFixed: true}, false},
		{"QUIT takes two minutes", memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Delay: 2 * time.Minute}}}, false},
		{"an end of the list is missing once", memserver.Faults{Rules: []memserver.Rule{{Verb: "UIDL", Nth: 51, Act: memserver.NoDot}}}, false},
		{"an end behind the marks is missing once", memserver.Faults{Rules: []memserver.Rule{{Verb: "LIST", Nth: 52, Act: memserver.NoDot}}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const n = 120
			in(t, n, tt.faults, func(t *testing.T, r *rig) {
				s := r.after(5 * time.Second)
				for deadline := time.Now().Add(5 * time.Minute); s.Phase != mailbox.Ready && time.Now().Before(deadline); {
					s = r.after(time.Second)
				}
				if s.Phase != mailbox.Ready || len(s.Rows) != n || s.Problem != nil {
					t.Fatalf("%d rows, phase %v, problem %v", len(s.Rows), s.Phase, s.Problem)
				}
				for i, row := range s.Rows {
					if row.Known == tt.nameless || row.Known && row.Summary.Subject != fmt.Sprintf("Message %d", n-i) {
						t.Fatalf("row %d is %+v", i, row)
					}
				}
				r.Delete(mailbox.Order{UIDs: []string{s.Rows[2].UID, s.Rows[7].UID}})
				s = r.after(30 * time.Minute)
				r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
				r.wantLeft(n, n-2, n-7)
				if len(s.Rows) != n-2 || s.Problem != nil {
					t.Errorf("%d rows, problem %v", len(s.Rows), s.Problem)
				}
			})
		})
	}
}

// TestThreat_P15_NothingToTellApart marks messages that have neither a unique-id
// nor a header block: nothing is deleted by number and size alone.
func TestThreat_P15_NothingToTellApart(t *testing.T) {
	for name, faults := range map[string]memserver.Faults{
		"no UIDL": {NoTOP: true, NoUIDL: true},
		"doubled": {NoTOP: true, DoubleUIDs: true},
		"empty":   {NoTOP: true, UIDL: func(string) string { return "" }},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, 20, faults, func(t *testing.T, r *rig) {
				s := r.last()
				if len(s.Rows) != 20 || s.Phase != mailbox.Ready {
					t.Fatalf("%d rows, phase %v", len(s.Rows), s.Phase)
				}
				r.Delete(mailbox.Order{UIDs: []string{s.Rows[2].UID, s.Rows[7].UID}})
				s = r.after(time.Minute)
				r.wantReport(mailbox.Report{Asked: 2, Kept: 2, Verified: true})
				if !errors.Is(s.Deletion.Report.Err, ledger.ErrUnidentified) {
					t.Errorf("reason %v", s.Deletion.Report.Err)
				}
				r.wantLeft(20)
			})
		})
	}
}

// TestThreat_P15_UniqueIDsChangeWithEveryLogin has a server that names all
// messages anew each time. What it confirms in the session in which they were
// marked counts; what was marked in an earlier one is not touched.
func TestThreat_P15_UniqueIDsChangeWithEveryLogin(t *testing.T) {
	for _, signedOut := range []bool{false, true} {
		t.Run(fmt.Sprintf("signed out %v", signedOut), func(t *testing.T) {
			synctestRig(t, 20, func(t *testing.T, r *rig) {
				r.srv.SetFaults(memserver.Faults{UIDL: func(uid string) string { return fmt.Sprintf("%d-%s", r.srv.Logins(), uid) }})
				r.Start()
				defer r.end()
				s := r.last()
				if signedOut {
					s = r.after(time.Minute)
				}
				r.Delete(mailbox.Order{UIDs: []string{s.Rows[2].UID, s.Rows[7].UID}})
				s = r.after(5 * time.Minute)
				if signedOut {
					r.wantReport(mailbox.Report{Asked: 2, Unknown: 2})
					r.wantLeft(20)
				} else {
					r.wantReport(mailbox.Report{Asked: 2, Deleted: 2})
					r.wantLeft(20, 18, 13)
				}
				if len(s.Rows) != len(r.left()) || s.Problem != nil {
					t.Errorf("%d rows, %d on the server, problem %v", len(s.Rows), len(r.left()), s.Problem)
				}
			})
		})
	}
}

// TestThreat_P14_AnExtraLineAnywhere has one line too many before or behind the
// answer to each command, while listing, reading and deleting. Headers stay with
// their messages, exactly the marked ones go, and the report adds up.
func TestThreat_P14_AnExtraLineAnywhere(t *testing.T) {
	for _, verb := range []string{"CAPA", "AUTH", "STAT", "UIDL", "LIST", "TOP", "RETR", "DELE", "QUIT"} {
		for _, text := range []string{"+OK\r\n", "-ERR what?\r\n", "\r\n", ".\r\n", "1 1\r\n", "hello\r\n"} {
			for _, act := range []memserver.Act{memserver.Before, memserver.After} {
				for _, nth := range []int{1, 2, 3, 60} {
					t.Run(fmt.Sprintf("%s %d act %d %q", verb, nth, act, text), func(t *testing.T) {
						extraLine(t, memserver.Rule{Verb: verb, Nth: nth, Act: act, Text: text})
					})
				}
			}
		}
	}
}

func extraLine(t *testing.T, rule memserver.Rule) {
	t.Helper()
	in(t, 70, memserver.Faults{Rules: []memserver.Rule{rule}}, func(t *testing.T, r *rig) {
		r.after(10 * time.Minute)
		r.Refresh()
		s := r.after(10 * time.Minute)
		if s.Problem != nil { // a refused login is tried again by the user only
			r.Refresh()
			s = r.after(10 * time.Minute)
		}
		if len(s.Rows) != 70 || s.Loaded != 70 || s.Problem != nil {
			t.Fatalf("%d rows, %d loaded, problem %v", len(s.Rows), s.Loaded, s.Problem)
		}
		for i, row := range s.Rows {
			if row.Summary.Subject != fmt.Sprintf("Message %d", 70-i) {
				t.Fatalf("row %d shows %q", i, row.Summary.Subject)
			}
		}
		r.open("uid-33")
		r.after(2 * time.Minute)
		r.Delete(mailbox.Order{UIDs: []string{"uid-3", "uid-5", "uid-69"}})
		s = r.after(time.Hour)
		got := s.Deletion.Report
		if s.Deletion.Stage != mailbox.Finished || got.Deleted+got.Kept+got.AlreadyGone+got.Unknown != 3 || got.AlreadyGone > 0 {
			t.Fatalf("report %+v", got)
		}
		if gone := 70 - len(r.left()); gone < got.Deleted || gone > got.Deleted+got.Unknown {
			t.Errorf("%d are gone, report %+v", gone, got)
		}
		for i := 1; i <= 70; i++ {
			if marked := i == 3 || i == 5 || i == 69; !marked && !slices.Contains(r.left(), uid(i)) {
				t.Errorf("message %d was not marked, and is gone", i)
			}
		}
	})
}

// TestThreat_P11_CountIsNotBelieved has a server that says that it has ten million
// messages and lists 20.
func TestThreat_P11_CountIsNotBelieved(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "STAT", Nth: 1, Act: memserver.Reply, Text: "+OK 10000000 99999999999\r\n"}}}
	in(t, 20, faults, func(t *testing.T, r *rig) {
		s := r.after(time.Minute)
		if len(s.Rows) != 20 || s.Count != 20 || s.Loaded != 20 || s.Problem != nil {
			t.Fatalf("%d rows, %d loaded of %d, problem %v", len(s.Rows), s.Loaded, s.Count, s.Problem)
		}
		r.Delete(mailbox.Order{UIDs: []string{"uid-4"}})
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		r.wantLeft(20, 4)
	})
}

// TestThreat_P11_EndlessListEnds has a server whose list never ends. It is told,
// and not tried again by itself.
func TestThreat_P11_EndlessListEnds(t *testing.T) {
	faults := memserver.Faults{NoPipelining: true, Rules: []memserver.Rule{{Verb: "LIST", Act: memserver.Endless}}}
	in(t, 20, faults, func(t *testing.T, r *rig) {
		s := r.after(10 * time.Minute)
		var limit *pop3.LimitError
		if !errors.As(s.Problem, &limit) || !s.Retry.IsZero() || s.SignedIn || r.connections() != 1 {
			t.Errorf("problem %v, next try %v, %d connections", s.Problem, s.Retry, r.connections())
		}
	})
}
