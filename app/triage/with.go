package triage

import (
	"slices"
	"time"
)

// With returns what came in the same time as a message from senders that had not written
// before, but for letters of people, ascending: the flood it is part of; else all that came
// one soon behind the other, before and after it. It works on the newest report.
func (x *Index) With(id int32, now time.Time) []int32 {
	if !x.has(id) {
		return nil
	}
	if f := x.report.floodOf(id); f != nil {
		return f.IDs
	}
	times := x.times(now)
	if !slices.ContainsFunc(times, func(m moment) bool { return m.id() == id }) {
		return nil // nobody knows when it came
	}
	d := x.newDetector(times)
	crowd, _ := d.strangers(strangerScales[len(strangerScales)-1].window)
	near := d.near(crowd, make([]bool, len(x.entries)))
	from, to := x.entries[id].at, x.entries[id].at
	first := d.place(crowd, from)
	last := first
	for first > 0 && from-x.entries[crowd[first-1]].at <= near {
		first--
		from = x.entries[crowd[first]].at
	}
	for last < len(crowd) && x.entries[crowd[last]].at-to <= near {
		to = x.entries[crowd[last]].at
		last++
	}
	found := slices.Clone(crowd[first:last])
	slices.Sort(found)
	return found
}
