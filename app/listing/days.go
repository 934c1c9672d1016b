package listing

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// dayWordsMost is how many words a day may have, such as "3 weeks ago".
const dayWordsMost = 3

// parseDay reads the beginning of a day, a week, a month or a year. What has no year
// is the last one that has begun.
func parseDay(s string, now time.Time) (time.Time, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2006-1", "2006", "2.1.2006", "1/2006", "1.2006"} {
		if t, err := time.ParseInLocation(layout, s, now.Location()); err == nil && t.Year() >= 1970 {
			return t, true
		}
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	for _, read := range []func([]string, time.Time) (time.Time, bool){parseSpoken, parseAgo, parseNamed} {
		if t, ok := read(words, now); ok {
			return t, true
		}
	}
	return time.Time{}, false
}

// startOf is the beginning of a day.
func startOf(y int, m time.Month, d int, now time.Time) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, now.Location())
}

// parseSpoken reads "yesterday", "last week", "monday" and the like.
func parseSpoken(words []string, now time.Time) (time.Time, bool) {
	y, m, d := now.Date()
	monday := d - (int(now.Weekday())+6)%7
	switch strings.Join(words, " ") {
	case "today":
		return startOf(y, m, d, now), true
	case "yesterday":
		return startOf(y, m, d-1, now), true
	case "week", "this week":
		return startOf(y, m, monday, now), true
	case "last week":
		return startOf(y, m, monday-7, now), true
	case "month", "this month":
		return startOf(y, m, 1, now), true
	case "last month":
		return startOf(y, m-1, 1, now), true
	case "year", "this year":
		return startOf(y, 1, 1, now), true
	case "last year":
		return startOf(y-1, 1, 1, now), true
	}
	if len(words) == 2 && words[0] == "last" {
		words = words[1:]
	}
	if len(words) != 1 || len(words[0]) < 3 {
		return time.Time{}, false
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.HasPrefix(strings.ToLower(day.String()), words[0]) {
			back := (int(now.Weekday()) - int(day) + 7) % 7
			if back == 0 {
				back = 7 // today has a name of its own
			}
			return startOf(y, m, d-back, now), true
		}
	}
	return time.Time{}, false
}

// parseAgo reads "3 days", "2 weeks ago".
func parseAgo(words []string, now time.Time) (time.Time, bool) {
	if len(words) == 3 && words[2] == "ago" {
		words = words[:2]
	}
	if len(words) != 2 {
		return time.Time{}, false
	}
	n, err := strconv.Atoi(words[0])
	if err != nil || n < 1 || n > 10_000 {
		return time.Time{}, false
	}
	y, m, d := now.Date()
	switch strings.TrimSuffix(words[1], "s") {
	case "day":
		return startOf(y, m, d-n, now), true
	case "week":
		return startOf(y, m, d-7*n, now), true
	case "month":
		return inMonth(y, m-time.Month(n), d, now), true
	case "year":
		return inMonth(y-n, m, d, now), true
	}
	return time.Time{}, false
}

// inMonth is the beginning of a day of a month, or of its last one where it has fewer.
func inMonth(y int, m time.Month, d int, now time.Time) time.Time {
	last := startOf(y, m+1, 0, now).Day()
	return startOf(y, m, min(d, last), now)
}

// unfinished reports whether a day that was read would go on with a number: it ends with
// one, or names a month, and has no year beside that; or what follows is a time of day.
func unfinished(day, next string) bool {
	if hour, rest, ok := strings.Cut(next, ":"); ok && allDigits(hour) && rest != "" && allDigits(rest[:1]) {
		return true
	}
	words := strings.Fields(day)
	open := allDigits(words[len(words)-1])
	for _, w := range words {
		if len(words) > 1 && len(w) == 4 && allDigits(w) {
			return false
		}
		open = open || monthNamed(strings.Trim(strings.ToLower(w), ".,")) != 0
	}
	return open && startsWithDigit(next)
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func startsWithDigit(s string) bool { return s != "" && allDigits(s[:1]) }

// parseNamed reads days with the name of a month: "november", "3 june", "June 3rd,
// 2026", "nov 2025". A day that the month does not have is none.
func parseNamed(words []string, now time.Time) (time.Time, bool) {
	var (
		month     time.Month
		day, year int
	)
	for _, w := range words {
		w = strings.TrimSuffix(w, ".")
		if m := monthNamed(w); m != 0 && month == 0 {
			month = m
			continue
		}
		for _, end := range []string{"st", "nd", "rd", "th"} {
			w = strings.TrimSuffix(w, end)
		}
		n, err := strconv.Atoi(w)
		switch {
		case err != nil:
			return time.Time{}, false
		case n >= 1 && n <= 31 && day == 0:
			day = n
		case n >= 1970 && n <= 9999 && year == 0:
			year = n
		default:
			return time.Time{}, false
		}
	}
	if month == 0 {
		return time.Time{}, false
	}
	first := max(day, 1)
	if year > 0 {
		t := startOf(year, month, first, now)
		return t, t.Day() == first
	}
	for y := now.Year(); y > now.Year()-8; y-- { // the 29th of February is not in every year
		if t := startOf(y, month, first, now); t.Day() == first && !t.After(now) {
			return t, true
		}
	}
	return time.Time{}, false
}

// monthNamed is the month that a word names, by three letters or more; 0 for none.
func monthNamed(w string) time.Month {
	if w == "sept" {
		return time.September
	}
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); len(w) >= 3 && strings.HasPrefix(name, w) {
			return m
		}
	}
	return 0
}
