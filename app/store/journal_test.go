package store

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

func TestJournal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not there yet")
	j := NewJournal(dir)
	if j.Unfinished("anna") != nil {
		t.Error("something is unfinished before anything was begun")
	}
	if err := j.End(); err != nil {
		t.Errorf("End without Begin: %v", err)
	}
	d := Note{Account: "anna", Begun: time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC), UIDs: []string{"a", "b\"c"}, Others: []string{"d"}}
	if err := j.Begin(d); err != nil {
		t.Fatal(err)
	}
	if got := NewJournal(dir).Unfinished("anna"); got == nil || !reflect.DeepEqual(*got, d) {
		t.Errorf("got %+v", got)
	}
	if j.Unfinished("bob") != nil {
		t.Error("another account sees it")
	}
	info, err := os.Stat(filepath.Join(dir, "deletion.json"))
	if err != nil || info.Mode().Perm() != 0o600 && os.PathSeparator == '/' {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := j.End(); err != nil || j.Unfinished("anna") != nil {
		t.Errorf("after End: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind is %v", left)
	}
}

func TestThreat_L02_TornJournalSaysNothing(t *testing.T) {
	dir := t.TempDir()
	j := NewJournal(dir)
	if err := j.Begin(Note{Account: "anna", UIDs: []string{"a", "b"}}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "deletion.json")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		if got := j.Unfinished("anna"); got != nil {
			t.Fatalf("cut after %d bytes: %+v", n, got)
		}
	}
}
