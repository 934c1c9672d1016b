package triage

import (
	"cmp"
	"math"
	"slices"
)

// around is how long before and after a flood it is worth looking, in seconds.
const around = hour / 2

// telling are the grounds that make a message worth looking at.
const telling = reasons(1<<Money | 1<<Password | 1<<Code | 1<<SignIn | 1<<Order | 1<<Reply | 1<<Delivery)

// aside is a message that came while a flood did and is no part of it.
type aside struct {
	feature
	id      int32
	verdict verdict
	why     reasons
	again   bool // not the first of its sender
}

type besides []aside

// counts tells how many messages each reason to let them stay has.
func (b besides) counts() (counts [NoList]int) {
	for _, one := range b {
		for k := range NoList {
			if one.why.has(k) {
				counts[k]++
			}
		}
	}
	return counts
}

// tier says in which part of the list a message stands. First come answers and what
// offices write about the user's affairs, one of each sender, then the others of
// those senders.
func (a *aside) tier() int {
	switch {
	case a.why&telling == 0:
		return 3
	case !a.why.has(Reply) && (a.isList() || !a.isOffice()):
		return 2 // payments of nobody in particular are most often lures
	case a.again:
		return 1
	}
	return 0
}

// frequency is how many messages have the rarest of the reasons.
func (a *aside) frequency(counts [NoList]int) int {
	least := math.MaxInt
	for k := range NoList {
		if telling.has(k) && a.why.has(k) {
			least = min(least, counts[k])
		}
	}
	return least
}

// sorted returns what is lifted and what is kept, each in the order in which a
// person should look at them: what is seldom among all that came in the time before
// what is frequent, then the earliest, as what is to be hidden comes soon.
func (b besides) sorted() (lift, keep []Lifted) {
	counts := b.counts()
	order := func(p, q aside) int {
		return cmp.Or(cmp.Compare(p.tier(), q.tier()), cmp.Compare(p.frequency(counts), q.frequency(counts)), cmp.Compare(p.at, q.at))
	}
	slices.SortStableFunc(b, order)
	seen := make(map[uint64]bool)
	for i := range b {
		b[i].again = seen[b[i].sender]
		seen[b[i].sender] = true
	}
	slices.SortStableFunc(b, order)
	for i := range b {
		l := Lifted{b[i].id, b[i].why.list(wordsOf(&b[i].feature))}
		if b[i].verdict == lifted {
			lift = append(lift, l)
		} else {
			keep = append(keep, l)
		}
	}
	return lift, keep
}
