package mailbox_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

func (r *rig) wantReport(want mailbox.Report) {
	r.t.Helper()
	s := r.last()
	if s.Deletion == nil || s.Deletion.Stage != mailbox.Finished {
		r.t.Fatalf("no finished deletion: %+v", s.Deletion)
	}
	got := s.Deletion.Report
	err := got.Err
	got.Err = nil
	if got != want {
		r.t.Errorf("report %+v (%v), want %+v", got, err, want)
	}
	if (err != nil) != (want.Kept+want.Unknown > 0) {
		r.t.Errorf("report has error %v", err)
	}
}

func TestDelete(t *testing.T) {
	in(t, 10, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2", "uid-5", "uid-5", "just gone"}})
		s := r.last()
		if d := s.Deletion; d == nil || d.Stage != mailbox.Marked || d.Asked != 3 || !s.Rows[5].Marked || s.Rows[0].Marked {
			t.Fatalf("after Delete: %+v", s.Deletion)
		}
		s = r.after(7 * time.Second)
		r.wantLeft(10)
		if s.Deletion.Stage != mailbox.Marked {
			t.Errorf("stage %v before the undo time is over", s.Deletion.Stage)
		}
		s = r.after(2 * time.Second)
		r.wantLeft(10, 2, 5)
		r.wantReport(mailbox.Report{Asked: 3, Deleted: 2, AlreadyGone: 1, Verified: true})
		if len(s.Rows) != 8 || s.Phase != mailbox.Ready {
			t.Errorf("%d rows, phase %v", len(s.Rows), s.Phase)
		}
		r.DismissDeletion()
		if s = r.last(); s.Deletion != nil {
			t.Error("the deletion is still shown")
		}
	})
}

func TestDeleteWhatWasNeverListed(t *testing.T) {
	in(t, 10, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"just gone"}})
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, AlreadyGone: 1, Verified: true})
		r.wantLeft(10)
	})
}

func TestUndo(t *testing.T) {
	in(t, 10, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		r.after(3 * time.Second)
		r.Delete(mailbox.Order{UIDs: []string{"uid-3"}})
		if s := r.after(7 * time.Second); s.Deletion == nil || s.Deletion.Asked != 2 || s.Deletion.Stage != mailbox.Marked {
			t.Fatalf("a second Delete does not join: %+v", s.Deletion)
		}
		r.Undo()
		s := r.after(time.Minute)
		if s.Deletion != nil || s.Rows[7].Marked || s.Rows[8].Marked {
			t.Errorf("after Undo: %+v", s.Deletion)
		}
		r.wantLeft(10)
	})
}

func TestThreat_G06_DeletePressedOften(t *testing.T) {
	synctestRig(t, 10, func(t *testing.T, r *rig) {
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}}) // before anything is listed
		r.Start()
		defer r.end()
		r.last()
		r.Delete(mailbox.Order{UIDs: nil})
		if s := r.last(); s.Deletion != nil {
			t.Errorf("a deletion of nothing: %+v", s.Deletion)
		}
		for range 5 {
			r.Delete(mailbox.Order{UIDs: []string{"uid-4"}})
		}
		r.DeleteNow()
		r.DeleteNow()
		r.last()
		r.Undo()
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		r.wantLeft(10, 4)
	})
}

func TestCloseFinishesADeletion(t *testing.T) {
	in(t, 10, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-1", "uid-9"}})
		r.end()
		r.wantLeft(10, 1, 9)
		r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
	})
}

func TestStopGivesUpASending(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", Nth: 3, Act: memserver.Stall}}}
	in(t, 10, faults, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-1", "uid-2", "uid-3", "uid-4"}})
		r.DeleteNow()
		r.after(time.Second)
		r.Stop()
		r.wantReport(mailbox.Report{Asked: 4, Kept: 4})
		r.wantLeft(10)
		if s := r.last(); !errors.Is(s.Deletion.Report.Err, mailbox.ErrStopped) {
			t.Errorf("reason %v", s.Deletion.Report.Err)
		}
	})
}

