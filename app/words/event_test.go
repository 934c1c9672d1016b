package words

import (
	"testing"
	"time"

	"github.com/restante/restante/mime"
)

func TestEvent(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 12, d, 0, 0, 0, 0, time.UTC) }
	tests := []struct {
		name  string
		event mime.Event
		want  string
	}{
		{"with zones", mime.Event{
			Title: "Choir", Place: "School", Organizer: "anna@choir.example", Description: "Bring\nthe notes",
			Begins: mime.EventTime{At: day(3).Add(19 * time.Hour), Zone: "Europe/Oslo"}, Ends: mime.EventTime{At: day(3).Add(20 * time.Hour), Zone: "UTC"},
		}, "Choir\nBegins: Thu 3 Dec 2026, 19:00 (Europe/Oslo)\nEnds: Thu 3 Dec 2026, 20:00 (UTC)\nWhere: School\nFrom: anna@choir.example\n\nBring\nthe notes\n"},
		{"at the clock of whoever reads it", mime.Event{Title: "Choir", Begins: mime.EventTime{At: day(3).Add(19 * time.Hour)}}, "Choir\nBegins: Thu 3 Dec 2026, 19:00\n"},
		{"two whole days", mime.Event{Begins: mime.EventTime{At: day(3), Day: true}, Ends: mime.EventTime{At: day(5), Day: true}}, "Begins: Thu 3 Dec 2026\nEnds: Fri 4 Dec 2026\n"},
		{"a whole day that ends when it begins", mime.Event{Begins: mime.EventTime{At: day(3), Day: true}, Ends: mime.EventTime{At: day(3), Day: true}}, "Begins: Thu 3 Dec 2026\nEnds: Thu 3 Dec 2026\n"},
		{"called off", mime.Event{Title: "Choir", Cancelled: true}, "This has been called off.\nChoir\n"},
		{"a time that is none", mime.Event{Begins: mime.EventTime{Written: "soon"}}, "Begins: soon\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Event(&tt.event); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestBody(t *testing.T) {
	tests := []struct {
		name string
		m    mime.Message
		want string
	}{
		{"text", mime.Message{Text: "Hello\n", Event: &mime.Event{Title: "Choir"}}, "Hello\n"},
		{"an invitation alone", mime.Message{Event: &mime.Event{Title: "Choir"}}, "Choir\n"},
		{"only the beginning has come", mime.Message{Partial: true}, ""},
	}
	for _, tt := range tests {
		if got := Body(&tt.m); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
