package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/crash"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3/memserver"
)

// crashLog reports whether the log of faults exists, once all that waits is written.
func (s *stage) crashLog() bool {
	s.t.Helper()
	s.idle()
	_, err := os.Stat(crash.Path(filepath.Dir(s.path)))
	return err == nil
}

// TestFaultsAreWatchedOnOnesOwnComputer has a log of faults exist as long as an account is
// set up, and never in a private stay.
func TestFaultsAreWatchedOnOnesOwnComputer(t *testing.T) {
	s, _, port := servedStage(t, 20, memserver.Faults{})
	s.start(Options{})
	own := form(port, account.TLS, "secret")
	private := own
	private.Private = true
	s.SignIn(private)
	s.until("the mailbox", ready(20))
	if s.crashLog() {
		t.Error("a private stay is watched")
	}
	s.signOut()
	if s.crashLog() {
		t.Error("faults are watched where nothing is set up")
	}
	s.SignIn(own)
	s.until("the mailbox", ready(20))
	if !s.crashLog() {
		t.Error("faults are not watched")
	}
	s.signOut()
	s.SignIn(private)
	s.until("the mailbox", ready(20))
	if s.crashLog() {
		t.Error("a private stay on one's own computer is watched")
	}
	s.signOut()
	if !s.crashLog() {
		t.Error("faults are not watched again")
	}
	wrong := private
	wrong.Password = "wrong"
	s.SignIn(wrong)
	s.until("the refusal", func(st ui.State) bool { return st.Page == "first" && st.Problem != "" })
	if !s.crashLog() {
		t.Error("faults are not watched again after a private stay that did not come about")
	}
	left := false
	s.watchNoFaults()
	s.endQueues(func() { left = true })
	s.until("the end", func(ui.State) bool { return left })
	if s.crashLog() {
		t.Error("the log has outlived a good end")
	}
}

// TestFaultOfAnEarlierRunIsOffered has an earlier run leave a log.
func TestFaultOfAnEarlierRunIsOffered(t *testing.T) {
	s, _, port := servedStage(t, 20, memserver.Faults{})
	own := form(port, account.TLS, "secret").Account
	var settings account.Settings
	settings.Put(own)
	if err := account.Save(s.path, settings); err != nil {
		t.Fatal(err)
	}
	if err := s.keyring.Put(t.Context(), own, account.NewSecret("secret")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(crash.Path(filepath.Dir(s.path)), []byte("Restante 0.0.9\n--\npanic: index out of range\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.start(Options{})
	st := s.until("what is known", func(st ui.State) bool { return st.Page == "mailbox" && st.Problem != "" })
	if !strings.Contains(st.Problem, "fault of its own") {
		t.Errorf("told is %q", st.Problem)
	}
	data, err := os.ReadFile(crash.Path(filepath.Dir(s.path)))
	if err != nil || strings.Contains(string(data), "index out of range") {
		t.Errorf("the log of this run is %q, %v", data, err)
	}
}
