package mime

import (
	"testing"
	"time"
)

func TestEvent(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 12, day, hour, 0, 0, 0, time.UTC) }
	tests := []struct {
		name, ics string
		want      Event
	}{
		{
			"zones and escapes", "BEGIN:VEVENT\nSUMMARY:Choir\\, spring\nDTSTART;TZID=Europe/Oslo:20261203T190000\nDTEND:20261203T200000Z\nLOCATION:School\\; hall\nEND:VEVENT\n",
			Event{Title: "Choir, spring", Begins: EventTime{At: at(3, 19), Zone: "Europe/Oslo"}, Ends: EventTime{At: at(3, 20), Zone: "UTC"}, Place: "School; hall"},
		},
		{
			"whole days", "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261205\nEND:VEVENT\n",
			Event{Begins: EventTime{At: at(3, 0), Day: true}, Ends: EventTime{At: at(5, 0), Day: true}},
		},
		{"no zone", "BEGIN:VEVENT\nDTSTART:20261203T190000\nEND:VEVENT\n", Event{Begins: EventTime{At: at(3, 19)}}},
		{
			"a quoted zone with a colon", "BEGIN:VEVENT\nDTSTART;TZID=\"(UTC+01:00) Oslo\":20261203T190000\nEND:VEVENT\n",
			Event{Begins: EventTime{At: at(3, 19), Zone: "(UTC+01:00) Oslo"}},
		},
		{
			"the zone's own times and the alarm are not the event's", "BEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:16010101T030000\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART:20261203T190000Z\nBEGIN:VALARM\nDESCRIPTION:Reminder\nEND:VALARM\nSUMMARY:Choir\nEND:VEVENT\n",
			Event{Title: "Choir", Begins: EventTime{At: at(3, 19), Zone: "UTC"}},
		},
		{"folded lines", "BEGIN:VEVENT\r\nSUMMARY:A long\r\n  title\r\nEND:VEVENT\r\n", Event{Title: "A long title"}},
		{"folded within a letter", "BEGIN:VEVENT\nSUMMARY:Caf\xc3\n \xa9\nEND:VEVENT\n", Event{Title: "Café"}},
		{"called off", "BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nSUMMARY:Choir\nEND:VEVENT\n", Event{Title: "Choir", Cancelled: true}},
		{"called off, and no end", "METHOD:CANCEL\nBEGIN:VEVENT\nSUMMARY:Choir\n", Event{Title: "Choir", Cancelled: true}},
		{"called off by its state", "BEGIN:VEVENT\nSUMMARY:Choir\nSTATUS:CANCELLED\nEND:VEVENT\n", Event{Title: "Choir", Cancelled: true}},
		{"who invites", "BEGIN:VEVENT\nORGANIZER;CN=\"Berg: Anna\":MAILTO:anna@choir.example\nEND:VEVENT\n", Event{Organizer: "anna@choir.example"}},
		{"the first of several", "BEGIN:VEVENT\nSUMMARY:One\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Two\nEND:VEVENT\n", Event{Title: "One"}},
		{"no end", "BEGIN:VEVENT\nSUMMARY:One", Event{Title: "One"}},
		{"a day that there is not", "BEGIN:VEVENT\nDTSTART:20261345T000000\nEND:VEVENT\n", Event{Begins: EventTime{Written: "20261345T000000"}}},
		{"lines before it, an end too many, no colon", "END:VCALENDAR\nSUMMARY:No\nBEGIN:VEVENT\nnothing\nSUMMARY:Yes\n", Event{Title: "Yes"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := readEvent(string(unfold([]byte(tt.ics)))); got == nil || *got != tt.want {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
		})
	}
	for _, ics := range []string{"", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "BEGIN:VEVENT\nEND:VEVENT\n", "METHOD:REPLY\nBEGIN:VEVENT\nSUMMARY:Choir\nEND:VEVENT\n"} {
		if got := readEvent(ics); got != nil {
			t.Errorf("%q: %+v", ics, got)
		}
	}
}

func TestReadFindsTheEvent(t *testing.T) {
	m := read("Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Choir\nEND:VEVENT\nEND:VCALENDAR\n")
	if m.Event == nil || m.Event.Title != "Choir" || m.Text != "" || len(m.Attachments) != 1 {
		t.Errorf("%+v, text %q", m.Event, m.Text)
	}
}