func TestThreat_P17_LineCutAnywhere(t *testing.T) {
	for _, act := range []memserver.Act{memserver.Cut, memserver.CutDone, memserver.Stall} {
		for _, verb := range []string{"DELE", "UIDL", "LIST", "QUIT", "AUTH", "CAPA"} {
			for _, nth := range []int{1, 2, 3} {
				t.Run(fmt.Sprintf("%s %d act %d", verb, nth, act), func(t *testing.T) {
					in(t, 12, memserver.Faults{}, func(t *testing.T, r *rig) {
						r.after(time.Minute) // loaded and signed out
						r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Nth: nth, Act: act}}})
						r.Delete(mailbox.Order{UIDs: []string{"uid-3", "uid-7", "uid-11"}})
						r.after(30 * time.Minute)
						r.wantReport(mailbox.Report{Asked: 3, Deleted: 3, Verified: true})
						r.wantLeft(12, 3, 7, 11)
					})
				})
			}
		}
	}
}

func TestThreat_P17_NetworkStaysAway(t *testing.T) {
	// The answer to QUIT does not come, and then nothing does.
	for _, act := range []memserver.Act{memserver.Cut, memserver.CutDone} {
		in(t, 5, memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Act: act}}}, func(t *testing.T, r *rig) {
			r.last()
			r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
			r.after(7 * time.Second)
			r.setDown(true)
			r.after(time.Hour)
			// The session at hand was used, its end is not known.
			r.wantReport(mailbox.Report{Asked: 1, Unknown: 1})
			r.setDown(false)
			r.srv.SetFaults(memserver.Faults{})
			r.Refresh()
			r.last()
			if act == memserver.CutDone {
				r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
			} else {
				r.wantReport(mailbox.Report{Asked: 1, Kept: 1, Verified: true})
			}
		})
	}
}

func TestThreat_P18_SomeAreRefused(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", UID: "uid-4", Act: memserver.Reply, Text: "-ERR read only\r\n"}}}
	in(t, 10, faults, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2", "uid-4", "uid-6"}})
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 3, Deleted: 2, Kept: 1, Verified: true})
		r.wantLeft(10, 2, 6)
		var refused *pop3.Error
		if s := r.last(); !errors.As(s.Deletion.Report.Err, &refused) || refused.Text != "read only" {
			t.Errorf("reason %v", s.Deletion.Report.Err)
		}
	})
}

func TestThreat_P18_AllAreRefused(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", Act: memserver.Reply, Text: "-ERR read only\r\n"}}}
	in(t, 10, faults, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2", "uid-4"}})
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 2, Kept: 2, Verified: true})
		r.wantLeft(10)
	})
}

func TestThreat_P19_QuitRefused(t *testing.T) {
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Nth: 1, Act: memserver.Reply, Text: "-ERR some deleted messages not removed\r\n"}}}
	in(t, 10, faults, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		r.after(time.Minute)
		// The next login shows the message, and it is deleted once more.
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
		r.wantLeft(10, 2)
	})
}

func TestThreat_P21_OthersDeleteAndDeliverBesideUs(t *testing.T) {
	in(t, 10, memserver.Faults{NoLock: true}, func(t *testing.T, r *rig) {
		r.after(time.Minute)
		r.Delete(mailbox.Order{UIDs: []string{"uid-2", "uid-4", "uid-6"}})
		r.box.Remove("uid-4")
		r.box.Remove("uid-1") // all numbers move
		r.box.Add("uid-new", letter(50))
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 3, Deleted: 2, AlreadyGone: 1, Verified: true})
		if got := len(r.left()); got != 7 {
			t.Errorf("%d messages are left, want 7", got)
		}
	})
}

func TestServerConfirmsAndKeeps(t *testing.T) {
	in(t, 10, memserver.Faults{DropPending: true}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Kept: 1, Verified: true})
		if s := r.last(); !errors.Is(s.Deletion.Report.Err, ledger.ErrNotRemoved) || len(s.Rows) != 10 || s.Rows[8].Marked {
			t.Errorf("reason %v, %d rows", s.Deletion.Report.Err, len(s.Rows))
		}
	})
}

func TestServerListsDeletedOnes(t *testing.T) {
	in(t, 10, memserver.Faults{StatFixed: true}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true})
	})
}

