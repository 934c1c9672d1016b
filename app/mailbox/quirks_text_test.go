package mailbox_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/quirktest"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// with is letter with more text.
func with(more string) func(int) []byte {
	return func(n int) []byte { return append(letter(n), more...) }
}

// only is letter, and with more text for one of them.
func only(n int, more string) func(int) []byte {
	return func(i int) []byte {
		if i == n {
			return with(more)(i)
		}
		return letter(i)
	}
}

// textQuirks are about TOP and RETR.
func textQuirks() []quirk {
	q := quirktest.New
	refused := isError[*pop3.Error]
	broken := isError[*pop3.LineError]
	shows := func(text string) func(*testing.T, *rig) {
		return func(t *testing.T, r *rig) {
			listsAllBut(t, r)
			if res := r.reads(8); res.msg != nil && !strings.Contains(res.msg.Text, text) {
				t.Errorf("the text is %q", res.msg.Text)
			}
			readsAndDeletes(t, r)
		}
	}
	// A message that has come but for its end is shown, and it is said that something
	// may be missing.
	unended := func(t *testing.T, r *rig) {
		listsAllBut(t, r)
		res := r.reads(8)
		noted := false
		if res.msg != nil {
			for _, n := range res.msg.Notes {
				noted = noted || n.Kind == mime.NoteUnended || n.Kind == mime.NoteUncertain
			}
		}
		if !noted {
			t.Errorf("it is not said that something may be missing")
		}
		r.reads(7)
		readsAndDeletes(t, r)
	}
	return []quirk{
		{Quirk: q("TOP is not known.", "Rows stand without headers; those in view are fetched as a whole where the user wants that; all can be read and deleted.", "cypht-org/cypht#448, cmail-mta/cmail#62"), faults: memserver.Faults{NoTOP: true}, try: func(t *testing.T, r *rig) {
			if s := r.settled(); !s.NoTOP || len(s.Rows) != 12 || s.Loaded != 0 || s.Missing != 12 || s.Problem != nil {
				t.Fatalf("no TOP %v, %d rows, %d loaded, problem %v", s.NoTOP, len(s.Rows), s.Loaded, s.Problem)
			}
			r.FetchWhole([]string{uid(12), uid(11)})
			if s := r.settled(); s.Loaded != 2 || s.Rows[0].Summary.Subject != "Message 12" {
				t.Errorf("%d loaded, the newest is %+v", s.Loaded, s.Rows[0])
			}
			readsAndDeletes(t, r)
		}},
		{Quirk: q("TOP n 0 gives the whole message.", "Only the header is read.", "stalwartlabs/stalwart#3165"), faults: memserver.Faults{TopAll: true}, letter: with("Subject: no header\r\nFrom: nobody\r\n")},
		{Quirk: q("TOP n 0 gives no empty line behind the header.", "It is a header all the same.", ""), faults: rules(memserver.Rule{Verb: "TOP", UID: uid(5), Act: memserver.Reply, Text: "+OK\r\n" + strings.TrimSuffix(string(letter(5)), "\r\nText of 5\r\n") + ".\r\n"})},
		{Quirk: q("TOP is refused for one message, to be tried later.", "All others are shown with their headers, and this one is named as without.", "zhangyunhao116/zmail#22"), faults: rules(memserver.Rule{Verb: "TOP", UID: uid(5), Act: memserver.Reply, Text: "-ERR Can't get the letter [301], try again later\r\n"}), try: without(5)},
		{Quirk: q("TOP is refused for the newest message.", "All others are shown with their headers.", ""), faults: rules(memserver.Rule{Verb: "TOP", UID: uid(12), Act: memserver.Reply, Text: "-ERR no\r\n"}), try: without(12)},
		{Quirk: q("TOP gives nothing for one message, and +OK.", "This is no header: the row is named as without.", ""), faults: rules(memserver.Rule{Verb: "TOP", UID: uid(5), Act: memserver.Reply, Text: "+OK\r\n.\r\n"}), try: without(5)},
		{Quirk: q("TOP gives an empty line for two messages, and +OK.", "As before.", ""), n: 60, faults: rules(memserver.Rule{Verb: "STAT", Delay: 150 * time.Millisecond}, memserver.Rule{Verb: "TOP", UID: uid(5), Act: memserver.Reply, Text: "+OK\r\n\r\n.\r\n"}, memserver.Rule{Verb: "TOP", UID: uid(58), Act: memserver.Reply, Text: "+OK\r\n\r\n.\r\n"}), try: func(t *testing.T, r *rig) {
			listsAllBut(t, r, 5, 58)
			readsAndDeletes(t, r)
		}},
		{Quirk: q("TOP is not answered for one message.", "All others are shown with their headers.", "karastojko/mailio#177"), faults: rules(memserver.Rule{Verb: "TOP", UID: uid(7), Act: memserver.Stall}), try: without(7)},
		{Quirk: q("The answer to TOP stops in the middle for one message.", "All others are shown with their headers.", ""), faults: rules(memserver.Rule{Verb: "TOP", UID: uid(12), Act: memserver.Half}), try: without(12)},
		{Quirk: q("TOP gives the dots of a text as they are, and a text has one alone in a line.", "The beginning ends there; all else is as it should be.", "hmailserver/hmailserver#126, greenmail-mail-test/greenmail#984"), faults: rules(memserver.Rule{Verb: "TOP", UID: uid(8), Nth: 2, Act: memserver.Reply, Text: "+OK\r\n" + string(letter(8)) + ".\r\nmore\r\nof it\r\n.\r\n"}), try: func(t *testing.T, r *rig) {
			listsAllBut(t, r)
			r.Peek(uid(8), func(*mime.Message, error) {})
			r.after(time.Minute)
			wellDone(t, r)
		}},
		{Quirk: q("RETR is refused because too much was fetched today.", "The server's words are told; the message is there.", "jstedfast/MailKit#1320, zhangyunhao116/zmail#115"), faults: rules(memserver.Rule{Verb: "RETR", UID: uid(5), Act: memserver.Reply, Text: "-ERR Download exceed. msg=10\r\n"}), try: opensNot(5, refusedWith("RETR", "Download exceed. msg=10"))},
		{Quirk: q("RETR is refused with -ERR and nothing more.", "It is no longer called there only when a new list does not have it.", "knadh/go-pop3#1"), faults: rules(memserver.Rule{Verb: "RETR", UID: uid(5), Act: memserver.Reply, Text: "-ERR\r\n"}), try: opensNot(5, refused)},
		{Quirk: q("RETR is refused once.", "Another session gives the message.", ""), faults: rules(once(1, reply("RETR", "-ERR busy\r\n")))},
		{Quirk: q("A large message stops in the middle, always.", "It is told; all others can be read.", "jstedfast/MailKit#963"), faults: rules(memserver.Rule{Verb: "RETR", UID: uid(5), Act: memserver.Half}), letter: only(5, strings.Repeat("xxxxxxx\r\n", 30_000)), try: opensNot(5, broken)},
		{Quirk: q("The line is cut at one message, always.", "It is told; all others can be read.", ""), faults: rules(memserver.Rule{Verb: "RETR", UID: uid(5), Act: memserver.Cut}), try: opensNot(5, broken)},
		{Quirk: q("The line is cut at a message, and the server still holds the mailbox for the session that was.", "That passes; the cut is told, and not that another program reads.", "agsh/yapople#19"), faults: rules(memserver.Rule{Verb: "RETR", UID: uid(5), Act: memserver.Cut}, once(2, reply("AUTH", "-ERR [IN-USE] Mailbox is locked by another POP3 session.\r\n"))), try: opensNot(5, broken)},
		{Quirk: q("The line is cut at RETR once, and the server still holds the mailbox for the session that was.", "It is waited for, and the message is shown.", ""), faults: rules(memserver.Rule{Verb: "RETR", Nth: 1, Act: memserver.Cut}, once(2, reply("AUTH", "-ERR [IN-USE] busy\r\n")), once(2, reply("AUTH", "-ERR [IN-USE] busy\r\n")))},
		{Quirk: q("2 GB are announced for a message.", "It is said that this is too much to open, before anything is fetched.", ""), faults: rowOf("LIST", func(num, rest string) string {
			if num == "5" {
				rest = "2147483648"
			}
			return num + " " + rest
		}), try: func(t *testing.T, r *rig) {
			listsAllBut(t, r)
			res := r.open(uid(5))
			r.after(time.Minute)
			if !errors.Is(res.err, mailbox.ErrTooLarge) {
				t.Errorf("error %v", res.err)
			}
			readsAndDeletes(t, r)
		}},
		{Quirk: q("Dots at the beginning of a line are doubled, as the standard wants it.", "One is taken away again.", "bertjohnson/OpaqueMail#68, TheCreeper/go-pop3#5, node-pop3/node-pop3#40"), letter: with(".one\r\n..two\r\n.\r\nlast\r\n"), try: shows(".one\n..two\n.\nlast")},
		{Quirk: q("Dots at the beginning of a line are not doubled.", "The dot is lost, and nothing else.", "axllent/mailpit#299, hivesolutions/netius#96"), faults: memserver.Faults{Unstuffed: true}, letter: with(".one\r\nlast\r\n"), try: shows("\none\nlast")},
		{Quirk: q("A dot alone in a line of the text is not doubled.", "What comes before is shown, with the note that more may be missing; what comes behind is taken for nothing else.", "greenmail-mail-test/greenmail#475, DevelHell/popgun#1, python/cpython#95252"), faults: memserver.Faults{Unstuffed: true}, letter: only(8, "\r\n.\r\nmore\r\n+OK\r\n-ERR\r\n1 2\r\n"), try: unended},
		{Quirk: q("A dot stands alone between two line feeds and is not doubled.", "As before.", "greenmail-mail-test/greenmail#1049"), faults: memserver.Faults{Unstuffed: true}, letter: only(8, "one\n.\nmore\r\n"), try: unended},
		{Quirk: q("An empty line stands before the final dot.", "It does no harm.", "hivesolutions/netius#96"), faults: rules(memserver.Rule{Verb: "RETR", UID: uid(8), Act: memserver.Reply, Text: "+OK\r\n" + string(letter(8)) + "\r\n.\r\n"}), try: shows("Text of 8")},
		{Quirk: q("The final line of a message lacks its line feed.", "Where nothing more comes, the message is shown, with the note that its end was not marked.", "cyrusimap/cyrus-imapd#4717"), faults: rules(memserver.Rule{Verb: "RETR", UID: uid(8), Act: memserver.Reply, Text: "+OK\r\n" + string(letter(8)) + ".\r"}), try: unended},
		{Quirk: q("The final dot of a message has no line end at all.", "As before.", "node-pop3/node-pop3#27"), faults: rules(memserver.Rule{Verb: "RETR", UID: uid(8), Act: memserver.Reply, Text: "+OK\r\n" + string(letter(8)) + "."}), try: unended},
		{Quirk: q("The final dot stands behind the last line instead of under it.", "As before.", ""), faults: rules(memserver.Rule{Verb: "RETR", UID: uid(8), Act: memserver.Reply, Text: "+OK\r\n" + strings.TrimSuffix(string(letter(8)), "\r\n") + ".\r\n"}), try: unended},
		{Quirk: q("The final dot does not come.", "As before.", ""), faults: rules(memserver.Rule{Verb: "RETR", UID: uid(8), Act: memserver.NoDot}), try: unended},
		{Quirk: q("Final dot and line end come in pieces.", "They are waited for.", "node-pop3/node-pop3#36, agsh/yapople#32"), faults: rules(memserver.Rule{Verb: "RETR", Act: memserver.Drip, Delay: 30 * time.Millisecond})},
		{Quirk: q("A line of a message has 200,000 letters.", "It is read.", "odoo/odoo#10920, mailpile/Mailpile#2161"), letter: with(strings.Repeat("x", 200_000) + "\r\nlast\r\n"), try: shows("last")},
		{Quirk: q("A message has NUL bytes and carriage returns alone.", "It is read to its end.", "cyrusimap/cyrus-imapd#823"), letter: with("one\x00two\rthree\r\r\nlast\r\n"), try: shows("last")},
		{Quirk: q("Lines of a message begin with blanks.", "They stay.", "qnikst/HaskellNet#18"), letter: with("\r\n    four\r\n\r\nlast\r\n"), try: shows("\n    four\n\nlast")},
		{Quirk: q("Messages have line feeds alone.", "They are read.", ""), letter: func(n int) []byte { return bytes.ReplaceAll(letter(n), []byte("\r"), nil) }},
		{Quirk: q("A whole message has neither header nor text.", "It is a row, and can be deleted.", ""), letter: func(n int) []byte {
			if n == 10 {
				return []byte("\r\n")
			}
			return letter(n)
		}, try: func(t *testing.T, r *rig) {
			if s := r.settled(); s.Loaded != 12 || s.Rows[2].Summary.Subject != "" || s.Rows[3].Summary.Subject != "Message 9" {
				t.Errorf("%d loaded, %+v", s.Loaded, s.Rows[2])
			}
			readsAndDeletes(t, r)
		}},
	}
}

