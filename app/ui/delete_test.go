package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// tapCard taps a button of the card over the window.
func (s *stage) tapCard(text string) {
	s.t.Helper()
	for _, b := range s.card.Buttons {
		if b.Text == text {
			test.Tap(b)
			return
		}
	}
	s.t.Fatalf("no button %q on the card %q", text, s.card.Title.Text)
}

// deletion shows a snapshot in which the deleted messages are in a stage.
func (s *stage) inDeletionOf(rows []*mailbox.Row, d mailbox.Deletion) []*mailbox.Row {
	out := slices.Clone(rows)
	for i, r := range out {
		c := *r
		c.Marked = slices.Contains(s.host.deleted, r.UID) && d.Stage != mailbox.Finished
		out[i] = &c
	}
	snap := &mailbox.Snapshot{Rows: out, Phase: mailbox.Ready, SignedIn: true, Listed: true, Deletion: &d, Loaded: len(out)}
	s.Show(snap)
	return out
}

func TestDeleteAndUndo(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(50)
	for _, p := range []int{2, 3, 4} {
		s.clickBox(p, 0)
	}
	s.typeKey(fyne.KeyDelete, 0)
	if !slices.Equal(s.host.deleted, []string{"u2", "u3", "u4"}) {
		t.Fatal(s.host.deleted)
	}
	if got := s.State().FocusedUID; got != "u5" {
		t.Fatal("the next message gets the focus, not", got)
	}
	s.expectCount(0)
	s.inDeletionOf(rows, mailbox.Deletion{Stage: mailbox.Marked, Asked: 3, Until: s.clock.Add(8 * time.Second)})
	st := s.State()
	if st.DeletionText != "3 messages will be deleted from the server in 8 s" || st.CanDelete {
		t.Fatalf("%+v", st)
	}
	test.Tap(s.mail.undo.Undo)
	s.snapshot(rows)
	if s.host.count("undo") != 1 || s.mail.undo.Visible() {
		t.Fatal(s.host.calls)
	}
	s.expect("u2", "u3", "u4")
	if got := s.mail.status.Left.Text; got != "Nothing is deleted. The 3 messages are selected again." {
		t.Errorf("it says %q", got)
	}
}

func TestDeletionIsToldToTheEnd(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(50)
	s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Tap(s.mail.header.delete)
	rows = s.inDeletionOf(rows, mailbox.Deletion{Stage: mailbox.Sending, Asked: 9812, Sent: 3120})
	if got := s.State().DeletionText; got != "Deleting… 3,120 of 9,812" {
		t.Fatal(got)
	}
	if !s.mail.undo.Undo.Hidden {
		t.Fatal("what was sent cannot be undone")
	}
	s.inDeletionOf(rows, mailbox.Deletion{Stage: mailbox.Sending, Asked: 50, Sent: 20, Problem: errors.New("cut"), Retry: s.clock.Add(10 * time.Second)})
	if got := s.State().DeletionText; got != "cut. Nothing has been deleted yet. Next try in 10 s." {
		t.Fatal(got)
	}
	s.inDeletionOf(nil, mailbox.Deletion{Stage: mailbox.Finished, Asked: 50, Report: mailbox.Report{Asked: 50, Deleted: 50, Verified: true}})
	if got := s.State().DeletionText; got != "50 of 50 deleted. The server has confirmed it." {
		t.Fatal(got)
	}
	test.Tap(s.mail.undo.Fine)
	if s.host.count("dismiss") != 1 {
		t.Fatal(s.host.calls)
	}
}

func TestThreat_G06_DeleteIsHarmlessWhenThereIsNothingToDo(t *testing.T) {
	s := newStage(t)
	s.typeKey(fyne.KeyDelete, 0) // no mailbox
	rows := s.mailbox(10)
	s.typeKey(fyne.KeyDelete, 0) // nothing chosen
	if s.host.count("delete") != 0 {
		t.Fatal("nothing was chosen")
	}
	s.click(3, 0)
	s.typeKey(fyne.KeyDelete, 0)
	s.typeKey(fyne.KeyDelete, 0) // twice, before any answer
	test.Tap(s.mail.header.delete)
	if len(s.host.deleted) != 1 {
		t.Fatal(s.host.deleted)
	}
	s.inDeletionOf(rows, mailbox.Deletion{Stage: mailbox.Sending, Asked: 1})
	s.clickBox(5, 0)
	s.typeKey(fyne.KeyDelete, 0) // while a deletion runs
	if len(s.host.deleted) != 1 {
		t.Fatal(s.host.deleted)
	}
	s.clickBox(3, 0) // it is marked already
	s.expect("u5")
}

