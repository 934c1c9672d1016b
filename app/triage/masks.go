package triage

import "slices"

// unmask finds crowds that show the signs of people and are none: far more than ever write
// to anybody, all with the same program, or amid a crowd that shows none. It reports whether
// there are any. Where servers stand for the senders it takes more: it is work to have so many
// accounts.
func (d *detector) unmask(crowd, persons []int32) bool {
	x := d.x
	hot := make([]bool, len(x.entries))
	var claimed, proved, alone []int32
	for _, id := range d.unasked(persons) {
		e := &x.entries[id]
		if s := e.summary; e.is&signRefuted == 0 && (d.home.proved(s) || s.Auth.Proved() || ownHost(s)) {
			proved = append(proved, id)
			continue
		}
		claimed = append(claimed, id)
		if !x.senders.public[x.senders.domain[e.sender]] {
			alone = append(alone, id)
		}
	}
	found := d.spread(persons, hot, func() bool {
		found := d.heat(claimed, personScales, expectedPersons, hot)
		return d.heat(proved, provedScales, expectedPersons, hot) || found
	})
	found = d.sameProgram(alone, hot) || found
	if found = d.among(crowd, claimed, hot) || found; !found {
		return false
	}
	// Whoever comes with such a crowd, or soon before or after, is of it.
	for _, p := range d.periods(persons, hot) {
		for _, id := range d.until(d.since(persons, p.from-1), p.to+1) {
			d.fake[id] = true
		}
	}
	return true
}

// sameProgram marks those of a crowd who all use one mail program.
func (d *detector) sameProgram(some []int32, hot []bool) (found bool) {
	const least = 60
	x := d.x
	var counts [256]int
	start, done := 0, 0
	for end, id := range some {
		e := &x.entries[id]
		counts[e.summary.Program]++
		for e.at-x.entries[some[start]].at > day {
			counts[x.entries[some[start]].summary.Program]--
			start++
		}
		top, much := counts[e.summary.Program], least
		if in(d.earlier, e.at) {
			much /= 2
		}
		if n := end - start + 1; top < much || top*10 < n*9 || !found && top < d.usual(some, day, x.entries[some[start]].at, e.at, expectedPersons) {
			continue
		}
		found = true
		for done = max(done, start); done <= end; done++ {
			hot[some[done]] = true
		}
	}
	return found
}

// among marks those for whom no server stands and who came amid a crowd that is nearly a flood
// without them, and far more than one with them.
func (d *detector) among(crowd, claimed []int32, hot []bool) (found bool) {
	x, t := d.x, d.tally
	for _, s := range strangerScales {
		if len(crowd)*3 < s.least*2 || (len(crowd)+len(claimed))*5 < 8*s.least {
			continue
		}
		t.limits = limitsOf(s.window)
		first, next, start, done := 0, 0, 0, 0
		for end, id := range claimed {
			at := x.entries[id].at
			for ; next < len(crowd) && x.entries[crowd[next]].at <= at; next++ {
				t.add(&x.entries[crowd[next]])
			}
			for ; first < next && x.entries[crowd[first]].at < at-s.window; first++ {
				t.remove(&x.entries[crowd[first]])
			}
			for x.entries[claimed[start]].at < at-s.window {
				start++
			}
			if t.units*3 < s.least*2 || (t.units+end-start+1)*5 < 8*s.least {
				continue
			}
			for done = max(done, start); done <= end; done++ {
				hot[claimed[done]], found = true, true
			}
		}
		t.clear(crowd[first:next])
	}
	return found
}

// unasked are those who do not all answer one letter of the user, each a few times.
func (d *detector) unasked(persons []int32) []int32 {
	answers, letters := make(map[uint64]int), make(map[int32]int)
	for _, id := range persons {
		e := &d.x.entries[id]
		answers[e.summary.Parent]++
		letters[e.sender]++
	}
	return slices.DeleteFunc(slices.Clone(persons), func(id int32) bool {
		e := &d.x.entries[id]
		s := e.summary
		return s.Parent != 0 && answers[s.Parent] >= leastAnswers && letters[e.sender] < repeats && d.home.isAnswer(s)
	})
}

// unmaskAlike finds those who show the signs of people in the time of a flood and say what it
// says. It reports whether there are any. Those who answer one letter of the user's may well say
// the same.
func (d *detector) unmaskAlike(crowd, persons []int32, hot []bool) (found bool) {
	x := d.x
	periods := d.periods(crowd, hot)
	persons = slices.DeleteFunc(d.unasked(persons), func(id int32) bool { return !in(periods, x.entries[id].at) })
	if len(persons) < leastPart {
		return false
	}
	rest := slices.DeleteFunc(slices.Clone(crowd), func(id int32) bool { return !hot[id] || x.entries[id].list != none })
	for _, c := range d.cores(rest, max(leastPart, len(rest)/20), maxCores) {
		alike := slices.DeleteFunc(slices.Clone(persons), func(id int32) bool {
			return !c.like(x.subjects.of(x.entries[id].subject))
		})
		if len(alike) < leastPart {
			continue
		}
		for _, id := range alike {
			d.fake[id], found = true, true
		}
	}
	return found
}
