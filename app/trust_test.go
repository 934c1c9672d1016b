package app

import (
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// keyOf is the key that a server shows.
func keyOf(t *testing.T, port int) string {
	t.Helper()
	_, err := pop3.DialTLS(t.Context(), fmt.Sprint("127.0.0.1:", port), nil)
	var bad *pop3.CertificateError
	if !errors.As(err, &bad) {
		t.Fatalf("got %v", err)
	}
	return hex.EncodeToString(bad.Key[:])
}

func TestThreat_P06_AcceptedKeyHoldsForOneAccount(t *testing.T) {
	// The program does not know the authority.
	ca := poptest.NewCA(t)
	_, port := mailServer(t, ca, 3, memserver.Faults{})
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: poptest.NewCA(t).Pool}
	s.start(Options{})
	f := form(port, account.TLS, "secret")
	s.SignIn(f)
	state := s.until("a notice", func(st ui.State) bool { return st.Page == "first" && st.Problem != "" })
	if !strings.Contains(state.Problem, "vouches") {
		t.Fatalf("the notice is %q", state.Problem)
	}
	f.Account.PinnedKey = keyOf(t, port)
	s.SignIn(f)
	s.until("the mailbox", ready(3))
	s.until("what the login has taught", func(ui.State) bool { return s.visit.form.Account.Login != "" })

	s.idle()
	settings, err := account.Load(s.path)
	if err != nil || len(settings.Accounts) == 0 || settings.Accounts[0].PinnedKey == "" || settings.Accounts[0].Login != "PLAIN" {
		t.Fatalf("kept is %+v, %v", settings.Accounts[0], err)
	}

	// Another account on the same server is asked anew.
	s.signOut()
	other := form(port, account.TLS, "secret")
	other.Account.User = "bob"
	s.SignIn(other)
	s.until("a notice", func(st ui.State) bool { return st.Page == "first" && strings.Contains(st.Problem, "vouches") })

	// A change of the key is refused again.
	_, second := mailServer(t, poptest.NewCA(t), 3, memserver.Faults{})
	changed := form(second, account.TLS, "secret")
	changed.Account.PinnedKey = settings.Accounts[0].PinnedKey
	s.SignIn(changed)
	s.until("a notice", func(st ui.State) bool { return strings.Contains(st.Problem, "another key than the one you accepted") })
}

func TestExceptionIsForgottenWhenItIsNotNeeded(t *testing.T) {
	s, _, port := servedStage(t, 3, memserver.Faults{})
	s.start(Options{})
	f := form(port, account.TLS, "secret")
	f.Account.PinnedKey = strings.Repeat("ab", 32)
	s.SignIn(f)
	s.until("the mailbox", ready(3))
	s.until("the end of the exception", func(ui.State) bool { return s.visit.form.Account.PinnedKey == "" })
}

func TestRefusedTimeStampIsNotTakenUpAgain(t *testing.T) {
	_, port := mailServer(t, poptest.NewCA(t), 3, memserver.Faults{})
	a := form(port, account.Plain, "secret").Account
	if got := afterRefusal(a, &pop3.Error{Command: "APOP", Code: pop3.CodeAuth}); got != pop3.MethodUser {
		t.Errorf("after a refused APOP: %q", got)
	}
	if got := afterRefusal(a, &pop3.Error{Command: "PASS", Code: pop3.CodeAuth}); got != "" {
		t.Errorf("after a refused password: %q", got)
	}
}
