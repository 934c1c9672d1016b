package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/storage"

	"github.com/restante/restante/app/file"
)

// TestThreat_L07_DialogOpensNoFile does what Fyne's dialog for saving does with a
// place that was chosen.
func TestThreat_L07_DialogOpensNoFile(t *testing.T) {
	newStage(t)
	dir := t.TempDir()
	old := filepath.Join(dir, "old.txt")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "link")); err != nil {
		t.Skipf("skipped: no links here: %v", err)
	}
	for name, replace := range map[string]bool{"new.txt": false, "old.txt": true, "link": false} {
		out, err := storage.Writer(storage.NewFileURI(filepath.Join(dir, name)))
		if err != nil {
			t.Fatal(err)
		}
		if got := saveTarget(out); got != (file.Target{Dir: dir, Name: name, Replace: replace}) {
			t.Errorf("%s: %+v", name, got)
		}
		if _, err := out.Write([]byte("x")); err == nil {
			t.Errorf("%s: it was written to", name)
		}
		if err := out.Close(); err != nil {
			t.Error(err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("there are %v", left)
	}
	if data, _ := os.ReadFile(old); string(data) != "old" {
		t.Errorf("the old file is %q", data)
	}
	// A folder can be listed, and a file read, as before.
	if uris, err := storage.List(storage.NewFileURI(dir)); err != nil || len(uris) != 2 {
		t.Errorf("listed are %v, %v", uris, err)
	}
	if ok, err := storage.CanList(storage.NewFileURI(dir)); !ok || err != nil {
		t.Errorf("a folder: %v, %v", ok, err)
	}
	if in, err := storage.Reader(storage.NewFileURI(old)); err != nil || in.Close() != nil {
		t.Error(err)
	}
}
