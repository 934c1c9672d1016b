package mime

import (
	"net/mail"
	"strings"
	"time"
)

// dateLayouts are the forms of dates that net/mail does not know and that are
// seen all the same.
var dateLayouts = []string{
	time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC3339,
	"Mon, 2 Jan 2006 15:04:05", "2 Jan 2006 15:04:05", "2 Jan 2006 15:04 MST", "2 Jan 06 15:04:05 -0700",
	"Mon, 2 Jan 2006 15:04:05 -07:00", "Mon, 2 Jan 2006 15:04:05 GMT-0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05",
	"Mon, 2 January 2006 15:04:05 -0700", "02/01/2006 15:04:05", "Mon, 2-Jan-2006 15:04:05 -0700",
}

// parseDate reads a date in any form that is seen, and returns it in UTC, so that
// no zone is kept for every message. It returns the zero time for what is no date,
// or one that no mail can have.
func parseDate(value string) time.Time {
	t, ok := usualDate(strings.TrimLeft(value, " "))
	if !ok {
		t = unusualDate(value)
	}
	// SMTP is of 1982; a day of grace stands before the year 2100.
	if t.Year() < 1980 || t.Year() > 2100 {
		return time.Time{}
	}
	return t.UTC()
}

// unusualDate reads dates by their many forms, and returns the zero time for what
// has none of them.
func unusualDate(value string) time.Time {
	value = strings.Join(strings.Fields(oneLine(value, 200)), " ")
	t, err := mail.ParseDate(value)
	if err == nil {
		return t
	}
	if i := strings.IndexByte(value, '('); i > 0 {
		value = strings.TrimSpace(value[:i])
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, value); err == nil {
			return t
		}
	}
	return time.Time{}
}

// usualDate reads the form that nearly all dates have (RFC 5322 section 3.3),
// "Mon, 2 Jan 2006 15:04:05 -0700" and perhaps a comment behind, many times
// faster than [time.Parse].
func usualDate(s string) (time.Time, bool) {
	if len(s) < 5 || s[3] != ',' || s[4] != ' ' {
		return time.Time{}, false
	}
	s = s[5:]
	if len(s) > 1 && s[1] == ' ' {
		s = "0" + s
	}
	const form = "02 Jan 2006 15:04:05 -0700"
	if len(s) < len(form) || (len(s) > len(form) && !strings.HasPrefix(s[len(form):], " (")) {
		return time.Time{}, false
	}
	if s[2] != ' ' || s[6] != ' ' || s[11] != ' ' || s[14] != ':' || s[17] != ':' || s[20] != ' ' || (s[21] != '+' && s[21] != '-') {
		return time.Time{}, false
	}
	month := strings.Index("JanFebMarAprMayJunJulAugSepOctNovDec", s[3:6])
	day, ok1 := number(s[0:2])
	year, ok2 := number(s[7:11])
	hour, ok3 := number(s[12:14])
	minute, ok4 := number(s[15:17])
	sec, ok5 := number(s[18:20])
	zone, ok6 := number(s[22:26])
	if !(ok1 && ok2 && ok3 && ok4 && ok5 && ok6) || month%3 != 0 || hour > 23 || minute > 59 || sec > 59 || zone%100 > 59 {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month/3+1), day, hour, minute, sec, 0, time.UTC)
	if t.Day() != day {
		return time.Time{}, false // there is no 31 June
	}
	east := time.Duration(zone/100*60+zone%100) * time.Minute
	if s[21] == '-' {
		east = -east
	}
	return t.Add(-east), true
}

// number reads decimal digits.
func number(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}
