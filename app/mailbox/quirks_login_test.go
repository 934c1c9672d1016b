package mailbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/quirktest"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// greetingQuirks are about first lines, status lines and CAPA.
func greetingQuirks() []quirk {
	q := quirktest.New
	nonsense := isError[*pop3.ProtocolError]
	return []quirk{
		{Quirk: q("There is nothing behind any +OK.", "All goes well.", "jstedfast/MailKit#171, knadh/go-pop3#1"), faults: rules(says("")...)},
		{Quirk: q("Every +OK is followed by a sentence with numbers and brackets.", "Only the first word counts.", ""), faults: rules(says(" 7 [AUTH] -ERR 2 late")...)},
		{Quirk: q("Every +OK is followed by NUL bytes and 8-bit letters.", "They are no part of anything.", "ditesh/node-poplib#18"), faults: rules(says(" \x00\x00 oct\x00 gr\xfc\xdfe")...)},
		{Quirk: q("A line feed stands before every answer.", "It is passed over.", "Enough-Software/enough_mail#250"), faults: memserver.Faults{Greeting: "\n+OK ready\r\n", Rules: []memserver.Rule{{Act: memserver.Before, Text: "\n"}}}},
		{Quirk: q("+Ok and -Err are spelt so.", "Letters count, not their case.", "zhangyunhao116/zmail#111"), faults: memserver.Faults{Greeting: "+Ok ready\r\n", Rules: []memserver.Rule{once(1, reply("UIDL", "-Err Syntax error\r\n"))}}},
		{Quirk: q("An IMAP server answers.", "That is told; no password is sent, and it is tried but a few times.", "jstedfast/MailKit#357, ditesh/node-poplib#23"), faults: memserver.Faults{Greeting: "* OK Gimap ready for requests\r\n"}, try: keptOut(13, nonsense)},
		{Quirk: q("A web page comes instead of a greeting, as from the login page of a hotel.", "That is told; no password is sent.", ""), faults: memserver.Faults{Greeting: "HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n"}, try: keptOut(13, nonsense)},
		{Quirk: q("Two greetings come in one packet.", "The second may be for a password that somebody else waits for: none is sent.", ""), faults: memserver.Faults{Greeting: "+OK one\r\n+OK two\r\n"}, try: keptOut(13, nonsense)},
		{Quirk: q("The name of the host stands in angle brackets in the greeting.", "It is no time stamp: the login is not by APOP.", "curl/curl#3278"), faults: memserver.Faults{Greeting: "+OK POP3 server ready <a.b.c>\r\n"}},
		{Quirk: q("The time stamp for APOP stands behind words in the greeting.", "It is found, and the login is by APOP.", "jstedfast/MailKit#529"), logins: &memserver.Logins{APOP: true, NoUser: true, NoSASL: true}},
		{Quirk: q("CAPA is not known.", "It is done without.", "twisted/twisted#10740"), faults: memserver.Faults{NoCAPA: true}},
		{Quirk: q("The answer to CAPA comes in many pieces.", "It is waited for.", "kazu-yamamoto/Mew#188, vanhauser-thc/thc-hydra#1020"), faults: rules(memserver.Rule{Verb: "CAPA", Act: memserver.Drip, Delay: 20 * time.Millisecond})},
		{Quirk: q("A line of CAPA begins with a dot.", "It does not end there.", "curl/curl#19228"), faults: rules(reply("CAPA", "+OK\r\n.capability\r\n..other\r\nTOP\r\nUSER\r\nUIDL\r\n.\r\n"))},
		{Quirk: q("CAPA tells nothing at all.", "What is not told is tried.", ""), faults: rules(reply("CAPA", "+OK\r\n.\r\n"))},
		{Quirk: q("CAPA tells things twice, in odd case, with blanks before and behind.", "It is read all the same.", ""), faults: rules(reply("CAPA", "+OK\r\n  top  \r\nTop\r\n\tUser\r\nUSER\r\n\r\nsasl  plain \r\nuidl\r\n.\r\n"))},
		{Quirk: q("CAPA tells of UIDL only behind the login.", "It is used.", "jakartaee/mail-api#50"), faults: rules(once(1, reply("CAPA", "+OK\r\nTOP\r\nUSER\r\n.\r\n")))},
		{Quirk: q("CAPA does not tell of TOP and UIDL, and the server has both.", "They are tried, and used.", "neomutt/neomutt#1427, greenmail-mail-test/greenmail#65"), faults: rules(reply("CAPA", "+OK\r\nIMPLEMENTATION x\r\nUSER\r\nSASL LOGIN PLAIN\r\n.\r\n"))},
		{Quirk: q("CAPA has no end.", "After a while it is done without.", ""), faults: rules(memserver.Rule{Verb: "CAPA", Act: memserver.NoDot})},
		{Quirk: q("The server hangs up at CAPA.", "It is done without.", ""), faults: rules(memserver.Rule{Verb: "CAPA", Act: memserver.Cut})},
		{Quirk: q("The server hangs up at CAPA, and the last login was by a way that CAPA must tell of.", "There is no weaker one without asking; the broken line is told.", ""), change: func(d *setup) { d.Account.Login = "SCRAM-SHA-256" }, faults: rules(memserver.Rule{Verb: "CAPA", Act: memserver.Cut}), try: keptOut(13, isError[*pop3.LineError])},
		{Quirk: q("CAPA is not answered.", "After a while it is done without.", ""), faults: rules(memserver.Rule{Verb: "CAPA", Act: memserver.Stall})},
		{Quirk: q("The greeting has 5,000 letters.", "It is read.", ""), faults: memserver.Faults{Greeting: "+OK " + strings.Repeat("welcome ", 625) + "\r\n"}},
		{Quirk: q("NOOP is not known.", "It is sent only to show that somebody is still there, and the answer does not count.", ""), faults: rules(reply("NOOP", "-ERR unknown command\r\n")), try: func(t *testing.T, r *rig) {
			listsAllBut(t, r)
			for range 4 {
				r.Active()
				r.after(25 * time.Second)
			}
			readsAndDeletes(t, r)
		}},
		{Quirk: q("A command with a blank at its end is refused.", "No command has one.", "curl/curl#23, node-pop3/node-pop3#34"), faults: memserver.Faults{Strict: true}},
	}
}

