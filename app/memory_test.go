package app

import (
	"crypto/tls"
	"os"
	"strings"
	"testing"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// visited is a stage that has opened a mailbox of n messages once and left it,
// and the server's port.
func visited(t *testing.T, ca *poptest.CA, n int) (*stage, *memserver.Mailbox, int) {
	t.Helper()
	box, port := mailServer(t, ca, n, memserver.Faults{})
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(n))
	s.signOut()
	s.idle()
	return s, box, port
}

// next is the next run of the program of s.
func (s *stage) next(t *testing.T) *stage {
	t.Helper()
	next := newStage(t)
	next.path, next.keyring, next.roots = s.path, s.keyring, s.roots
	return next
}

func TestKnownMailboxIsThereBeforeTheServer(t *testing.T) {
	ca := poptest.NewCA(t)
	s, _, port := visited(t, ca, 50)
	next := s.next(t)
	// What is kept is shown to whom the computer knows, also when the server
	// does not let him in any more.
	f := form(port, account.TLS, "")
	if err := next.keyring.Put(t.Context(), f.Account, account.NewSecret("of last year")); err != nil {
		t.Fatal(err)
	}
	next.start(Options{})
	state := next.until("a notice", func(st ui.State) bool { return st.Problem != "" })
	if state.Page != "mailbox" || state.Total != 50 || state.Loaded != 50 || !strings.Contains(state.Problem, "does not accept") {
		t.Errorf("page %s, %d messages, %d loaded, notice %q", state.Page, state.Total, state.Loaded, state.Problem)
	}
	if secret, err := next.keyring.Get(t.Context(), f.Account); err != nil || secret.Reveal() != "of last year" {
		t.Errorf("a password that was refused was kept: %v", err)
	}
}

func TestTypedPasswordShowsNothingUntilItIsRight(t *testing.T) {
	ca := poptest.NewCA(t)
	s, _, port := visited(t, ca, 50)
	s.SignIn(form(port, account.TLS, "guessed"))
	state := s.until("a notice", func(st ui.State) bool { return st.Page != "signing-in" && st.Problem != "" })
	if state.Page != "first" || state.Total > 0 {
		t.Errorf("page %s, %d messages", state.Page, state.Total)
	}
}

func TestForgottenAccountLeavesNothing(t *testing.T) {
	ca := poptest.NewCA(t)
	s, _, _ := visited(t, ca, 50)
	if kept, _ := os.ReadDir(s.keepFolder()); len(kept) == 0 {
		t.Fatal("nothing is kept")
	}
	next := s.next(t)
	next.start(Options{})
	next.until("the mailbox", ready(50))
	next.ForgetAccount()
	next.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	next.idle()
	if left, _ := os.ReadDir(next.keepFolder()); len(left) > 0 {
		t.Errorf("left behind is %v", left)
	}
}

func TestAnotherAccountTakesThePlace(t *testing.T) {
	ca := poptest.NewCA(t)
	s, _, _ := visited(t, ca, 50)
	before, _ := os.ReadDir(s.keepFolder())
	_, port := mailServer(t, ca, 20, memserver.Faults{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the other mailbox", ready(20))
	s.signOut()
	s.idle()
	after, _ := os.ReadDir(s.keepFolder())
	if len(after) != len(before) || after[0].Name() == before[0].Name() {
		t.Errorf("kept was %v, is %v", before, after)
	}
}
