package triage

import "time"

const (
	hour = int64(time.Hour / time.Second)
	day  = 24 * hour
)

// past is what is known of senders, domains or lists: when each was first seen, and
// when last, and how often.
type past struct {
	first, last []int64
	count       []int32
}

func newPast(n int) past { return past{make([]int64, n), make([]int64, n), make([]int32, n)} }

func (p past) addTime(n int32, at int64) {
	if p.first[n] == 0 {
		p.first[n] = at
	}
	p.last[n] = at
	p.count[n]++
}

// oftenInDay is how many messages somebody sends in a day whom the user has known for long, at
// most.
const oftenInDay = 6

// isNew reports whether one is new at a time: he was first seen no longer ago than newFor.
// What goes on and on from the mailbox's beginning has most likely been there before; in a
// short mailbox, where everybody is new, that is known after less than newFor. But who
// writes all the time may be what has filled it.
func (p past) isNew(n int32, at int64, h *history, newFor int64) bool {
	if at-p.first[n] > newFor {
		return false
	}
	long := p.last[n] - p.first[n]
	soon := min(newFor, max(day, (h.end-h.begin)/3))
	return h.crowded || p.first[n]-h.begin > soon || long <= soon || int64(p.count[n])*day > oftenInDay*long
}

// mostSteady is how much comes in a day at most from those that have been there before a
// short mailbox begins. Where more does, it has begun with a flood.
const mostSteady = 150

// isCrowded reports whether so much does.
func (h *history) isCrowded() bool {
	const newFor = 10 * day
	n := 0
	for sender, first := range h.senders.first {
		if first != 0 && !h.senders.isNew(int32(sender), first, h, newFor) {
			n += int(h.senders.count[sender])
		}
	}
	return int64(n)*day > mostSteady*max(day, h.end-h.begin)
}

// history is what is known of everybody in a mailbox.
type history struct {
	senders, domains, lists past
	begin, end              int64
	crowded                 bool // too many go on and on for all of them to have been there before
}

func (x *Index) history(times []moment) *history {
	h := &history{
		senders: newPast(len(x.senders.hash)), domains: newPast(len(x.senders.domains.hash)), lists: newPast(len(x.lists.hash)),
		begin: times[0].at(), end: times[len(times)-1].at(),
	}
	for _, m := range times {
		e := &x.entries[m.id()]
		h.senders.addTime(e.sender, e.at)
		h.domains.addTime(x.senders.domain[e.sender], e.at)
		if e.list != none {
			h.lists.addTime(e.list, e.at)
		}
	}
	h.crowded = h.isCrowded()
	return h
}

// isStranger reports whether a message is from somebody who has not written before some
// time.
func (h *history) isStranger(e *entry, newFor int64) bool {
	return h.senders.isNew(e.sender, e.at, h, newFor) && (e.list == none || h.lists.isNew(e.list, e.at, h, newFor))
}
