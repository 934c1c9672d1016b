package mailbox_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/pop3/memserver"
)

// listAgain lists the mailbox anew and waits until its headers have come.
func (r *rig) listAgain() {
	r.t.Helper()
	r.Refresh()
	r.after(10 * time.Second)
}

// TestLaterListingCorrectsAReport has a message vanish from two listings, so that it is
// called gone, and come back in a later one.
func TestLaterListingCorrectsAReport(t *testing.T) {
	in(t, 6, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.after(time.Minute) // signed out
		r.box.Remove(uid(2))
		r.Delete(mailbox.Order{UIDs: []string{uid(2), uid(3)}})
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 2, Deleted: 1, AlreadyGone: 1, Verified: true})
		r.box.Add(uid(2), letter(2))
		r.listAgain()
		r.wantReport(mailbox.Report{Asked: 2, Deleted: 1, Kept: 1, Verified: true})
		if err := r.last().Deletion.Report.Err; !errors.Is(err, ledger.ErrBack) {
			t.Errorf("reason %v", err)
		}
		r.box.Add(uid(3), letter(3))
		r.listAgain()
		r.wantReport(mailbox.Report{Asked: 2, Kept: 2, Verified: true})
		if err := r.last().Deletion.Report.Err; !errors.Is(err, ledger.ErrNotRemoved) {
			t.Errorf("reason %v", err)
		}
		// The last listing counts, whatever was told before.
		r.box.Remove(uid(2))
		r.box.Remove(uid(3))
		r.listAgain()
		r.wantReport(mailbox.Report{Asked: 2, Deleted: 1, AlreadyGone: 1, Verified: true})
	})
}

// TestNewMessageByAnOldNameCorrectsNothing: some servers give a name again once its
// message is gone.
func TestNewMessageByAnOldNameCorrectsNothing(t *testing.T) {
	in(t, 6, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{uid(2)}})
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		r.box.Add(uid(2), letter(4)) // as large
		r.listAgain()
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
	})
}

// deleteOutOfSight deletes a message where no other session can be had afterwards, so that
// its fate is not known.
func (r *rig) deleteOutOfSight(n int) {
	r.t.Helper()
	r.setDown(true) // but for the session that is there
	r.Delete(mailbox.Order{UIDs: []string{uid(n)}})
	r.after(time.Hour)
	r.wantReport(mailbox.Report{Asked: 1, Unknown: 1})
}

// TestUnknownIsSettledByHeaders: what bears the name of a message whose fate is not known
// may be another one.
func TestUnknownIsSettledByHeaders(t *testing.T) {
	for name, other := range map[string]bool{"the same": false, "another": true} {
		t.Run(name, func(t *testing.T) {
			in(t, 6, memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Act: memserver.CutDone}}}, func(t *testing.T, r *rig) {
				r.last()
				r.deleteOutOfSight(2)
				// A listing in between does not have it.
				r.srv.SetFaults(memserver.Faults{})
				r.setDown(false)
				want := mailbox.Report{Asked: 1, Deleted: 1, Verified: true}
				r.listAgain()
				r.wantReport(want)
				again := letter(2)
				if other {
					again = letter(4)
				} else {
					want.Deleted, want.Kept = 0, 1
				}
				r.box.Add(uid(2), again)
				r.listAgain()
				r.wantReport(want)
			})
		})
	}
}

// TestListingInDoubtCorrectsNothing has the message in a listing that contradicts itself.
func TestListingInDoubtCorrectsNothing(t *testing.T) {
	in(t, 6, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{uid(2)}})
		r.after(time.Minute)
		want := mailbox.Report{Asked: 1, Deleted: 1, Verified: true}
		r.wantReport(want)
		r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "UIDL", Act: memserver.Reply, Text: "+OK\r\n1 uid-1\r\n2 uid-2\r\nx uid-3\r\n.\r\n"}}})
		r.listAgain()
		r.wantReport(want)
	})
}

