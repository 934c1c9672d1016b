package app

import (
	"crypto/tls"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// TestListComesWithoutItsFirstPage signs in to servers that do not tell of single messages
// as they should, ahead of the list: the list is on the screen all the same, the first
// page is not asked for again and again, and what is then deleted is what was meant.
func TestListComesWithoutItsFirstPage(t *testing.T) {
	const n, odd = 60, "57" // one of the newest
	reply := func(verb, text string) memserver.Rule {
		return memserver.Rule{Verb: verb, Arg: odd, Act: memserver.Reply, Text: text}
	}
	for name, rule := range map[string]memserver.Rule{
		"nonsense to LIST n":           reply("LIST", "what?\r\n"),
		"LIST n tells nothing":         reply("LIST", "+OK\r\n"),
		"LIST n tells no size":         reply("LIST", "+OK 57 many\r\n"),
		"LIST n tells another message": reply("LIST", "+OK 3 100\r\n"),
		"nonsense to UIDL n":           reply("UIDL", "what?\r\n"),
		"UIDL n tells no number":       reply("UIDL", "+OK id-57\r\n"),
		"UIDL n tells all":             reply("UIDL", "+OK\r\n57 id-57\r\n.\r\n"),
		"nonsense to TOP n":            reply("TOP", "what?\r\n"),
		"an answer too many":           {Verb: "LIST", Arg: odd, Act: memserver.Before, Text: "+OK\r\n"},
		"the line breaks at LIST n":    {Verb: "LIST", Arg: odd, Act: memserver.Cut},
		"the line breaks at UIDL n":    {Verb: "UIDL", Arg: odd, Act: memserver.Cut},
		"the line breaks at TOP n":     {Verb: "TOP", Arg: odd, Act: memserver.Cut},
	} {
		t.Run(name, func(t *testing.T) {
			ca := poptest.NewCA(t)
			rules := []memserver.Rule{rule}
			for _, verb := range []string{"CAPA", "AUTH", "STAT"} { // so late a server is worth a first page
				rules = append(rules, memserver.Rule{Verb: verb, Delay: 110 * time.Millisecond})
			}
			box, port := mailServer(t, ca, n, memserver.Faults{Rules: rules})
			s := newStage(t)
			s.roots, s.pause = &tls.Config{RootCAs: ca.Pool}, time.Millisecond
			s.start(Options{})
			s.ListenToTalk(true)
			s.SignIn(form(port, account.TLS, "secret"))
			st := s.until("the list", func(st ui.State) bool {
				return st.Page == "mailbox" && st.Total == n && st.Loaded >= n-1 && s.visit.last.Listed
			})
			if st.Problem != "" {
				t.Errorf("it says %q", st.Problem)
			}
			if got := s.asked("LIST 60"); got != 1 { // the first of it; those behind it are not shown
				t.Errorf("the first page was asked for %d times", got)
			}
			s.Delete(s.id(), mailbox.Order{UIDs: []string{id(57), id(2)}})
			s.DeleteNow(s.id())
			s.until("the result", func(st ui.State) bool { return st.Deletion == "finished" })
			left := box.Messages()
			if len(left) != n-2 {
				t.Errorf("%d messages are left", len(left))
			}
			for _, m := range left {
				if m.UID == id(57) || m.UID == id(2) {
					t.Errorf("%s is still there", m.UID)
				}
			}
		})
	}
}

// asked counts how often a command was sent.
func (s *stage) asked(command string) (n int) {
	lines, _ := s.Talk(0)
	for _, l := range lines {
		if strings.TrimSpace(l.Text) == command {
			n++
		}
	}
	return n
}