func TestThreat_P14_AnswersShiftedWhileDeleting(t *testing.T) {
	for name, rule := range map[string]memserver.Rule{
		"one +OK too many":      {Verb: "DELE", Nth: 2, Act: memserver.Before, Text: "+OK\r\n"},
		"one +OK after":         {Verb: "DELE", Nth: 4, Act: memserver.After, Text: "+OK\r\n"},
		"a strange line":        {Verb: "DELE", Nth: 2, Act: memserver.Before, Text: "surprise\r\n"},
		"+OK and nothing done":  {Verb: "DELE", Nth: 2, Act: memserver.Reply, Text: "+OK marked\r\n"},
		"an answer is missing":  {Verb: "DELE", Nth: 2, Act: memserver.Reply, Text: ""},
		"a listing that shifts": {Verb: "UIDL", Nth: 2, Act: memserver.Before, Text: "+OK\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, 10, memserver.Faults{}, func(t *testing.T, r *rig) {
				r.after(time.Minute)
				r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{rule}})
				r.Delete(mailbox.Order{UIDs: []string{"uid-2", "uid-4", "uid-6", "uid-8"}})
				r.after(time.Hour)
				r.wantReport(mailbox.Report{Asked: 4, Deleted: 4, Verified: true})
				r.wantLeft(10, 2, 4, 6, 8)
			})
		})
	}
}

func TestThreat_P16_ServerMarksAnotherMessage(t *testing.T) {
	// A line that loses a digit: the server hears DELE 1 for DELE 10, and says
	// +OK. Nothing may be deleted by that session.
	faults := memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", Arg: "10", Nth: 1, Act: memserver.Mistake, Text: "DELE 1"}}}
	in(t, 12, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.after(time.Minute)
		r.srv.SetFaults(faults)
		r.Delete(mailbox.Order{UIDs: []string{"uid-10", "uid-11"}})
		r.after(time.Hour)
		r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
		r.wantLeft(12, 10, 11)
	})
}

func TestThreat_P15_NoUniqueIDs(t *testing.T) {
	for name, faults := range map[string]memserver.Faults{"no UIDL": {NoUIDL: true}, "doubled": {DoubleUIDs: true}} {
		t.Run(name, func(t *testing.T) {
			in(t, 12, faults, func(t *testing.T, r *rig) {
				s := r.last()
				r.Delete(mailbox.Order{UIDs: []string{s.Rows[2].UID, s.Rows[7].UID}}) // messages 10 and 5
				r.after(time.Minute)
				r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
				r.wantLeft(12, 5, 10)
			})
		})
	}
}

func TestThreat_P15_NumbersMoveWithoutUniqueIDs(t *testing.T) {
	in(t, 12, memserver.Faults{NoUIDL: true}, func(t *testing.T, r *rig) {
		s := r.after(time.Minute) // signed out
		r.Delete(mailbox.Order{UIDs: []string{s.Rows[2].UID}})
		r.box.Remove("uid-3") // the numbers behind it move
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Kept: 1, Verified: true})
		r.wantLeft(12, 3)
	})
}

// renameAll gives every message on the server another unique-id, as happens when
// a provider moves its mailboxes.
func (r *rig) renameAll() {
	for _, m := range r.box.Messages() {
		r.box.Remove(m.UID)
		r.box.Add("moved-"+m.UID, m.Data)
	}
}

func TestThreat_P15_UniqueIDsChange(t *testing.T) {
	t.Run("before the deletion", func(t *testing.T) {
		in(t, 12, memserver.Faults{}, func(t *testing.T, r *rig) {
			r.after(time.Minute) // signed out
			r.renameAll()
			r.Delete(mailbox.Order{UIDs: []string{"uid-3", "uid-5"}})
			s := r.after(time.Minute)
			// Nothing is known of them, and nothing is deleted by memory.
			r.wantReport(mailbox.Report{Asked: 2, Unknown: 2})
			if !errors.Is(s.Deletion.Report.Err, ledger.ErrRenamed) || len(r.left()) != 12 || len(s.Rows) != 12 {
				t.Errorf("reason %v, %d left, %d rows", s.Deletion.Report.Err, len(r.left()), len(s.Rows))
			}
			r.Refresh()
			r.last()
			r.wantReport(mailbox.Report{Asked: 2, Unknown: 2})
		})
	})
	t.Run("while the user marks", func(t *testing.T) {
		in(t, 12, memserver.Faults{}, func(t *testing.T, r *rig) {
			r.after(time.Minute)
			r.renameAll()
			r.Refresh()
			r.last()
			// The click was made on the list of before.
			r.Delete(mailbox.Order{UIDs: []string{"uid-3", "uid-5"}})
			r.after(time.Minute)
			r.wantReport(mailbox.Report{Asked: 2, Unknown: 2})
			if len(r.left()) != 12 {
				t.Errorf("%d left", len(r.left()))
			}
		})
	})
	t.Run("behind the deletion", func(t *testing.T) {
		in(t, 12, memserver.Faults{Rules: []memserver.Rule{{Verb: "AUTH", Nth: 2, Delay: 30 * time.Second}}}, func(t *testing.T, r *rig) {
			r.last()
			r.Delete(mailbox.Order{UIDs: []string{"uid-3", "uid-5"}})
			r.after(20 * time.Second)
			r.renameAll()
			r.after(time.Minute)
			if got := len(r.left()); got != 10 {
				t.Errorf("%d left", got)
			}
			// The server has confirmed it, and that is all there is.
			r.wantReport(mailbox.Report{Asked: 2, Deleted: 2})
		})
	})
	t.Run("all are marked, and all are gone", func(t *testing.T) {
		in(t, 3, memserver.Faults{NoLock: true}, func(t *testing.T, r *rig) {
			r.after(time.Minute)
			for _, m := range r.box.Messages() {
				r.box.Remove(m.UID)
			}
			r.Delete(mailbox.Order{UIDs: []string{"uid-1", "uid-2", "uid-3"}})
			r.after(time.Minute)
			r.wantReport(mailbox.Report{Asked: 3, AlreadyGone: 3, Verified: true})
		})
	})
}