// TestFetchedElsewhereIsNotRenamed empties a mailbox from elsewhere, and brings new mail:
// nobody has given anything another name.
func TestFetchedElsewhereIsNotRenamed(t *testing.T) {
	for name, c := range map[string]struct {
		n, arrive int
		faults    memserver.Faults
	}{
		"one and one":         {1, 1, memserver.Faults{}},
		"one and many":        {1, 30, memserver.Faults{}},
		"many and one":        {30, 1, memserver.Faults{}},
		"many and many":       {30, 30, memserver.Faults{}},
		"more than looked at": {600, 600, memserver.Faults{}},
		"sizes alone":         {3, 2, memserver.Faults{NoTOP: true}},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, c.n, c.faults, func(t *testing.T, r *rig) {
				s := r.after(time.Minute) // signed out
				for _, m := range r.box.Messages() {
					r.box.Remove(m.UID)
				}
				for i := range c.arrive {
					r.box.Add("new-"+uid(i), letter(1000+i))
				}
				r.Delete(mailbox.Order{UIDs: []string{s.Rows[0].UID}})
				r.after(time.Minute)
				r.wantReport(mailbox.Report{Asked: 1, AlreadyGone: 1, Verified: true})
				if got := len(r.left()); got != c.arrive {
					t.Errorf("%d are left", got)
				}
			})
		})
	}
}

// TestRenamedIsProved by headers, by sizes, and where only a part is there still.
func TestRenamedIsProved(t *testing.T) {
	for name, c := range map[string]struct {
		n      int
		faults memserver.Faults
		gone   []int
	}{
		"one":               {1, memserver.Faults{}, nil},
		"sizes alone":       {5, memserver.Faults{NoTOP: true}, nil},
		"many":              {600, memserver.Faults{}, nil},
		"some are gone too": {12, memserver.Faults{}, []int{1, 4}},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, c.n, c.faults, func(t *testing.T, r *rig) {
				s := r.after(time.Minute)
				r.renameAll()
				for _, i := range c.gone {
					r.box.Remove("moved-" + uid(i))
				}
				r.box.Add("new", letter(1000))
				r.Delete(mailbox.Order{UIDs: []string{s.Rows[0].UID}})
				s = r.after(time.Minute)
				r.wantReport(mailbox.Report{Asked: 1, Unknown: 1})
				if want := c.n + 1 - len(c.gone); !errors.Is(s.Deletion.Report.Err, ledger.ErrRenamed) || len(r.left()) != want {
					t.Errorf("reason %v, %d left of %d", s.Deletion.Report.Err, len(r.left()), want)
				}
			})
		})
	}
}

// TestOnlyMessageIsSettledThoughAnotherCame: the end of the deletion is not known, and the
// next listing has another message alone.
func TestOnlyMessageIsSettledThoughAnotherCame(t *testing.T) {
	in(t, 1, memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Act: memserver.CutDone}}}, func(t *testing.T, r *rig) {
		r.last()
		r.deleteOutOfSight(1)
		r.box.Add("new", letter(7))
		r.srv.SetFaults(memserver.Faults{})
		r.setDown(false)
		r.listAgain()
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		if !slices.Equal(r.left(), []string{"new"}) {
			t.Errorf("left is %v", r.left())
		}
	})
}

// TestDeletedLateIsCorrected: the last listing of a deletion shows a message that the
// server was asked to delete, and a later one does not.
func TestDeletedLateIsCorrected(t *testing.T) {
	in(t, 9, memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Act: memserver.Cut}, {Verb: "DELE", Nth: 2, Act: memserver.Stall}}}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{uid(3)}})
		r.after(12 * time.Second)
		r.Stop()
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Kept: 1})
		r.srv.SetFaults(memserver.Faults{})
		r.box.Remove(uid(3))
		r.listAgain()
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
	})
}

