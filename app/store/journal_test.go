package store

import (
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

func TestJournal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not there yet")
	j := NewJournal(dir, "anna")
	if j.Unfinished() != nil {
		t.Error("something is unfinished before anything was begun")
	}
	if err := j.End(); err != nil {
		t.Errorf("End without Begin: %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("to look has written")
	}
	d := Note{Version: noteVersion, Account: "anna", Begun: time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC), UIDs: []string{"a", "b\"c"}, Others: []string{"d"}}
	if err := j.Begin(d); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(j.path)
	if err != nil || info.Mode().Perm() != 0o600 && os.PathSeparator == '/' {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j = NewJournal(dir, "anna")
	if got := j.Unfinished(); got == nil || !reflect.DeepEqual(*got, d) {
		t.Errorf("got %+v", got)
	}
	if NewJournal(dir, "bob").Unfinished() != nil {
		t.Error("another account sees it")
	}
	if err := j.End(); err != nil || NewJournal(dir, "anna").Unfinished() != nil {
		t.Errorf("after End: %v", err)
	}
	if err := ForgetJournal(dir, "anna"); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind is %v", left)
	}
}

// TestThreat_G07_NobodyEndsAnothersNote holds the notes of accounts and of processes
// apart.
func TestThreat_G07_NobodyEndsAnothersNote(t *testing.T) {
	dir := t.TempDir()
	anna, bob := NewJournal(dir, "anna"), NewJournal(dir, "bob")
	for _, j := range []*Journal{anna, bob} {
		if err := j.Begin(Note{UIDs: []string{"of " + j.account}}); err != nil {
			t.Fatal(err)
		}
	}
	// As another process does, which has opened the same account.
	other := NewJournal(dir, "anna")
	if other.Unfinished() != nil {
		t.Error("a deletion that is under way elsewhere is called unfinished")
	}
	if err := other.Begin(Note{UIDs: []string{"z"}}); err == nil {
		t.Error("the note of another process was overwritten")
	}
	if err := other.End(); err != nil {
		t.Error(err)
	}
	if err := bob.End(); err != nil {
		t.Error(err)
	}
	if err := anna.Close(); err != nil {
		t.Error(err)
	}
	if n := other.Unfinished(); n == nil || n.UIDs[0] != "of anna" {
		t.Errorf("the note is now %+v", n)
	}
}

const beginEnv = "RESTANTE_BEGIN_DELETION"

// TestThreat_G07_NoteOfADeadProcess lets another process begin a deletion and die.
func TestThreat_G07_NoteOfADeadProcess(t *testing.T) {
	if dir := os.Getenv(beginEnv); dir != "" {
		if err := NewJournal(dir, "anna").Begin(Note{UIDs: []string{"a"}}); err != nil {
			t.Fatal(err)
		}
		p, err := os.FindProcess(os.Getpid())
		if err != nil {
			t.Fatal(err)
		}
		_ = p.Kill()
		select {}
	}
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestThreat_G07_NoteOfADeadProcess$")
	cmd.Env = append(os.Environ(), beginEnv+"="+dir)
	if err := cmd.Run(); err == nil {
		t.Fatal("it did not die")
	}
	if n := NewJournal(dir, "anna").Unfinished(); n == nil || n.UIDs[0] != "a" {
		t.Errorf("found is %+v", n)
	}
}

func TestThreat_L02_TornJournalSaysNothing(t *testing.T) {
	dir := t.TempDir()
	j := NewJournal(dir, "anna")
	if err := j.Begin(Note{UIDs: []string{"a", "b"}}); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(j.path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		if err := os.WriteFile(j.path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		if got := j.Unfinished(); got != nil {
			t.Fatalf("cut after %d bytes: %+v", n, got)
		}
	}
}

func TestKeptIsMoved(t *testing.T) {
	roaming, local := t.TempDir(), filepath.Join(t.TempDir(), "restante", "mailboxes")
	old := filepath.Join(roaming, "mailboxes")
	write := func(path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(old, "a.summaries"), "headers")
	write(filepath.Join(old, "deletions", "b"), "record")
	write(filepath.Join(roaming, "deletion.json"), `{"account":"anna","uids":["a"]}`)
	for range 2 { // the second time there is nothing to move
		if err := MoveKept(roaming, local); err != nil {
			t.Fatal(err)
		}
	}
	if left, _ := os.ReadDir(roaming); len(left) > 0 {
		t.Errorf("left are %v", left)
	}
	if data, err := os.ReadFile(filepath.Join(local, "deletions", "b")); err != nil || string(data) != "record" {
		t.Errorf("%q, %v", data, err)
	}
	if n := NewJournal(local, "anna").Unfinished(); n == nil || n.UIDs[0] != "a" {
		t.Errorf("the note is %+v", n)
	}
	// What is at the new place stays.
	write(filepath.Join(old, "a.summaries"), "older")
	if err := MoveKept(roaming, local); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(local, "a.summaries")); err != nil || string(data) != "headers" {
		t.Errorf("%q, %v", data, err)
	}
}
