package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/ui/first"
)

func TestFirstPageForgetsTheAccountThatIsSetUp(t *testing.T) {
	s := newStage(t)
	s.ShowFirstPage(first.SignInForm{}, nil)
	if s.signing.first.Forget.Visible() {
		t.Error("there is nothing to forget")
	}
	s.host.keptAccount = "anna@post.example"
	s.ShowFirstPage(first.SignInForm{}, nil)
	if !s.signing.first.Forget.Visible() || !strings.Contains(s.signing.first.Forget.Text, "anna@post.example") {
		t.Fatalf("it offers %q", s.signing.first.Forget.Text)
	}
	test.Tap(s.signing.first.Forget)
	if s.host.count("forget") != 0 || s.card == nil {
		t.Error("it was not asked first")
	}
	test.Tap(s.card.Buttons[0])
	if s.host.count("forget") != 1 {
		t.Errorf("called %v", s.host.calls)
	}
}

func TestFirstPageSaysWhatAPrivateStayCannotUndo(t *testing.T) {
	s := newStage(t)
	s.ShowFirstPage(first.SignInForm{}, nil)
	if s.signing.first.Traces.Visible() {
		t.Error("it is said before it is chosen")
	}
	s.signing.first.Whose.Choose(true)
	if !s.signing.first.Traces.Visible() || !strings.Contains(s.signing.first.Traces.Text, "copied texts") {
		t.Errorf("it says %q", s.signing.first.Traces.Text)
	}
}