func TestThreat_G06_DeleteWhileHeadersArrive(t *testing.T) {
	s := newStage(t)
	s.showMailbox("a", Own)
	rows := []*mailbox.Row{{UID: "a", Order: 2}, {UID: "b", Order: 1}}
	s.Show(&mailbox.Snapshot{Rows: rows, Phase: mailbox.Loading, SignedIn: true})
	s.clickBox(1, 0)
	s.typeKey(fyne.KeyDelete, 0)
	if !slices.Equal(s.host.deleted, []string{"b"}) {
		t.Fatal(s.host.deleted)
	}
}

func TestThreat_G04_SelectAllMeansWhatIsShown(t *testing.T) {
	s := newStage(t)
	s.mailbox(100)
	s.mail.header.search.Field.Input.SetText("s3@example.org")
	s.mail.list.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.expectCount(10)
	if st := s.State(); st.Shown != 10 || !strings.Contains(st.Status, "10 of 100 shown · 10 selected") {
		t.Fatal(st.Status)
	}
}

func TestThreat_G05_HiddenSelectionIsNamedBeforeDeletion(t *testing.T) {
	s := newStage(t)
	s.mailbox(100)
	for _, p := range []int{0, 1, 3, 13} {
		s.clickBox(p, 0)
	}
	s.mail.header.search.Field.Input.SetText("SENDER 3")
	if st := s.State(); !strings.Contains(st.Status, "2 of them hidden by the search") {
		t.Fatal(st.Status)
	}
	s.typeKey(fyne.KeyDelete, 0)
	if got := s.State().Card; got != "2 of the 4 selected messages are not shown now" {
		t.Fatal(got)
	}
	s.typeKey(fyne.KeyDelete, 0) // behind the card
	if s.host.count("delete") != 0 {
		t.Fatal("nothing may go before the answer")
	}
	s.tapCard("Cancel")
	s.expectCount(4)
	s.typeKey(fyne.KeyDelete, 0)
	s.tapCard("Delete only the 2 shown")
	if !slices.Equal(s.host.deleted, []string{"u3", "u13"}) {
		t.Fatal(s.host.deleted)
	}
	s.typeKey(fyne.KeyDelete, 0)
	s.tapCard("Delete all 2")
	if !slices.Equal(s.host.deleted, []string{"u3", "u13", "u0", "u1"}) {
		t.Fatal(s.host.deleted)
	}
}

func TestDeleteInTheSearchEditsText(t *testing.T) {
	s := newStage(t)
	s.mailbox(100)
	s.clickBox(0, 0)
	s.searching.focusSearch()
	i := s.mail.header.search.Field.Input
	test.Type(i, "number")
	i.CursorColumn = 0
	i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if i.Text != "umber" || s.host.count("delete") != 0 {
		t.Fatal(i.Text, s.host.calls)
	}
	i.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if i.Text != "" || s.State().Shown != 100 {
		t.Fatal("Escape clears the search")
	}
	s.expect("u0")
}

func TestDeletedMessageLeavesTheReader(t *testing.T) {
	s := newStage(t)
	s.mailbox(10)
	s.click(2, 0)
	s.ShowMessage(s.ref("u2"), &mime.Message{Text: "hello"})
	s.typeKey(fyne.KeyDelete, 0)
	if st := s.State(); st.Reader != "empty" || st.OpenUID != "" || s.host.count("close") != 1 {
		t.Fatalf("%+v", st)
	}
	s.ShowMessage(s.ref("u2"), &mime.Message{Text: "late"})
	if s.State().Reader != "empty" {
		t.Fatal("an answer that comes late is dropped")
	}
}

