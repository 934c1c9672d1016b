package ui

import (
	"time"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/bars"
)

// sorter sorts the mailbox out beside the list: who fills it, and whether there is
// a flood. The index travels: it belongs to the work that is under way, and when
// there is none, to the UI goroutine.
type sorter struct {
	index  *triage.Index
	report *triage.Report // the newest one; never nil
	busy   bool
	round  int // grows with each mailbox, so that a late report of the last one is dropped
	ended  time.Time
	took   time.Duration
	asked  bool  // what the user has said has changed
	alike  int32 // the message whose like are asked for, or none
}

func newSorter() *sorter {
	return &sorter{index: triage.NewIndex(), report: &triage.Report{}, alike: listing.None}
}

// sortOut brings the groups up to date, away from the UI goroutine. While headers
// pour in it rests between two rounds, so that the sorting takes a part of one
// processor and not all of it.
func (w *Window) sortOut() {
	s, l := w.sorter, &w.mail.list.Listing
	if s.busy || (!l.HasNews() && !s.asked && s.alike == listing.None) {
		return
	}
	if pause := max(250*time.Millisecond, 3*s.took); w.loading() && s.alike == listing.None && w.deps.Now().Sub(s.ended) < pause {
		return
	}
	s.busy = true
	news, index, round, now := l.TakeNews(), s.index, s.round, w.deps.Now()
	asked, friends, noFloods := s.asked, w.sorting.Friends, w.sorting.NoFloods
	like := s.alike
	s.asked, s.alike = false, listing.None
	w.deps.Work(func() {
		start := time.Now()
		if asked {
			index.SetFriends(friends)
			index.SetNoFloods(noFloods)
		}
		for _, p := range news {
			if p.Row == nil {
				index.Remove(p.ID)
				continue
			}
			m := triage.Message{Size: p.Row.Size, Order: p.Row.Order}
			if p.Row.Known {
				m.Summary = &p.Row.Summary
			}
			index.Set(p.ID, m)
		}
		report := index.Report(now)
		var alike []int32
		if like != listing.None {
			alike = index.Alike(like)
		}
		took := time.Since(start)
		w.deps.Post(func() { w.sortedOut(round, report, alike, took) })
	})
}

// sortedOut takes a report over.
func (w *Window) sortedOut(round int, r *triage.Report, alike []int32, took time.Duration) {
	s := w.sorter
	if round != s.round {
		return
	}
	s.busy, s.report, s.took, s.ended = false, r, took, w.deps.Now()
	w.showReport()
	if len(alike) > 0 {
		w.chooseAll(alike)
	}
	w.sortOut()
}

// selectAlike chooses a message and all that are like it.
func (w *Window) selectAlike(id int32) {
	w.sorter.alike = id
	w.sortOut()
}

// chooseAll chooses some messages and no others.
func (w *Window) chooseAll(ids []int32) {
	l := w.mail.list
	l.Clear()
	for _, id := range ids {
		l.Choose(id, true)
	}
	l.Changed()
}

// loading tells whether headers are on their way.
func (w *Window) loading() bool { return w.snap != nil && bars.Loading(w.snap) }

// forgetSorting begins anew for another mailbox. A report that is still on its way
// keeps the old index.
func (w *Window) forgetSorting() {
	round := w.sorter.round + 1
	w.sorter = newSorter()
	w.sorter.round = round
}
