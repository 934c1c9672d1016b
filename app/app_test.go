package app

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/crash"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/transcript"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// stage is the whole program without a screen: real parts, a server on a real
// socket, and a queue in the place of the UI goroutine, which the test drains.
type stage struct {
	*program
	t     *testing.T
	queue chan func()
	done  bool
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{t: t, queue: make(chan func(), 10_000)}
	s.program = &program{
		doors: newDoors(func(f func()) { go f() }, func(f func()) { s.queue <- f }),
		fyne:  test.NewTempApp(t), path: filepath.Join(t.TempDir(), "settings.json"), keyring: &keyringDouble{},
		talk: transcript.New(), faults: &crash.Log{},
	}
	return s
}

// servedStage is a stage that trusts a server with some messages; anna has them there.
func servedStage(t *testing.T, n int, faults memserver.Faults) (*stage, *memserver.Mailbox, int) {
	t.Helper()
	ca := poptest.NewCA(t)
	box, port := mailServer(t, ca, n, faults)
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	return s, box, port
}

// signOut leaves the mailbox, and waits for the first page.
func (s *stage) signOut() {
	s.t.Helper()
	s.SignOut()
	s.until("the first page", func(st ui.State) bool { return st.Page == "first" })
}

// id names the mailbox that the window shows, and ref a message of it.
func (s *stage) id() account.ID             { return s.visit.id() }
func (s *stage) ref(uid string) mailbox.Ref { return mailbox.Ref{Mailbox: s.id(), UID: uid} }

// start opens the window.
func (s *stage) start(opts Options) {
	s.open(opts)
	s.t.Cleanup(func() {
		s.leave(func() { s.endQueues(func() { s.done = true }) })
		s.until("the end", func(ui.State) bool { return s.done })
	})
}

// until does the work of the UI goroutine until the window shows something.
func (s *stage) until(what string, fits func(ui.State) bool) ui.State {
	s.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		if state := s.win.State(); fits(state) {
			return state
		}
		select {
		case f := <-s.queue:
			f()
		case <-deadline:
			s.t.Fatalf("waited too long for %s: %+v", what, s.win.State())
		}
	}
}

// listen serves connections with serve on loopback and returns the port.
func listen(t *testing.T, serve func(net.Listener)) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { defer close(done); serve(l) }()
	t.Cleanup(func() { l.Close(); <-done })
	return l.Addr().(*net.TCPAddr).Port
}

// mailServer has n messages for anna, password secret, with TLS by ca.
func mailServer(t *testing.T, ca *poptest.CA, n int, faults memserver.Faults) (*memserver.Mailbox, int) {
	t.Helper()
	return namedServer(t, ca, "127.0.0.1", n, faults)
}

// namedServer is a mailServer that proves to be name.
func namedServer(t *testing.T, ca *poptest.CA, name string, n int, faults memserver.Faults) (*memserver.Mailbox, int) {
	t.Helper()
	srv := memserver.New()
	srv.SetTLS(ca.Server(name))
	srv.SetFaults(faults)
	box := srv.AddUser("anna", "secret")
	for i := 1; i <= n; i++ {
		box.Add(id(i), letter(i))
	}
	port := listen(t, func(l net.Listener) { _ = srv.ServeTLS(l) })
	t.Cleanup(srv.Close)
	return box, port
}

func id(n int) string { return fmt.Sprint("id-", n) }

func letter(n int) []byte {
	return fmt.Appendf(nil, "From: Sender %d <s%d@example.org>\r\nSubject: Message %d\r\nDate: Tue, 24 Nov 2026 10:%02d:00 +0000\r\n\r\nText %d\r\n", n%3, n%3, n, n%60, n)
}

func form(port int, security account.Security, password string) first.SignInForm {
	return first.SignInForm{
		Account: account.Account{
			Address: "anna@post.example", User: "anna", PlainAgreed: security == account.Plain,
			Server: account.Server{Host: "127.0.0.1", Port: port, Security: security},
		},
		Password: password,
	}
}

