package triage

import (
	"cmp"
	"slices"

	"github.com/restante/restante/app/provider"
	"github.com/restante/restante/mime"
)

// detector finds the floods of one report.
//
// A flood is far more from strangers, in some time, than a person ever gets; that alone
// cannot be faked, and it is what hurts. So time comes first: on several scales, by sliding
// windows, what comes from strangers is compared with what comes at other times. What the
// messages are like only names the flood, and helps to see a small or slow one. All that
// comes in the same time is one flood.
type detector struct {
	x       *Index
	times   []moment
	h       *history
	home    *home
	tally   *tally
	earlier []period // in which there was a flood in the last report
	fake    []bool   // by id: shows signs of a person, in a crowd that is none
	erupt   []bool   // by sender: known, and suddenly sends far more than ever
	busy    []bool   // by sender: sends more in a day than a person writes
	memo    []int8   // by form of subjects: see model.like, for the newest model
	crowd   []int32  // what may be of a flood, in order of time
	done    []bool   // by id: part of a flood that is made, or beside one
}

// leastMessages is how many messages a mailbox must have for a flood to be looked for.
const leastMessages = 80

// detect returns the floods, largest first.
func (x *Index) detect(times []moment) []*Flood {
	if len(times) < leastMessages {
		return nil
	}
	d := x.newDetector(times)
	events := d.events()
	if len(events) == 0 {
		return nil
	}
	busy := make([]period, len(events))
	for i, e := range events {
		busy[i] = e.period
	}
	d.home = d.findHome(busy)
	return x.recall(d.build(events))
}

func (x *Index) newDetector(times []moment) *detector {
	d := &detector{x: x, times: times, h: x.history(times), fake: make([]bool, len(x.entries)), done: make([]bool, len(x.entries))}
	for _, m := range x.earlier {
		d.earlier = append(d.earlier, m.period)
	}
	d.home = d.findHome(nil)
	d.tally = x.newTally(d.home)
	d.erupt, d.busy = d.erupting()
	return d
}

// event is a time in which a flood came, and the messages that it was seen by, in order of
// time.
type event struct {
	period
	ids  []int32
	time bool // it is seen by the time alone
}

// events finds the times in which far more came from strangers than usual.
func (d *detector) events() []event {
	hot := make([]bool, len(d.x.entries))
	longest := strangerScales[len(strangerScales)-1].window
	crowd, persons := d.strangers(longest)
	if len(crowd)+len(persons) < kindScales[0].least {
		return nil
	}
	if d.unmask(crowd, persons) {
		crowd, persons = d.strangers(longest)
	}
	byTime := make([]bool, len(hot))
	search := func() bool { return d.search(crowd, hot, byTime) }
	if d.spread(crowd, hot, search) && d.unmaskAlike(crowd, persons, hot) {
		crowd, _ = d.strangers(longest)
		d.spread(crowd, hot, search)
	}
	d.crowd = crowd
	return d.join(crowd, hot, byTime)
}

// spread searches as long as more is found: where a flood is, its weaker parts before and
// behind are seen better, and what it is no more taken for usual. It reports whether there was any.
func (d *detector) spread(ids []int32, hot []bool, search func() bool) (found bool) {
	const rounds = 6
	before := len(d.earlier)
	for range rounds {
		if !search() {
			break
		}
		found, d.earlier = true, d.earlier[:before]
		for _, p := range d.periods(ids, hot) {
			room := max(day/4, p.to-p.from)
			d.earlier = append(d.earlier, period{p.from - room, p.to + room})
		}
	}
	return found
}

// search marks what came when more came than usual, of all or of a kind, and what is seen
// by the time alone. It reports whether there was any.
func (d *detector) search(crowd []int32, hot, byTime []bool) bool {
	found := d.heat(crowd, strangerScales, expectedStrangers, hot)
	if found {
		copy(byTime, hot)
	}
	for _, like := range d.kinds(slices.DeleteFunc(slices.Clone(crowd), func(id int32) bool { return hot[id] })) {
		found = d.heat(like, kindScales, expectedOfKind, hot) || found
	}
	return found
}