// TestHeldUpDeletionSaysWhatIsSo tells what is known, and offers what can be done.
func TestHeldUpDeletionSaysWhatIsSo(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(50)
	s.host.deleted = []string{"u1", "u2"}
	d := mailbox.Deletion{Stage: mailbox.Sending, Asked: 2, Problem: errors.New("The server does not answer"), Retry: s.clock.Add(38 * time.Second)}
	s.inDeletionOf(rows, d)
	u := s.mail.undo
	if got := u.Text.Text; got != "The server does not answer. Nothing has been deleted yet. Next try in 38 s." {
		t.Error(got)
	}
	if u.Again.Hidden || u.Stop.Hidden || u.Stop.Text != "Do not delete" || !u.Undo.Hidden {
		t.Error("what can be done is not offered")
	}
	test.Tap(u.Again)
	test.Tap(u.Stop)
	if s.host.count("delete now") != 1 || s.host.count("stop") != 1 {
		t.Errorf("asked was %v", s.host.calls)
	}
	s.pass(30 * time.Second)
	if got := u.Text.Text; !strings.HasSuffix(got, "Next try in 8 s.") {
		t.Error(got)
	}
	d.Final, d.Stage = true, mailbox.Checking
	s.inDeletionOf(rows, d)
	if got := u.Text.Text; strings.Contains(got, "Nothing") || !strings.Contains(got, "It is not known yet what of it is deleted.") || u.Stop.Text != "Stop trying" {
		t.Errorf("%q, %q", got, u.Stop.Text)
	}
	d.Problem, d.Retry = nil, time.Time{}
	s.inDeletionOf(rows, d)
	if !u.Again.Hidden || !u.Stop.Hidden {
		t.Error("the buttons stay")
	}
}

func TestStatusSaysSinceWhenThereIsNoConnection(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(5)
	s.click(1, 0)
	away := &mailbox.Snapshot{Rows: rows, Count: 5, Loaded: 5, Listed: true, Phase: mailbox.Offline}
	s.Show(away)
	if got := s.State().Line; !strings.HasPrefix(got, "Signed out") {
		t.Errorf("%q", got)
	}
	s.pass(33 * time.Minute)
	s.ShowMessageProblem(s.ref("u1"), words.Notice{Title: "The server does not answer just now", Lost: true})
	s.pass(time.Hour)
	s.Show(away)
	if got := s.State().Line; got != "No connection since 12:33" {
		t.Errorf("%q", got)
	}
	s.snapshot(rows)
	s.Show(away)
	if got := s.State().Line; !strings.HasPrefix(got, "Signed out") {
		t.Errorf("%q, after it was reached again", got)
	}
	gone := *away
	gone.Problem = errors.New("refused")
	s.deps.Explain = func(error, words.Doing) words.Notice { return words.Notice{Title: "The server does not accept it"} }
	s.Show(&gone)
	if got := s.State().Line; !strings.HasPrefix(got, "Signed out") {
		t.Errorf("%q, for a server that was reached", got)
	}
}

// TestTheAnswerIsAboutWhatWasAsked asks about what the search hides, and lets the header
// of one of it come, which the search finds, while the card stands there.
func TestTheAnswerIsAboutWhatWasAsked(t *testing.T) {
	s := newStage(t)
	s.showMailbox("anna@post.example", Own)
	rows := someRows(20, s.clock)
	late := *rows[3]
	rows[3] = &mailbox.Row{UID: late.UID, Order: late.Order, Size: late.Size}
	s.snapshot(rows)
	for _, uid := range []string{"u0", "u2", "u13", late.UID} {
		s.clickBox(s.mail.list.PlaceOf(s.mail.list.IDFor(s.ref(uid))), 0)
	}
	s.mail.header.search.Field.Input.SetText("Sender 3")
	s.typeKey(fyne.KeyDelete, 0)
	if got := s.State().Card; got != "3 of the 4 selected messages are not shown now" {
		t.Fatal(got)
	}
	rows = slices.Clone(rows)
	rows[3] = &late
	s.snapshot(rows)
	s.pass(time.Second)
	s.drain(100)
	s.tapCard("Delete only the 1 shown")
	if len(s.host.deleted) > 1 || slices.Contains(s.host.deleted, late.UID) {
		t.Errorf("asked about one, deleted %v", s.host.deleted)
	}
}
