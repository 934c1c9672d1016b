package account

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/restante/restante/app/provider"
)

func TestThreat_P23_GuessedHostsBelongToTheAddress(t *testing.T) {
	for _, address := range []string{
		"anna@example.org", "anna@EXAMPLE.org ", "anna@sub.example.org", "anna@gmail.com", "a@b@evil.example", "anna@", "anna", "@x", "anna@exa mple.org", "anna@-.org", "anna@..", "anna@[127.0.0.1]",
	} {
		s := Suggest(address)
		_, domain, _ := strings.Cut(strings.ToLower(strings.TrimSpace(address)), "@")
		if s.Host != "" && s.Host != provider.Host(strings.Trim(domain, ". ")) && !strings.HasSuffix(s.Host, "."+strings.Trim(domain, ". ")) {
			t.Errorf("%q leads to %q", address, s.Host)
		}
		if s.Security != TLS {
			t.Errorf("%q leads to a server by %q", address, s.Security)
		}
	}
}

// TestThreat_P24_NoAutoconfig holds that no server is looked up on the net, so
// that nobody there can send the password elsewhere.
func TestThreat_P24_NoAutoconfig(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, dep := range strings.Fields(string(out)) {
		if dep == "net/http" {
			t.Error("accounts can ask the web for a server")
		}
	}
}
