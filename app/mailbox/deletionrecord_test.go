package mailbox_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/memserver"
)

// minutes is a record in memory.
type minutes struct {
	mu  sync.Mutex
	all []store.Deletion
}

func (m *minutes) Add(d store.Deletion) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all = append(m.all, d)
}

// list is what was recorded so far.
func (m *minutes) list() []store.Deletion {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.all)
}

// last is the newest entry.
func (m *minutes) last(t *testing.T) store.Deletion {
	t.Helper()
	all := m.list()
	if len(all) == 0 {
		t.Fatal("nothing was recorded")
	}
	return all[len(all)-1]
}

// fates tells the fate of each message of a deletion.
func fates(d store.Deletion) map[string]store.Fate {
	all := make(map[string]store.Fate)
	for _, m := range d.Messages {
		all[m.UID] = m.Fate
	}
	return all
}

func TestDeletionIsRecorded(t *testing.T) {
	refuse := memserver.Rule{Verb: "DELE", UID: "uid-4", Act: memserver.Reply, Text: "-ERR [X] read only\r\n"}
	synctestRig(t, 10, func(t *testing.T, r *rig) {
		r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{refuse}})
		m := &minutes{}
		r.renew(func(d *setup) { d.Record = m })
		r.Start()
		defer r.end()
		r.last()
		began := time.Now()
		r.Delete(mailbox.Order{UIDs: []string{"uid-2", "uid-4"}, What: about("Two letters")})
		r.Delete(mailbox.Order{UIDs: []string{"gone before"}, What: about("One letter")})
		if r.last(); len(m.list()) > 0 {
			t.Errorf("recorded are %d", len(m.list()))
		}
		r.after(time.Minute)
		r.wantReport(mailbox.Report{Asked: 3, Deleted: 1, AlreadyGone: 1, Kept: 1, Verified: true})
		got := m.last(t)
		if len(m.list()) != 1 || got.ID == "" || !got.At.Equal(began) || said(got) != "Two letters; One letter" ||
			got.Asked != 3 || got.Deleted != 1 || got.AlreadyGone != 1 || got.Kept != 1 || !slices.Equal(got.Said, []string{"read only"}) {
			t.Errorf("%d records, the last %+v", len(m.list()), got.Heading)
		}
		// In the order of the list: what was never listed is last.
		two := got.Messages[1]
		if two.UID != "uid-2" || two.Subject != "Message 2" || two.From.Addr != "s2@example.org" || two.Size == 0 || two.Date.IsZero() {
			t.Errorf("recorded is %+v", got.Messages)
		}
		f := fates(got)
		if f["uid-2"] != store.FateDeleted || f["uid-4"] != store.FateKept || f["gone before"] != store.FateGone {
			t.Errorf("fates %v", f)
		}
	})
}

// TestRecordKnowsWhatCameLater marks messages before their headers have come.
func TestRecordKnowsWhatCameLater(t *testing.T) {
	faults := memserver.Faults{NoPipelining: true, Rules: []memserver.Rule{{Verb: "TOP", Delay: time.Second}}}
	synctestRig(t, 10, func(t *testing.T, r *rig) {
		r.srv.SetFaults(faults)
		m := &minutes{}
		r.renew(func(d *setup) { d.Record = m })
		r.Start()
		defer r.end()
		r.after(1500 * time.Millisecond)
		r.Delete(mailbox.Order{UIDs: []string{"uid-5", "uid-1"}})
		r.after(time.Minute)
		got := m.last(t).Messages
		if len(got) != 2 || got[0].Subject != "Message 5" {
			t.Errorf("recorded are %+v", got)
		}
	})
}

// TestRecordIsCorrected settles later what could not be found out, in the same run
// and in the next one.
func TestRecordIsCorrected(t *testing.T) {
	for _, nextRun := range []bool{false, true} {
		t.Run(map[bool]string{false: "in the same run", true: "in the next run"}[nextRun], func(t *testing.T) {
			synctestRig(t, 5, func(t *testing.T, r *rig) {
				dir := t.TempDir()
				m, journal := &minutes{}, &note{}
				change := func(d *setup) {
					d.Record, d.Journal, d.Memory = m, journal, store.NewSummaries(dir, "anna")
				}
				r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Act: memserver.CutDone}}})
				r.renew(change)
				r.Start()
				r.last()
				r.Delete(mailbox.Order{UIDs: []string{"uid-2"}, What: about("A letter")})
				r.after(7 * time.Second)
				r.setDown(true)
				r.after(time.Hour)
				r.wantReport(mailbox.Report{Asked: 1, Unknown: 1})
				first := m.last(t)
				if len(m.list()) != 1 || first.Unknown != 1 || fates(first)["uid-2"] != store.FateUnknown {
					t.Errorf("%d records, the last %+v", len(m.list()), first)
				}
				r.setDown(false)
				r.srv.SetFaults(memserver.Faults{})
				if nextRun {
					ctx, cancel := context.WithCancel(context.Background())
					cancel()
					_ = r.Close(ctx)
					r.renew(change)
					r.Start()
				} else {
					r.Refresh()
				}
				r.last()
				got := m.last(t)
				if len(m.list()) != 2 || got.ID != first.ID || said(got) != "A letter" || !got.At.Equal(first.At) || got.Deleted != 1 ||
					got.Unknown != 0 || fates(got)["uid-2"] != store.FateDeleted || got.Messages[0].Subject != "Message 2" {
					t.Errorf("%d records, the last %+v", len(m.list()), got)
				}
				r.end()
			})
		})
	}
}