func ready(n int) func(ui.State) bool {
	return func(s ui.State) bool { return s.Page == "mailbox" && s.Total == n && s.Loaded == n }
}

func TestSignInReadDeleteAndComeBack(t *testing.T) {
	s, box, port := servedStage(t, 300, memserver.Faults{})
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(300))
	s.Open(s.ref("id-7"))
	// The window shows a message only when it has asked for it; the answer is
	// seen in the row.
	s.until("the message", func(ui.State) bool { return s.visit.last.Rows[293].Seen })
	s.Delete(s.id(), mailbox.Order{UIDs: []string{"id-1", "id-2", "id-300"}})
	s.DeleteNow(s.id())
	state := s.until("the result", func(st ui.State) bool { return st.Deletion == "finished" })
	if !strings.HasPrefix(state.DeletionText, "3 of 3 deleted. The server has confirmed it.") {
		t.Errorf("result %q", state.DeletionText)
	}
	if n := len(box.Messages()); n != 297 {
		t.Errorf("%d messages on the server, want 297", n)
	}
	s.signOut()
	if box.Locked() {
		t.Error("the mailbox is still locked after signing out")
	}
	s.idle()
	settings, err := account.Load(s.path)
	if err != nil || len(settings.Accounts) == 0 || settings.Accounts[0].Address != "anna@post.example" {
		t.Fatalf("the account is not kept: %+v, %v", settings, err)
	}
	// The next start needs no questions.
	next := newStage(t)
	next.path, next.keyring, next.roots = s.path, s.keyring, s.roots
	next.start(Options{})
	next.until("the mailbox again", ready(297))
	next.ForgetAccount()
	next.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	next.idle()
	if settings, err = account.Load(s.path); err != nil || len(settings.Accounts) > 0 {
		t.Errorf("the account is not forgotten: %+v, %v", settings, err)
	}
	if _, err := next.keyring.Get(t.Context(), form(port, account.TLS, "").Account); !errors.Is(err, account.ErrNoSecret) {
		t.Errorf("the password is not forgotten: %v", err)
	}
}

func TestThreat_L05_PrivateStayWritesNothing(t *testing.T) {
	s, _, port := servedStage(t, 3, memserver.Faults{})
	secrets := &keyringDouble{}
	s.keyring = secrets
	s.start(Options{})
	f := form(port, account.TLS, "secret")
	f.Private = true
	s.ListenToTalk(true)
	s.SignIn(f)
	s.until("the mailbox", ready(3))
	if lines, _ := s.Talk(0); len(lines) == 0 {
		t.Error("nothing was said")
	}
	s.signOut()
	if lines, _ := s.Talk(0); len(lines) > 0 {
		t.Errorf("%d lines of the conversation are still there", len(lines))
	}
	if _, err := os.Stat(s.path); err == nil {
		t.Error("settings were written")
	}
	if _, err := secrets.Get(t.Context(), f.Account); err == nil {
		t.Error("the password was kept")
	}
	if left, _ := os.ReadDir(filepath.Dir(s.path)); len(left) > 0 {
		t.Errorf("left behind is %v", left)
	}
}