// TestTheLastListingCounts deletes on a server that shows messages again which a
// listing between did not have, as clusters of servers do.
func TestTheLastListingCounts(t *testing.T) {
	in(t, 6, memserver.Faults{}, func(t *testing.T, r *rig) {
		r.after(time.Minute) // signed out
		r.onDial = func() {
			switch r.dials {
			case 3: // the first listing behind the deletion
				r.box.Add("uid-2", letter(2))
			case 4:
				r.box.Add("uid-3", letter(3))
			}
		}
		r.Delete(mailbox.Order{UIDs: []string{"uid-2", "uid-3"}})
		r.after(time.Hour)
		for _, uid := range r.left() {
			if uid == "uid-2" || uid == "uid-3" {
				t.Errorf("%s is left, and told is %+v", uid, r.last().Deletion.Report)
			}
		}
	})
}

func TestThreat_P13_QuitIsNeverAnswered(t *testing.T) {
	in(t, 5, memserver.Faults{NoLock: true, Rules: []memserver.Rule{{Verb: "QUIT", Act: memserver.Cut}}}, func(t *testing.T, r *rig) {
		r.last()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2"}})
		r.after(24 * time.Hour)
		r.wantLeft(5)
		r.wantReport(mailbox.Report{Asked: 1, Kept: 1, Verified: true})
		var doubt *pop3.UncertainError
		if s := r.last(); !errors.As(s.Deletion.Report.Err, &doubt) {
			t.Errorf("reason %v", s.Deletion.Report.Err)
		}
	})
}

// TestConfirmedWithoutUniqueIDsIsNotVerified deletes on a server that confirms,
// removes nothing and has no unique-ids: there is its word and nothing else.
func TestConfirmedWithoutUniqueIDsIsNotVerified(t *testing.T) {
	in(t, 10, memserver.Faults{NoUIDL: true, DropPending: true}, func(t *testing.T, r *rig) {
		s := r.last()
		r.Delete(mailbox.Order{UIDs: []string{s.Rows[3].UID}})
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 1, Deleted: 1})
	})
}

// TestDeletedBeforeAndNotListedSince orders messages again that are gone already, but
// stand in the list still, as no new one could be had: they are not told as kept.
func TestDeletedBeforeAndNotListedSince(t *testing.T) {
	for name, c := range map[string]struct {
		quit          memserver.Act
		first, second mailbox.Report
	}{
		"confirmed": {
			memserver.Answer,
			mailbox.Report{Asked: 2, Deleted: 2},
			mailbox.Report{Asked: 3, Deleted: 2, Kept: 1},
		},
		"lost": {
			memserver.CutDone,
			mailbox.Report{Asked: 2, Unknown: 2},
			mailbox.Report{Asked: 3, Unknown: 2, Kept: 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, 5, memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Act: c.quit}}}, func(t *testing.T, r *rig) {
				r.last()
				r.setDown(true) // but for the session that is there
				r.Delete(mailbox.Order{UIDs: first(2)})
				r.after(time.Hour)
				r.wantReport(c.first)
				r.Delete(mailbox.Order{UIDs: first(3)})
				r.after(time.Hour)
				r.wantReport(c.second)
				r.setDown(false)
				r.Delete(mailbox.Order{UIDs: first(3)})
				r.after(time.Hour)
				r.wantReport(mailbox.Report{Asked: 3, Deleted: 3, Verified: true})
				r.wantLeft(5, 1, 2, 3)
			})
		})
	}
}
