package app

import (
	"crypto/tls"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/quirktest"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// quirk is a server that does what no standard says, and what the window must show.
type quirk struct {
	quirktest.Quirk
	n        int
	faults   memserver.Faults
	greeting string // of a server that says this and no more; empty for a memserver
	security account.Security
	see      func(t *testing.T, s *stage)
}

func (q quirk) run(t *testing.T) {
	ca := poptest.NewCA(t)
	var port int
	if q.greeting != "" {
		port = listen(t, func(l net.Listener) {
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				_, _ = c.Write([]byte(q.greeting))
				c.Close()
			}
		})
	} else {
		srv := memserver.New()
		srv.SetTLS(ca.Server("127.0.0.1"))
		srv.SetFaults(q.faults)
		box := srv.AddUser("anna", "secret")
		for i := 1; i <= q.n; i++ {
			box.Add(id(i), letter(i))
		}
		serve := srv.ServeTLS
		if q.security != account.TLS {
			serve = srv.Serve
		}
		port = listen(t, func(l net.Listener) { _ = serve(l) })
		t.Cleanup(srv.Close)
	}
	s := newStage(t)
	s.roots, s.pause = &tls.Config{RootCAs: ca.Pool}, time.Millisecond
	s.start(Options{})
	s.SignIn(form(port, q.security, "secret"))
	q.see(t, s)
}

// notice wants these words in the title of a notice, and those in its text, once the
// program has given up.
func notice(title, text string) func(*testing.T, *stage) {
	return func(t *testing.T, s *stage) {
		t.Helper()
		st := s.until("a notice", func(st ui.State) bool { return st.Page == "first" && st.Problem != "" })
		if !strings.Contains(st.Problem, title) || !strings.Contains(st.ProblemText, text) || strings.Contains(st.ProblemText, "It is tried again by itself") {
			t.Errorf("%q: %q", st.Problem, st.ProblemText)
		}
	}
}

// deletion wants these words when two messages were to be deleted.
func deletion(want string) func(*testing.T, *stage) {
	return func(t *testing.T, s *stage) {
		t.Helper()
		s.until("the list", func(st ui.State) bool { return st.Page == "mailbox" && st.Total == 5 })
		s.Delete(s.id(), mailbox.Order{UIDs: []string{id(2), id(3)}})
		s.DeleteNow(s.id())
		st := s.until("the end", func(st ui.State) bool { return st.Deletion == "finished" })
		if !strings.Contains(st.DeletionText, want) {
			t.Errorf("it says %q", st.DeletionText)
		}
	}
}

func quirks() []quirk {
	q := quirktest.New
	refuse := func(text string, verbs ...string) (f memserver.Faults) {
		for _, verb := range verbs {
			f.Rules = append(f.Rules, memserver.Rule{Verb: verb, Act: memserver.Reply, Text: text})
		}
		return f
	}
	return []quirk{
		{Quirk: q("A web page comes instead of a greeting.", "It is called that: one may have to log in to the network first.", ""), security: account.Plain, greeting: "HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n", see: notice("web page", "")},
		{Quirk: q("An IMAP server answers.", "It is said that this is no POP3 server.", "jstedfast/MailKit#357"), security: account.Plain, greeting: "* OK Gimap ready for requests\r\n", see: notice("not a POP3 mail server", "")},
		{Quirk: q("TLS is asked for at a port without it.", "That is said, and the password stays here.", "foens/hpop#85, mguessan/davmail#46"), security: account.TLS, greeting: "+OK hello\r\n", see: notice("does not speak encrypted", "")},
		{Quirk: q("STLS is refused.", "That is said, and the password stays here.", "simonrob/email-oauth2-proxy#162"), security: account.StartTLS, faults: refuse("-ERR Command is not valid in this state.\r\n", "STLS"), see: notice("encrypt", "password")},
		{Quirk: q("A wrong password is refused in plain words.", "The words are told.", "mattnenterprise/rust-pop3#17"), security: account.TLS, faults: refuse("-ERR Logon failure: unknown user name or bad password.\r\n", "AUTH", "PASS"), see: notice("name and password", "Logon failure: unknown user name or bad password.")},
		{Quirk: q("The line is cut when a wrong password comes.", "It is said that name or password may be wrong.", "mozilla-b2g/gaia-email-libs-and-more#283"), security: account.TLS, faults: memserver.Faults{Rules: []memserver.Rule{{Verb: "AUTH", Act: memserver.Cut}}}, see: notice("when name and password came", "when one of them is wrong")},
		{Quirk: q("Another program holds the mailbox, and does not let go.", "It is said that somebody else reads it.", "horms/perdition#4"), security: account.TLS, faults: refuse("-ERR [IN-USE] mailbox already in use by pid 12345\r\n", "AUTH"), see: notice("Another program is reading", "")},
		{Quirk: q("There were too many logins: LIST is refused.", "The words are told.", "frappe/frappe#242"), n: 5, security: account.TLS, faults: refuse("-ERR Exceeded the login limit for a 15 minute period.\r\n", "LIST"), see: notice("could not be opened", "Exceeded the login limit for a 15 minute period.")},
		{Quirk: q("The mailbox is empty.", "The mailbox is shown, with no message.", "curl/curl#10"), security: account.TLS, see: func(t *testing.T, s *stage) {
			if st := s.until("the mailbox", func(st ui.State) bool { return st.Page == "mailbox" && s.visit.last != nil && s.visit.last.Listed }); st.Total != 0 || st.Problem != "" {
				t.Errorf("%d rows, %q", st.Total, st.Problem)
			}
		}},
		{Quirk: q("TOP is refused for one message.", "Its row says that the server does not give its beginning.", "zhangyunhao116/zmail#22"), n: 5, security: account.TLS, faults: memserver.Faults{Rules: []memserver.Rule{{Verb: "TOP", UID: id(3), Act: memserver.Reply, Text: "-ERR try again later\r\n"}}}, see: func(t *testing.T, s *stage) {
			s.until("the rows", func(st ui.State) bool { return st.Page == "mailbox" && st.Loaded == 4 })
			if row := s.visit.last.Rows[2]; !row.NoHead || row.Known {
				t.Errorf("the row is %+v", row)
			}
		}},
		{Quirk: q("QUIT is confirmed, and nothing is deleted.", "It is said that both are still there.", "axllent/mailpit#317"), n: 5, security: account.TLS, faults: memserver.Faults{DropPending: true}, see: deletion("still has them")},
		{Quirk: q("One DELE is refused, always.", "One is said to be deleted, one not, with the server's words.", "zhangyunhao116/zmail#111"), n: 5, security: account.TLS, faults: memserver.Faults{Rules: []memserver.Rule{{Verb: "DELE", UID: id(2), Act: memserver.Reply, Text: "-Err Syntax error\r\n"}}}, see: deletion("1 deleted. 1 is still on the server; delete it again. The server refused to delete. It says: “Syntax error”")},
	}
}

// TestQuirks shows in the window what such servers come to.
func TestQuirks(t *testing.T) {
	for _, q := range quirks() {
		q.Run(t, q.run)
	}
}

func TestQuirksPage(t *testing.T) {
	var all []quirktest.Quirk
	for _, q := range quirks() {
		all = append(all, q.Quirk)
	}
	quirktest.Hold(t, filepath.Join("..", "docs", "QUIRKS.md"), "Words and pages", all)
}