// TestRecordIsCorrectedThoughAnotherIsShown has a deletion whose end is not known, and
// something else done before the next listing.
func TestRecordIsCorrectedThoughAnotherIsShown(t *testing.T) {
	for name, next := range map[string]func(r *rig){
		"undone":      func(r *rig) { r.Delete(mailbox.Order{UIDs: []string{uid(5)}}); r.last(); r.Undo() },
		"carried out": func(r *rig) { r.Delete(mailbox.Order{UIDs: []string{uid(5)}}); r.after(time.Hour) },
		"dismissed":   func(r *rig) { r.DismissDeletion() },
	} {
		t.Run(name, func(t *testing.T) {
			synctestRig(t, 9, func(t *testing.T, r *rig) {
				m := &minutes{}
				r.srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "QUIT", Act: memserver.CutDone}}})
				r.renew(func(d *setup) { d.Record = m })
				r.Start()
				defer r.end()
				r.last()
				r.setDown(true) // but for the session that is there
				r.Delete(mailbox.Order{UIDs: []string{uid(3)}})
				r.after(time.Hour)
				r.wantReport(mailbox.Report{Asked: 1, Unknown: 1})
				id := m.last(t).ID
				r.srv.SetFaults(memserver.Faults{})
				next(r)
				r.setDown(false)
				r.listAgain()
				var got store.Deletion
				for _, d := range m.list() {
					if d.ID == id {
						got = d
					}
				}
				if got.Deleted != 1 || got.Unknown != 0 {
					t.Errorf("recorded is %+v", got.Heading)
				}
			})
		})
	}
}

// TestWhatIsNeverFoundOutIsRecorded dismisses a deletion of an earlier run.
func TestWhatIsNeverFoundOutIsRecorded(t *testing.T) {
	synctestRig(t, 5, func(t *testing.T, r *rig) {
		m := &minutes{}
		r.setDown(true)
		r.renew(func(d *setup) {
			d.Record, d.Journal = m, &note{&store.Note{ID: "x", What: about("Letters"), UIDs: []string{"uid-2", "uid-3"}}}
		})
		r.Start()
		defer r.end()
		if s := r.last(); s.Deletion == nil || len(m.list()) > 0 {
			t.Fatalf("deletion %+v, %d records", s.Deletion, len(m.list()))
		}
		r.DismissDeletion()
		r.last()
		if got := m.last(t); got.ID != "x" || said(got) != "Letters" || got.Unknown != 2 || len(m.list()) != 1 {
			t.Errorf("%d records, the last %+v", len(m.list()), got)
		}
	})
}

func TestFoundMessagesAreRecorded(t *testing.T) {
	synctestRig(t, 0, func(t *testing.T, r *rig) {
		old := time.Now().Add(-time.Hour)
		for i := 1; i <= 250; i++ {
			r.box.Add(uid(i), datedLetter(i, old))
		}
		r.srv.SetFaults(memserver.Faults{Window: 100})
		m := &minutes{}
		r.renew(func(d *setup) { d.Record = m })
		r.Start()
		defer r.end()
		var uids []string
		for _, row := range r.last().Rows {
			uids = append(uids, row.UID)
		}
		r.Delete(mailbox.Order{UIDs: uids, Alike: func(mime.Summary) bool { return true }})
		r.after(time.Hour)
		got := m.last(t)
		if got.Asked != 250 || got.Found != 150 || got.Deleted != 250 || len(got.Messages) != 250 {
			t.Errorf("recorded is %+v with %d messages", got.Heading, len(got.Messages))
		}
		for _, message := range got.Messages {
			if message.Subject == "" || message.Fate != store.FateDeleted {
				t.Fatalf("recorded is %+v", message)
			}
		}
	})
}
