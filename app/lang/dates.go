package lang

import (
	"strconv"
	"strings"
	"time"
)

// Date writes a moment by a pattern of the catalogue, named by its id. A pattern is made of
// the letters of CLDR: d (day), MMM and MMMM (month, short and whole), MM (as a number of two
// digits), yyyy, HH, mm, ss, EEE (day of the week, short). What stands between quotes, and
// everything that is no letter, is written as it stands.
func Date(t time.Time, pattern string) string {
	p := T(pattern)
	var b strings.Builder
	for len(p) > 0 {
		if p[0] == '\'' {
			text, rest, _ := strings.Cut(p[1:], "'")
			b.WriteString(text)
			p = rest
			continue
		}
		n := 1
		for n < len(p) && p[n] == p[0] {
			n++
		}
		b.WriteString(field(t, p[:n]))
		p = p[n:]
	}
	return b.String()
}

// field writes one part of a date.
func field(t time.Time, letters string) string {
	switch letters {
	case "d":
		return strconv.Itoa(t.Day())
	case "MM":
		return twoDigits(int(t.Month()))
	case "MMM":
		return T("date.month.short." + strconv.Itoa(int(t.Month())))
	case "MMMM":
		return T("date.month.whole." + strconv.Itoa(int(t.Month())))
	case "yyyy":
		return strconv.Itoa(t.Year())
	case "EEE":
		return T("date.weekday.short." + strconv.Itoa(int(t.Weekday())))
	case "HH":
		return twoDigits(t.Hour())
	case "mm":
		return twoDigits(t.Minute())
	case "ss":
		return twoDigits(t.Second())
	}
	return letters
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
