package triage

import (
	"cmp"
	"slices"

	"github.com/restante/restante/app/provider"
)

// alike finds the largest flood of alike messages in what is left of a burst.
func (d *detector) alike(b burst, left []int32) *model {
	least := b.least()
	if len(left) < least {
		return nil
	}
	x := d.x
	step := 1 + len(left)/sampled
	some := every(left, step)
	like := func(c *core) []int32 {
		return slices.DeleteFunc(slices.Clone(some), func(id int32) bool { return !c.like(x.subjects.of(x.entries[id].subject)) })
	}
	c := x.alike(x.forms(some), int32(max(5, least/step)), func(c *core) bool {
		ids := like(c)
		return len(ids)*step >= least && (len(ids)*step >= 1000 || !d.oneList(ids)) && d.isAlike(c, ids, some, b)
	})
	if c == nil {
		return d.sameSource(b, left)
	}
	ids := d.spread(c, like(c))
	m := d.model(Alike, ids)
	m.core, m.strict = c, b.strict
	d.findFlooding(m)
	d.markTaken(ids)
	return m
}

// sampled is about how many messages are looked at for what many have in common.
const sampled = 10_000

// every returns every n-th of some messages.
func every(ids []int32, n int) []int32 {
	if n == 1 {
		return ids
	}
	out := make([]int32, 0, len(ids)/n+1)
	for i := 0; i < len(ids); i += n {
		out = append(out, ids[i])
	}
	return out
}

// spread takes in what is like the flood and came before and after, in waves that
// are hours apart.
func (d *detector) spread(c *core, ids []int32) []int32 {
	const apart = 12 * hour
	x := d.x
	from, to := x.entries[ids[0]].at, x.entries[ids[len(ids)-1]].at
	like := slices.DeleteFunc(slices.Clone(d.strangers), func(id int32) bool {
		e := &x.entries[id]
		return d.taken[id] || e.at < from-2*day || e.at > to+2*day || !c.like(x.subjects.of(e.subject))
	})
	first := slices.IndexFunc(like, func(id int32) bool { return x.entries[id].at >= from })
	last := first
	for first > 0 && x.entries[like[first]].at-x.entries[like[first-1]].at <= apart {
		first--
	}
	for last+1 < len(like) && (x.entries[like[last+1]].at <= to || x.entries[like[last+1]].at-x.entries[like[last]].at <= apart) {
		last++
	}
	return like[first : last+1]
}

func (d *detector) markTaken(ids []int32) {
	for _, id := range ids {
		d.taken[id] = true
	}
}

// isAlike reports whether messages with like subjects are a flood of their own, and
// not what many confirmations have in common.
func (d *detector) isAlike(c *core, ids, left []int32, b burst) bool {
	x := d.x
	if b.strict && !d.dominates(ids, left) {
		return false
	}
	confirms := d.share(ids, func(e *entry) bool {
		return x.isList(e) || x.subjects.about[e.subject]&(aboutSignup|aboutReceipt) != 0
	})
	signups := d.share(ids, func(e *entry) bool { return x.subjects.about[e.subject]&(aboutSignup|aboutReceipt) != 0 })
	varied := float64(d.variety(ids)) >= 0.7*float64(len(ids))
	return confirms < 0.8 || signups < 0.5 || !varied || len(ids)*10 >= len(left)*6 && d.cohesion(c, ids) >= 0.5
}

// dominates reports whether alike messages stand out where nothing shows what is
// usual: a third of what came while they did, and in a short time; else more than
// half.
func (d *detector) dominates(ids, left []int32) bool {
	long := d.x.entries[ids[len(ids)-1]].at - d.x.entries[ids[0]].at
	while := len(d.between(left, ids))
	return len(ids)*2 > while || len(ids)*3 >= while && long*4 < d.h.end-d.h.begin
}

// between returns those of some messages that came while others did.
func (d *detector) between(ids, others []int32) []int32 {
	at := func(id int32, t int64) int { return cmp.Compare(d.x.entries[id].at, t) }
	first, _ := slices.BinarySearchFunc(ids, d.x.entries[others[0]].at, at)
	last, _ := slices.BinarySearchFunc(ids, d.x.entries[others[len(others)-1]].at+1, at)
	return ids[first:last]
}

// cohesion is the mean share of words that most of the flood has.
func (d *detector) cohesion(c *core, ids []int32) float64 {
	all := 0.0
	for _, id := range ids {
		words, hits := d.x.subjects.of(d.x.entries[id].subject), 0
		for _, w := range words {
			if c.central.has(uint64(w)) {
				hits++
			}
		}
		all += float64(hits) / float64(len(words))
	}
	return all / float64(max(1, len(ids)))
}

// oneList reports whether nearly all come from one mailing list, or from the lists
// of one domain.
func (d *detector) oneList(ids []int32) bool {
	lists, domains := make([]int, len(d.x.lists.hash)), make([]int, len(d.x.senders.domains.hash))
	most := 0
	for _, id := range ids {
		e := &d.x.entries[id]
		if e.list == none {
			continue
		}
		domain := d.x.senders.domain[e.sender]
		lists[e.list]++
		domains[domain]++
		most = max(most, lists[e.list], domains[domain])
	}
	return most*5 >= len(ids)*4
}

// sameSource finds a flood from one domain whose subjects have nothing in common.
func (d *detector) sameSource(b burst, left []int32) *model {
	x := d.x
	counts := make([]int, len(x.senders.domains.hash))
	best := none
	for _, id := range left {
		domain := x.senders.domain[x.entries[id].sender]
		if counts[domain]++; best == none || counts[domain] > counts[best] {
			best = domain
		}
	}
	// Where everybody counts as new, one who only writes much is no flood.
	if b.strict || best == none || counts[best] < 2*strictFlood {
		return nil
	}
	ids := slices.DeleteFunc(slices.Clone(left), func(id int32) bool { return x.senders.domain[x.entries[id].sender] != best })
	if d.oneList(ids) || provider.IsPublic(domainOf(SenderKey(x.entries[ids[0]].summary))) {
		return nil
	}
	m := d.model(Alike, ids)
	m.sources = map[uint64]bool{x.senders.domains.hash[best]: true}
	m.usual, m.replies = aboutUser, true // there is no rest to be unlike
	d.markTaken(ids)
	return m
}

// findFlooding finds the senders that send far more of a flood than they usually
// write in such a time. Having written before helps them nothing, as their names
// may be forged.
func (d *detector) findFlooding(m *model) {
	x := d.x
	inside, other := make([]int, len(x.senders.hash)), make([]int, len(x.senders.hash))
	for _, t := range d.times {
		e := &x.entries[t.id()]
		if e.at >= m.from && e.at <= m.to && m.core.like(x.subjects.of(e.subject)) {
			inside[e.sender]++
		} else {
			other[e.sender]++
		}
	}
	long := float64(max(1, d.h.end-d.h.begin))
	for sender, n := range inside {
		if n < 5 {
			continue
		}
		expected := float64(other[sender]) * float64(m.to-m.from) / long
		if float64(n) >= 5*expected {
			m.flooding[x.senders.hash[sender]] = true
		}
	}
}