// loginQuirks are about what comes in the way of a login.
func loginQuirks() []quirk {
	q := quirktest.New
	secure := func(d *setup) {
		d.Account.Server.Security, d.Account.PlainAgreed = account.StartTLS, false
	}
	withTLS := func(t *testing.T, srv *memserver.Server) { srv.SetTLS(poptest.NewCA(t).Server("mail.example.org")) }
	return []quirk{
		{Quirk: q("AUTH is not known, nor told of.", "The login is by USER and PASS.", "hmailserver/hmailserver#230"), logins: &memserver.Logins{NoSASL: true}},
		{Quirk: q("A wrong password is refused in plain words, without a code.", "The words are kept, and it is not tried again.", "mattnenterprise/rust-pop3#17"), faults: rules(reply("AUTH", "-ERR Logon failure: unknown user name or bad password.\r\n")), try: keptOut(1, refusedWith("AUTH", "Logon failure: unknown user name or bad password."))},
		{Quirk: q("A wrong password is refused with [AUTH].", "It is not tried again.", "docker-mailserver/docker-mailserver#1631"), faults: rules(reply("AUTH", "-ERR [AUTH] Authentication failed.\r\n")), try: keptOut(1, func(err error) bool { return pop3.HasCode(err, pop3.CodeAuth) })},
		{Quirk: q("The line is cut when a wrong password comes.", "It may be one, so it is sent once more at most; accounts are locked for that.", "mozilla-b2g/gaia-email-libs-and-more#283, jstedfast/MailKit#856"), faults: rules(memserver.Rule{Verb: "AUTH", Act: memserver.Cut}), try: keptOut(2, isError[*pop3.LineError])},
		{Quirk: q("The line is cut when a wrong password comes by PASS.", "As before.", ""), logins: &memserver.Logins{NoSASL: true}, faults: rules(memserver.Rule{Verb: "PASS", Act: memserver.Cut}), try: keptOut(2, isError[*pop3.LineError])},
		{Quirk: q("A wrong password is not answered.", "As before.", ""), faults: rules(memserver.Rule{Verb: "AUTH", Act: memserver.Stall}), try: keptOut(2, isError[*pop3.LineError])},
		{Quirk: q("The line is cut once when the password comes.", "It is tried once more, and all goes well.", ""), faults: rules(memserver.Rule{Verb: "AUTH", Nth: 1, Act: memserver.Cut})},
		{Quirk: q("The answer to the login begins with other bytes, and then +OK.", "It is no answer, and nobody is logged in by it.", "foens/hpop#77"), faults: rules(reply("AUTH", "\x17\x03\x03\x00P+OK Logged in.\r\n")), try: keptOut(13, isError[*pop3.ProtocolError])},
		{Quirk: q("The login fails with +ERR.", "It is no +OK.", "hmailserver/hmailserver#594"), faults: rules(reply("AUTH", "+ERR Server error: Failed to fetch messages in Inbox.\r\n")), try: keptOut(13, isError[*pop3.ProtocolError])},
		{Quirk: q("Another program holds the mailbox for a while.", "It is waited for.", "horms/perdition#4, agsh/yapople#19"), faults: rules(once(1, reply("AUTH", "-ERR [IN-USE] mailbox already in use by pid 12345\r\n")), memserver.Rule{Verb: "AUTH"})},
		{Quirk: q("A second login comes too early for the server.", "It is waited for.", "twisted/twisted#7470, cyrusimap/cyrus-imapd#383"), faults: rules(once(2, reply("AUTH", "-ERR [LOGIN-DELAY] minimum time between mail checks violation\r\n")))},
		{Quirk: q("There were too many logins in a quarter of an hour: LIST is refused.", "The words are kept, and the server is left in peace after a few tries.", "frappe/frappe#242"), faults: rules(reply("LIST", "-ERR Exceeded the login limit for a 15 minute period.\r\n")), try: func(t *testing.T, r *rig) {
			s := r.settled()
			if s.Listed || !refusedWith("LIST", "Exceeded the login limit for a 15 minute period.")(s.Problem) || !s.Retry.IsZero() || r.connections() > 4 {
				t.Errorf("listed %v, problem %v, next try %v, %d connections", s.Listed, s.Problem, s.Retry, r.connections())
			}
		}},
		{Quirk: q("STLS is refused.", "No password is sent.", "simonrob/email-oauth2-proxy#162"), change: secure, server: withTLS, faults: rules(reply("STLS", "-ERR Command is not valid in this state.\r\n")), try: keptOut(1, is(pop3.ErrNoSTLS))},
		{Quirk: q("STLS is not offered any more.", "No password is sent.", ""), change: secure, faults: memserver.Faults{NoSTLS: true}, try: keptOut(1, is(pop3.ErrNoSTLS))},
		{Quirk: q("The server breaks down at STLS.", "No password is sent.", "inbucket/inbucket#515"), change: secure, server: withTLS, faults: rules(memserver.Rule{Verb: "STLS", Act: memserver.Cut}), try: keptOut(13, isError[*pop3.LineError])},
		{Quirk: q("More comes in the packet with the answer to STLS.", "Somebody may have put it there: no password is sent.", "billpg/POP3Listener#14"), change: secure, server: withTLS, faults: memserver.Faults{InjectSTLS: "+OK\r\n"}, try: keptOut(13, is(pop3.ErrInjected))},
	}
}
