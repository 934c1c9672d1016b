package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/mime"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// deletion is one of n messages.
func deletion(id string, at time.Time, n int) Deletion {
	d := Deletion{Heading: Heading{ID: id, At: at, Account: anna, What: []What{{Kind: WhatFlood, Count: n, From: at, To: at}}, Asked: n, Deleted: n, Listed: n}}
	for i := range n {
		d.Messages = append(d.Messages, Deleted{
			UID: fmt.Sprint(id, "-", i), From: mime.Address{Name: "Sender", Addr: fmt.Sprintf("s%d@example.org", i)},
			Subject: fmt.Sprintf("Message %d", i), Date: at.Add(-time.Duration(i) * time.Minute), Size: int64(1000 + i), Fate: FateDeleted,
		})
	}
	return d
}

func add(t testing.TB, d *Deletions, all ...Deletion) {
	t.Helper()
	for _, one := range all {
		if err := d.Add(one); err != nil {
			t.Fatal(err)
		}
	}
}

func ids(t *testing.T, d *Deletions) []string {
	t.Helper()
	all, err := d.List()
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, h := range all {
		list = append(list, h.ID)
	}
	return list
}

func TestDeletions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	d := NewDeletions(dir)
	if got := ids(t, d); len(got) > 0 {
		t.Errorf("recorded is %q before anything was", got)
	}
	var full Deletion
	fill(t, reflect.ValueOf(&full).Elem(), 0)
	full.Listed = len(full.Messages)
	older, newer := deletion("older", noon.Add(-time.Hour), 3), deletion("newer", noon, 1500)
	add(t, d, newer, full, older)
	if got := ids(t, d); !slices.Equal(got, []string{"newer", "older", full.ID}) {
		t.Errorf("listed are %q", got)
	}
	for _, want := range []Deletion{full, older, newer} {
		all, err := NewDeletions(dir).List()
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(all, func(h Heading) bool { return h.ID == want.ID })
		if i < 0 || !reflect.DeepEqual(all[i], want.Heading) {
			t.Fatalf("%s came back as %+v, want %+v", want.ID, all, want.Heading)
		}
		got, err := d.Messages(all[i])
		if err != nil || !reflect.DeepEqual(got, want.Messages) {
			t.Errorf("%s: %d messages of %d, %v", want.ID, len(got), len(want.Messages), err)
		}
	}
}

func TestDeletionIsCorrected(t *testing.T) {
	d := NewDeletions(t.TempDir())
	first := deletion("one", noon, 3)
	first.Folder, first.Messages[1].Fate = "/home/anna/copies", FateUnknown
	first.Deleted, first.Unknown = 2, 1
	add(t, d, deletion("other", noon.Add(time.Hour), 1), first)
	// A later run of the program knows the unique-ids alone.
	again := Deletion{Heading: Heading{ID: "one", At: noon, Account: anna, Asked: 3, Deleted: 2, Kept: 1}}
	for i, fate := range []Fate{FateDeleted, FateKept, FateDeleted} {
		again.Messages = append(again.Messages, Deleted{UID: fmt.Sprint("one-", i), Fate: fate})
	}
	add(t, d, again)
	all, err := d.List()
	if err != nil || len(all) != 2 {
		t.Fatalf("%d deletions, %v", len(all), err)
	}
	got := all[1]
	if !reflect.DeepEqual(got.What, first.What) || got.Folder != first.Folder || got.Deleted != 2 || got.Kept != 1 || got.Unknown != 0 {
		t.Errorf("corrected is %+v", got)
	}
	want := slices.Clone(first.Messages)
	want[1].Fate = FateKept
	if messages, err := d.Messages(got); err != nil || !reflect.DeepEqual(messages, want) {
		t.Errorf("messages %+v, %v", messages, err)
	}
}

