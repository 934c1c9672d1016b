package pop3

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
)

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

// FuzzTimestamp checks that a time stamp is of characters that make no collision
// and no second command, and that it comes from the greeting.
func FuzzTimestamp(f *testing.F) {
	f.Fuzz(func(t *testing.T, greeting string) {
		stamp := timestamp(greeting)
		if stamp == "" {
			return
		}
		if !strings.Contains(greeting, stamp) || stamp[0] != '<' || stamp[len(stamp)-1] != '>' || strings.Count(stamp, "@") != 1 {
			t.Errorf("stamp %q", stamp)
		}
		for _, r := range stamp {
			if r <= ' ' || r > '~' {
				t.Errorf("stamp %q", stamp)
			}
		}
	})
}

// FuzzChallenge checks that a challenge is what was encoded, or an error that can
// be shown.
func FuzzChallenge(f *testing.F) {
	f.Fuzz(func(t *testing.T, line []byte) {
		challenge, err := parseChallenge(line)
		if err != nil {
			if strings.IndexFunc(err.Error(), unicode.IsControl) >= 0 {
				t.Errorf("error %q", err)
			}
			return
		}
		again, err := parseChallenge([]byte("+ " + encodeBase64(challenge)))
		if err != nil || !bytes.Equal(again, challenge) {
			t.Errorf("%q became %q, %v", challenge, again, err)
		}
	})
}
