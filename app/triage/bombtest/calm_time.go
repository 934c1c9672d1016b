package bombtest

import (
	"math"
	"slices"
	"time"
)

// calmHours says how likely it is, from 0 to 10, that somebody writes at a local time.
type calmHours func(local time.Time) int

// calmAwake is when people write from home.
func calmAwake(local time.Time) int {
	return [24]int{1, 0, 0, 0, 0, 1, 3, 6, 8, 8, 8, 8, 8, 7, 7, 7, 8, 9, 10, 10, 10, 9, 6, 2}[local.Hour()]
}

// calmOffice is when people write from work.
func calmOffice(local time.Time) int {
	if local.Weekday() == time.Saturday || local.Weekday() == time.Sunday {
		return 0
	}
	return [24]int{0, 0, 0, 0, 0, 0, 1, 4, 9, 10, 10, 10, 6, 7, 9, 10, 8, 5, 2, 1, 0, 0, 0, 0}[local.Hour()]
}

// calmSite is when sites write by themselves: always, and more by day.
func calmSite(local time.Time) int {
	if local.Hour() < 6 {
		return 3
	}
	return 8
}

// calmAlways is when machines write.
func calmAlways(time.Time) int { return 10 }

// times are n times in order from a time on. With a fade of 1 they are spread evenly,
// with more most of them are early.
func (c *calm) times(n int, from time.Time, long time.Duration, hours calmHours, fade float64) []time.Time {
	out := make([]time.Time, n)
	for i := range out {
		for try := 0; ; try++ {
			at := from.Add(time.Duration(math.Pow(c.r.Float64(), fade) * float64(long))).Truncate(time.Second)
			if !at.Before(c.From) && (try == 200 || c.r.IntN(10) < hours(at.In(c.zone))) {
				out[i] = at
				break
			}
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// next is the first time, from the beginning on, at which it is that hour where the
// user lives.
func (c *calm) next(hour int) time.Time {
	local := c.From.In(c.zone)
	at := time.Date(local.Year(), local.Month(), local.Day(), hour, 0, 0, 0, c.zone)
	if at.Before(c.From) {
		at = at.AddDate(0, 0, 1)
	}
	return at
}

// after is a while after a time, from seconds to hours.
func (c *calm) after(at time.Time, low, high time.Duration) time.Time {
	return at.Add(low + time.Duration(c.r.Int64N(int64(high-low))))
}

const calmDay = 24 * time.Hour