func TestDeletionsArePrunedAndForgotten(t *testing.T) {
	dir := t.TempDir()
	d := NewDeletions(dir)
	bobs := deletion("bobs", noon, 2)
	bobs.Account = "bob"
	add(t, d, deletion("old", noon.AddDate(-1, 0, -1), 2), deletion("not so old", noon.AddDate(-1, 0, 1), 2), bobs)
	stray := d.messagesPath("of no deletion")
	if err := os.WriteFile(stray, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Prune(noon); err != nil {
		t.Fatal(err)
	}
	if got := ids(t, d); !slices.Equal(got, []string{"bobs", "not so old"}) {
		t.Errorf("after a year there is %q", got)
	}
	if err := d.Forget(anna); err != nil {
		t.Fatal(err)
	}
	if got := ids(t, d); !slices.Equal(got, []string{"bobs"}) {
		t.Errorf("after Forget there is %q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.messages")); len(left) != 1 {
		t.Errorf("messages are left in %v", left)
	}
	if got, err := d.Messages(bobs.Heading); err != nil || len(got) != 2 {
		t.Errorf("%d messages, %v", len(got), err)
	}
}

func TestLargeDeletionIsBounded(t *testing.T) {
	d := NewDeletions(t.TempDir())
	big := deletion("big", noon, 10)
	big.What, big.Said = slices.Repeat([]What{{Kind: WhatMessage, Text: strings.Repeat("ü", 1000)}}, 50), slices.Repeat([]string{strings.Repeat("x", 1000)}, 20)
	big.Messages = slices.Repeat(big.Messages, maxListed/10+5)
	big.Asked = len(big.Messages)
	add(t, d, big)
	all, err := d.List()
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	h := all[0]
	if h.Listed != maxListed || h.Asked != maxListed+50 || len(h.What) != maxWhat || len(h.What[0].Text) > maxText || len(h.Said) != maxSaid || len(h.Said[0]) != maxText {
		t.Errorf("recorded is %+v", h)
	}
	if strings.Trim(h.What[0].Text, "ü") != "" {
		t.Errorf("the text was cut within a character: %q", h.What[0].Text)
	}
	if got, err := d.Messages(h); err != nil || len(got) != maxListed {
		t.Errorf("%d messages, %v", len(got), err)
	}
}

func TestThreat_L02_TornRecordOfDeletions(t *testing.T) {
	dir := t.TempDir()
	d := NewDeletions(dir)
	add(t, d, deletion("a", noon, 1), deletion("b", noon.Add(time.Hour), 2), deletion("c", noon.Add(2*time.Hour), 3))
	path := filepath.Join(dir, "headings")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, data []byte, most int) {
		t.Helper()
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		got := ids(t, d)
		if len(got) > most || len(got) > 0 && got[len(got)-1] != "a" {
			t.Fatalf("%s: listed are %q", what, got)
		}
		add(t, d, deletion("z", noon.Add(9*time.Hour), 1))
		if again := ids(t, d); len(again) != len(got)+1 || again[0] != "z" {
			t.Fatalf("%s: after another one listed are %q", what, again)
		}
	}
	for n := range whole {
		check(fmt.Sprint("cut at ", n), whole[:n], 2)
		damaged := bytes.Clone(whole)
		damaged[n] ^= 0x41
		check(fmt.Sprint("damaged at ", n), damaged, 2)
	}
	messages := d.messagesPath("c")
	if err := os.Truncate(messages, 60); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Messages(Heading{ID: "c"}); err != nil || len(got) > 0 {
		t.Errorf("of a torn file came %+v, %v", got, err)
	}
	if got, err := d.Messages(Heading{ID: "../../../etc/passwd"}); err != nil || got != nil {
		t.Errorf("of no deletion came %+v, %v", got, err)
	}
}

func TestDeletionsOfSeveralProcesses(t *testing.T) {
	dir := t.TempDir()
	const each = 20
	done := make(chan error)
	for p := range 3 {
		go func() {
			var err error
			for i := range each {
				err = errors.Join(err, NewDeletions(dir).Add(deletion(fmt.Sprint(p, "/", i), noon.Add(time.Duration(i)*time.Second), 3)))
			}
			done <- err
		}()
	}
	for range 3 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := ids(t, NewDeletions(dir)); len(got) != 3*each {
		t.Errorf("%d deletions of %d", len(got), 3*each)
	}
}

func TestRecordThatCannotBeWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d := NewDeletions(dir)
	var record *RecordError
	if err := d.Add(deletion("a", noon, 1)); !errors.As(err, &record) {
		t.Errorf("Add: %v", err)
	}
	if _, err := d.List(); !errors.As(err, &record) {
		t.Errorf("List: %v", err)
	}
}

func TestThreat_L06_RecordIsForItsOwner(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	add(t, NewDeletions(dir), deletion("a", noon, 1))
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 3 {
		t.Fatalf("there is %v, %v", files, err)
	}
	for _, path := range files {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 && os.PathSeparator == '/' {
			t.Errorf("%s: mode %v, %v", path, info.Mode(), err)
		}
	}
}

// BenchmarkDeletions records a mail bomb, and lists deletions beside it.
func BenchmarkDeletions(b *testing.B) {
	bomb := deletion("bomb", noon, 10_000)
	b.Run("add 10,000 messages", func(b *testing.B) {
		d := NewDeletions(b.TempDir())
		for b.Loop() {
			add(b, d, bomb)
		}
	})
	b.Run("list 1,000 deletions", func(b *testing.B) {
		d := NewDeletions(b.TempDir())
		add(b, d, bomb)
		for i := range 1000 {
			add(b, d, deletion(fmt.Sprint(i), noon, 3))
		}
		for b.Loop() {
			if all, err := d.List(); err != nil || len(all) != 1001 {
				b.Fatal(len(all), err)
			}
		}
	})
}