// without lists all but the header of one message, reads it as a whole, and deletes
// others.
func without(n int) func(*testing.T, *rig) {
	return func(t *testing.T, r *rig) {
		t.Helper()
		listsAllBut(t, r, n)
		res := r.reads(n)
		if res.msg != nil && res.msg.Subject != fmt.Sprintf("Message %d", n) {
			t.Errorf("it is %q", res.msg.Subject)
		}
		readsAndDeletes(t, r)
	}
}

// flightQuirks are about commands that are sent ahead of their answers, and about
// sessions that end early.
func flightQuirks() []quirk {
	q := quirktest.New
	return []quirk{
		{Quirk: q("Pipelining is offered, and what is sent ahead is answered inside of the answer before.", "One command at a time goes well.", "zone-eu/wildduck#950"), faults: memserver.Faults{Tangled: true}},
		{Quirk: q("Pipelining is offered, and the line is cut when commands are sent ahead.", "One command at a time goes well.", "jstedfast/MailKit#174"), faults: memserver.Faults{Ahead: 1}},
		{Quirk: q("Pipelining is offered, and the line is cut when more than twenty commands are sent ahead.", "One command at a time goes well.", ""), n: 60, faults: memserver.Faults{Ahead: 20}},
		{Quirk: q("Pipelining is offered, and what is sent ahead is thrown away.", "One command at a time goes well.", ""), faults: rules(memserver.Rule{Act: memserver.Forget})},
		{Quirk: q("Pipelining is not offered, and what is sent ahead is thrown away.", "Nothing is sent ahead.", ""), faults: memserver.Faults{NoPipelining: true}},
		{Quirk: q("One answer to TOP gets lost on the way.", "No header gets to another message.", ""), faults: rules(once(4, reply("TOP", "")))},
		{Quirk: q("One answer to TOP comes twice.", "No header gets to another message.", ""), faults: rules(memserver.Rule{Verb: "TOP", Nth: 4, Act: memserver.After, Text: "+OK\r\n" + string(letter(3)) + ".\r\n"})},
		{Quirk: q("Every answer takes a second.", "It is waited for.", ""), faults: rules(memserver.Rule{Delay: time.Second})},
		{Quirk: q("Every answer comes one byte at a time.", "It is waited for.", ""), faults: rules(memserver.Rule{Act: memserver.Drip, Delay: time.Millisecond})},
	}
}
