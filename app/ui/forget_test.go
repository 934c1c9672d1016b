package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestFirstPageForgetsTheAccountThatIsSetUp(t *testing.T) {
	s := newStage(t)
	s.ShowFirstPage(SignInForm{}, nil)
	if s.first.forget.Visible() {
		t.Error("there is nothing to forget")
	}
	s.host.keptAccount = "anna@post.example"
	s.ShowFirstPage(SignInForm{}, nil)
	if !s.first.forget.Visible() || !strings.Contains(s.first.forget.text, "anna@post.example") {
		t.Fatalf("it offers %q", s.first.forget.text)
	}
	test.Tap(s.first.forget)
	if s.host.count("forget") != 0 || s.card == nil {
		t.Error("it was not asked first")
	}
	test.Tap(s.card.buttons[0])
	if s.host.count("forget") != 1 {
		t.Errorf("called %v", s.host.calls)
	}
}

func TestFirstPageSaysWhatAPrivateStayCannotUndo(t *testing.T) {
	s := newStage(t)
	s.ShowFirstPage(SignInForm{}, nil)
	if s.first.traces.Visible() {
		t.Error("it is said before it is chosen")
	}
	s.first.whose.choose(true)
	if !s.first.traces.Visible() || !strings.Contains(s.first.traces.text, "copied texts") {
		t.Errorf("it says %q", s.first.traces.text)
	}
}