func TestBadInputGetsASentenceAndTheProgramGoesOn(t *testing.T) {
	ca := poptest.NewCA(t)
	refuse := func(verb, answer string) memserver.Faults {
		return memserver.Faults{Rules: []memserver.Rule{{Verb: verb, Act: memserver.Reply, Text: answer}}}
	}
	with := func(f memserver.Faults) func(*testing.T) int {
		return func(t *testing.T) int { _, port := mailServer(t, ca, 3, f); return port }
	}
	stranger := func(t *testing.T) int {
		_, port := namedServer(t, ca, "other.example", 3, memserver.Faults{})
		return port
	}
	answering := func(text string) func(*testing.T) int {
		return func(t *testing.T) int {
			return listen(t, func(l net.Listener) {
				for {
					c, err := l.Accept()
					if err != nil {
						return
					}
					_, _ = c.Write([]byte(text))
					c.Close()
				}
			})
		}
	}
	tests := []struct {
		name     string
		port     func(*testing.T) int
		security account.Security
		host     string
		password string
		want     string // in the title
	}{
		{"wrong password", with(memserver.Faults{}), account.TLS, "", "wrong", "does not accept name and password"},
		{"password with a line end", with(memserver.Faults{}), account.TLS, "", "a\r\nDELE 1", "cannot be sent"},
		{"unknown host", with(memserver.Faults{}), account.TLS, "no-such-host.invalid", "secret", "no server called no-such-host.invalid|looked up"},
		{"refused port", func(*testing.T) int { return 1 }, account.TLS, "", "secret", "takes no mail connections"},
		{"certificate of another name", stranger, account.TLS, "", "secret", "not the one you asked for"},
		{"closes at once", answering(""), account.Plain, "", "secret", "ended the connection"},
		{"no TLS there", answering("+OK hello\r\n"), account.TLS, "", "secret", "does not speak encrypted"},
		{"a web page", answering("HTTP/1.1 302 Found\r\nLocation: http://hotel.example/\r\n\r\n"), account.Plain, "", "secret", "web page"},
		{"another protocol", answering("220 smtp.example ESMTP\r\n"), account.Plain, "", "secret", "not a POP3 mail server"},
		{"greeting refused", answering("-ERR go away\r\n"), account.Plain, "", "secret", "could not be opened"},
		{"in use", with(refuse("AUTH", "-ERR [IN-USE] busy\r\n")), account.TLS, "", "secret", "Another program is reading"},
		{"trouble that passes", with(refuse("AUTH", "-ERR [SYS/TEMP] later\r\n")), account.TLS, "", "secret", "trouble at the moment"},
		{"LIST refused", with(refuse("LIST", "-ERR no\r\n")), account.TLS, "", "secret", "could not be opened"},
		{"nonsense to LIST", with(refuse("LIST", "what?\r\n")), account.TLS, "", "secret", "makes no sense"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newStage(t)
			s.roots = &tls.Config{RootCAs: ca.Pool}
			s.start(Options{})
			f := form(tt.port(t), tt.security, tt.password)
			if tt.host != "" {
				f.Account.Server.Host = tt.host
			}
			s.SignIn(f)
			state := s.until("a notice", func(st ui.State) bool { return st.Problem != "" })
			fits := false
			for want := range strings.SplitSeq(tt.want, "|") {
				fits = fits || strings.Contains(state.Problem, want)
			}
			if !fits {
				t.Errorf("the notice says %q, want %q", state.Problem, tt.want)
			}
			s.OpenSample()
			s.until("the sample mailbox", func(st ui.State) bool { return st.Page == "mailbox" && st.Total > 5000 })
		})
	}
}

func TestBrokenSettingsAreToldAndKept(t *testing.T) {
	s := newStage(t)
	if err := os.WriteFile(s.path, []byte("{broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.start(Options{})
	state := s.until("a notice", func(st ui.State) bool { return st.Problem != "" })
	if state.Page != "first" || !strings.Contains(state.Problem, "settings file was damaged") {
		t.Errorf("page %s, notice %q", state.Page, state.Problem)
	}
	if data, err := os.ReadFile(s.path + ".broken"); err != nil || string(data) != "{broken" {
		t.Errorf("the old file is lost: %v", err)
	}
}

func TestCloseWhileADeletionIsMarked(t *testing.T) {
	s, box, port := servedStage(t, 20, memserver.Faults{})
	s.open(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(20))
	s.Delete(s.id(), mailbox.Order{UIDs: []string{"id-3", "id-4"}})
	s.until("the mark", func(st ui.State) bool { return st.Deletion == "marked" })
	closed := false
	s.leave(func() { closed = true })
	s.until("the end", func(ui.State) bool { return closed })
	if n := len(box.Messages()); n != 18 || box.Locked() {
		t.Errorf("%d messages are left, want 18; locked %v", n, box.Locked())
	}
}
