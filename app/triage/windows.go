package triage

import (
	"hash/maphash"
	"math"
	"slices"
)

// scale is a length of time, in seconds, and how much must come in it from strangers to be
// more than a person gets, however little came before.
type scale struct {
	window int64
	least  int
}

// The scales on which a flood is looked for. What people get from strangers for good
// reasons is less: eighty wishes in a day, sixty newsletters that one has ordered, a hundred
// invoices; see docs/triage.md.
var (
	strangerScales = []scale{{hour / 6, 100}, {hour, 120}, {6 * hour, 150}, {day, 150}, {3 * day, 220}, {10 * day, 330}}
	kindScales     = []scale{{hour / 6, 80}, {hour, 100}, {6 * hour, 110}, {day, 120}, {3 * day, 150}, {10 * day, 180}}
	personScales   = []scale{{hour / 6, 120}, {hour, 180}, {day, 260}, {3 * day, 280}, {10 * day, 320}}
	provedScales   = []scale{{hour / 6, 150}, {hour, 250}, {day, 500}, {3 * day, 600}, {10 * day, 800}} // of people whose servers stand for them
)

const (
	// fold is how many times more than usual must come.
	fold = 4

	// alone is how many times what is expected of a day must come in a day where there is no
	// other time to compare it with; in n days the root of n times as many.
	alone = 12

	// What is expected of a day where nothing is known, and how many days of the mailbox
	// weigh as much as this.
	expectedStrangers = 25
	expectedOfKind    = 6
	expectedPersons   = 10
	priorDays         = 2

	// A source counts for so many messages: one that tells of events, all senders of one
	// domain, one mailing list. From enough on each counts again: nobody is written to so
	// often.
	mostOfList    = 4
	mostOfMonitor = 4
	mostOfSource  = 40
	mostOfDomain  = 60
	enough        = 500
	enoughReports = 150 // of one server

	// mostLists is how many lists are busy at once at most: more than all of these write counts.
	mostLists = 3
)

// limits are how many messages a source has in a time at most that has a reason for them.
type limits struct{ paper, list, machine, office int32 }

func limitsOf(window int64) limits {
	in := func(atOnce, inDay int64) int32 { return int32(atOnce + inDay*window/day) }
	return limits{paper: int32(max(1, window/day) * 3 * mostOfList), list: in(250, 200), machine: in(200, 400), office: in(150, 50)}
}

// tally counts messages in a time so that no single source counts for many.
type tally struct {
	x                       *Index
	self                    int32 // the user's own address, whom test mail and notes come from
	house                   int32 // his own domain, whose systems and people write as one; none where many have it
	ofHouse, ofLists        int32
	senders, lists, domains []int32
	units                   int
	limits
}

func (x *Index) newTally(h *home) *tally {
	self, _ := x.senders.find(h.self)
	house := none
	if h.domain != "" {
		house, _ = x.senders.domains.find(maphash.String(x.seed, h.domain))
	}
	return &tally{x: x, self: self, house: house, senders: make([]int32, len(x.senders.hash)), lists: make([]int32, len(x.lists.hash)), domains: make([]int32, len(x.senders.domains.hash))}
}

func (t *tally) add(e *entry) {
	switch {
	case t.isAutomatic(e):
		t.units++
		return
	case e.list != none:
		t.units += one(t.lists[e.list], mostOfList, t.list) + one(t.ofLists, 0, mostLists*t.list)
		t.lists[e.list]++
		t.ofLists++
		return
	case t.isHouse(e):
		t.units += one(t.ofHouse, mostOfDomain, enough)
		t.ofHouse++
	case t.senders[e.sender] == 0:
		t.units += t.first(e, t.x.senders.domain[e.sender], 1)
	default:
		t.units += t.further(e, t.senders[e.sender])
	}
	t.senders[e.sender]++
}

func (t *tally) remove(e *entry) {
	switch {
	case t.isAutomatic(e):
		t.units--
		return
	case e.list != none:
		t.lists[e.list]--
		t.ofLists--
		t.units -= one(t.lists[e.list], mostOfList, t.list) + one(t.ofLists, 0, mostLists*t.list)
		return
	}
	t.senders[e.sender]--
	switch {
	case t.isHouse(e):
		t.ofHouse--
		t.units -= one(t.ofHouse, mostOfDomain, enough)
	case t.senders[e.sender] == 0:
		t.units -= t.first(e, t.x.senders.domain[e.sender], -1)
	default:
		t.units -= t.further(e, t.senders[e.sender])
	}
}

// isAutomatic reports whether a message confirms something on a mailing list: a list may be
// busy, but not with what machines answer.
func (t *tally) isAutomatic(e *entry) bool {
	return e.list != none && t.x.subjects.about[e.subject]&(aboutSignup|aboutReceipt) != 0
}

// isHouse reports whether a message is of the user's own house, and no server says that it
// is not.
func (t *tally) isHouse(e *entry) bool {
	return t.house != none && t.x.senders.domain[e.sender] == t.house && e.is&(signRefuted|signReport) == 0 && e.sender != t.self
}

