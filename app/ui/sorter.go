package ui

import (
	"slices"
	"time"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/mime"
)

// sorter sorts the mailbox out beside the list: who fills it, and whether there is
// a flood. The index travels: it belongs to the work that is under way, and when
// there is none, to the UI goroutine.
type sorter struct {
	frame    *frame
	onReport func(alike []int32) // there is a new report; alike are the messages that were asked for

	index  *triage.Index
	report *triage.Report // the newest one; never nil
	wishes triage.Wishes  // what the user has said about his mail
	busy   bool
	round  int // grows with each mailbox, so that a late report of the last one is dropped
	ended  time.Time
	took   time.Duration
	asked  bool  // what the user has said has changed
	alike  int32 // the message whose like are asked for, or none
	with   bool  // what came with it is asked for
}

func newSorter(f *frame) *sorter {
	s := &sorter{frame: f}
	s.forget()
	return s
}

// forget begins anew for another mailbox. A report that is still on its way keeps the
// old index.
func (s *sorter) forget() {
	*s = sorter{
		frame: s.frame, onReport: s.onReport,
		index: triage.NewIndex(), report: &triage.Report{}, alike: listing.None, round: s.round + 1,
	}
}

// sortOut brings the groups up to date, away from the UI goroutine. While headers
// pour in it rests between two rounds, so that the sorting takes a part of one
// processor and not all of it.
func (s *sorter) sortOut() {
	l, now := &s.frame.mail.list.Listing, s.frame.deps.Now
	if s.busy || (!l.HasNews() && !s.asked && s.alike == listing.None) {
		return
	}
	if pause := max(250*time.Millisecond, 3*s.took); s.frame.loading() && s.alike == listing.None && now().Sub(s.ended) < pause {
		return
	}
	s.busy = true
	news, index, round, at := l.TakeNews(), s.index, s.round, now()
	asked, friends, noFloods := s.asked, s.wishes.Friends, s.wishes.NoFloods
	like, with := s.alike, s.with
	s.asked, s.alike, s.with = false, listing.None, false
	post := s.frame.deps.Post
	s.frame.deps.Work(func() {
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
		report := index.Report(at)
		var alike []int32
		switch {
		case like == listing.None:
		case with:
			alike = index.With(like, at)
		default:
			alike = index.Alike(like)
		}
		took := time.Since(start)
		post(func() { s.sortedOut(round, report, alike, took) })
	})
}

// sortedOut takes a report over.
func (s *sorter) sortedOut(round int, r *triage.Report, alike []int32, took time.Duration) {
	if round != s.round {
		return
	}
	s.busy, s.report, s.took, s.ended = false, r, took, s.frame.deps.Now()
	s.onReport(alike)
	s.sortOut()
}

// setWishes takes over what the user has said, and sorts out anew.
func (s *sorter) setWishes(wishes triage.Wishes) {
	s.wishes, s.asked = wishes, true
	s.sortOut()
}

// askAlike has a message chosen and all that are like it.
func (s *sorter) askAlike(id int32) {
	s.alike = id
	s.sortOut()
}

// askWith has chosen what came with a message, but for letters and known senders.
func (s *sorter) askWith(id int32) {
	s.with = true
	s.askAlike(id)
}

// floodKey names a flood; nil is the whole mailbox.
func floodKey(f *triage.Flood) groups.ChoiceKey {
	if f == nil {
		return groups.ChoiceKey{}
	}
	return groups.ChoiceKey{Place: listing.NoPlace, Flood: f.Key}
}

// floodOf finds the flood that a key names in the newest report, or nil.
func (s *sorter) floodOf(k groups.ChoiceKey) *triage.Flood {
	for _, f := range s.report.Floods {
		if k.Flood != "" && f.Key == k.Flood {
			return f
		}
	}
	return nil
}

// groupOf finds the group that a key names in the newest report, or nil.
func (s *sorter) groupOf(k groups.ChoiceKey) *triage.Group {
	if k.Place != listing.NoPlace || k.Flood != "" {
		return nil
	}
	for _, g := range s.report.Groups[k.Trait] {
		if g.Key == k.Group {
			return g
		}
	}
	return nil
}

// idsOf are the messages that one click on a key selects.
func (s *sorter) idsOf(k groups.ChoiceKey) []int32 {
	if f := s.floodOf(k); f != nil {
		return f.IDs
	}
	if g := s.groupOf(k); g != nil {
		return g.IDs
	}
	return nil
}

// likeOf is what belongs to a flood or a group and is not shown yet, or nil where that
// cannot be told.
func (s *sorter) likeOf(k groups.ChoiceKey) func(*mime.Summary) bool {
	if f := s.floodOf(k); f != nil {
		return f.Match
	}
	if g := s.groupOf(k); g != nil {
		return g.Matcher()
	}
	return nil
}

// floodHolding is the flood that a message is part of, or nil.
func (s *sorter) floodHolding(id int32) *triage.Flood {
	for _, f := range s.report.Floods {
		if _, ok := slices.BinarySearch(f.IDs, id); ok {
			return f
		}
	}
	return nil
}
