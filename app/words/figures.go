package words

import (
	"path/filepath"
	"time"

	"github.com/restante/restante/app/lang"
)

// Count writes a number.
func Count(n int) string { return lang.Count(n) }

// Messages writes "1 message" or "10,240 messages".
func Messages(n int) string { return lang.T("messages", lang.Args{"Count": n}) }

const kilo, mega, giga = 1 << 10, 1 << 20, 1 << 30

// ByteSize writes a size the way a person says it: "14 KB", "3.4 MB". Of small numbers
// one decimal is told.
func ByteSize(n int64) string {
	if n < kilo {
		return lang.T("size.bytes", lang.Args{"Count": max(n, 0)})
	}
	return scaled(n, lang.Tenths)
}

// scaled writes a size in the unit that suits it. small writes numbers below ten kilobytes
// and below a hundred of the larger units.
func scaled(n int64, small func(float64) string) string {
	id, unit, whole := "size.gb", int64(giga), 100.0
	switch {
	case n < mega-kilo/2:
		id, unit, whole = "size.kb", kilo, 10
	case n < giga-mega/2:
		id, unit = "size.mb", mega
	}
	v := float64(n) / float64(unit)
	text := lang.Count(int(v + 0.5))
	if v < whole-0.05 {
		text = small(v)
	}
	return lang.T(id, lang.Args{"Size": text})
}

// rowSize is [ByteSize] for the narrow column, in which the digits stand under one another.
func rowSize(n int64) string {
	if n < kilo {
		return lang.T("size.row-bytes", lang.Args{"Count": max(n, 0)})
	}
	return scaled(n, func(v float64) string {
		if v < 9.95 {
			return lang.TenthsKept(v)
		}
		return lang.Tenths(v)
	})
}

// RowDate writes a date as short as it stays clear: today only the time, this
// year the day, older ones with the year.
func RowDate(t, now time.Time) string {
	if t.IsZero() {
		return lang.T("date.none")
	}
	t = t.In(now.Location())
	if sameDay(t, now) {
		return Clock(t)
	}
	return dayOf(t, now)
}

// dayOf writes a day, with the year where it is another one.
func dayOf(t, now time.Time) string {
	if t.Year() == now.Year() {
		return lang.Date(t, "date.day")
	}
	return lang.Date(t, "date.day-year")
}

// Clock writes the time of day, in the zone of t.
func Clock(t time.Time) string { return lang.Date(t, "date.time") }

// ReadDate writes a date in full for the reader.
func ReadDate(t, now time.Time) string {
	if t.IsZero() {
		return lang.T("date.none")
	}
	t = t.In(now.Location())
	switch {
	case sameDay(t, now):
		return lang.T("date.today-time", lang.Args{"Time": Clock(t)})
	case sameDay(t, now.AddDate(0, 0, -1)):
		return lang.T("date.yesterday-time", lang.Args{"Time": Clock(t)})
	case t.Year() == now.Year():
		return lang.Date(t, "date.full")
	}
	return lang.Date(t, "date.full-year")
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// Seconds rounds up, so that "in 0 s" is never said while it is not over.
func Seconds(d time.Duration) string {
	s := int((d + time.Second - 1) / time.Second)
	if s >= 120 {
		return lang.T("span.minutes-short", lang.Args{"Count": (s + 59) / 60})
	}
	return lang.T("span.seconds-short", lang.Args{"Count": max(s, 0)})
}

// ShortDir is the end of a path, which is what tells one folder from another.
func ShortDir(dir string) string {
	up := filepath.Base(filepath.Dir(dir))
	if up == "." || up == string(filepath.Separator) {
		return dir
	}
	return up + " › " + filepath.Base(dir)
}

// RestOnItsWay tells that a message can be read, and is not all there yet.
func RestOnItsWay(got, size int64) string {
	return lang.T("reader.rest", lang.Args{"Progress": Progress(got, size)})
}

// Progress tells a part of a size.
func Progress(got, size int64) string {
	return lang.T("size.part", lang.Args{"Got": ByteSize(got), "All": ByteSize(max(got, size))})
}
