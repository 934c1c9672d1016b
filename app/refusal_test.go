package app

import (
	"crypto/tls"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// serve is a mail server over TLS that can be changed.
func serve(t *testing.T, ca *poptest.CA) (*memserver.Server, int) {
	t.Helper()
	srv := memserver.New()
	srv.SetTLS(ca.Server("127.0.0.1"))
	box := srv.AddUser("anna", "secret")
	for _, id := range []string{"a", "b", "c"} {
		box.Add(id, []byte("From: bob@example.org\r\nSubject: "+id+"\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n\r\nText\r\n"))
	}
	port := listen(t, func(l net.Listener) { _ = srv.ServeTLS(l) })
	t.Cleanup(srv.Close)
	return srv, port
}

// TestLockWithoutACode waits with the page as the words of the server say.
func TestLockWithoutACode(t *testing.T) {
	ca := poptest.NewCA(t)
	srv, port := serve(t, ca)
	srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "AUTH", Act: memserver.Reply, Text: "-ERR Unable to lock maildrop\r\n"}}})
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.pause = 10 * time.Millisecond
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	state := s.until("the notice", func(st ui.State) bool { return st.Problem != "" })
	if state.Page != "signing-in" || !strings.Contains(state.Problem, "Another program is reading") {
		t.Fatalf("%s: %q", state.Page, state.Problem)
	}
	srv.SetFaults(memserver.Faults{})
	s.until("the mailbox", ready(3))
}

// TestPastedBlanksAreOffered signs in with an app password as pages show it.
func TestPastedBlanksAreOffered(t *testing.T) {
	ca := poptest.NewCA(t)
	srv, port := serve(t, ca)
	srv.AddUser("anna", "abcdefghijkl")
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	f := form(port, account.TLS, "abcd efgh ijkl ")
	s.SignIn(f)
	state := s.until("the notice", func(st ui.State) bool { return st.Page == "first" && st.Problem != "" })
	if !strings.Contains(state.ProblemText, "blank") || strings.Contains(state.Problem+state.ProblemText, "efgh") {
		t.Errorf("the notice is %q", state.ProblemText)
	}
	f.Password = account.WithoutBlanks(f.Password)
	s.SignIn(f)
	s.until("the mailbox", ready(3))
}

// TestThreat_P09_ConsentIsKept agrees to a weaker way, and asks again once a better one has
// worked since.
func TestThreat_P09_ConsentIsKept(t *testing.T) {
	ca := poptest.NewCA(t)
	srv, port := serve(t, ca)
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	f := form(port, account.TLS, "secret")
	f.Account.Login = "SCRAM-SHA-256-PLUS"
	s.SignIn(f)
	state := s.until("the question", func(st ui.State) bool { return st.Page == "first" && st.Problem != "" })
	if !strings.Contains(state.Problem, "only weaker ways") || srv.Logins() != 0 {
		t.Fatalf("%d logins, the notice is %q", srv.Logins(), state.Problem)
	}
	f.Account.Login = "PLAIN"
	s.SignIn(f)
	s.until("the mailbox", ready(3))

	// APOP has worked in the meantime, say, and the list shows the question.
	s.visit.box.AgreeWeaker(pop3.MethodAPOP, "")
	s.until("the question over the list", func(st ui.State) bool { return strings.Contains(st.Problem, "only weaker ways") })
	logins := srv.Logins()
	s.AgreeWeaker(s.id(), "PLAIN", "")
	s.until("the mailbox again", func(st ui.State) bool { return st.Problem == "" && srv.Logins() > logins })
}