// strangers returns the messages of senders that were new when they wrote, in order of
// time: those that may be of a flood, and those of people. Of what answers one letter of
// the user each counts as of a person, also where a machine answers.
func (d *detector) strangers(newFor int64) (crowd, persons []int32) {
	x := d.x
	answered := d.answered()
	for _, t := range d.times {
		e := &x.entries[t.id()]
		switch {
		case !d.erupt[e.sender] && !d.h.isStranger(e, newFor):
		case !d.fake[t.id()] && (d.isPerson(e) || e.is&signMachine != 0 && answered[e.summary.Parent] >= leastAnswers):
			persons = append(persons, t.id())
		default:
			crowd = append(crowd, t.id())
		}
	}
	return crowd, persons
}

// isPerson reports whether a message shows signs of a person; see home.isPerson.
func (d *detector) isPerson(e *entry) bool {
	if e.is&signProgram == 0 && !e.traits.Has(mime.Reply) || d.busy[e.sender] { // what is asked of all must not look far
		return false
	}
	return d.home.isPerson(e.summary, e.is, d.x.senders.hash[e.sender])
}

// leastAnswers is how many machines answer one letter of the user, at least, so that it is
// known for a letter to many.
const leastAnswers = 5

// answered counts how often machines have answered each letter of the user.
func (d *detector) answered() map[uint64]int {
	counts := make(map[uint64]int)
	for _, t := range d.times {
		e := &d.x.entries[t.id()]
		if e.is&signList == 0 && e.traits.Has(mime.AutoSubmitted|mime.NoReturn) && e.traits.Has(mime.Reply) && d.home.isAnswer(e.summary) {
			counts[e.summary.Parent]++
		}
	}
	delete(counts, 0)
	return counts
}

// newAtFirst is how long somebody is new on the scales of up to a day.
const newAtFirst = 2 * day

// heat marks the messages that came when far more came than usual, on each scale those that
// are not marked yet.
func (d *detector) heat(ids []int32, scales []scale, expected float64, hot []bool) (found bool) {
	isHot := func(id int32) bool { return hot[id] }
	soon := slices.DeleteFunc(slices.Clone(ids), func(id int32) bool {
		e := &d.x.entries[id]
		return hot[id] || !d.erupt[e.sender] && !d.h.isStranger(e, newAtFirst)
	})
	for _, s := range scales {
		some := soon
		if s.window > newAtFirst {
			some = ids
		}
		if d.scan(slices.DeleteFunc(slices.Clone(some), isHot), s, expected, hot) {
			found = true
		}
	}
	return found
}

