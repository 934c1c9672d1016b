package words

import (
	"strings"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/mime"
)

// Event tells what a message invites to, a line each; for one that says it in no other
// way.
func Event(e *mime.Event) string {
	var lines []string
	add := func(id, value string) {
		if value != "" {
			lines = append(lines, lang.T(id, lang.Args{"Value": value}))
		}
	}
	if e.Cancelled {
		lines = append(lines, lang.T("event.cancelled"))
	}
	if e.Title != "" {
		lines = append(lines, e.Title)
	}
	add("event.begins", eventTime(e.Begins))
	add("event.ends", eventTime(lastDay(e)))
	add("event.where", e.Place)
	add("event.from", e.Organizer)
	if e.Description != "" {
		lines = append(lines, "", e.Description)
	}
	return strings.Join(lines, "\n") + "\n"
}

// eventTime writes when an event begins or ends, as a clock there shows it.
func eventTime(t mime.EventTime) string {
	switch {
	case t.At.IsZero():
		return t.Written
	case t.Day:
		return lang.Date(t.At, "date.day-of-week")
	case t.Zone == "":
		return lang.Date(t.At, "date.full-year")
	}
	return lang.T("event.time-zone", lang.Args{"Time": lang.Date(t.At, "date.full-year"), "Zone": t.Zone})
}

// lastDay is when an event ends, said as people say it: one of whole days ends with its
// last day, and not with the day behind it (RFC 5545 section 3.6.1).
func lastDay(e *mime.Event) mime.EventTime {
	t := e.Ends
	if t.Day && t.At.After(e.Begins.At) {
		t.At = t.At.AddDate(0, 0, -1)
	}
	return t
}
