package store

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

func someDeleted(n int) []Deleted {
	list := make([]Deleted, n)
	for i := range list {
		list[i] = Deleted{
			From: fmt.Sprintf("Sender %d", i%7), Subject: fmt.Sprintf("Subject “%d”\n", i), Size: int64(i),
			Date: time.Date(2026, 11, 25, 10, 0, i, 0, time.UTC), Fate: "deleted",
		}
	}
	return list
}

func collect(t *testing.T, d *Deletions, h Heading) (list []Deleted) {
	t.Helper()
	for m, err := range d.Messages(h) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, m)
	}
	return list
}

func TestDeletionsComeBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not there yet")
	d := NewDeletions(dir)
	if list, err := d.List(); err != nil || len(list) != 0 {
		t.Errorf("of nothing: %v, %v", list, err)
	}
	now := time.Date(2026, 11, 26, 1, 0, 0, 0, time.UTC)
	want := someDeleted(1000)
	if err := d.Put(now, Heading{When: now, Title: "A flood", Asked: 1000, Deleted: 998, Unknown: 2, Said: "-ERR busy"}, want); err != nil {
		t.Fatal(err)
	}
	later := now.Add(time.Hour)
	if err := d.Put(later, Heading{When: later, Title: "One more", Asked: 1, Deleted: 1}, someDeleted(1)); err != nil {
		t.Fatal(err)
	}
	list, err := NewDeletions(dir).List()
	if err != nil || len(list) != 2 || list[0].Title != "One more" || list[1].Deleted != 998 || list[1].Recorded != 1000 {
		t.Fatalf("%+v, %v", list, err)
	}
	if got := collect(t, d, list[1]); !reflect.DeepEqual(got, want) {
		t.Errorf("%d messages came back, %+v", len(got), got[:min(2, len(got))])
	}
	// What turned out later replaces it.
	if err := d.Put(now, Heading{When: now, Title: "A flood", Asked: 1000, Deleted: 1000}, want[:10]); err != nil {
		t.Fatal(err)
	}
	if list, _ = d.List(); len(list) != 2 || list[1].Deleted != 1000 || len(collect(t, d, list[1])) != 10 {
		t.Errorf("%+v", list)
	}
	info, err := os.Stat(filepath.Join(dir, list[0].name))
	if err != nil || info.Mode().Perm() != 0o600 && os.PathSeparator == '/' {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := d.Forget(); err != nil {
		t.Fatal(err)
	}
	if list, err := d.List(); err != nil || len(list) != 0 {
		t.Errorf("after Forget: %v, %v", list, err)
	}
}

func TestDeletionsAreForgottenAfterAYear(t *testing.T) {
	d := NewDeletions(t.TempDir())
	now := time.Date(2026, 11, 26, 1, 0, 0, 0, time.UTC)
	for _, days := range []int{400, 366, 364, 0} {
		at := now.AddDate(0, 0, -days)
		if err := d.Put(at, Heading{When: at, Title: fmt.Sprint(days)}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := d.List(); err != nil || len(list) != 2 || list[1].Title != "364" {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestThreat_L02_TornDeletionIsLeftOut(t *testing.T) {
	dir := t.TempDir()
	d := NewDeletions(dir)
	now := time.Date(2026, 11, 26, 1, 0, 0, 0, time.UTC)
	if err := d.Put(now, Heading{When: now, Title: "Torn"}, someDeleted(50)); err != nil {
		t.Fatal(err)
	}
	list, _ := d.List()
	path := filepath.Join(dir, list[0].name)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(whole); n += 7 {
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := d.List()
		if err != nil {
			t.Fatalf("cut after %d bytes: %v", n, err)
		}
		for _, h := range list {
			torn, seen := false, 0
			for _, err := range d.Messages(h) {
				torn = torn || err != nil
				seen++
			}
			if !torn {
				t.Errorf("cut after %d bytes: %d messages and no error", n, seen)
			}
		}
	}
}

func TestDeletionsAreBounded(t *testing.T) {
	d := NewDeletions(t.TempDir())
	now := time.Date(2026, 11, 26, 1, 0, 0, 0, time.UTC)
	if err := d.Put(now, Heading{When: now, Asked: 250_000}, make([]Deleted, 250_000)); err != nil {
		t.Fatal(err)
	}
	list, _ := d.List()
	if len(list) != 1 || list[0].Recorded != maxRecorded || len(collect(t, d, list[0])) != maxRecorded {
		t.Errorf("%+v", list)
	}
}

func BenchmarkPutDeletion100k(b *testing.B) {
	d := NewDeletions(b.TempDir())
	list := someDeleted(100_000)
	for b.Loop() {
		now := time.Now()
		if err := d.Put(now, Heading{When: now}, list); err != nil {
			b.Fatal(err)
		}
	}
}
