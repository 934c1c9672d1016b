package words

import (
	"time"

	"github.com/restante/restante/app/lang"
)

// DaySpan writes from when to when, as short as it stays clear: "3–28 May",
// "12 Mar–today", "today".
func DaySpan(from, to, now time.Time) string { return daySpan(from, to, now, DayWords) }

// daySpan is [DaySpan] with another way to write the day that it begins with.
func daySpan(from, to, now time.Time, first func(t, now time.Time) string) string {
	if from.IsZero() || to.IsZero() {
		return lang.T("date.none")
	}
	from, to = from.In(now.Location()), to.In(now.Location())
	if sameDay(from, to) {
		return first(to, now)
	}
	begin := first(from, now)
	if from.Month() == to.Month() && from.Year() == to.Year() && !nearDay(to, now) {
		begin = lang.Date(from, "date.day-only")
	}
	return lang.T("date.span", lang.Args{"From": begin, "To": DayWords(to, now)})
}

func nearDay(t, now time.Time) bool {
	return sameDay(t, now) || sameDay(t, now.AddDate(0, 0, -1))
}

// DayWords is a day without the time.
func DayWords(t, now time.Time) string {
	switch {
	case sameDay(t, now):
		return lang.T("date.today")
	case sameDay(t, now.AddDate(0, 0, -1)):
		return lang.T("date.yesterday")
	}
	return dayOf(t, now)
}

// capitalDay is [DayWords] at the beginning of a line.
func capitalDay(t, now time.Time) string {
	switch {
	case sameDay(t, now):
		return lang.T("date.today-first")
	case sameDay(t, now.AddDate(0, 0, -1)):
		return lang.T("date.yesterday-first")
	}
	return dayOf(t, now)
}

// timeSpan tells within which times something happened: "today between 09:12 and
// 09:26", "between 3 May, 22:10 and 5 May, 04:00".
func timeSpan(from, to, now time.Time) string {
	if from.IsZero() || to.IsZero() {
		return lang.T("date.unknown-times")
	}
	from, to = from.In(now.Location()), to.In(now.Location())
	if !sameDay(from, to) {
		moment := func(t time.Time) string {
			return lang.T("date.day-time", lang.Args{"Day": DayWords(t, now), "Time": Clock(t)})
		}
		return lang.T("date.between", lang.Args{"From": moment(from), "To": moment(to)})
	}
	at, between := "date.on-day-at", "date.on-day-between"
	if nearDay(to, now) {
		at, between = "date.day-at", "date.day-between"
	}
	if to.Sub(from) < time.Minute {
		return lang.T(at, lang.Args{"Day": DayWords(to, now), "Time": Clock(from)})
	}
	return lang.T(between, lang.Args{"Day": DayWords(to, now), "From": Clock(from), "To": Clock(to)})
}

// ClockSpan is the shortest form, for the panel at the left: "today 09:12–09:26".
func ClockSpan(from, to, now time.Time) string { return clockSpan(from, to, now, DayWords) }

// clockSpan is [ClockSpan] with another way to write the day that it begins with.
func clockSpan(from, to, now time.Time, first func(t, now time.Time) string) string {
	if from.IsZero() || to.IsZero() {
		return ""
	}
	from, to = from.In(now.Location()), to.In(now.Location())
	if !sameDay(from, to) {
		return daySpan(from, to, now, first)
	}
	return lang.T("date.clock-span", lang.Args{"Day": first(to, now), "From": Clock(from), "To": Clock(to)})
}

// Lasting writes how long something took: "14 minutes", "3 hours", "2 days".
func Lasting(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return lang.T("span.seconds", lang.Args{"Count": max(int(d.Seconds()+0.5), 1)})
	case d < 100*time.Minute:
		return lang.T("span.minutes", lang.Args{"Count": int(d.Minutes() + 0.5)})
	case d < 48*time.Hour:
		return lang.T("span.hours", lang.Args{"Count": int(d.Hours() + 0.5)})
	}
	return lang.T("span.days", lang.Args{"Count": int(d.Hours()/24 + 0.5)})
}

// Share writes a part of a whole in per cent, and never 0 or 100 for what is
// neither.
func Share(part, whole int) string {
	p := 0
	if whole > 0 {
		p = (part*100 + whole/2) / whole
	}
	switch {
	case whole > 0 && part > 0 && p == 0:
		return lang.T("share.under-one")
	case whole > 0 && part < whole && p == 100:
		return lang.T("share.over-99")
	}
	return lang.T("share.percent", lang.Args{"Count": p})
}
