package triage

import (
	"cmp"
	"hash/maphash"
	"slices"

	"github.com/restante/restante/mime"
)

// detector finds the floods of one report.
type detector struct {
	x         *Index
	times     []moment
	h         *history
	strangers []int32 // in order of time
	taken     []bool  // by id: by which a flood was found
	done      []bool  // by id: part of a flood that is made, or beside one
}

// detect returns the floods, largest first.
func (x *Index) detect(times []moment) []*Flood {
	if len(times) < leastFlood {
		return nil
	}
	h := x.history(times)
	h.begin, h.end = times[0].at(), times[len(times)-1].at()
	d := &detector{x: x, times: times, h: h, taken: make([]bool, len(x.entries)), done: make([]bool, len(x.entries))}
	d.strangers = x.strangers(times, h)
	var found []*model
	bursts := x.bursts(d.strangers, h)
	if h.young() {
		bursts = []burst{{ids: d.strangers, strict: true}}
	}
	for _, b := range bursts {
		b.ids = slices.DeleteFunc(slices.Clone(b.ids), func(id int32) bool { return d.taken[id] })
		found = append(found, d.inBurst(b)...)
	}
	return x.recall(d.build(found))
}

// build makes floods of models, largest first. No message is in two of them, or
// beside two.
func (d *detector) build(models []*model) []*Flood {
	slices.SortStableFunc(models, func(a, b *model) int { return cmp.Compare(b.size, a.size) })
	var floods []*Flood
	var of []*model
	for _, m := range models {
		if f := d.members(m); f != nil {
			f.Key = d.key(f, m)
			floods, of = append(floods, f), append(of, m)
		}
	}
	for i, f := range floods {
		d.beside(f, of[i])
	}
	slices.SortStableFunc(floods, func(a, b *Flood) int { return cmp.Compare(len(b.IDs), len(a.IDs)) })
	return floods
}

// inBurst finds the floods of one burst.
func (d *detector) inBurst(b burst) (found []*model) {
	const most = 8
	left := b.ids
	for range most {
		m := d.alike(b, left)
		if m == nil {
			break
		}
		found = append(found, m)
		left = slices.DeleteFunc(slices.Clone(left), func(id int32) bool { return d.taken[id] })
	}
	if m := d.subscriptions(b, left); m != nil {
		found = append(found, m)
	}
	return found
}

// least is how many messages of a burst make a flood.
func (b burst) least() int {
	if b.strict {
		return strictFlood
	}
	return leastFlood
}

// share says how many of some messages have a property, from 0 to 1.
func (d *detector) share(ids []int32, is func(e *entry) bool) float64 {
	n := 0
	for _, id := range ids {
		if is(&d.x.entries[id]) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(ids)))
}

func (x *Index) isList(e *entry) bool {
	return e.list != none || e.traits.Has(mime.ListUnsubscribe|mime.Bulk)
}

// variety is how many different domains some messages come from.
func (d *detector) variety(ids []int32) int {
	seen, n := make([]bool, len(d.x.senders.domains.hash)), 0
	for _, id := range ids {
		if domain := d.x.senders.domain[d.x.entries[id].sender]; !seen[domain] {
			seen[domain] = true
			n++
		}
	}
	return n
}

// model begins the model of a flood of these messages, in order of time.
func (d *detector) model(kind FloodKind, ids []int32) *model {
	x := d.x
	m := &model{hasher: hasher{x.seed}, kind: kind, size: len(ids), friends: make(map[uint64]bool), flooding: make(map[uint64]bool), shared: make(map[uint64]bool)}
	for addr := range x.friends {
		m.friends[maphash.String(x.seed, addr)] = true
	}
	m.from, m.to = x.entries[ids[0]].at, x.entries[ids[len(ids)-1]].at
	m.senders = before(d.h.senders, x.senders.hash, m.from)
	m.domains = d.houses(m.from)
	m.lists = before(d.h.lists, x.lists.hash, m.from)
	m.replies = d.share(ids, func(e *entry) bool { return e.traits.Has(mime.Reply) }) >= 0.02
	for _, t := range topicReasons {
		if d.share(ids, func(e *entry) bool { return x.subjects.about[e.subject]&t.topic != 0 }) >= 0.02 {
			m.usual |= t.topic
		}
	}
	senders, domains := make([]bool, len(x.senders.hash)), make([]int, len(x.senders.domains.hash))
	for _, id := range ids {
		if s := x.entries[id].sender; !senders[s] {
			senders[s] = true
			if domains[x.senders.domain[s]]++; domains[x.senders.domain[s]] == 5 {
				m.shared[x.senders.domains.hash[x.senders.domain[s]]] = true
			}
		}
	}
	return m
}

// before returns those that were seen before a time.
func before(p past, hashes []uint64, at int64) (set hashSet) {
	for n, first := range p.first {
		if first != 0 && first < at {
			set.add(hashes[n])
		}
	}
	return set
}

// houses returns the domains from which mail came on several days before a time.
func (d *detector) houses(until int64) (set hashSet) {
	first := make([]int64, len(d.x.senders.domains.hash)) // the day of the first mail
	for _, t := range d.during(0, until-1) {
		domain := d.x.senders.domain[d.x.entries[t.id()].sender]
		switch today := t.at() / day; {
		case first[domain] == 0:
			first[domain] = today
		case first[domain] != today:
			set.add(d.x.senders.domains.hash[domain])
		}
	}
	return set
}

// during returns the messages that came between two times, in order.
func (d *detector) during(from, to int64) []moment {
	first, _ := slices.BinarySearch(d.times, moment(max(0, from))<<32)
	last, _ := slices.BinarySearch(d.times, moment(to+1)<<32)
	return d.times[first:last]
}
