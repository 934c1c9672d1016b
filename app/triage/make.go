package triage

import (
	"slices"
	"time"
)

// Report tells what is known now. It costs little when nothing has changed since
// the last one.
func (x *Index) Report(now time.Time) *Report {
	if x.report != nil {
		return x.report
	}
	r := &Report{}
	times := x.times(now)
	for i := range x.entries {
		switch e := &x.entries[i]; {
		case e.known():
			r.Known++
		case e.used:
			r.Unknown++
		}
	}
	r.Floods = x.detect(times)
	r.From, r.To = span(times)
	(&grouping{x: x, r: r, zone: now.Location(), latest: latest(now)}).run()
	x.report = r
	return r
}

// moment is when a message came, and its id, in one number that sorts by time.
type moment uint64

func (m moment) at() int64 { return int64(m >> 32) }

func (m moment) id() int32 { return int32(m & 0xffffffff) }

// latest is the last moment that a message can have come at, as clocks differ.
func latest(now time.Time) int64 { return now.Add(24 * time.Hour).Unix() }

// times returns when messages came, in order, without those that have no time or
// one that cannot be.
func (x *Index) times(now time.Time) []moment {
	latest := latest(now)
	out := make([]moment, 0, len(x.entries))
	for i := range x.entries {
		if e := &x.entries[i]; e.known() && e.at > 0 && e.at <= latest {
			out = append(out, moment(e.at)<<32|moment(i))
		}
	}
	slices.Sort(out)
	return out
}

// span returns the time that most messages came in: nothing that is further away
// from the middle 98 % than those are from each other.
func span(times []moment) (from, to time.Time) {
	if len(times) == 0 {
		return time.Time{}, time.Time{}
	}
	low, high := times[len(times)/100].at(), times[len(times)-1-len(times)/100].at()
	room := max(high-low, 86400)
	first, _ := slices.BinarySearch(times, moment(max(0, low-room))<<32)
	last, _ := slices.BinarySearch(times, moment(high+room+1)<<32)
	return timeOf(times[first].at()), timeOf(times[last-1].at())
}
