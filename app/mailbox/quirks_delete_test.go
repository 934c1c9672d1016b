package mailbox_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/quirktest"
	"github.com/restante/restante/pop3/memserver"
)

// deleteQuirks are about DELE, QUIT and what a server does behind them.
func deleteQuirks() []quirk {
	q := quirktest.New
	return []quirk{
		{Quirk: q("QUIT is confirmed, and nothing is deleted.", "It is said that the server has kept them.", "axllent/mailpit#317, bertjohnson/OpaqueMail#73, cyrusimap/cyrus-imapd#1130"), faults: memserver.Faults{DropPending: true}, try: keeps(is(ledger.ErrNotRemoved))},
		{Quirk: q("The line ends instead of an answer to QUIT, and all is deleted.", "A new list tells.", "PHPMailer/PHPMailer#2488"), faults: rules(memserver.Rule{Verb: "QUIT", Act: memserver.CutDone})},
		{Quirk: q("The line is cut before QUIT, once.", "A new list tells that nothing was deleted, and it is done again.", "eppye-bots/bots#75"), faults: rules(memserver.Rule{Verb: "QUIT", Marks: 1, Nth: 1, Act: memserver.Cut})},
		{Quirk: q("QUIT takes two minutes.", "It is waited for.", "TheCreeper/go-pop3#3"), faults: rules(memserver.Rule{Verb: "QUIT", Delay: 2 * time.Minute})},
		{Quirk: q("QUIT is refused, and all is deleted.", "A new list tells.", ""), faults: rules(memserver.Rule{Verb: "QUIT", Marks: 1, Act: memserver.Before, Text: "-ERR some messages not removed\r\n"})},
		{Quirk: q("QUIT is refused, and nothing is deleted.", "A new list tells, and it is said.", ""), faults: rules(memserver.Rule{Verb: "QUIT", Marks: 1, Act: memserver.Reply, Text: "-ERR [SYS/TEMP] mailbox is busy\r\n"}), try: keeps(func(err error) bool { return err != nil })},
		{Quirk: q("The line is cut at one DELE, always.", "All others go, and this one is told as kept.", "jstedfast/MailKit#82"), faults: rules(memserver.Rule{Verb: "DELE", UID: uid(5), Act: memserver.Cut}), try: allBut(5)},
		{Quirk: q("One DELE is answered with an empty line, always.", "All others go, and this one is told as kept.", "jstedfast/MailKit#1636"), faults: rules(memserver.Rule{Verb: "DELE", UID: uid(5), Act: memserver.Reply, Text: "\r\n"}), try: allBut(5)},
		{Quirk: q("One DELE is not answered, always.", "As before.", ""), faults: rules(memserver.Rule{Verb: "DELE", UID: uid(5), Act: memserver.Stall}), try: allBut(5)},
		{Quirk: q("The first and the last DELE are cut, always.", "All between go, and both are told as kept.", ""), faults: rules(memserver.Rule{Verb: "DELE", UID: uid(2), Act: memserver.Cut}, memserver.Rule{Verb: "DELE", UID: uid(9), Act: memserver.Cut}), try: func(t *testing.T, r *rig) {
			listsAllBut(t, r)
			r.Delete(mailbox.Order{UIDs: []string{uid(2), uid(3), uid(5), uid(8), uid(9)}})
			r.after(2 * time.Hour)
			r.wantReport(mailbox.Report{Asked: 5, Deleted: 3, Kept: 2, Verified: true})
			r.wantLeft(12, 3, 5, 8)
		}},
		{Quirk: q("One DELE is answered twice.", "What is marked is compared before the end: exactly the marked messages go.", ""), faults: rules(memserver.Rule{Verb: "DELE", Nth: 1, Act: memserver.After, Text: "+OK\r\n"})},
		{Quirk: q("QUIT is not answered, and all is deleted.", "A new list tells.", ""), faults: memserver.Faults{NoLock: true, Rules: []memserver.Rule{{Verb: "QUIT", Marks: 1, Nth: 1, Act: memserver.Stall}}}},
		{Quirk: q("QUIT is confirmed, and nothing is deleted, once.", "It is done again.", ""), faults: memserver.Faults{NoLock: true, Rules: []memserver.Rule{{Verb: "QUIT", Marks: 1, Nth: 1, Act: memserver.Reply, Text: "+OK bye\r\n"}}}},
		{Quirk: q("One DELE is refused, always.", "All others go, and this one is told as kept, with the server's words.", "zhangyunhao116/zmail#111"), faults: rules(memserver.Rule{Verb: "DELE", UID: uid(5), Act: memserver.Reply, Text: "-Err Syntax error\r\n"}), try: func(t *testing.T, r *rig) {
			allBut(5)(t, r)
			if err := r.last().Deletion.Report.Err; !refusedWith("DELE", "Syntax error")(err) {
				t.Errorf("the reason is %v", err)
			}
		}},
		{Quirk: q("DELE is refused once.", "Another session does it.", ""), faults: rules(once(1, reply("DELE", "-ERR locked\r\n")))},
		{Quirk: q("Marked messages are counted by STAT and listed to the end of the session.", "A new list tells that they are gone.", "billpg/POP3Listener#9, twisted/twisted#9094"), faults: memserver.Faults{StatFixed: true}},
		{Quirk: q("The line is cut at LIST behind DELE, always.", "That is told; in small steps, each looked at, it can be done where the user agrees.", ""), faults: rules(memserver.Rule{Verb: "LIST", Marks: 1, Act: memserver.Cut}), try: func(t *testing.T, r *rig) {
			keeps(is(ledger.ErrUnlisted))(t, r)
			r.DeleteUnlisted()
			r.after(time.Hour)
			r.wantReport(mailbox.Report{Asked: 2, Deleted: 2, Verified: true})
			r.wantLeft(12, 10, 5)
		}},
		{Quirk: q("Every session is cut after twelve seconds, and DELE takes half a second.", "It goes on in smaller steps until all are gone.", ""), n: 60, faults: memserver.Faults{Session: 12 * time.Second, Rules: []memserver.Rule{{Verb: "DELE", Delay: 500 * time.Millisecond}}}, try: deletesMost},
		{Quirk: q("Every session is cut at its 40th command.", "It goes on in smaller steps until all are gone.", ""), n: 60, faults: memserver.Faults{Commands: 40}, try: deletesMost},
		{Quirk: q("New mail gets the unique-id of what was just deleted.", "It is another message, and stays.", "cyrusimap/cyrus-imapd#374"), try: func(t *testing.T, r *rig) {
			listsAllBut(t, r)
			added := false
			r.onDial = func() {
				if !added && len(r.left()) == 10 {
					added = true
					r.box.Add(uid(10), letter(99))
				}
			}
			r.Delete(mailbox.Order{UIDs: []string{uid(5), uid(10)}})
			s := r.after(time.Hour)
			if got := r.left(); len(got) != 11 || got[10] != uid(10) {
				t.Errorf("on the server are %v", got)
			}
			if got := s.Rows[0].Summary.Subject; got != "Message 99" {
				t.Errorf("the new mail is shown as %q", got)
			}
			if rep := s.Deletion.Report; rep.Deleted != 2 || rep.Kept+rep.Unknown+rep.AlreadyGone > 0 {
				t.Errorf("report %+v", rep)
			}
		}},
	}
}