// kinds are the messages of strangers that have something in common of which nobody gets
// much: reports of other mail, confirmations of what somebody has signed up for, codes and
// passwords, and what says nearly the same.
func (d *detector) kinds(crowd []int32) (kinds [][]int32) {
	x := d.x
	var reports, confirmations, secrets, rest []int32
	for _, id := range crowd {
		e := &x.entries[id]
		switch about := x.subjects.about[e.subject]; {
		case e.is&signReport != 0:
			reports = append(reports, id)
		case about&(aboutPassword|aboutCode|aboutSignIn) != 0 && about&aboutSignup == 0:
			secrets = append(secrets, id)
		case about&(aboutSignup|aboutReceipt) != 0 && about&(aboutMoney|aboutOrder|aboutDelivery) == 0:
			confirmations = append(confirmations, id)
		}
		if e.list == none {
			rest = append(rest, id)
		}
	}
	for _, k := range [][]int32{reports, confirmations, secrets} {
		if len(k) >= kindScales[0].least {
			kinds = append(kinds, k)
		}
	}
	for _, c := range d.cores(rest, kindScales[0].least, 2) {
		forms := make([]int8, len(x.subjects.about))
		kinds = append(kinds, slices.DeleteFunc(slices.Clone(rest), func(id int32) bool {
			form := x.entries[id].subject
			if forms[form] == 0 {
				if forms[form] = 1; c.like(x.subjects.of(form)) {
					forms[form] = 2
				}
			}
			return forms[form] == 1
		}))
	}
	return kinds
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

// cores finds what the subjects of at least so many messages have in common, the largest
// first, and no more than most.
func (d *detector) cores(ids []int32, least, most int) (found []*core) {
	x := d.x
	step := 1 + len(ids)/sampled
	some := every(ids, step)
	for len(found) < most && len(some)*step >= least {
		c := x.alike(x.forms(some), int32(max(5, least/step)))
		if c == nil {
			break
		}
		left := slices.DeleteFunc(slices.Clone(some), func(id int32) bool { return c.like(x.subjects.of(x.entries[id].subject)) })
		if (len(some)-len(left))*step < least {
			break
		}
		found, some = append(found, c), left
	}
	return found
}

// erupting finds senders that are known and suddenly send far more than ever, as somebody
// may forge their name. What tells of events does that by itself. The second result are those
// that send more in a day than a person writes to one.
func (d *detector) erupting() (erupt, busy []bool) {
	const (
		least     = 25
		ofOffice  = 12
		ofAnybody = 60
	)
	x := d.x
	erupt, busy = make([]bool, len(x.senders.hash)), make([]bool, len(x.senders.hash))
	seen := make([]dayCounts, len(erupt))
	for _, t := range d.times {
		if e := &x.entries[t.id()]; e.is&signMonitor == 0 && e.list == none {
			seen[e.sender].add(t.at())
		}
	}
	for n := range seen {
		s := &seen[n]
		s.end()
		others := float64(s.all-s.most-s.second) / float64(max(1, s.days-2)) // an eruption may be in two days
		erupt[n] = s.most >= least && float64(s.most) > 8*others
		busy[n] = s.most >= ofAnybody || s.most >= ofOffice && x.senders.is[n]&signRole != 0
	}
	return erupt, busy
}

// dayCounts are how many messages somebody sends in days, each of which begins with a message.
type dayCounts struct {
	from         int64 // when the newest day began
	count        int32 // in it
	all, days    int32
	most, second int32 // in the two fullest days
}

func (c *dayCounts) add(at int64) {
	if at-c.from > day {
		c.end()
		c.from, c.count = at, 0
		c.days++
	}
	c.count++
	c.all++
}

// end ends the newest day.
func (c *dayCounts) end() {
	if c.count > c.most {
		c.most, c.second = c.count, c.most
	} else if c.count > c.second {
		c.second = c.count
	}
}

// apart is how far two floods are from each other in time, at least.
const apart = 4 * day

// join makes events of what is hot: what came near in time belongs together.
func (d *detector) join(crowd []int32, hot, byTime []bool) (events []event) {
	for _, p := range d.periods(crowd, hot) {
		e := event{period: p, ids: d.until(d.since(crowd, p.from-1), p.to+1)}
		e.time = slices.ContainsFunc(e.ids, func(id int32) bool { return byTime[id] })
		events = append(events, e)
	}
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Compare(len(b.ids), len(a.ids)) })
	return events
}

// periods are the times in which some messages, in order of time, are hot, and a little
// more at both ends: as long as others come soon.
func (d *detector) periods(ids []int32, hot []bool) (all []period) {
	at := func(i int) int64 { return d.x.entries[ids[i]].at }
	var ends [][2]int // places in ids
	for i, id := range ids {
		switch n := len(ends) - 1; {
		case !hot[id]:
		case n >= 0 && at(i)-at(ends[n][1]) <= apart:
			ends[n][1] = i
		default:
			ends = append(ends, [2]int{i, i})
		}
	}
	near := d.near(ids, hot)
	for _, e := range ends {
		first, last := e[0], e[1]
		room := max(hour/12, at(last)-at(first))
		from, to := at(first)-room, at(last)+room
		for first > 0 && at(first-1) >= from && at(first)-at(first-1) <= near {
			first--
		}
		for last+1 < len(ids) && at(last+1) <= to && at(last+1)-at(last) <= near {
			last++
		}
		all = append(all, period{at(first), at(last)})
	}
	return all
}

// near is how soon the next message comes of a flood that begins or ends, at the latest: three
// times as soon as others.
func (d *detector) near(ids []int32, hot []bool) int64 {
	cold := int64(0)
	for _, id := range ids {
		if !hot[id] {
			cold++
		}
	}
	usual := max(3, cold*day/max(day, d.h.end-d.h.begin)) // in a day
	return min(3*hour, day/(3*usual))
}

// isPublic reports whether the addresses of a sender's domain are given to everybody.
func isPublic(addr string) bool { return provider.IsPublic(domainOf(addr)) }
