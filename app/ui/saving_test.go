package ui

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/storage"

	"github.com/restante/restante/app/words"
)

// TestSavingThatWorksEndsTheNotice saves after it has failed: what is over is not told
// any more, and what is not over stays.
func TestSavingThatWorksEndsTheNotice(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(3)
	m := letter()
	s.saving.saveFailed(errors.New("no room"))
	if got := s.State().Problem; got != "The file could not be saved" {
		t.Fatalf("%q", got)
	}
	dir := t.TempDir()
	folder, err := storage.ListerForURI(storage.NewFileURI(dir))
	if err != nil {
		t.Fatal(err)
	}
	s.saving.saveNext(folder, m.Attachments, 0)
	s.drain(20)
	if data, err := os.ReadFile(filepath.Join(dir, "map.pdf")); err != nil || string(data) != "map" {
		t.Fatalf("%q %v", data, err)
	}
	s.snapshot(rows)
	if got := s.State().Problem; got != "" {
		t.Errorf("%q is still told", got)
	}
	s.ShowNotice(words.Notice{Title: "The password could not be kept"})
	s.saving.saveNext(folder, m.Attachments, 0)
	s.drain(20)
	if got := s.State().Problem; got != "The password could not be kept" {
		t.Errorf("%q is told", got)
	}
}
