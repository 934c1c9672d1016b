package mailbox_test

import (
	"slices"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/pop3/memserver"
)

// cuts breaks the line at the first n commands of a kind.
func cuts(verb string, n int) []memserver.Rule {
	var all []memserver.Rule
	for range n {
		all = append(all, memserver.Rule{Verb: verb, Nth: 1, Act: memserver.Cut}) // of those that got past the rules before
	}
	return all
}

// TestGetMailAsksForUniqueIDsAgain: a server that broke twice at UIDL may have been out of
// sorts.
func TestGetMailAsksForUniqueIDsAgain(t *testing.T) {
	for name, faults := range map[string]memserver.Faults{
		"one command at a time": {NoPipelining: true, Rules: cuts("UIDL", 2)},
		"commands ahead":        {Rules: cuts("UIDL", 5)},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, 3, faults, func(t *testing.T, r *rig) {
				named := func(s *mailbox.Snapshot) bool {
					return slices.ContainsFunc(s.Rows, func(row *mailbox.Row) bool { return row.UID == uid(2) })
				}
				if s := r.after(10 * time.Minute); len(s.Rows) != 3 || named(s) {
					t.Fatalf("%d rows, named %v, %v", len(s.Rows), named(s), s.Problem)
				}
				r.srv.SetFaults(memserver.Faults{NoPipelining: faults.NoPipelining})
				r.Refresh()
				if s := r.after(10 * time.Minute); len(s.Rows) != 3 || !named(s) || s.Loaded != 3 || s.Problem != nil {
					t.Errorf("%d rows, named %v, %d loaded, %v", len(s.Rows), named(s), s.Loaded, s.Problem)
				}
			})
		})
	}
}

// TestGetMailTriesOnce what breaks still.
func TestGetMailTriesOnce(t *testing.T) {
	for verb, faults := range map[string]memserver.Faults{
		"UIDL": {NoPipelining: true, Rules: cuts("UIDL", 100)},
		"CAPA": {Rules: cuts("CAPA", 100)},
	} {
		t.Run(verb, func(t *testing.T) {
			in(t, 3, faults, func(t *testing.T, r *rig) {
				r.after(10 * time.Minute)
				for range 3 {
					dials := r.connections()
					r.Refresh()
					if s := r.after(10 * time.Minute); len(s.Rows) != 3 || s.Loaded != 3 || s.Problem != nil || r.connections() != dials+2 {
						t.Errorf("%d rows, %d loaded, %v, %d connections", len(s.Rows), s.Loaded, s.Problem, r.connections()-dials)
					}
				}
			})
		})
	}
}

// TestGetMailAsksForCapabilitiesAgain, and finds what the server can do.
func TestGetMailAsksForCapabilitiesAgain(t *testing.T) {
	synctestRig(t, 3, func(t *testing.T, r *rig) {
		var learned []mailbox.Learned
		r.renew(func(d *setup) { d.Learned = func(l mailbox.Learned) { learned = append(learned, l) } })
		r.srv.SetFaults(memserver.Faults{Rules: cuts("CAPA", 2)})
		r.Start()
		defer r.end()
		if s := r.after(10 * time.Minute); s.Loaded != 3 || len(learned) == 0 || learned[0].Caps.Pipelining {
			t.Fatalf("%d loaded, %v, learned %+v", s.Loaded, s.Problem, learned)
		}
		r.srv.SetFaults(memserver.Faults{})
		r.Refresh()
		if s := r.after(10 * time.Minute); s.Problem != nil || !learned[len(learned)-1].Caps.Pipelining {
			t.Errorf("%v, learned %+v", s.Problem, learned[len(learned)-1])
		}
	})
}
