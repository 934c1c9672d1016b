package transcript

import (
	"fmt"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
)

func shown(c *Log) string {
	lines, _ := c.Lines(0)
	var out strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&out, "%c %s", "*!.>< "[l.Kind], l.Text)
		if l.More > 0 {
			fmt.Fprintf(&out, " +%d", l.More)
		}
		if l.Folded > 0 {
			fmt.Fprintf(&out, " (%d lines, %d bytes)", l.Folded, l.Bytes)
		}
		out.WriteString("|")
	}
	return out.String()
}

func TestTranscript(t *testing.T) {
	say := func(kind pop3.EventKind, text string) pop3.Event { return pop3.Event{Kind: kind, Text: text} }
	var many []pop3.Event
	for i := range 6 {
		many = append(many, say(pop3.Sent, fmt.Sprintf("TOP %d 0", i)))
	}
	for range 6 {
		many = append(many, say(pop3.Received, "+OK"), pop3.Event{Kind: pop3.Folded, Lines: 10, Bytes: 100})
	}
	many = append(many, say(pop3.Sent, "QUIT"), say(pop3.Received, "+OK bye"))
	tests := []struct {
		name   string
		events []pop3.Event
		want   string
	}{
		{
			"a list",
			[]pop3.Event{say(pop3.Connected, "host"), say(pop3.Received, "+OK hi"), say(pop3.Sent, "LIST"), say(pop3.Received, "+OK"), say(pop3.Row, "1 100"), say(pop3.Row, "2 100"), {Kind: pop3.Folded, Lines: 98, Bytes: 900}},
			"* host|< +OK hi|> LIST|< +OK|  1 100|  2 100 (98 lines, 900 bytes)|",
		},
		{"many of a kind", many, "> TOP 0 0|> TOP 1 0|> TOP 2 0 +3|< +OK (10 lines, 100 bytes)|< +OK (10 lines, 100 bytes)|< +OK +3 (40 lines, 400 bytes)|> QUIT|< +OK bye|"},
		{"refusals among them", []pop3.Event{say(pop3.Received, "+OK"), say(pop3.Received, "-ERR a"), say(pop3.Received, "+OK"), say(pop3.Received, "+OK"), say(pop3.Received, "+OK"), say(pop3.Received, "+OK")}, "< +OK|< -ERR a|< +OK|< +OK|< +OK +1|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := New()
			for _, e := range tt.events {
				c.add(e)
			}
			if got := shown(c); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestTranscriptIsBounded(t *testing.T) {
	c := New()
	for i := range 100_000 {
		c.add(pop3.Event{Kind: pop3.Row, Text: fmt.Sprint(i)})
		c.add(pop3.Event{Kind: pop3.Sent, Text: fmt.Sprint("X", i)})
	}
	lines, rev := c.Lines(0)
	if len(lines) > 2*maxLines || lines[len(lines)-1].Text != "X99999" {
		t.Errorf("%d lines, the last is %+v", len(lines), lines[len(lines)-1])
	}
	if again, _ := c.Lines(rev); again != nil {
		t.Error("unchanged lines are handed out again")
	}
	c.Listen(false)
	if lines, _ := c.Lines(rev); len(lines) != 0 {
		t.Error("lines are kept when nobody listens")
	}
}
