package login

import (
	"strings"
	"testing"
	"unicode"

	"github.com/restante/restante/pop3"
)

// FuzzOAuthError checks that what a server says about a token becomes a short
// printable line.
func FuzzOAuthError(f *testing.F) {
	f.Fuzz(func(t *testing.T, challenge []byte) {
		reason := oauthReason(challenge)
		if len(reason) > maxReason || strings.IndexFunc(reason, func(r rune) bool { return r > '~' || unicode.IsControl(r) }) >= 0 {
			t.Errorf("reason %q", reason)
		}
		ex := oauthExchange{}
		if _, err := ex.Next(challenge); err != nil {
			t.Fatal(err)
		}
		if ex.Finish(nil) == nil {
			t.Error("a refused token was accepted")
		}
	})
}

// FuzzSCRAM checks that nothing a server says counts as its proof.
func FuzzSCRAM(f *testing.F) {
	f.Fuzz(func(t *testing.T, first, final string) {
		m := scramMechanism{hash: hashes[1], user: "anna", password: "secret"}
		initial, ex, err := m.Begin(pop3.Line{})
		if err != nil {
			t.Fatal(err)
		}
		_, nonce, _ := strings.Cut(string(initial), ",r=")
		first = strings.ReplaceAll(first, "NONCE", nonce)
		if strings.Contains(first, ",i=") && !strings.Contains(first, ",i=4096") {
			return // each try would take long
		}
		if _, err := ex.Next([]byte(first)); err == nil {
			_, _ = ex.Next([]byte(final))
		}
		if ex.Finish(nil) == nil {
			t.Errorf("%q, %q: taken for a proof", first, final)
		}
	})
}
