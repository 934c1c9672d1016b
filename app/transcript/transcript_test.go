package transcript

import (
	"fmt"
	"strings"
	"testing"

	"github.com/restante/restante/app/account"
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
			tracer := c.Tracer("anna")
			for _, e := range tt.events {
				tracer.Tell(e)
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
		c.Tracer("anna").Tell(pop3.Event{Kind: pop3.Row, Text: fmt.Sprint(i)})
		c.Tracer("anna").Tell(pop3.Event{Kind: pop3.Sent, Text: fmt.Sprint("X", i)})
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

// TestTranscriptOfTwoMailboxes has two mailboxes speak at a time: each line says whose it
// is, and what is folded goes to the line of the same mailbox.
func TestTranscriptOfTwoMailboxes(t *testing.T) {
	c := New()
	anna, olav := c.Tracer("anna"), c.Tracer("olav")
	if anna == olav || c.Tracer("anna") != anna {
		t.Fatal("tracers are mixed up")
	}
	for range 5 {
		anna.Tell(pop3.Event{Kind: pop3.Sent, Text: "TOP 1 0"})
		olav.Tell(pop3.Event{Kind: pop3.Sent, Text: "TOP 9 0"})
	}
	olav.Tell(pop3.Event{Kind: pop3.Received, Text: "+OK olav"})
	anna.Tell(pop3.Event{Kind: pop3.Received, Text: "+OK anna"})
	olav.Tell(pop3.Event{Kind: pop3.Folded, Lines: 7, Bytes: 70})
	lines, _ := c.Lines(0)
	count := map[account.ID]int{}
	for _, l := range lines {
		count[l.Mailbox]++
		if l.Kind == Sent && strings.HasPrefix(l.Text, "TOP 1") != (l.Mailbox == "anna") || l.Kind == Received && l.Text != "+OK "+string(l.Mailbox) {
			t.Errorf("%+v is not of %s", l, l.Mailbox)
		}
		if (l.Folded == 7) != (l.Text == "+OK olav") {
			t.Errorf("folded into %+v", l)
		}
	}
	if count["anna"] != 4 || count["olav"] != 4 { // three of five that are alike, and the answer
		t.Errorf("%v lines", count)
	}
}
