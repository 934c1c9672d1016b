package words

import (
	"strconv"
	"time"
)

// DaySpan writes from when to when, as short as it stays clear: "3–28 May",
// "12 Mar–today", "today".
func DaySpan(from, to, now time.Time) string {
	if from.IsZero() || to.IsZero() {
		return "no date"
	}
	from, to = from.In(now.Location()), to.In(now.Location())
	if sameDay(from, to) {
		return DayWords(to, now)
	}
	if from.Month() == to.Month() && from.Year() == to.Year() && !nearDay(to, now) {
		return strconv.Itoa(from.Day()) + "–" + DayWords(to, now)
	}
	return DayWords(from, now) + "–" + DayWords(to, now)
}

func nearDay(t, now time.Time) bool {
	return sameDay(t, now) || sameDay(t, now.AddDate(0, 0, -1))
}

// DayWords is a day without the time.
func DayWords(t, now time.Time) string {
	switch {
	case sameDay(t, now):
		return "today"
	case sameDay(t, now.AddDate(0, 0, -1)):
		return "yesterday"
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// timeSpan tells within which times something happened: "today between 09:12 and
// 09:26", "between 3 May, 22:10 and 5 May, 04:00".
func timeSpan(from, to, now time.Time) string {
	if from.IsZero() || to.IsZero() {
		return "at times that are not known"
	}
	from, to = from.In(now.Location()), to.In(now.Location())
	if !sameDay(from, to) {
		return "between " + DayWords(from, now) + ", " + from.Format("15:04") + " and " + DayWords(to, now) + ", " + to.Format("15:04")
	}
	day := DayWords(to, now)
	if !nearDay(to, now) {
		day = "on " + day
	}
	if to.Sub(from) < time.Minute {
		return day + " at " + from.Format("15:04")
	}
	return day + " between " + from.Format("15:04") + " and " + to.Format("15:04")
}

// ClockSpan is the shortest form, for the panel at the left: "today 09:12–09:26".
func ClockSpan(from, to, now time.Time) string {
	if from.IsZero() || to.IsZero() {
		return ""
	}
	from, to = from.In(now.Location()), to.In(now.Location())
	if !sameDay(from, to) {
		return DaySpan(from, to, now)
	}
	return DayWords(to, now) + " " + from.Format("15:04") + "–" + to.Format("15:04")
}

// Lasting writes how long something took: "14 minutes", "3 hours", "2 days".
func Lasting(d time.Duration) string {
	unit := func(n int, one, many string) string { return Count(n) + " " + Plural(n, one, many) }
	switch {
	case d < 90*time.Second:
		return unit(max(int(d.Seconds()+0.5), 1), "second", "seconds")
	case d < 100*time.Minute:
		return unit(int(d.Minutes()+0.5), "minute", "minutes")
	case d < 48*time.Hour:
		return unit(int(d.Hours()+0.5), "hour", "hours")
	}
	return unit(int(d.Hours()/24+0.5), "day", "days")
}

// Share writes a part of a whole in per cent, and never 0 or 100 for what is
// neither.
func Share(part, whole int) string {
	if whole <= 0 {
		return "0 %"
	}
	p := (part*100 + whole/2) / whole
	switch {
	case part > 0 && p == 0:
		return "under 1 %"
	case part < whole && p == 100:
		return "over 99 %"
	}
	return strconv.Itoa(p) + " %"
}
