package triage

import (
	"cmp"
	"slices"
)

// around is how long before and after a flood it is worth looking, in seconds.
const around = hour / 2

// telling are the grounds that make a message worth looking at.
const telling = reasons(1<<Money | 1<<Password | 1<<Code | 1<<SignIn | 1<<Order | 1<<Reply | 1<<Delivery | 1<<Change | 1<<NotSigned | 1<<Person)

// affairs are what a message may tell of the user's affairs.
const affairs = telling &^ (1<<Reply | 1<<Person | 1<<NotSigned)

// grave are those that hurt where somebody else acts in the user's name.
const grave = affairs &^ (1<<Order | 1<<Delivery)

// mostBeside bounds how many messages are told to be beside a flood.
const mostBeside = 1000

// aside is a message that came while a flood did and is no part of it.
type aside struct {
	id      int32
	sender  uint64
	at      int64
	verdict verdict
	why     reasons

	// Its place in the list. First come answers and what offices write about the
	// user's affairs, one of each sender, then the others of those senders, and people.
	tier, frequency int
}

func newAside(f *feature, id int32, v verdict, why reasons) aside {
	a := aside{id: id, sender: f.sender, at: f.at, verdict: v, why: why}
	switch {
	case why&telling == 0:
		a.tier = 4
	case why.has(NotSigned), why.has(Reply) && !why.has(KnownSender), why&grave != 0 && f.is&signList == 0 && f.is&signOffice != 0:
	case why.has(Reply), why&affairs != 0 && f.is&signList == 0 && f.is&signOffice != 0:
		a.tier = 1
	case why.has(Person) && !why.has(KnownSender):
		a.tier = 1
	case why.has(Person):
		a.tier = 2
	default:
		a.tier = 3 // payments of nobody in particular are most often lures
	}
	return a
}

type besides []aside

// weigh finds how many messages have the rarest of the reasons of each.
func (b besides) weigh() {
	var counts [NoList]int
	for _, one := range b {
		for k := range NoList {
			if one.why.has(k) {
				counts[k]++
			}
		}
	}
	for i := range b {
		b[i].frequency = len(b)
		for k := range NoList {
			if telling.has(k) && b[i].why.has(k) {
				b[i].frequency = min(b[i].frequency, counts[k])
			}
		}
	}
}

// sort puts them in the order in which a person should look at them: what is seldom
// among all that came in the time before what is frequent, then the earliest, as
// what is to be hidden comes soon.
func (b besides) sort() {
	slices.SortFunc(b, func(p, q aside) int {
		return cmp.Or(cmp.Compare(p.tier, q.tier), cmp.Compare(p.frequency, q.frequency), cmp.Compare(p.at, q.at), cmp.Compare(p.id, q.id))
	})
}

// sorted returns what is lifted and what is kept, in order.
func (b besides) sorted(x *Index) (lift, keep []Lifted) {
	b.weigh()
	b.sort()
	seen := make(map[uint64]bool)
	for i := range b {
		if b[i].tier > 0 {
			break
		}
		if seen[b[i].sender] {
			b[i].tier = 1
		}
		seen[b[i].sender] = true
	}
	b.sort()
	for _, one := range b {
		list := &keep
		if one.verdict == lifted {
			list = &lift
		}
		if len(*list) < mostBeside {
			*list = append(*list, Lifted{one.id, one.why.list(wordsOf(x.entries[one.id].summary, one.why))})
		}
	}
	return lift, keep
}
