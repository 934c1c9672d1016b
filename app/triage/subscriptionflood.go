package triage

import (
	"slices"

	"github.com/restante/restante/mime"
)

// subscriptions finds a flood of subscriptions in what is left of a burst.
func (d *detector) subscriptions(b burst, left []int32) *model {
	x := d.x
	if len(left) < leastFlood {
		return nil
	}
	from, to := x.entries[left[0]].at-day, x.entries[left[len(left)-1]].at+day
	writers := d.frequent(from, to)
	ids := slices.DeleteFunc(slices.Clone(d.strangers), func(id int32) bool {
		e := &x.entries[id]
		return e.at < from || e.at > to || d.taken[id] || !x.isSubscription(e) || writers.has(e)
	})
	// What is left of a burst may be no burst any more.
	again := x.bursts(ids, d.h)
	if len(again) == 0 {
		return nil
	}
	largest := slices.MaxFunc(again, func(a, b burst) int { return len(a.ids) - len(b.ids) })
	ids = d.trim(largest.ids)
	signups := d.share(ids, func(e *entry) bool { return x.subjects.about[e.subject]&(aboutSignup|aboutReceipt) != 0 })
	least, share := leastFlood, 0.15
	if largest.strict {
		least, share = strictFlood, 0.6
	}
	if n := d.variety(ids); n < least || n*2 < len(ids) || signups < share {
		return nil
	}
	m := d.model(Subscriptions, ids)
	// Here it is single messages that hide, amid many that speak of all the world.
	m.usual = 0
	m.common, m.often = d.commonTemplates(m), d.frequent(m.from-day, m.to+day).hashes(x)
	if largest.strict {
		d.addLater(m)
	}
	d.markTaken(ids)
	return m
}

// isSubscription reports whether a message may be of a site that somebody else has
// put the user's address into.
func (x *Index) isSubscription(e *entry) bool {
	return x.isList(e) || e.traits.Has(mime.MassMailer|mime.FeedbackID|mime.AutoSubmitted) ||
		x.subjects.about[e.subject]&(aboutSignup|aboutReceipt) != 0
}

// commonTemplates finds what is written for many sites alike among mail that is
// sent to nobody else.
func (d *detector) commonTemplates(m *model) map[uint64]bool {
	x := d.x
	sites := make(map[uint64][]int32) // a few domains for each
	all := d.during(m.from, m.to)
	step := max(1, len(all)/sampled)
	enough := max(8, len(all)/200) / step
	for i := 0; i < len(all); i += step {
		one := x.feature(all[i].id())
		if one.isList() || !one.isOffice() {
			continue
		}
		domain := x.senders.domain[x.entries[all[i].id()].sender]
		if key := one.facts().template; len(sites[key]) < enough && !slices.Contains(sites[key], domain) {
			sites[key] = append(sites[key], domain)
		}
	}
	common := make(map[uint64]bool)
	for key, from := range sites {
		if len(from) >= enough {
			common[key] = true
		}
	}
	return common
}

// often is how many messages a site does not write whose form somebody else has put
// the user's address into.
const often = 4

// frequent counts what senders and mailing lists wrote in a time.
func (d *detector) frequent(from, to int64) writers {
	w := writers{make([]int, len(d.x.senders.hash)), make([]int, len(d.x.lists.hash))}
	for _, t := range d.during(from, to) {
		e := &d.x.entries[t.id()]
		w.senders[e.sender]++
		if e.list != none {
			w.lists[e.list]++
		}
	}
	return w
}

// writers counts messages by sender and by mailing list.
type writers struct{ senders, lists []int }

// has reports whether a message is of those that write again and again.
func (w writers) has(e *entry) bool {
	return w.senders[e.sender] >= often || e.list != none && w.lists[e.list] >= often
}

// hashes returns those that write again and again.
func (w writers) hashes(x *Index) map[uint64]bool {
	found := make(map[uint64]bool)
	for n, count := range w.senders {
		if count >= often {
			found[x.senders.hash[n]] = true
		}
	}
	for n, count := range w.lists {
		if count >= often {
			found[x.lists.hash[n]] = true
		}
	}
	return found
}

// trim cuts off the few messages at both ends that are far from the others.
func (d *detector) trim(ids []int32) []int32 {
	at := func(i int) int64 { return d.x.entries[ids[i]].at }
	n := len(ids)
	far := max(hour/6, 30*(at(n-1)-at(0))/int64(n))
	first, last := 0, n-1
	for i := 1; i <= max(2, n/200); i++ {
		if at(i)-at(i-1) > far {
			first = i
		}
		if at(n-i)-at(n-i-1) > far {
			last = n - i - 1
		}
	}
	return ids[first : last+1]
}

// addLater counts those to the known senders that go on writing after the flood.
// It helps where too little is known of the time before it.
func (d *detector) addLater(m *model) {
	for n, last := range d.h.senders.last {
		if last > m.to+hour {
			m.senders.add(d.x.senders.hash[n])
		}
	}
}
