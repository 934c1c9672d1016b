package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/words"
)

// TestUnlistedDeletionIsAskedFor has a deletion fail at what the server cannot bear:
// the bar says what can be done instead, and does it only when asked.
func TestUnlistedDeletionIsAskedFor(t *testing.T) {
	s := newStage(t)
	s.deps.Explain = func(err error, _ words.Doing) words.Notice {
		return words.Explain(err, words.Deleting, account.Server{})
	}
	rows := s.ordinary(10)
	failed := func(err error) {
		s.inDeletionOf(rows, mailbox.Deletion{Stage: mailbox.Finished, Asked: 3, Report: mailbox.Report{Asked: 3, Kept: 3, Err: err}})
	}
	failed(errors.New("cut"))
	if s.mail.undo.Steps.Visible() {
		t.Error("small steps are offered after another failure")
	}
	failed(errors.Join(ledger.ErrUnlisted, errors.New("cut")))
	if b := s.mail.undo.Steps; !b.Visible() || !strings.Contains(s.State().DeletionText, "a few messages at a time") {
		t.Fatalf("%q", s.State().DeletionText)
	}
	s.clock = s.clock.Add(time.Second)
	test.Tap(s.mail.undo.Steps)
	if s.host.count("delete unlisted") != 1 {
		t.Error("nothing was ordered")
	}
}

// TestServerWithoutHeadsIsTold says once that there are no headers, and fetches those
// in view when asked.
func TestServerWithoutHeadsIsTold(t *testing.T) {
	s := newStage(t)
	rows := make([]*mailbox.Row, 500)
	for i := range rows {
		rows[i] = &mailbox.Row{UID: fmt.Sprint("u", 500-i), Order: 500 - i, Size: 900}
	}
	s.mailbox(1)
	shot := mailbox.Snapshot{Rows: rows, Count: 500, Missing: 500, NoTOP: true, Listed: true, Phase: mailbox.Ready, SignedIn: true}
	s.Show(&shot)
	if want := words.NoHeads().Title; s.State().Problem != want || s.mail.status.Part >= 0 {
		t.Fatalf("%q, a bar at %v", s.State().Problem, s.mail.status.Part)
	}
	s.act(words.ActionWhole)
	i := slices.IndexFunc(s.host.calls, func(c string) bool { return strings.HasPrefix(c, "fetch ") })
	if i < 0 {
		t.Fatal("nothing is fetched")
	}
	if got := s.host.calls[i]; !strings.HasPrefix(got, "fetch u500 u499 ") || len(strings.Fields(got)) > 101 {
		t.Errorf("%q", got)
	}
	s.notices.dismissProblem()
	s.Show(&shot)
	if got := s.State().Problem; got != "" {
		t.Errorf("told again: %q", got)
	}
}

// TestTooLargeMessageIsSaved says the limit first, and offers a file.
func TestTooLargeMessageIsSaved(t *testing.T) {
	s := newStage(t)
	row := &mailbox.Row{UID: "u", Order: 1, Known: true, Size: 2 << 30}
	row.Summary.Subject = "A film"
	s.snapshot([]*mailbox.Row{row})
	s.reading.open(s.ref("u"))
	r := s.mail.reader
	if !r.Save.Visible() || r.Whole.Visible() || !strings.Contains(r.Hint.Text, "Up to 256 MB can be shown") || s.host.count("open u") != 0 {
		t.Fatalf("save %v, whole %v, %q", r.Save.Visible(), r.Whole.Visible(), r.Hint.Text)
	}
	row2 := *row
	row2.UID, row2.Size = "v", 20<<20
	s.snapshot([]*mailbox.Row{&row2})
	s.reading.open(s.ref("v"))
	if r.Save.Visible() || !r.Whole.Visible() {
		t.Error("20 MB are not to be shown")
	}
}
