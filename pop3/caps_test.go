package pop3

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestCapsLines(t *testing.T) {
	tests := []struct {
		lines string // with | between
		want  Caps
	}{
		{"USER|top|Uidl|PIPELINING|STLS|RESP-CODES|AUTH-RESP-CODE|LANG", Caps{User: true, TOP: true, UIDL: true, Pipelining: true, STLS: true, RespCodes: true, AuthCodes: true, Lang: true}},
		{"SASL", Caps{SASL: []string{}}},
		{"SASL plain SCRAM-SHA-256-PLUS|SASL PLAIN LOGIN b@d", Caps{SASL: []string{"PLAIN", "SCRAM-SHA-256-PLUS", "LOGIN"}}},
		{"UTF8", Caps{UTF8: true}},
		{"UTF8 USER", Caps{UTF8: true, UTF8User: true}},
		{"EXPIRE NEVER", Caps{Expire: Expire{Said: true, Never: true}}},
		{"EXPIRENEVER", Caps{Expire: Expire{Said: true, Never: true}}},
		{"EXPIRE 0", Caps{Expire: Expire{Said: true}}},
		{"EXPIRE 30 USER", Caps{Expire: Expire{Said: true, Days: 30, User: true}}},
		{"EXPIRE -1", Caps{}},
		{"EXPIRE", Caps{}},
		{"LOGIN-DELAY 900", Caps{LoginDelay: LoginDelay{Pause: 15 * time.Minute}}},
		{"LOGIN-DELAY 10 USER", Caps{LoginDelay: LoginDelay{Pause: 10 * time.Second, User: true}}},
		{"LOGIN-DELAY 2000000000", Caps{LoginDelay: LoginDelay{Pause: 24 * time.Hour}}},
		{"LOGIN-DELAY soon|LOGIN-DELAY", Caps{}},
		{"IMPLEMENTATION GNU Mailutils 3.15", Caps{Software: "GNU Mailutils 3.15"}},
		{"IMPLEMENTATION", Caps{}},
		{"X-odd \x1b[31m|CAPA|", Caps{Other: []string{"X-odd  [31m", "CAPA"}}},
	}
	for _, tt := range tests {
		t.Run(tt.lines, func(t *testing.T) {
			var caps Caps
			for line := range strings.SplitSeq(tt.lines, "|") {
				caps.add(line)
			}
			if !reflect.DeepEqual(caps, tt.want) {
				t.Errorf("got %+v, want %+v", caps, tt.want)
			}
		})
	}
}

func TestThreat_P11_CapsAreBounded(t *testing.T) {
	var caps Caps
	for i := range 10_000 {
		caps.add("X-" + strings.Repeat("x", 300) + "\x00")
		caps.add("SASL M" + strings.Repeat("I", i%50) + strings.Repeat("V", i/50%50))
	}
	if len(caps.Other) > maxOther || len(caps.SASL) > maxOther || len([]rune(caps.Other[0])) > 200 {
		t.Errorf("%d lines, %d mechanisms", len(caps.Other), len(caps.SASL))
	}
}

func TestTimestamp(t *testing.T) {
	tests := []struct{ greeting, want string }{
		{"ready <1896.697170952@dbc.mtview.ca.us>", "<1896.697170952@dbc.mtview.ca.us>"},
		{"<d.1.6b07.1Imcz/ggE+Z8pcng==@vm> hello <x@y>", "<d.1.6b07.1Imcz/ggE+Z8pcng==@vm>"},
		{"<1@[::1]>", "<1@[::1]>"},
		{"ready", ""},
		{"<>", ""},
		{"<1896>", ""},
		{"<@x>", ""},
		{"<a@>", ""},
		{"<a@b@c>", ""},
		{"<a b@c>", ""},
		{"<a\x80b@c>", ""}, // such bytes make collisions
		{"<a\x00@c>", ""},
		{"<ä@c>", ""},
		{"<a@b", ""},
		{"a@b>", ""},
		{"<<a@b>", ""},
	}
	for _, tt := range tests {
		if got := timestamp(tt.greeting); got != tt.want {
			t.Errorf("timestamp(%q) = %q, want %q", tt.greeting, got, tt.want)
		}
	}
}