// TestNeverSentIsNotDeleted has a message vanish that could not be found, and that the
// server was never asked to delete.
func TestNeverSentIsNotDeleted(t *testing.T) {
	in(t, 9, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.after(time.Minute)
		names := map[string]string{}
		for i := 1; i <= 9; i++ {
			names[uid(i)] = "moved-" + uid(i)
		}
		r.srv.SetFaults(memserver.Faults{UIDL: func(uid string) string { return names[uid] }})
		r.Delete(mailbox.Order{UIDs: []string{uid(8), uid(9)}})
		r.after(30 * time.Minute)
		r.wantReport(mailbox.Report{Asked: 2, Unknown: 2})
		r.srv.SetFaults(memserver.Faults{})
		r.box.Remove(uid(9))
		r.listAgain()
		r.wantReport(mailbox.Report{Asked: 2, Kept: 1, AlreadyGone: 1, Verified: true})
		if err := r.last().Deletion.Report.Err; errors.Is(err, ledger.ErrRenamed) {
			t.Errorf("the names of before are back, and the reason is %v", err)
		}
		r.box.Add(uid(9), letter(9))
		r.listAgain()
		r.wantReport(mailbox.Report{Asked: 2, Kept: 2, Verified: true})
		if err := r.last().Deletion.Report.Err; errors.Is(err, ledger.ErrNotRemoved) {
			t.Errorf("the server has confirmed nothing, and the reason is %v", err)
		}
	})
}

// TestNoNamesAreNotOtherNames: a server that tells no unique-ids for a while has renamed
// nothing.
func TestNoNamesAreNotOtherNames(t *testing.T) {
	in(t, 9, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.after(time.Minute)
		r.srv.SetFaults(memserver.Faults{NoUIDL: true})
		r.Delete(mailbox.Order{UIDs: []string{uid(9)}})
		s := r.after(30 * time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Kept: 1, Verified: true})
		if err := s.Deletion.Report.Err; !errors.Is(err, ledger.ErrUnidentified) {
			t.Errorf("reason %v", err)
		}
		r.wantLeft(9)
		r.srv.SetFaults(memserver.Faults{Window: 3})
		r.listAgain()
		r.srv.SetFaults(memserver.Faults{})
		r.listAgain()
		if rep := r.last().Deletion.Report; rep.Deleted > 0 || errors.Is(rep.Err, ledger.ErrNotRemoved) {
			t.Errorf("%+v", rep)
		}
	})
}

// TestNoNamesHideNothingDeleted is the same behind a deletion whose last answer was lost.
func TestNoNamesHideNothingDeleted(t *testing.T) {
	for name, faults := range map[string]memserver.Faults{"none": {NoUIDL: true}, "one for all": {DoubleUIDs: true}} {
		t.Run(name, func(t *testing.T) {
			in(t, 9, memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Act: memserver.Cut}}}, func(t *testing.T, r *rig) {
				r.last()
				r.Delete(mailbox.Order{UIDs: []string{uid(3)}})
				r.after(7 * time.Second)
				r.srv.SetFaults(faults)
				r.after(30 * time.Minute)
				r.wantReport(mailbox.Report{Asked: 1, Unknown: 1})
				r.listAgain()
				r.wantReport(mailbox.Report{Asked: 1, Unknown: 1})
				r.wantLeft(9)
				r.srv.SetFaults(memserver.Faults{})
				r.listAgain()
				r.wantReport(mailbox.Report{Asked: 1, Kept: 1, Verified: true})
			})
		})
	}
}

// TestConfirmedIsRemembered over another deletion that comes to nothing.
func TestConfirmedIsRemembered(t *testing.T) {
	in(t, 9, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{uid(6)}})
		r.after(7900 * time.Millisecond)
		r.setDown(true)
		r.after(30 * time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1})
		r.Delete(mailbox.Order{UIDs: []string{uid(2)}})
		r.after(30 * time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Kept: 1})
		r.Delete(mailbox.Order{UIDs: []string{uid(6)}})
		r.after(30 * time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1})
		r.setDown(false)
		r.listAgain()
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		r.wantLeft(9, 6)
	})
}

// TestListedPerhapsProvesNothing: the name of a message that was confirmed is listed with
// another size, and no header tells more.
func TestListedPerhapsProvesNothing(t *testing.T) {
	in(t, 9, memserver.Faults{NoTOP: true, DropPending: true}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{uid(3)}})
		r.after(7900 * time.Millisecond)
		r.setDown(true)
		r.after(30 * time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1})
		r.setDown(false)
		r.srv.SetFaults(memserver.Faults{WrongSizes: true})
		r.listAgain()
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1})
	})
}
