package ui

import (
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
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
	return &sorter{index: triage.NewIndex(), report: &triage.Report{}, alike: none}
}

// piece is what has become of one message: its row, or nil when it is gone or on
// its way out.
type piece struct {
	id  int32
	row *mailbox.Row
}

// takeNews returns what has changed in the listing since the last call.
func (l *listing) takeNews() []piece {
	out := make([]piece, 0, len(l.news))
	for _, id := range l.news {
		p := piece{id: id, row: l.row[id]}
		if p.row != nil && (p.row.Marked || p.row.NoHead) { // nothing is known of what it is
			p.row = nil
		}
		out = append(out, p)
	}
	l.news = l.news[:0]
	return out
}

// sortOut brings the groups up to date, away from the UI goroutine. While headers
// pour in it rests between two rounds, so that the sorting takes a part of one
// processor and not all of it.
func (w *Window) sortOut() {
	s, l := w.sorter, &w.mail.list.listing
	if s.busy || (len(l.news) == 0 && !s.asked && s.alike == none) {
		return
	}
	if pause := max(250*time.Millisecond, 3*s.took); w.loading() && s.alike == none && w.deps.Now().Sub(s.ended) < pause {
		return
	}
	s.busy = true
	news, index, round, now := l.takeNews(), s.index, s.round, w.deps.Now()
	asked, friends, noFloods := s.asked, w.sorting.Friends, w.sorting.NoFloods
	like := s.alike
	s.asked, s.alike = false, none
	w.deps.Work(func() {
		start := time.Now()
		if asked {
			index.SetFriends(friends)
			index.SetNoFloods(noFloods)
		}
		for _, p := range news {
			if p.row == nil {
				index.Remove(p.id)
				continue
			}
			m := triage.Message{Size: p.row.Size, Order: p.row.Order}
			if p.row.Known {
				m.Summary = &p.row.Summary
			}
			index.Set(p.id, m)
		}
		report := index.Report(now)
		var alike []int32
		if like != none {
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
	l.clear()
	for _, id := range ids {
		if int(id) < len(l.row) {
			l.choose(id, true)
		}
	}
	l.changed()
}

// loading tells whether headers are on their way.
func (w *Window) loading() bool { return w.snap != nil && loading(w.snap) }

// forgetSorting begins anew for another mailbox. A report that is still on its way
// keeps the old index.
func (w *Window) forgetSorting() {
	round := w.sorter.round + 1
	w.sorter = newSorter()
	w.sorter.round = round
}
