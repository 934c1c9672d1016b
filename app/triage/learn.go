package triage

import (
	"hash/maphash"
	"slices"

	"github.com/restante/restante/mime"
)

const (
	// leastPart is how many messages make a part of a flood.
	leastPart = 20

	// maxCores is how many parts of alike messages a flood has at most.
	maxCores = 4

	// looked is about how many messages are looked at closely to learn what is usual.
	looked = 2000
)

// feature is that of a message, judged by the newest model.
func (d *detector) feature(id int32) feature {
	f := d.x.feature(id)
	f.memo = &d.memo[d.x.entries[id].subject]
	return f
}

// model learns what an event is made of.
func (d *detector) model(e event) *model {
	x := d.x
	m := &model{
		hasher: hasher{x.seed}, home: d.home, period: e.period,
		friends: make(map[uint64]bool), shared: make(map[uint64]bool),
	}
	for addr := range x.friends {
		m.friends[maphash.String(x.seed, addr)] = true
	}
	from := m.from - min(day, max(hour, (m.to-m.from)/4)) // it may have begun before it is seen
	m.senders = before(d.h.senders, x.senders.hash, from)
	m.steady = d.steady(from)
	m.lists = before(d.h.lists, x.lists.hash, from)
	m.domains = d.houses(from)
	m.signed = d.signed(from)
	for n, erupts := range d.erupt {
		if erupts {
			m.flood.add(x.senders.hash[n])
		}
	}
	fake := 0
	for _, id := range e.ids {
		if d.fake[id] {
			fake++
		}
	}
	m.fake = fake*20 >= len(e.ids)
	counts := d.learnSources(m, e.ids)
	d.learnParts(m, e)
	m.talk = d.talk(m)
	m.words = d.commonWords(e.ids)
	m.same = d.commonTemplates(m)
	d.learnEchoes(m, e.ids, counts)
	d.learnBuckets(m, e.ids)
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

// steady returns the senders that were not seen before a time and have written from the
// mailbox's beginning on and on. Newsletters do that also where they begin with a flood.
func (d *detector) steady(at int64) (set hashSet) {
	x, p := d.x, d.h.senders
	papers := make([]bool, len(x.senders.hash))
	for _, t := range d.during(at, d.h.end) {
		if e := &x.entries[t.id()]; e.is&signList != 0 {
			papers[e.sender] = true
		}
	}
	newFor := strangerScales[len(strangerScales)-1].window
	for n, first := range p.first {
		if first >= at && !papers[n] && !p.isNew(int32(n), first, d.h, newFor) {
			set.add(x.senders.hash[n])
		}
	}
	return set
}

// houses returns the domains from which mail came before a time, and again a day later.
func (d *detector) houses(until int64) (set hashSet) {
	first := make([]int64, len(d.x.senders.domains.hash)) // when the first mail came
	for _, t := range d.during(0, until-1) {
		domain := d.x.senders.domain[d.x.entries[t.id()].sender]
		switch {
		case first[domain] == 0:
			first[domain] = t.at()
		case t.at()-first[domain] >= day:
			set.add(d.x.senders.domains.hash[domain])
		}
	}
	return set
}

// signed returns the senders for whom the user's server has vouched each time before, at
// least twice.
func (d *detector) signed(until int64) (set hashSet) {
	if len(d.home.servers) == 0 {
		return set
	}
	x := d.x
	yes, no := make([]int32, len(x.senders.hash)), make([]int32, len(x.senders.hash))
	for _, t := range d.during(0, until-1) {
		e := &x.entries[t.id()]
		switch {
		case d.home.proved(e.summary):
			yes[e.sender]++
		case d.home.servers[e.summary.Auth.Server]:
			no[e.sender]++
		}
	}
	for n := range yes {
		if yes[n] >= 2 && no[n] == 0 {
			set.add(x.senders.hash[n])
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

// learnParts finds what parts a flood has.
func (d *detector) learnParts(m *model, ev event) {
	x, ids := d.x, ev.ids
	var reports, ownReports, subscriptions int
	var rest, plain []int32
	for _, id := range ids {
		e := &x.entries[id]
		switch {
		case e.is&signReport != 0:
			if reports++; d.tally.house != none && x.senders.domain[e.sender] == d.tally.house {
				ownReports++
			}
			continue
		case e.list == none:
			rest = append(rest, id)
		}
		if d.confirms(e) {
			subscriptions++
		}
	}
	for _, c := range d.cores(rest, max(leastPart, len(ids)/20), maxCores) {
		if d.isAlike(c, rest, len(ids)) {
			m.cores = append(m.cores, c)
		}
	}
	d.memo = make([]int8, len(x.subjects.about))
	for _, id := range rest {
		e := &x.entries[id]
		f := d.feature(id)
		if !d.confirms(e) && m.like(&f) < 0 && !m.isBulk(&f) {
			plain = append(plain, id)
		}
	}
	least := max(leastPart, len(ids)/100)
	m.has[Alike] = len(m.cores)+m.bulk.count > 0
	m.has[Reports], m.forged = reports >= least, ownReports > max(5, reports/20)
	m.has[Subscriptions] = subscriptions >= least
	m.has[Crowd] = ev.time && len(plain) >= max(60, len(ids)/10) || len(plain) >= strangerScales[0].least && d.heat(plain, strangerScales, expectedStrangers, make([]bool, len(x.entries)))
}

// confirms reports whether a message may be of a site that somebody else has put the user's
// address into.
func (d *detector) confirms(e *entry) bool { return confirms(e.is, d.x.subjects.about[e.subject]) }

func confirms(is signs, about topics) bool {
	return is&signMachine != 0 || is&signOffice != 0 && about&(aboutSignup|aboutReceipt) != 0
}

// isAlike reports whether messages with like subjects are a part of their own, and not what
// many confirmations have in common.
func (d *detector) isAlike(c *core, rest []int32, all int) bool {
	x := d.x
	step := 1 + len(rest)/sampled
	all /= step
	n, confirm := 0, 0
	domains := make(map[int32]bool)
	for _, id := range every(rest, step) {
		e := &x.entries[id]
		if !c.like(x.subjects.of(e.subject)) {
			continue
		}
		n++
		if d.confirms(e) || x.subjects.about[e.subject]&(aboutSignup|aboutReceipt) != 0 {
			confirm++
		}
		domains[x.senders.domain[e.sender]] = true
	}
	return n*step >= leastPart && (confirm*2 < n || len(domains)*10 < n*7 || n*10 >= all*6)
}

// often is how many messages people write to a mailing list on which they talk, at least.
const often = 4

// talk finds the mailing lists on which people talk: several write, again and again.
func (d *detector) talk(m *model) map[uint64]bool {
	x := d.x
	counts, first, several := make([]int, len(x.lists.hash)), make([]int32, len(x.lists.hash)), make([]bool, len(x.lists.hash))
	for _, t := range d.during(m.from-day, m.to+day) {
		e := &x.entries[t.id()]
		if e.list == none || e.traits.Has(mime.AutoSubmitted|mime.NoReturn) || d.tally.isAutomatic(e) {
			continue
		}
		if counts[e.list]++; counts[e.list] == 1 {
			first[e.list] = e.sender
		}
		several[e.list] = several[e.list] || e.sender != first[e.list]
	}
	found := make(map[uint64]bool)
	for n, count := range counts {
		if several[n] && count >= often && int32(count) < limitsOf(m.to-m.from+2*day).list {
			found[x.lists.hash[n]] = true
		}
	}
	if len(found) > mostLists {
		clear(found) // nobody joins so many at once
	}
	return found
}

// commonWords finds the words that many of a flood use, of several domains.
func (d *detector) commonWords(ids []int32) (set hashSet) {
	x := d.x
	step := 1 + len(ids)/looked
	type use struct{ domains, last int32 }
	uses := make(map[uint32]use)
	for i := 0; i < len(ids); i += step {
		e := &x.entries[ids[i]]
		domain := x.senders.domain[e.sender]
		for _, w := range x.subjects.of(e.subject) {
			if u := uses[w]; u.domains == 0 || u.last != domain {
				uses[w] = use{u.domains + 1, domain}
			}
		}
	}
	least := max(4, int32(len(ids)/step/100))
	for w, u := range uses {
		if u.domains >= least {
			set.add(uint64(w))
		}
	}
	return set
}

// commonTemplates finds what is written for many sites alike among mail that is
// sent to nobody else.
func (d *detector) commonTemplates(m *model) map[uint64]bool {
	x := d.x
	sites := make(map[uint64][]int32) // a few domains for each
	all := d.during(m.from, m.to)
	step := 1 + len(all)/sampled
	least := max(2, max(3, len(all)/500)/step)
	for i := 0; i < len(all); i += step {
		one := x.feature(all[i].id())
		if one.is&signList != 0 || one.is&signOffice == 0 {
			continue
		}
		domain := x.senders.domain[x.entries[all[i].id()].sender]
		if key := one.facts().template; len(sites[key]) < least && !slices.Contains(sites[key], domain) {
			sites[key] = append(sites[key], domain)
		}
	}
	common := make(map[uint64]bool)
	for key, from := range sites {
		if len(from) >= least {
			common[key] = true
		}
	}
	return common
}

// learnBuckets finds how most of a flood is made, and what messages that are made alike
// often speak of.
func (d *detector) learnBuckets(m *model, ids []int32) {
	step := 1 + len(ids)/looked
	var all [buckets]int
	var about [buckets][userTopicCount]int
	likes := make([][userTopicCount]int, len(m.cores))
	sizes := make([]int, len(m.cores))
	copies := make(map[uint64]*sources)
	var answers [buckets]sources
	for i := 0; i < len(ids); i += step {
		f := d.feature(ids[i])
		b := m.bucket(&f)
		all[b]++
		own := f.facts().about
		like := m.like(&f)
		if like >= 0 {
			sizes[like]++
			if f.summary.Parent != 0 {
				answers[b].add(f.summary.Parent)
			}
		}
		key := m.copyKey(&f)
		if copies[key] == nil {
			copies[key] = &sources{}
		}
		copies[key].add(f.sender)
		for n, t := range topicReasons {
			if own&t.topic == 0 || own&aboutSignup != 0 && aboutOfOne(f.summary.Subject)&t.topic == 0 {
				continue
			}
			about[b][n]++
			if like >= 0 {
				likes[like][n]++
			}
		}
	}
	m.copied = make(map[uint64]bool)
	for key, s := range copies {
		if s.all*step >= leastPart && s.all > 2 && s.different {
			m.copied[key] = true
		}
	}
	for b, n := range all {
		m.scattered[b] = answers[b].all*step >= leastPart && answers[b].all > 2 && answers[b].different
		most := len(ids) / 50
		if bucket(b)&(bucketOffice|bucketAnswer) == bucketOffice|bucketAnswer {
			most = 0 // machines that answer something of the user's are never many
		}
		m.many[b] = n*step >= max(12, most)
		for i, t := range topicReasons {
			share, least := 10, 8 // one of so many
			switch {
			case bucket(b)&(bucketOffice|bucketProved) == 0:
				share = 140
			case t.topic&(aboutMoney|aboutOrder|aboutDelivery|aboutChange) != 0:
				share, least = 3, max(8, len(ids)/10)
			}
			if c := about[b][i]; c >= 2 && c*step >= least && c*share >= n {
				m.usual[b] |= t.topic
			}
		}
	}
	m.usualOf = make([]topics, len(m.cores))
	for c := range m.cores {
		for i, t := range topicReasons {
			if likes[c][i]*50 >= max(1, sizes[c]) && likes[c][i] > 0 {
				m.usualOf[c] |= t.topic
			}
		}
	}
}