// first is what the first message of a sender counts, beside others of his domain.
func (t *tally) first(e *entry, domain, step int32) (units int) {
	if step < 0 {
		t.domains[domain]--
	}
	if units = 1; !t.x.senders.public[domain] {
		units = one(t.domains[domain], mostOfDomain, enough)
	}
	if step > 0 {
		t.domains[domain]++
	}
	return units
}

// further is what another message of the same sender counts.
func (t *tally) further(e *entry, before int32) int {
	switch {
	case e.is&signReport != 0:
		return one(before, mostOfSource, enoughReports)
	case e.sender == t.self && e.is&signRefuted == 0:
		return one(before, mostOfSource, enough)
	case e.is&signMonitor != 0:
		return one(before, mostOfMonitor, t.machine)
	case e.is&signList != 0 && before >= t.paper: // a newsletter does not come all day
		return one(before, t.paper+mostOfSource, enough)
	case e.is&signList != 0:
		return one(before, mostOfList, enough)
	case e.is&signNotifier != 0:
		return one(before, mostOfSource, t.machine)
	case e.is&signOffice != 0:
		return one(before, mostOfSource, t.office)
	}
	return 1
}

// one is what one more counts behind others.
func one(before, most, enough int32) int {
	if before < most || before >= enough {
		return 1
	}
	return 0
}

// clear takes out what was put in.
func (t *tally) clear(ids []int32) {
	for _, id := range ids {
		t.remove(&t.x.entries[id])
	}
}

// scan finds the times of one length in which more of some messages came than usual, and
// marks these messages as hot. They are in order of time; those that are hot already are
// left out by the caller.
func (d *detector) scan(ids []int32, s scale, expected float64, hot []bool) (found bool) {
	if len(ids) < s.least && (len(d.earlier) == 0 || len(ids) < s.least/2) {
		return false
	}
	x, t := d.x, d.tally
	t.limits = limitsOf(s.window)
	units, starts := make([]int32, len(ids)), make([]int32, len(ids))
	start, most := 0, 0
	for end, id := range ids {
		t.add(&x.entries[id])
		for x.entries[id].at-x.entries[ids[start]].at > s.window {
			t.remove(&x.entries[ids[start]])
			start++
		}
		units[end], starts[end] = int32(t.units), int32(start)
		if units[end] > units[most] {
			most = end
		}
	}
	t.clear(ids[start:])
	least := s.least
	if int(units[most]) < least && len(d.earlier) == 0 {
		return false
	}
	if 4*s.window > d.h.end-d.h.begin {
		least = max(least, int(alone*expected*math.Sqrt(float64(s.window)/float64(day)))) // there is hardly another time to compare it with
	}
	bound := max(least, d.usual(ids, s.window, x.entries[ids[starts[most]]].at, x.entries[ids[most]].at, expected))
	done := 0
	for end, id := range ids {
		much := bound
		if in(d.earlier, x.entries[id].at) {
			much /= 2 // an alarm that was given is not taken back because a little more is known
		}
		if int(units[end]) >= much {
			for done = max(done, int(starts[end])); done <= end; done++ {
				hot[ids[done]], found = true, true
			}
		}
	}
	return found
}

// usual is how much of these messages must come in a time to be far more than usual: a few
// times what comes outside of the fullest time and its neighbourhood.
func (d *detector) usual(ids []int32, window, from, to int64, expected float64) int {
	from, to = from-window, to+window
	long := max(0, from-d.h.begin) + max(0, d.h.end-to)
	steps := int(long / window)
	var counts []int
	for _, part := range [][]int32{d.until(ids, from), d.since(ids, to)} {
		counts = d.steps(part, window, counts)
	}
	// Some days are full without an attack.
	slices.Sort(counts)
	if drop := max(steps, len(counts)) / 12; drop < len(counts) {
		counts = counts[:len(counts)-drop]
	}
	n := 0
	for _, c := range counts {
		n += c
	}
	days := float64(long)/float64(day) + priorDays
	return int(fold * (float64(n) + expected*priorDays) / days * float64(window) / float64(day))
}

// steps counts what came in times of one length, one behind the other.
func (d *detector) steps(ids []int32, window int64, counts []int) []int {
	x, t := d.x, d.tally
	start := 0
	for i := range ids {
		if x.entries[ids[i]].at-x.entries[ids[start]].at > window {
			counts = append(counts, t.units)
			t.clear(ids[start:i])
			start = i
		}
		t.add(&x.entries[ids[i]])
	}
	if start < len(ids) {
		counts = append(counts, t.units)
		t.clear(ids[start:])
	}
	return counts
}

// until and since are those of some messages, in order of time, that came before a time, or
// after it.
func (d *detector) until(ids []int32, at int64) []int32 { return ids[:d.place(ids, at)] }
func (d *detector) since(ids []int32, at int64) []int32 { return ids[d.place(ids, at+1):] }

func (d *detector) place(ids []int32, at int64) int {
	i, _ := slices.BinarySearchFunc(ids, at, func(id int32, at int64) int {
		if d.x.entries[id].at < at {
			return -1
		}
		return 1
	})
	return i
}
