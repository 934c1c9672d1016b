package words

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Count writes a number with thousands separators.
func Count(n int) string {
	s := strconv.Itoa(n)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if neg {
		s = "-" + s
	}
	return s
}

// Messages writes "1 message" or "10,240 messages".
func Messages(n int) string {
	if n == 1 {
		return "1 message"
	}
	return Count(n) + " messages"
}

// ByteSize writes a size the way a person says it: "14 KB", "3.4 MB". Below ten
// one decimal is told.
func ByteSize(n int64) string {
	const kilo, mega, giga = 1 << 10, 1 << 20, 1 << 30
	switch {
	case n < 0:
		return "0 bytes"
	case n == 1:
		return "1 byte"
	case n < kilo:
		return strconv.FormatInt(n, 10) + " bytes"
	case n < mega-kilo/2:
		return scaled(n, kilo, 10) + " KB"
	case n < giga-mega/2:
		return scaled(n, mega, 100) + " MB"
	}
	return scaled(n, giga, 100) + " GB"
}

func scaled(n, unit int64, whole float64) string {
	v := float64(n) / float64(unit)
	if v < whole-0.05 {
		return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
	}
	return Count(int(v + 0.5))
}

// rowSize is byteSize for the narrow column, in which the digits stand under
// one another.
func rowSize(n int64) string {
	if n < 1<<10 {
		return strconv.FormatInt(max(n, 0), 10) + " B"
	}
	number, unit, _ := strings.Cut(ByteSize(n), " ")
	if len(number) == 1 {
		number += ".0"
	}
	return number + " " + unit
}

// RowDate writes a date as short as it stays clear: today only the time, this
// year the day, older ones with the year.
func RowDate(t, now time.Time) string {
	if t.IsZero() {
		return "no date"
	}
	t = t.In(now.Location())
	switch {
	case sameDay(t, now):
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// ReadDate writes a date in full for the reader.
func ReadDate(t, now time.Time) string {
	if t.IsZero() {
		return "no date"
	}
	t = t.In(now.Location())
	switch {
	case sameDay(t, now):
		return "today, " + t.Format("15:04")
	case sameDay(t, now.AddDate(0, 0, -1)):
		return "yesterday, " + t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("Mon 2 Jan, 15:04")
	}
	return t.Format("Mon 2 Jan 2006, 15:04")
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
		return fmt.Sprintf("%d min", (s+59)/60)
	}
	return fmt.Sprintf("%d s", max(s, 0))
}

// ShortDir is the end of a path, which is what tells one folder from another.
func ShortDir(dir string) string {
	up := filepath.Base(filepath.Dir(dir))
	if up == "." || up == string(filepath.Separator) {
		return dir
	}
	return up + " › " + filepath.Base(dir)
}

// UpperFirst makes the first letter of a sentence a capital.
func UpperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// RestOnItsWay tells that a message can be read, and is not all there yet.
func RestOnItsWay(got, size int64) string {
	return "The rest of this message is on its way: " + Progress(got, size) + "."
}

// Progress tells a part of a size in the unit of the whole.
func Progress(got, size int64) string {
	if got > size {
		size = got
	}
	return ByteSize(got) + " of " + ByteSize(size)
}
