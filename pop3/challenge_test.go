package pop3

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
)

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
