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
		{"USER|top|Uidl|PIPELINING|STLS|RESP-CODES|AUTH-RESP-CODE|LANG", Caps{User: true, UIDL: true, Pipelining: true, STLS: true}},
		{"SASL", Caps{SASL: []string{}}},
		{"SASL plain SCRAM-SHA-256-PLUS|SASL PLAIN LOGIN b@d", Caps{SASL: []string{"PLAIN", "SCRAM-SHA-256-PLUS", "LOGIN"}}},
		{"UTF8", Caps{UTF8: true}},
		{"UTF8 USER", Caps{UTF8: true, UTF8User: true}},
		{"LOGIN-DELAY 900", Caps{LoginDelay: 15 * time.Minute}},
		{"LOGIN-DELAY 10 USER", Caps{LoginDelay: 10 * time.Second}},
		{"LOGIN-DELAY 2000000000", Caps{LoginDelay: 24 * time.Hour}},
		{"LOGIN-DELAY soon|LOGIN-DELAY", Caps{}},
		{"EXPIRE 30 USER|IMPLEMENTATION GNU Mailutils 3.15", Caps{}},
		{"X-odd \x1b[31m|CAPA|", Caps{}},
	}
	for _, tt := range tests {
		t.Run(tt.lines, func(t *testing.T) {
			var caps Caps
			for line := range strings.SplitSeq(tt.lines, "|") {
				caps.addLine(line)
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
		caps.addLine("X-" + strings.Repeat("x", 300) + "\x00")
		caps.addLine("SASL M" + strings.Repeat("I", i%50) + strings.Repeat("V", i/50%50))
	}
	if len(caps.SASL) > maxMechanisms {
		t.Errorf("%d mechanisms", len(caps.SASL))
	}
}

// FuzzCaps checks that no line of CAPA brings more than it may.
func FuzzCaps(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		var caps Caps
		for line := range strings.Lines(text) {
			caps.addLine(line)
		}
		if len(caps.SASL) > maxMechanisms {
			t.Errorf("%d mechanisms", len(caps.SASL))
		}
		for _, name := range caps.SASL {
			if name == "" || strings.ToUpper(name) != name || strings.ContainsAny(name, " \t\r\n\x00") {
				t.Errorf("mechanism %q", name)
			}
		}
		if caps.LoginDelay < 0 || caps.LoginDelay > maxDelay {
			t.Errorf("a delay of %v", caps.LoginDelay)
		}
	})
}
