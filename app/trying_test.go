package app

import (
	"context"
	"crypto/tls"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// TestPageWaitsAsLongAsTheWorkerTries signs in for the first time to servers that let
// nobody in at first, in every way after which the worker goes on: the page goes on
// with it, and the mailbox opens by itself.
func TestPageWaitsAsLongAsTheWorkerTries(t *testing.T) {
	ca := poptest.NewCA(t)
	first := func(verb string, act memserver.Rule) []memserver.Rule {
		var rules []memserver.Rule
		for n := 1; n <= 2; n++ {
			act.Verb, act.Nth = verb, n
			rules = append(rules, act)
		}
		return rules
	}
	reply := func(text string) memserver.Rule { return memserver.Rule{Act: memserver.Reply, Text: text} }
	for name, rules := range map[string][]memserver.Rule{
		"in use":               first("AUTH", reply("-ERR [IN-USE] busy\r\n")),
		"login delay":          first("AUTH", reply("-ERR [LOGIN-DELAY] wait\r\n")),
		"trouble that passes":  first("AUTH", reply("-ERR [SYS/TEMP] later\r\n")),
		"nonsense to LIST":     first("LIST", reply("what?\r\n")),
		"nonsense to STAT":     first("STAT", reply("+OK many\r\n")),
		"hangs up on UIDL":     first("UIDL", memserver.Rule{Act: memserver.Cut}),
		"hangs up on the name": first("AUTH", memserver.Rule{Act: memserver.Cut}),
	} {
		t.Run(name, func(t *testing.T) {
			_, port := mailServer(t, ca, 3, memserver.Faults{Rules: rules})
			s := newStage(t)
			s.roots = &tls.Config{RootCAs: ca.Pool}
			s.pause = time.Millisecond
			s.start(Options{})
			s.SignIn(form(port, account.TLS, "secret"))
			s.until("the mailbox", ready(3))
		})
	}
}

// TestPageWaitsForTheOtherProgram holds the mailbox, and lets it go once the page says
// that it is tried again by itself.
func TestPageWaitsForTheOtherProgram(t *testing.T) {
	ca := poptest.NewCA(t)
	_, port := mailServer(t, ca, 3, memserver.Faults{})
	other, err := pop3.DialTLS(t.Context(), net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), &pop3.Options{TLS: &tls.Config{RootCAs: ca.Pool}})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := other.Login(t.Context(), pop3.Credentials{User: "anna", Password: "secret"}); err != nil {
		t.Fatal(err)
	}
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.pause = 10 * time.Millisecond
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	state := s.until("the notice", func(st ui.State) bool { return st.Problem != "" })
	if state.Page != "signing-in" || !strings.Contains(state.Problem, "Another program is reading") || state.Rects["cancel"].W == 0 {
		t.Fatalf("%s: %q", state.Page, state.Problem)
	}
	if err := other.Quit(context.Background()); err != nil {
		t.Fatal(err)
	}
	s.until("the mailbox", ready(3))
}

// TestPageGivesUpWithTheWorker says that it is tried again as long as it is, and no
// longer: not when the worker has given up, and not when the user has stopped it.
func TestPageGivesUpWithTheWorker(t *testing.T) {
	s, _, port := servedStage(t, 3, memserver.Faults{Rules: []memserver.Rule{{Verb: "AUTH", Act: memserver.Reply, Text: "-ERR [IN-USE] busy\r\n"}}})
	s.pause = 100 * time.Microsecond
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	state := s.until("the end of trying", func(st ui.State) bool { return st.Page == "first" })
	if !strings.Contains(state.Problem, "Another program is reading") || strings.Contains(state.ProblemText, "tried again") || !state.CanSignIn {
		t.Errorf("%q, %q", state.Problem, state.ProblemText)
	}
	s.pause = time.Hour
	s.SignIn(form(port, account.TLS, "secret"))
	state = s.until("the notice", func(st ui.State) bool { return st.Page == "signing-in" && st.Problem != "" })
	if !strings.Contains(state.ProblemText, "It is tried again by itself.") {
		t.Errorf("%q", state.ProblemText)
	}
	s.CancelSignIn()
	if state = s.win.State(); state.Page != "first" || state.Problem != "" {
		t.Errorf("after Stop: %s, %q", state.Page, state.Problem)
	}
}

// TestRefusedNameIsOneOfTwo names the other form of the login name.
func TestRefusedNameIsOneOfTwo(t *testing.T) {
	ca := poptest.NewCA(t)
	_, port := mailServer(t, ca, 1, memserver.Faults{})
	for user, want := range map[string]string{"anna@post.example": "part before the @: “anna”", "anna": "the whole address: “anna@post.example”"} {
		s := newStage(t)
		s.roots = &tls.Config{RootCAs: ca.Pool}
		s.start(Options{})
		f := form(port, account.TLS, "wrong")
		f.Account.User = user
		s.SignIn(f)
		state := s.until("a refusal", func(st ui.State) bool { return st.Page == "first" && st.Problem != "" })
		if !strings.Contains(state.ProblemText, want) {
			t.Errorf("%s: %q", user, state.ProblemText)
		}
	}
}
