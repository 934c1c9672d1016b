package app

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/mime"
)

// TestTheEndWaitsForWhatIsSaved begins to save, and closes the window before that has
// got anywhere: the mailbox, from which it reads, stays open until it is done.
func TestTheEndWaitsForWhatIsSaved(t *testing.T) {
	s := newStage(t)
	release, begun := make(chan struct{}), make(chan struct{})
	s.start(Options{Sample: true})
	s.until("the sample mailbox", func(st ui.State) bool { return st.Page == "mailbox" })
	s.saves.add(func() { close(begun); <-release })
	dir := t.TempDir()
	var path string
	var err error
	s.SaveAttachment(file.Target{Dir: dir, Name: "a.txt"}, mime.Attachment{}, func(p string, e error) { path, err = p, e })
	<-begun
	v := s.visit
	left := false
	s.leave(func() { left = true })
	if v.giveUp != nil || left {
		t.Error("the mailbox was left before the file was saved")
	}
	close(release)
	s.until("the end", func(ui.State) bool { return left })
	if err != nil || path != filepath.Join(dir, "a.txt") {
		t.Errorf("saved as %q, %v", path, err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
