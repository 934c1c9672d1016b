package triage

import (
	"slices"
	"time"
)

const (
	// leastFlood is how many messages make a flood where the mailbox shows what is
	// usual; strictFlood where it does not, as too little of it is known.
	leastFlood  = 30
	strictFlood = 60

	hour = int64(time.Hour / time.Second)
	day  = 24 * hour

	// newFor is how long a sender counts as new. Bombs last up to two days.
	newFor = 3 * day
)

// burst is a time in which far more messages from new senders came than usual.
type burst struct {
	ids    []int32 // in order of time
	strict bool    // little is known of what is usual
}

// past is what is known of senders, domains or lists: when each was first seen, and
// when last.
type past struct{ first, last []int64 }

func newPast(n int) past { return past{make([]int64, n), make([]int64, n)} }

func (p past) addTime(n int32, at int64) {
	if p.first[n] == 0 {
		p.first[n] = at
	}
	p.last[n] = at
}

// isNew reports whether one that was first seen when mailbox was begun, or not long
// ago, is new at a time. What goes on and on from the mailbox's beginning has most
// likely been there before.
func (p past) isNew(n int32, at, begin int64) bool {
	if at-p.first[n] > newFor {
		return false
	}
	return p.first[n]-begin > newFor || p.last[n]-p.first[n] <= newFor
}

// history is what is known of everybody in a mailbox.
type history struct {
	senders, domains, lists past
	begin, end              int64
}

func (x *Index) history(times []moment) *history {
	h := &history{senders: newPast(len(x.senders.hash)), domains: newPast(len(x.senders.domains.hash)), lists: newPast(len(x.lists.hash))}
	for _, m := range times {
		e := &x.entries[m.id()]
		h.senders.addTime(e.sender, e.at)
		h.domains.addTime(x.senders.domain[e.sender], e.at)
		if e.list != none {
			h.lists.addTime(e.list, e.at)
		}
	}
	return h
}

// strangers returns the messages from senders that were new when they wrote, in
// order of time.
func (x *Index) strangers(times []moment, h *history) []int32 {
	var ids []int32
	for _, m := range times {
		e := &x.entries[m.id()]
		if h.senders.isNew(e.sender, e.at, h.begin) && (e.list == none || h.lists.isNew(e.list, e.at, h.begin)) {
			ids = append(ids, m.id())
		}
	}
	return ids
}

// young reports whether a mailbox is too short to show what is usual in it.
func (h *history) young() bool { return h.end-h.begin < 4*day }

// bursts finds the times in which more of the given messages came than usual.
func (x *Index) bursts(ids []int32, h *history) []burst {
	if len(ids) < leastFlood {
		return nil
	}
	young := h.young()
	usual := x.usual(ids, h)
	hot := make([]bool, len(ids))
	for _, window := range []int64{hour / 6, hour, 6 * hour, day, 2 * day} {
		x.mark(hot, ids, window, max(leastFlood, int(8*usual*float64(window))))
	}
	near := min(3*hour, max(hour/60, int64(1/(3*usual))))
	var out []burst
	for i := 0; i < len(ids); i++ {
		if !hot[i] {
			continue
		}
		first, last := i, i
		for j := i + 1; j < len(ids) && x.entries[ids[j]].at-x.entries[ids[last]].at <= day; j++ {
			if hot[j] {
				last = j
			}
		}
		i = last
		first, last = x.widen(ids, first, last, near)
		b := burst{ids: ids[first : last+1], strict: young || x.entries[ids[first]].at-h.begin < newFor}
		if len(b.ids) >= leastFlood {
			out = append(out, b)
		}
	}
	return out
}

// usual is how many of the given messages come in a second when there is no flood:
// as on most days, or as outside the fullest time, whichever is less. A flood may
// fill most days of a short mailbox. At the mailbox's beginning everybody is new:
// where there is enough else, it is left out.
func (x *Index) usual(ids []int32, h *history) float64 {
	begin := h.begin
	if h.end-begin > 2*newFor {
		begin += newFor
	}
	from := slices.IndexFunc(ids, func(id int32) bool { return x.entries[id].at >= begin })
	if from < 0 {
		from = len(ids)
	}
	ids = ids[from:]
	counts := make([]int, (h.end-begin)/day+1)
	for _, id := range ids {
		counts[(x.entries[id].at-begin)/day]++
	}
	slices.Sort(counts)
	n := counts[(len(counts)-1)/2]
	if outside := h.end - begin - fullest; outside >= day {
		n = min(n, int(int64(len(ids)-x.mostWithin(ids, fullest))*day/outside))
	}
	if n = max(3, n); h.young() {
		n = min(n, 100) // nobody is written to by more new senders every day
	}
	return float64(n) / float64(day)
}

// fullest is how long the time is outside of which is looked for what is usual.
const fullest = 2 * day

// mostWithin is how many of the given messages came at most within some time.
func (x *Index) mostWithin(ids []int32, window int64) int {
	most, start := 0, 0
	for end := range ids {
		for x.entries[ids[end]].at-x.entries[ids[start]].at > window {
			start++
		}
		most = max(most, end-start+1)
	}
	return most
}

// mark marks all messages in windows of time that hold more unmarked ones than a
// bound.
func (x *Index) mark(hot []bool, ids []int32, window int64, bound int) {
	var free []int // those not marked yet
	for i, is := range hot {
		if !is {
			free = append(free, i)
		}
	}
	start, done := 0, 0
	for end := range free {
		for x.entries[ids[free[end]]].at-x.entries[ids[free[start]]].at > window {
			start++
		}
		if end-start+1 >= bound {
			for done = max(done, start); done <= end; done++ {
				hot[free[done]] = true
			}
		}
	}
}

// widen takes in what came before and after, as long as it is much closer to each
// other than usual.
func (x *Index) widen(ids []int32, first, last int, near int64) (int, int) {
	for first > 0 && x.entries[ids[first]].at-x.entries[ids[first-1]].at <= near {
		first--
	}
	for last+1 < len(ids) && x.entries[ids[last+1]].at-x.entries[ids[last]].at <= near {
		last++
	}
	return first, last
}
