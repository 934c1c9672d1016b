package app

import (
	"context"
	"crypto/tls"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// traces lists all files beside the settings that have to do with an account, and
// whether the keyring has its password.
func (s *stage) traces(a account.Account) (found []string) {
	s.t.Helper()
	stem := filepath.Base(store.AccountFile("", string(a.ID()), ""))
	err := filepath.WalkDir(filepath.Dir(s.path), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.HasPrefix(d.Name(), stem) || strings.Contains(string(data), string(a.ID())) || strings.Contains(string(data), a.Address) {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		s.t.Error(err)
	}
	if _, err := s.keyring.Get(context.Background(), a); !errors.Is(err, account.ErrNoSecret) {
		found = append(found, "keyring")
	}
	return found
}

// live signs in and deletes a message, so that there is everything there can be.
func (s *stage) live(f first.SignInForm, n int) account.Account {
	s.t.Helper()
	s.SignIn(f)
	s.until("the mailbox", ready(n))
	s.KeepWishes(s.id(), triage.Wishes{Friends: []string{"boss@firm.example"}})
	s.Delete(s.id(), mailbox.Order{UIDs: []string{"id-1"}})
	s.DeleteNow(s.id())
	s.until("the result", func(st ui.State) bool { return st.Deletion == "finished" && st.Total == n-1 })
	s.idle()
	if got := s.traces(s.visit.form.Account); len(got) < 5 {
		s.t.Fatalf("kept is only %v", got)
	}
	return s.visit.form.Account
}

// idle returns when all that was to be written is, on the disk and in the keyring.
func (s *stage) idle() {
	s.t.Helper()
	done := false
	s.disk.await(time.Minute, func() { s.secrets.await(time.Minute, func() { done = true }) })
	s.until("what is written", func(ui.State) bool { return done })
}

func TestTheAccountBeforeIsForgottenWhole(t *testing.T) { takesThePlace(t, newStage(t)) }

func takesThePlace(t *testing.T, s *stage) {
	ca := poptest.NewCA(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	_, port := mailServer(t, ca, 9, memserver.Faults{})
	first := s.live(form(port, account.TLS, "secret"), 9)
	s.signOut()
	_, port = mailServer(t, ca, 8, memserver.Faults{})
	f := form(port, account.TLS, "secret")
	f.Account.Address = "bob@post.example"
	second := s.live(f, 8)
	if got := s.traces(first); len(got) > 0 {
		t.Errorf("of the first account there is left %v", got)
	}
	if err := os.WriteFile(s.path+".broken", []byte(second.Address), 0o600); err != nil {
		t.Fatal(err)
	}
	s.signOut()
	if got := s.KeptAccount(); got != second.Address {
		t.Errorf("the first page can forget %q", got)
	}
	s.ForgetAccount()
	s.idle()
	if got := s.traces(second); len(got) > 0 || s.KeptAccount() != "" {
		t.Errorf("forgotten, and there is left %v", got)
	}
}

// lateKeyring answers Forget only when it is let, and with an error.
type lateKeyring struct {
	keyringDouble
	release chan struct{}
}

func (k *lateKeyring) Forget(context.Context, account.Account) error {
	<-k.release
	return account.ErrNoKeyring
}

func TestLateKeyringThrowsNobodyOut(t *testing.T) {
	ca := poptest.NewCA(t)
	s := newStage(t)
	keyring := &lateKeyring{release: make(chan struct{})}
	s.keyring = keyring
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	_, port := mailServer(t, ca, 9, memserver.Faults{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(9))
	s.ForgetAccount()
	s.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	_, port = mailServer(t, ca, 8, memserver.Faults{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the other mailbox", ready(8)) // although the keyring has not answered yet
	close(keyring.release)
	st := s.until("what went wrong", func(st ui.State) bool { return strings.Contains(st.Problem, "could be removed") })
	if st.Page != "mailbox" || st.Total != 8 {
		t.Errorf("the window shows %s with %d", st.Page, st.Total)
	}
}

func TestLateKeyringLeavesTheFirstPageAsItIs(t *testing.T) {
	ca := poptest.NewCA(t)
	s := newStage(t)
	keyring := &lateKeyring{release: make(chan struct{})}
	s.keyring = keyring
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	_, port := mailServer(t, ca, 9, memserver.Faults{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(9))
	s.ForgetAccount()
	s.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	close(keyring.release)
	st := s.until("what went wrong", func(st ui.State) bool { return st.Problem != "" })
	if st.Page != "first" || !strings.Contains(st.Problem, "could be removed") {
		t.Errorf("%s: %s", st.Page, st.Problem)
	}
}

func TestSignInThatNeverCameAboutLeavesNothing(t *testing.T) {
	ca := poptest.NewCA(t)
	_, port := mailServer(t, ca, 9, memserver.Faults{})
	closed := listen(t, func(l net.Listener) { l.Close() })
	for name, f := range map[string]first.SignInForm{
		"wrong password": form(port, account.TLS, "wrong"),
		"nothing there":  form(closed, account.TLS, "secret"),
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.roots = &tls.Config{RootCAs: ca.Pool}
			s.start(Options{})
			s.SignIn(f)
			s.until("a refusal", func(st ui.State) bool { return st.Page == "first" && st.Problem != "" })
			s.idle()
			if left, _ := os.ReadDir(filepath.Dir(s.path)); len(left) > 0 {
				t.Errorf("left are %v", left)
			}
		})
	}
}

const keyringEnv = "RESTANTE_INSIDE_KEYRING"

// TestRealKeyringIsForgotten has GNOME's keyring, on a session bus and in a home folder
// of its own.
func TestRealKeyringIsForgotten(t *testing.T) {
	if os.Getenv(keyringEnv) != "" {
		s := newStage(t)
		s.keyring = account.Keyring{}
		takesThePlace(t, s)
		return
	}
	for _, program := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("RESTANTE_TEST_SERVERS") != "" {
				t.Fatal(err)
			}
			t.Skipf("skipped: %s is not here", program)
		}
	}
	home := t.TempDir()
	script := `printf 'unlock' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -test.run '^TestRealKeyringIsForgotten$' -test.v`
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "dbus-run-session", "--", "sh", "-c", script, os.Args[0])
	cmd.Env = append(os.Environ(), keyringEnv+"=1", "HOME="+home, "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home, "XDG_CACHE_HOME="+home)
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS: TestRealKeyringIsForgotten") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestMailboxesLieInTheLocalFolder(t *testing.T) {
	cache := func() (string, error) { return "local", nil }
	for _, tt := range []struct{ system, settings, want string }{
		{"windows", "", filepath.Join("local", "restante", "mailboxes")}, {"windows", "d:/x.json", ""}, {"linux", "", ""}, {"darwin", "", ""},
	} {
		if got := localFolder(tt.system, tt.settings, cache); got != tt.want {
			t.Errorf("%+v: %q", tt, got)
		}
	}
}

// TestForgettingThatIsTakenBackForgetsNothing forgets the account while a deletion keeps
// the program from leaving, and stays after all.
func TestForgettingThatIsTakenBackForgetsNothing(t *testing.T) {
	ca := poptest.NewCA(t)
	_, port := mailServer(t, ca, 20, memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", Act: memserver.Cut}}})
	s := newStage(t)
	s.roots, s.pause = &tls.Config{RootCAs: ca.Pool}, time.Hour
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(20))
	a := s.visit.form.Account
	s.Delete(s.id(), mailbox.Order{UIDs: []string{"id-3", "id-4"}})
	s.until("the mark", func(st ui.State) bool { return st.Deletion == "marked" })
	s.ForgetAccount()
	s.until("what keeps it", func(st ui.State) bool { return st.Page == "closing" })
	s.Stay()
	if s.KeptAccount() != a.Address {
		t.Errorf("kept is %q, and nobody can forget the password in the keyring", s.KeptAccount())
	}
	s.KeepView(account.View{})
	s.idle()
	if kept, err := account.Load(s.path); err != nil || len(kept.Accounts) == 0 {
		t.Errorf("the settings have the account %v, %v", kept.Accounts[0], err)
	}
	s.ForgetAccount()
	s.GiveUpAndLeave()
	s.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	s.idle()
	if got := s.traces(a); len(got) > 0 || s.KeptAccount() != "" {
		t.Errorf("forgotten, and there is left %v", got)
	}
}