// allBut deletes five messages, of which the server keeps one.
func allBut(n int) func(*testing.T, *rig) {
	return func(t *testing.T, r *rig) {
		t.Helper()
		listsAllBut(t, r)
		r.Delete(mailbox.Order{UIDs: []string{uid(2), uid(3), uid(n), uid(8), uid(9)}})
		r.after(2 * time.Hour)
		r.wantReport(mailbox.Report{Asked: 5, Deleted: 4, Kept: 1, Verified: true})
		r.wantLeft(12, 2, 3, 8, 9)
		if s := r.settled(); s.Problem != nil || len(s.Rows) != 8 {
			t.Errorf("afterwards: %d rows, problem %v", len(s.Rows), s.Problem)
		}
	}
}

// deletesMost deletes all of sixty messages but ten.
func deletesMost(t *testing.T, r *rig) {
	t.Helper()
	r.settled()
	var marked []string
	var gone []int
	for i := 1; i <= 50; i++ {
		marked, gone = append(marked, uid(i)), append(gone, i)
	}
	r.Delete(mailbox.Order{UIDs: marked})
	s := r.after(3 * time.Hour)
	r.wantReport(mailbox.Report{Asked: 50, Deleted: 50, Verified: true})
	r.wantLeft(60, gone...)
	if slices.ContainsFunc(r.snapshots(), func(s *mailbox.Snapshot) bool { return s.Deletion != nil && s.Deletion.Sent > 50 }) {
		t.Error(fmt.Sprint("more was told as sent than there is: ", s.Deletion))
	}
}
