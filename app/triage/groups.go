package triage

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/restante/restante/mime"
)

// mostGroups bounds the groups of each trait in a report.
const mostGroups = 500

// sizes are the bounds of the classes of sizes, in bytes.
var sizes = [...]int64{0, 10 << 10, 100 << 10, 1 << 20, 5 << 20, 10 << 20, 25 << 20}

// grouping makes the groups of a report.
type grouping struct {
	x      *Index
	r      *Report
	zone   *time.Location
	latest int64   // when a message can have come at the latest
	slots  []int8  // by id: the place in Line, or -1
	seen   []int32 // by sender: the last group in which it was counted
	round  int32
}

// numbers are the group of each message, by id, for one trait, and how many groups
// there may be. Messages without the trait have none.
type numbers struct {
	of    []int32
	count int
}

func (g *grouping) run() {
	g.slots = make([]int8, len(g.x.entries))
	span := g.r.To.Unix() - g.r.From.Unix() + 1
	for i := range g.x.entries {
		g.slots[i] = -1
		if at := g.x.entries[i].at; at != 0 && at >= g.r.From.Unix() && at <= g.r.To.Unix() {
			g.slots[i] = int8((at - g.r.From.Unix()) * 24 / span)
		}
	}
	g.seen = make([]int32, len(g.x.senders.hash))
	of := make([]int32, len(g.x.entries))
	for trait := range traits {
		g.r.Groups[trait] = g.groups(trait, g.numbers(trait, of))
	}
}

// numbers fills of with the groups of a trait.
func (g *grouping) numbers(trait Trait, of []int32) numbers {
	x := g.x
	var days table
	for i := range x.entries {
		e := &x.entries[i]
		of[i] = none
		switch {
		case trait == BySize && e.used:
			of[i] = sizeClass(e.size)
		case !e.known():
		case trait == BySender:
			of[i] = e.sender
		case trait == ByDomain:
			of[i] = x.senders.domain[e.sender]
		case trait == BySubject:
			of[i] = e.subject
		case trait == ByList:
			of[i] = e.list
		case trait == ByTime && e.at != 0:
			of[i], _ = days.number(uint64(g.day(e.at)))
		}
	}
	count := map[Trait]int{
		BySender: len(x.senders.hash), ByDomain: len(x.senders.domains.hash), BySubject: len(x.subjects.hash),
		BySize: len(sizes), ByList: len(x.lists.hash), ByTime: len(days.hash),
	}[trait]
	return numbers{of: of, count: count}
}

// day counts days of the user's calendar.
func (g *grouping) day(at int64) int64 {
	_, offset := time.Unix(at, 0).In(g.zone).Zone()
	return (at + int64(offset)) / 86400
}

func sizeClass(size int64) int32 {
	class := len(sizes) - 1
	for class > 0 && size < sizes[class] {
		class--
	}
	return int32(class)
}

// groups makes the largest groups of one trait.
func (g *grouping) groups(trait Trait, of numbers) []*Group {
	counts := make([]int32, of.count)
	for _, n := range of.of {
		if n != none {
			counts[n]++
		}
	}
	chosen := largest(counts)
	total := int32(0)
	for _, n := range chosen {
		total += counts[n]
	}
	ids := make([]int32, total)
	all, out := make([]Group, len(chosen)), make([]*Group, len(chosen))
	for i, n := range chosen {
		out[i] = &all[i]
		out[i].Trait = trait
		out[i].IDs, ids = ids[:0:counts[n]], ids[counts[n]:]
	}
	place := counts // from here on the place among the chosen, or none
	for n := range place {
		place[n] = none
	}
	for i, n := range chosen {
		place[n] = int32(i)
	}
	for id, n := range of.of {
		if n != none && place[n] != none {
			one := out[place[n]]
			one.IDs = append(one.IDs, int32(id))
		}
	}
	for _, one := range out {
		g.fill(one)
	}
	return out
}

// largest returns the numbers of the largest groups, largest first. Groups of one
// count only where there are no others.
func largest(counts []int32) []int32 {
	least := int32(1)
	if len(counts) > 0 {
		least = min(2, max(1, slices.Max(counts)))
	}
	// With a million groups sorting all of them would cost more than all the rest.
	if atLeast(counts, least) > mostGroups {
		low, high := least, slices.Max(counts)
		for low < high {
			if mid := low + (high-low)/2; atLeast(counts, mid+1) > mostGroups {
				low = mid + 1
			} else {
				high = mid
			}
		}
		least = low
	}
	var chosen []int32
	room := mostGroups - atLeast(counts, least+1)
	for n, count := range counts {
		if count < least || count == least && room <= 0 {
			continue
		}
		if count == least {
			room--
		}
		chosen = append(chosen, int32(n))
	}
	slices.SortFunc(chosen, func(a, b int32) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return chosen
}

func atLeast(counts []int32, least int32) (n int) {
	for _, c := range counts {
		if c >= least {
			n++
		}
	}
	return n
}

// fill adds up what a group is made of.
func (g *grouping) fill(one *Group) {
	g.round++
	first, last := int64(0), int64(0)
	for _, id := range one.IDs {
		e := &g.x.entries[id]
		one.Bytes += e.size
		if slot := g.slots[id]; slot >= 0 {
			one.Line[slot]++
		}
		if e.at > 0 && e.at <= g.latest {
			if first == 0 || e.at < first {
				first = e.at
			}
			last = max(last, e.at)
		}
		if e.sender != none && g.seen[e.sender] != g.round {
			g.seen[e.sender] = g.round
			one.Senders++
		}
	}
	one.First, one.Last = timeOf(first), timeOf(last)
	g.name(one)
}

// name gives a group its key and its name.
func (g *grouping) name(one *Group) {
	e := &g.x.entries[one.IDs[len(one.IDs)-1]]
	s := e.summary
	switch one.Trait {
	case BySender:
		one.Key = SenderKey(s)
		one.Name = mime.First(s.From).Display()
	case ByDomain:
		one.Key = domainOf(SenderKey(s))
		one.Name = one.Key
	case BySubject:
		one.Key, one.Name = SubjectForm(s.Subject), subjectName(g.sample(one.IDs))
	case ByList:
		one.Key, one.Name = foldAddr(s.ListID), s.ListID
	case ByTime:
		one.Key, one.zone = timeOf(e.at).In(g.zone).Format(time.DateOnly), g.zone
	case BySize:
		class := sizeClass(e.size)
		one.Low = sizes[class]
		if int(class)+1 < len(sizes) {
			one.High = sizes[class+1]
		}
		one.Key = strconv.FormatInt(one.Low, 10)
	}
	if one.Senders == 1 && (one.Trait == BySubject || one.Trait == ByList) {
		one.sender = SenderKey(s)
	}
}

// sample returns a few subjects of a group.
func (g *grouping) sample(ids []int32) []string {
	const few = 12
	var out []string
	for i := 0; i < len(ids); i += max(1, len(ids)/few) {
		out = append(out, g.x.entries[ids[i]].summary.Subject)
	}
	return out
}
