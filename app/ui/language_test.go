package ui

import (
	"testing"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// TestLanguageChangesWhatIsOnTheScreen changes to another language and back: the words are
// others, and all else is as it was.
func TestLanguageChangesWhatIsOnTheScreen(t *testing.T) {
	t.Cleanup(func() { lang.Choose("en") })
	s := newStage(t)
	s.mailbox(40)
	s.sorting.wishes = triage.Wishes{Friends: []string{"s3@example.org"}}
	s.mail.header.search.Field.Input.SetText("number")
	for _, place := range []int{3, 5, 7} {
		s.clickBox(place, 0)
	}
	s.reading.open(s.ref("u9"))
	s.ShowMessage(s.ref("u9"), &mime.Message{Text: "hello"})
	s.mail.list.Arranged.Move(0, 2)
	before, order := s.State(), s.mail.list.Arranged.Order

	for _, tag := range append(lang.All(), "en", "") {
		s.speak(tag)
		if got := s.host.view.Language; got != tag {
			t.Errorf("kept is %q, not %q", got, tag)
		}
		if got := s.mail.header.get.Text; got != lang.T("button.get-mail") {
			t.Errorf("%s: the button says %q", tag, got)
		}
		s.ShowMessage(s.ref("u9"), &mime.Message{Text: "hello"})
		after := s.State()
		if after.Selected != 3 || after.OpenUID != "u9" || after.Text != "hello" || after.Search != before.Search || after.Shown != before.Shown || after.Total != before.Total || after.Title != before.Title {
			t.Errorf("%s: before %+v\nafter %+v", tag, before, after)
		}
		if len(after.Friends) != 1 || s.mail.list.Arranged.Order[0] != order[0] {
			t.Errorf("%s: friends %v, columns %v", tag, after.Friends, s.mail.list.Arranged.Order)
		}
	}

	// What was begun by the window of before changes nothing.
	s.drain(100)
	if s.State().Selected != 3 {
		t.Error("a late answer was taken over")
	}
}

// TestThreat_G02_LanguageKeepsWhatDoesNotFit changes the language with a whole mailbox
// selected, in which there is a flood: what does not fit into that is left out, as before,
// and the list stands where it stood.
func TestThreat_G02_LanguageKeepsWhatDoesNotFit(t *testing.T) {
	t.Cleanup(func() { lang.Choose("en") })
	s := newStage(t)
	s.flooded()
	s.mail.list.All()
	s.mail.list.ScrollTo(1000)
	s.deletion.copyOn, s.deletion.copyDir = true, t.TempDir()
	meaning := func() bool {
		l := s.mail.list
		return l.MeantBy(l.SetOf(l.ChosenRefs(false)), nil) != nil
	}
	odd, meant, selected := len(s.deletion.oddOnes()), meaning(), s.mail.list.Selected()
	if odd == 0 {
		t.Fatal("nothing is odd")
	}
	s.speak("de")
	if got := len(s.deletion.oddOnes()); got != odd || s.mail.list.Selected() != selected || meaning() != meant {
		t.Errorf("%d of %d are odd, %d of %d selected, meant is %v", got, odd, s.mail.list.Selected(), selected, meaning())
	}
	if s.mail.list.Offset != 1000 || !s.deletion.copyOn || s.deletion.copyDir == "" {
		t.Errorf("the list stands at %v; a copy: %v %q", s.mail.list.Offset, s.deletion.copyOn, s.deletion.copyDir)
	}
	s.drain(100)
	if got := len(s.deletion.oddOnes()); got != odd {
		t.Errorf("%d of %d are odd in the end", got, odd)
	}
}

// TestLanguageOnTheFirstPage keeps what was typed there, also what cannot be read yet, and
// what is told there.
func TestLanguageOnTheFirstPage(t *testing.T) {
	t.Cleanup(func() { lang.Choose("en") })
	s := newStage(t)
	s.ShowFirstPage(someForm(), &words.Notice{Title: "The server did not answer"})
	s.signing.first.Port.Input.SetText("99x")
	for _, tag := range lang.All() {
		s.speak(tag)
		p := s.signing.first
		if got := p.Form(); got.Account.Address != someForm().Account.Address || got.Password != someForm().Password {
			t.Errorf("%s: %+v", tag, got)
		}
		if got := p.Port.Input.Text; got != "99x" || p.Wrong[p.Port].Text != lang.T("first.fault.port") {
			t.Errorf("%s: the port is %q, and about it is said %q", tag, got, p.Wrong[p.Port].Text)
		}
		if !p.Notice.Visible() || p.Notice.Notice.Title != "The server did not answer" {
			t.Errorf("%s: the notice is gone", tag)
		}
	}
}
