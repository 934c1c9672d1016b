package mime

import (
	"bytes"
	"regexp"
	"strings"
	"time"
)

// Event is what an invitation invites to (RFC 5545 section 3.6.1). Fields that it does
// not name are empty.
type Event struct {
	Title       string
	Begins      EventTime
	Ends        EventTime
	Place       string
	Organizer   string // mostly an address
	Description string // may have several lines
	Cancelled   bool   // it does not take place
}

// EventTime is when an event begins or ends (RFC 5545 section 3.3.5).
type EventTime struct {
	At      time.Time // as a clock there shows it, written in UTC; zero where the time is not named or not understood
	Zone    string    // the name of the time zone, "UTC" among them; empty where it is that of whoever reads it
	Day     bool      // a whole day: At has no time
	Written string    // as it was written, where it is not understood
}

// IsZero reports whether no time was named.
func (t EventTime) IsZero() bool { return t.At.IsZero() && t.Written == "" }

// unfold joins the lines of a calendar that were folded (RFC 5545 section 3.1).
func unfold(ics []byte) []byte {
	ics = bytes.ReplaceAll(ics, []byte("\r\n"), []byte("\n"))
	ics = bytes.ReplaceAll(ics, []byte("\n "), nil)
	return bytes.ReplaceAll(ics, []byte("\n\t"), nil)
}

// readEvent reads the first event of a calendar whose lines are not folded, or returns nil
// where it has none that says anything, or only answers an invitation.
func readEvent(ics string) *Event {
	var e Event
	cancelled := false
	var within []string // the components that are open
lines:
	for line := range strings.Lines(cleanText(ics)) {
		key, params, value := calendarLine(strings.TrimSpace(line))
		switch {
		case key == "BEGIN":
			within = append(within, strings.ToUpper(value))
		case key == "METHOD" && strings.EqualFold(value, "REPLY"):
			return nil
		case key == "METHOD" && strings.EqualFold(value, "CANCEL"):
			cancelled = true
		case key == "END" && len(within) > 0:
			if within[len(within)-1] == "VEVENT" && e != (Event{}) {
				break lines
			}
			within = within[:len(within)-1]
		case len(within) > 0 && within[len(within)-1] == "VEVENT":
			e.set(key, params, value)
		}
	}
	if e == (Event{}) {
		return nil
	}
	e.Cancelled = e.Cancelled || cancelled
	return &e
}

// calendarLine parts a line into its name, its parameters and its value, which begins
// behind the first colon that is not in quotes (RFC 5545 section 3.1).
func calendarLine(line string) (key, params, value string) {
	quoted := false
	end := strings.IndexFunc(line, func(r rune) bool {
		quoted = quoted != (r == '"')
		return r == ':' && !quoted
	})
	if end < 0 {
		return "", "", ""
	}
	key, params, _ = strings.Cut(line[:end], ";")
	return strings.ToUpper(key), params, line[end+1:]
}

// set takes in one property. Of several alike the first counts.
func (e *Event) set(key, params, value string) {
	text := func(field *string) {
		if *field == "" {
			*field = strings.TrimSpace(calendarEscapes.Replace(value))
		}
	}
	when := func(field *EventTime) {
		if field.IsZero() {
			*field = readEventTime(params, value)
		}
	}
	switch key {
	case "SUMMARY":
		text(&e.Title)
	case "DTSTART":
		when(&e.Begins)
	case "DTEND":
		when(&e.Ends)
	case "LOCATION":
		text(&e.Place)
	case "DESCRIPTION":
		text(&e.Description)
	case "STATUS":
		e.Cancelled = strings.EqualFold(value, "CANCELLED")
	case "ORGANIZER":
		if scheme, addr, ok := strings.Cut(value, ":"); ok && strings.EqualFold(scheme, "mailto") {
			value = addr
		}
		text(&e.Organizer)
	}
}

// calendarEscapes undoes the escapes of a text (RFC 5545 section 3.3.11).
var calendarEscapes = strings.NewReplacer(`\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";", `\\`, `\`)

var zoneParam = regexp.MustCompile(`(?i)(?:^|;)TZID=("[^"]*"|[^;]*)`)

func readEventTime(params, value string) EventTime {
	for layout, day := range map[string]bool{"20060102": true, "20060102T150405": false, "20060102T150405Z": false} {
		at, err := time.Parse(layout, value)
		if err != nil {
			continue
		}
		t := EventTime{At: at, Day: day}
		if m := zoneParam.FindStringSubmatch(params); m != nil && !day {
			t.Zone = oneLine(strings.Trim(m[1], `"`), 100)
		}
		if strings.HasSuffix(value, "Z") {
			t.Zone = "UTC"
		}
		return t
	}
	return EventTime{Written: oneLine(value, 100)}
}
