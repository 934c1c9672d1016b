package ui

import (
	"errors"
	"testing"
)

func TestNoticeOfAFailedSaveEndsWithTheNext(t *testing.T) {
	s := newStage(t)
	s.mailbox(3)
	s.saveFailed(errors.New("flux"))
	if s.State().Problem != "The file could not be saved" {
		t.Fatalf("told is %q", s.State().Problem)
	}
	s.saved("Saved a.txt")
	if st := s.State(); st.Problem != "" || st.Status != "Saved a.txt" {
		t.Errorf("told is %q, and %q", st.Problem, st.Status)
	}
	// Another notice stays.
	s.saveFailed(errors.New("flux"))
	s.ShowNotice(s.deps.Explain(errors.New("other")))
	s.saved("Saved b.txt")
	if st := s.State(); st.Problem != "other" {
		t.Errorf("told is %q", st.Problem)
	}
}
