package memserver_test

import (
	"strings"
	"testing"

	"github.com/restante/restante/pop3/memserver"
)

func TestOddAnswers(t *testing.T) {
	login := []string{"USER anna", "PASS secret"}
	tests := []struct {
		name   string
		faults memserver.Faults
		lines  []string
		want   string
	}{
		{"gaps", memserver.Faults{Gaps: 3}, []string{"LIST", "UIDL 6", "LIST 2", "DELE 3", "LIST"}, "+OK|3 28|6 21|.|+OK 6 b|-ERR no such message|+OK marked|+OK|6 21|.|+OK good bye|"},
		{"other unique-ids", memserver.Faults{UIDL: func(uid string) string { return uid + uid }}, []string{"UIDL"}, "+OK|1 aa|2 bb|.|+OK good bye|"},
		{"chatter", memserver.Faults{Rules: []memserver.Rule{{Act: memserver.OKText, Text: " ha"}}}, []string{"STAT", "LIST 1", "LIST", "DELE 9", "NOOP"}, "+OK 2 49|+OK 1 28|+OK ha|1 28|2 21|.|-ERR no such message|+OK ha|+OK ha|"},
		{"other rows", memserver.Faults{Row: func(verb, row string) string { return row + " of " + verb }}, []string{"LIST", "UIDL 2"}, "+OK|1 28 of LIST|2 21 of LIST|.|+OK 2 b of UIDL|+OK good bye|"},
		{"tangled", memserver.Faults{Tangled: true}, []string{"LIST", "NOOP", "TOP 2 0"}, "+OK|1 28|2 21|+OK|.|+OK|Subject: 2||+OK good bye|.|"},
		{"tangled with a refusal", memserver.Faults{Tangled: true}, []string{"LIST", "DELE 9"}, "+OK|1 28|2 21|-ERR no such message|.|+OK good bye|"},
		{"bare dot", memserver.Faults{BareDot: true}, []string{"LIST"}, "+OK|1 28|2 21|.+OK good bye|"},
		{"strict", memserver.Faults{Strict: true}, []string{"NOOP ", "NOOP"}, "|-ERR syntax error|+OK|+OK good bye|"},
		{"too much ahead", memserver.Faults{Ahead: 2}, nil, "+OK memserver ready|"},
		{"TOP gives all", memserver.Faults{TopAll: true}, []string{"TOP 2 0"}, "+OK|Subject: 2||hello|.|+OK good bye|"},
		{"dots as they are", memserver.Faults{Unstuffed: true}, []string{"RETR 1"}, "+OK 28 octets|Subject: 1||.dot|line 2|.|+OK good bye|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv, _ := newServer()
			defer srv.Close()
			srv.SetFaults(tt.faults)
			if got := talk(t, srv, append(login[:2:2], tt.lines...)...); !strings.HasSuffix(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestCutAfter(t *testing.T) {
	srv, _ := newServer()
	defer srv.Close()
	srv.SetFaults(memserver.Faults{CutAfter: 30})
	if got := talk(t, srv, "USER anna", "PASS secret"); len(got) > 30 {
		t.Errorf("%d bytes came: %q", len(got), got)
	}
}

func TestBareLF(t *testing.T) {
	srv, _ := newServer()
	defer srv.Close()
	srv.SetFaults(memserver.Faults{BareLF: true})
	if got, want := talk(t, srv, "USER anna"), "+OK memserver ready\n+OK\n+OK good bye\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
