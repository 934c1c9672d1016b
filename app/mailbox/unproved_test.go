package mailbox_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3/memserver"
)

// wantTrueHeads checks that no row shows the header of another message.
func (r *rig) wantTrueHeads(s *mailbox.Snapshot) {
	r.t.Helper()
	for _, row := range s.Rows {
		if row.Known && "Message "+row.UID[len("uid-"):] != row.Summary.Subject {
			r.t.Errorf("row %s shows %q", row.UID, row.Summary.Subject)
		}
	}
}

// TestThreat_P14_EndBehindAnAnswerTooMany ends a flight, in several ways, when an answer
// too many has put headers on the rows of their neighbours, and nothing has shown it yet.
func TestThreat_P14_EndBehindAnAnswerTooMany(t *testing.T) {
	for name, end := range map[string]func(r *rig){
		"stop": func(r *rig) { r.Stop() },
		"stop, and get mail": func(r *rig) {
			r.Stop()
			r.last()
			r.srv.SetFaults(memserver.Faults{})
			r.Refresh()
			if s := r.after(time.Minute); s.Loaded != 300 {
				r.t.Errorf("%d loaded", s.Loaded)
			}
		},
		"nothing more comes": func(r *rig) { r.after(10 * time.Minute) },
		"delete":             func(r *rig) { r.Delete(mailbox.Order{UIDs: []string{uid(3)}}); r.Stop() },
	} {
		t.Run(name, func(t *testing.T) {
			double := "+OK\r\n" + string(letter(1)) + ".\r\n"
			rules := []memserver.Rule{
				{Verb: "TOP", Nth: 60, Act: memserver.Before, Text: double},
				{Verb: "TOP", Arg: "150", Nth: 1, Act: memserver.Stall},
				{Verb: "TOP", Delay: time.Millisecond},
			}
			in(t, 300, memserver.Faults{Rules: rules}, func(t *testing.T, r *rig) {
				if s := r.after(2 * time.Second); s.Loaded == 0 {
					t.Fatal("nothing has come")
				}
				end(r)
				r.wantTrueHeads(r.last())
			})
		})
	}
}

// TestThreat_P14_FirstPageIsProvedOrForgotten: a refusal too many makes the sizes of the
// first page look like unique-ids, and then the line stalls, or is cut, before the list.
func TestThreat_P14_FirstPageIsProvedOrForgotten(t *testing.T) {
	for name, act := range map[string]memserver.Act{"stalled": memserver.Stall, "cut": memserver.Cut} {
		t.Run(name, func(t *testing.T) {
			rules := []memserver.Rule{
				{Verb: "LIST", Arg: "280", Act: memserver.Before, Text: "-ERR\r\n"},
				{Verb: "TOP", Arg: "275", Act: act},
				{Delay: 150 * time.Millisecond}, // a list that is worth a first page
			}
			in(t, 300, memserver.Faults{Rules: rules}, func(t *testing.T, r *rig) {
				r.after(16 * time.Second)
				r.Stop()
				r.last()
				page := false
				for _, s := range r.snapshots() {
					page = page || !s.Listed && len(s.Rows) > 0
					for _, row := range s.Rows {
						if n, err := strconv.Atoi(row.UID); err == nil {
							t.Fatalf("a row is called %d", n)
						}
					}
				}
				if !page {
					t.Error("there was no first page")
				}
			})
		})
	}
}

// TestStopKeepsWhatIsProved of the headers.
func TestStopKeepsWhatIsProved(t *testing.T) {
	in(t, 1000, memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", Nth: 710, Act: memserver.Stall}}}, func(t *testing.T, r *rig) {
		r.after(2 * time.Second)
		r.Stop()
		s := r.last()
		if s.Loaded < 600 || s.Loaded >= 709 {
			t.Errorf("%d loaded", s.Loaded)
		}
		r.wantTrueHeads(s)
	})
}

// TestThreat_P14_FirstPageOfNumbers has unique-ids that are sizes of others: what the list
// has not proved is not kept.
func TestThreat_P14_FirstPageOfNumbers(t *testing.T) {
	synctestRig(t, 0, func(t *testing.T, r *rig) {
		for n := 1; n <= 100; n++ {
			r.box.Add(nextSize(n), sized(n))
		}
		r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", Arg: "80", Act: memserver.Stall}, {Delay: 150 * time.Millisecond}}})
		r.Start()
		defer r.end()
		if s := r.after(15 * time.Second); s.Listed || len(s.Rows) == 0 {
			t.Fatalf("listed %v, %d rows", s.Listed, len(s.Rows))
		}
		r.Stop()
		if s := r.last(); len(s.Rows) > 0 {
			t.Errorf("%d rows", len(s.Rows))
		}
	})
}
