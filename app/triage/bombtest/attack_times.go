package bombtest

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// rhythm says when the mails of an attack come: it returns what draws moments, from 0 for
// the begin of the attack to 1 for its end.
type rhythm func(r *rand.Rand, s Setting) func() float64

// long is how much time an attack has.
func (s Setting) long() time.Duration { return max(0, min(s.Long, s.Until.Sub(s.From))) }

// arrivals are the times of all mails of an attack, in order.
func arrivals(r *rand.Rand, s Setting, kind rhythm) []time.Time {
	draw, long := kind(r, s), s.long()
	out := make([]time.Time, s.Size)
	for i := range out {
		x := min(1, max(0, draw()))
		out[i] = s.From.Add(time.Duration(x * float64(long)).Truncate(time.Second))
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// zoneOf is where a user lives.
func zoneOf(h Home) *time.Location {
	hours := []int{0, 1, 1, 1, 2, 2, 3, 5, 7, 8, 9, 10, -3, -5, -8}
	return time.FixedZone("", 3600*hours[h.Seed%uint64(len(hours))])
}

// even is at any time alike.
func even(r *rand.Rand, _ Setting) func() float64 { return r.Float64 }

// clockwork is a script that waits as long after each mail.
func clockwork(r *rand.Rand, s Setting) func() float64 {
	i := -1.0
	return func() float64 {
		i++
		return (i + 0.2*r.Float64()) / float64(s.Size)
	}
}

// waves are some parts with silence between them.
func waves(r *rand.Rand, _ Setting) func() float64 {
	count, part := 3+r.IntN(6), 0.1+0.4*r.Float64()
	return func() float64 { return (float64(r.IntN(count)) + part*r.Float64()) / float64(count) }
}

// fading has most at once and less and less later.
func fading(r *rand.Rand, _ Setting) func() float64 {
	steep := 2 + 3*r.Float64()
	return func() float64 { return math.Pow(r.Float64(), steep) }
}

// swelling begins with little.
func swelling(r *rand.Rand, _ Setting) func() float64 {
	return func() float64 { return math.Sqrt(r.Float64()) }
}

// bursts come now and then, each smaller than the one before, and fade.
func bursts(r *rand.Rand, _ Setting) func() float64 {
	starts := make([]float64, 2+r.IntN(6))
	for i := range starts {
		starts[i] = (float64(i) + 0.5*r.Float64()) / float64(len(starts))
	}
	return func() float64 {
		i := 0
		for i < len(starts)-1 && chance(r, 45) {
			i++
		}
		return starts[i] + math.Mod(r.ExpFloat64()*0.04, 1-starts[i])
	}
}

// byHour has so much more in some hours of the user's day.
func byHour(busy func(hour int) bool) rhythm {
	return func(r *rand.Rand, s Setting) func() float64 {
		zone, long := zoneOf(s.Home), float64(s.long())
		return func() float64 {
			x := 0.0
			for range 20 {
				x = r.Float64()
				if busy(s.From.Add(time.Duration(x*long)).In(zone).Hour()) || chance(r, 8) {
					break
				}
			}
			return x
		}
	}
}

var (
	byDay   = byHour(func(hour int) bool { return hour >= 7 && hour < 22 })
	byNight = byHour(func(hour int) bool { return hour < 6 || hour == 23 })
)

// everyOtherDay has a wave of some hours, then rests until two days are over.
func everyOtherDay(r *rand.Rand, s Setting) func() float64 {
	part := 0.12 + 0.2*r.Float64()
	count := max(1, float64(s.long())/float64(48*time.Hour))
	return func() float64 {
		wave := math.Floor(r.Float64() * math.Ceil(count))
		return math.Min(1, (wave+part*r.Float64())/count)
	}
}
