package mailbox_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/quirktest"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3/memserver"
)

// rowOf tells other rows of one of the two lists.
func rowOf(verb string, change func(num, rest string) string) memserver.Faults {
	return memserver.Faults{Row: func(v, row string) string {
		if v != verb && verb != "" {
			return row
		}
		num, rest, _ := strings.Cut(row, " ")
		return change(num, rest)
	}}
}

// ofEach answers a command with a number in another way, for each of the messages to n.
func ofEach(n int, verb string, text func(num int) string) []memserver.Rule {
	var all []memserver.Rule
	for i := 1; i <= n; i++ {
		all = append(all, memserver.Rule{Verb: verb, Arg: strconv.Itoa(i), Act: memserver.Reply, Text: text(i)})
	}
	return append(all, memserver.Rule{Verb: "STAT", Delay: 150 * time.Millisecond}) // a list that is worth a first page
}

// sized is letter with 300+n bytes.
func sized(n int) []byte {
	text := letter(n)
	return append(text, strings.Repeat("x", 300+n-len(text)-2)+"\r\n"...)
}

// nextSize names each message by the size of the next one.
func nextSize(n int) string { return strconv.Itoa(300 + n + 1) }

// listQuirks are about STAT, LIST and UIDL.
func listQuirks() []quirk {
	q := quirktest.New
	all := []quirk{
		{Quirk: q("LIST tells totals in words behind +OK.", "They are no row.", "Enough-Software/enough_mail#190"), faults: rules(says(" 12 messages (2340 octets)")...)},
		{Quirk: q("STAT puts words between its numbers.", "The first number counts.", ""), faults: rules(reply("STAT", "+OK 12 messages 2340 octets\r\n"))},
		{Quirk: q("STAT tells no number.", "LIST tells how many there are.", "jstedfast/MailKit#872"), faults: rules(reply("STAT", "+OK some messages\r\n"))},
		{Quirk: q("STAT is refused.", "LIST tells how many there are.", ""), faults: rules(reply("STAT", "-ERR unknown command\r\n"))},
		{Quirk: q("STAT is refused once.", "That keeps nothing away.", ""), faults: rules(once(1, reply("STAT", "-ERR try again\r\n")))},
		{Quirk: q("The server hangs up at STAT.", "It is done without.", ""), faults: rules(memserver.Rule{Verb: "STAT", Act: memserver.Cut})},
		{Quirk: q("The server hangs up at UIDL.", "It is done without: messages are found again by number, size and header, in the same session.", ""), faults: rules(memserver.Rule{Verb: "UIDL", Act: memserver.Cut})},
		{Quirk: q("UIDL is not answered.", "As before.", ""), faults: rules(memserver.Rule{Verb: "UIDL", Act: memserver.Stall})},
		{Quirk: q("The newest message has come between UIDL and LIST.", "Another list tells.", ""), faults: rules(once(1, reply("UIDL", wholeUIDL(11))), once(2, reply("UIDL", wholeUIDL(11))))},
		{Quirk: q("The mailbox is empty, and LIST ends in its second line.", "No message waits, and that is said.", "curl/curl#10"), n: -1, faults: rules(says(" 0 messages:")...), try: empty},
		{Quirk: q("The mailbox is empty, and LIST and UIDL are refused for that.", "STAT tells that no message waits, and that is said.", ""), n: -1, faults: rules(reply("LIST", "-ERR no messages\r\n"), reply("UIDL", "-ERR no messages\r\n")), try: empty},
		{Quirk: q("The same, and only one command at a time is taken.", "As before.", ""), n: -1, faults: memserver.Faults{NoPipelining: true, Rules: []memserver.Rule{reply("LIST", "-ERR no messages\r\n"), reply("UIDL", "-ERR no messages\r\n")}}, try: empty},
		{Quirk: q("LIST is refused once although messages wait.", "It is never said that there are none.", ""), faults: memserver.Faults{NoPipelining: true, Rules: []memserver.Rule{once(1, reply("LIST", "-ERR no messages\r\n"))}}, try: neverEmpty},
		{Quirk: q("LIST is empty once although messages wait.", "It is never said that there are none.", ""), faults: rules(once(1, reply("LIST", "+OK\r\n.\r\n")), once(1, reply("UIDL", "+OK\r\n.\r\n")), memserver.Rule{Verb: "LIST"}), try: neverEmpty},
		{Quirk: q("Three blanks stand between number and unique-id.", "They are no part of it.", "thunderbird/thunderbird-android#323"), faults: rowOf("UIDL", func(num, rest string) string { return num + "   " + rest })},
		{Quirk: q("Rows begin with blanks, have tabs between and blanks behind.", "They are no part of anything.", ""), faults: rowOf("", func(num, rest string) string { return "  " + num + "\t" + rest + " \t " })},
		{Quirk: q("Both lists begin with an empty row.", "It is passed over.", ""), faults: rowOf("", func(num, rest string) string {
			if num == "1" {
				num = "\r\n1"
			}
			return num + " " + rest
		})},
		{Quirk: q("Rows of LIST have a third column.", "It is passed over.", ""), faults: rowOf("LIST", func(num, rest string) string { return num + " " + rest + " 1764195000 Seen" })},
		{Quirk: q("LIST tells sizes that are no numbers.", "Sizes are but a hint.", "axllent/mailpit#312"), faults: rowOf("LIST", func(num, rest string) string { return num + " %!d(float64=" + rest + ")" })},
		{Quirk: q("LIST tells negative sizes.", "Sizes are but a hint.", "markushinz/aws-ses-pop3-server#9"), faults: rowOf("LIST", func(num, rest string) string { return num + " -" + rest })},
		{Quirk: q("LIST tells that all sizes are 0.", "Sizes are but a hint.", ""), faults: rowOf("LIST", func(num, _ string) string { return num + " 0" })},
		{Quirk: q("LIST tells no sizes.", "Sizes are but a hint.", "getmail6/getmail6#277"), faults: rowOf("LIST", func(num, _ string) string { return num })},
		{Quirk: q("LIST counts line ends as one byte, RETR sends two.", "A message ends with its dot.", "andyedinborough/aenetmail#150"), faults: memserver.Faults{WrongSizes: true}},
		{Quirk: q("A row of UIDL has a word for a number.", "All is shown; nothing is deleted by a list that cannot be read.", "getmail6/getmail6#277"), faults: rowOf("UIDL", func(num, rest string) string {
			if num == "3" {
				num = "abc"
			}
			return num + " " + rest
		}), try: keeps(is(ledger.ErrListing))},
		{Quirk: q("Numbers begin with 0.", "Nothing is deleted by a list that names a message that cannot be.", "hivesolutions/netius#97"), faults: rowOf("", func(num, rest string) string {
			n, _ := strconv.Atoi(num)
			return fmt.Sprint(n-1, " ", rest)
		}), try: keeps(is(ledger.ErrListing))},
		{Quirk: q("Numbers have gaps.", "They are used as they are.", ""), faults: memserver.Faults{Gaps: 7}},
		{Quirk: q("UIDL is not known.", "Messages are found again by number, size and header, in the same session.", "neomutt/neomutt#1427"), faults: memserver.Faults{NoUIDL: true}},
		{Quirk: q("UIDL is refused now and then.", "It is asked again.", "regnull/ubikom#28"), faults: rules(once(1, reply("UIDL", "-ERR internal error\r\n")))},
		{Quirk: q("All messages have the same unique-id.", "Messages are found again by number, size and header, in the same session.", ""), faults: memserver.Faults{DoubleUIDs: true}},
		{Quirk: q("Unique-ids are larger than a number of 32 bits.", "They are text.", "MailCore/mailcore2#1249, dbmail/dbmail#195"), uid: func(n int) string { return fmt.Sprint(19564493749 + n) }},
		{Quirk: q("Unique-ids have 1,000 bytes.", "They are used as they are.", ""), faults: memserver.Faults{UIDL: longer(1000)}},
		{Quirk: q("Unique-ids are numbers that sizes of other messages are, too.", "They are not taken for each other.", "jstedfast/MailKit#468"), n: 20, letter: sized, uid: nextSize},
		{Quirk: q("LIST n is answered with the whole list.", "That is noticed, and the list comes without a first page.", "axllent/mailpit#518, curl/curl#14808"), n: 60, faults: rules(ofEach(60, "LIST", func(int) string { return wholeList(60) })...)},
		{Quirk: q("LIST n is answered with the size alone.", "That is noticed, and the list comes without a first page.", "twisted/twisted#10542"), n: 60, faults: rules(ofEach(60, "LIST", func(n int) string { return fmt.Sprintf("+OK %d\r\n", len(letter(n))) })...)},
		{Quirk: q("UIDL n is answered with more than one line.", "That is noticed, and the list comes without a first page.", "axllent/mailpit#552"), n: 60, faults: rules(ofEach(60, "UIDL", func(n int) string { return fmt.Sprintf("+OK\r\n%d %s\r\n.\r\n", n, uid(n)) })...)},
		{Quirk: q("UIDL n is answered without the number.", "That is noticed, and the list comes without a first page.", "twisted/twisted#9104"), n: 60, faults: rules(ofEach(60, "UIDL", func(n int) string { return "+OK " + uid(n) + "\r\n" })...)},
		{Quirk: q("The line is cut in the middle of the list, once.", "It is listed anew.", "mguessan/davmail#102"), faults: rules(memserver.Rule{Verb: "LIST", Nth: 1, Act: memserver.Cut})},
		{Quirk: q("The list comes one byte at a time.", "It is waited for.", ""), faults: rules(memserver.Rule{Verb: "LIST", Act: memserver.Drip, Delay: 50 * time.Millisecond})},
		{Quirk: q("The dot that ends a list has no line end.", "Where nothing more comes, the list is over.", "node-pop3/node-pop3#26, node-pop3/node-pop3#27"), faults: memserver.Faults{BareDot: true, NoPipelining: true}},
		{Quirk: q("Another program deletes, and all numbers are others in the next session.", "Messages are found by their unique-ids.", "jorritfolmer/TA-dmarc#36"), try: func(t *testing.T, r *rig) {
			listsAllBut(t, r)
			r.Delete(mailbox.Order{UIDs: []string{uid(5), uid(9)}})
			r.Refresh()
			r.box.Remove(uid(1))
			r.box.Remove(uid(8))
			r.after(time.Hour)
			r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
			r.wantLeft(12, 1, 5, 8, 9)
		}},
		{Quirk: q("Only the oldest messages are shown, and two of them are marked by hand.", "These two go, and nothing that comes to light.", "node-pop3/node-pop3#2, foens/hpop#66"), faults: memserver.Faults{Window: 4}, try: func(t *testing.T, r *rig) {
			if s := r.settled(); len(s.Rows) != 4 || s.Loaded != 4 {
				t.Fatalf("%d rows, %d loaded", len(s.Rows), s.Loaded)
			}
			r.Delete(mailbox.Order{UIDs: []string{uid(1), uid(3)}})
			r.after(time.Hour)
			r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
			r.wantLeft(12, 1, 3)
		}},
		{letter: func(n int) []byte { return bytes.ReplaceAll(letter(n), []byte("2026"), []byte("1999")) }, Quirk: q("Only the oldest messages are shown, and all of a sender are meant.", "What comes to light and is of him goes, too, and is counted apart.", "foens/hpop#56, jens-maus/yam#392, zhangyunhao116/zmail#62"), faults: memserver.Faults{Window: 4}, try: func(t *testing.T, r *rig) {
			r.settled()
			r.Delete(mailbox.Order{UIDs: []string{uid(2)}, Alike: func(s mime.Summary) bool {
				return len(s.From) > 0 && s.From[0].Addr == "s2@example.org"
			}})
			r.after(time.Hour)
			r.wantReport(mailbox.Report{Asked: 1, Deleted: 1, Verified: true}) // 9 is still hidden
			r.wantLeft(12, 2)
			r.Delete(mailbox.Order{UIDs: []string{uid(1), uid(3), uid(4), uid(5)}, Alike: func(s mime.Summary) bool { return len(s.From) > 0 && s.From[0].Addr == "s2@example.org" }})
			r.after(time.Hour)
			r.wantReport(mailbox.Report{Asked: 5, Found: 1, Deleted: 5, Verified: true})
			r.wantLeft(12, 1, 2, 3, 4, 5, 9)
		}},
	}
	for nth, when := range []string{"the first list", "the list before a deletion", "the list behind it"} {
		all = append(all, quirk{Quirk: q("Unique-ids are sizes of other messages, and the answer to UIDL gets lost: in "+when+".", "LIST is not taken for UIDL: exactly the marked messages go.", ""), n: 20, letter: sized, uid: nextSize, faults: rules(once(nth+1, reply("UIDL", "")))})
	}
	return all
}

// wholeUIDL is the answer to UIDL.
func wholeUIDL(n int) string {
	var b strings.Builder
	b.WriteString("+OK\r\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "%d %s\r\n", i, uid(i))
	}
	return b.String() + ".\r\n"
}

// wholeList is the answer to LIST.
func wholeList(n int) string {
	var b strings.Builder
	b.WriteString("+OK\r\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "%d %d\r\n", i, len(letter(i)))
	}
	return b.String() + ".\r\n"
}

// neverEmpty wants all to go well, and no empty mailbox ever shown.
func neverEmpty(t *testing.T, r *rig) {
	t.Helper()
	wellDone(t, r)
	for _, s := range r.snapshots() {
		if s.Listed && len(s.Rows) == 0 {
			t.Fatal("an empty mailbox was shown")
		}
	}
}

// empty wants a mailbox that is said to be empty.
func empty(t *testing.T, r *rig) {
	t.Helper()
	s := r.settled()
	if !s.Listed || len(s.Rows) > 0 || s.Problem != nil || slices.ContainsFunc(r.snapshots(), func(s *mailbox.Snapshot) bool { return s.Problem != nil }) {
		t.Errorf("listed %v, %d rows, problem %v", s.Listed, len(s.Rows), s.Problem)
	}
}
