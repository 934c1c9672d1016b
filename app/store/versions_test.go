package store

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/mime"

	"github.com/restante/restante/app/file"
)

// The files in testdata are of each version that was ever written, by the program of then.
const versionsAccount = "anna@pop.post.example:995"

var versionsTime = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

// place copies a file of testdata to where the program has it.
func place(t *testing.T, name, path string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err == nil {
		err = errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, data, 0o600))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestRecordOfEveryVersion(t *testing.T) {
	flood := []What{
		{Kind: WhatFlood, Count: 3, From: versionsTime.Add(-time.Hour), To: versionsTime},
		{Kind: WhatGroup, Trait: "size", Count: 2, Low: 10240, High: 102400},
	}
	for name, want := range map[string][2][]What{
		"headings-1": {{{Kind: WhatTold, Text: "A flood of 3 messages"}}, {{Kind: WhatTold, Text: "Caught by your rules"}}},
		"headings-2": {flood, {{Kind: WhatRule, Count: 1}}},
	} {
		d := NewDeletions(t.TempDir())
		place(t, name, filepath.Join(d.folder, "headings"))
		place(t, "messages-1", d.messagesPath("one"))
		for range 2 { // it is read again as what it was written anew as
			all, err := d.List()
			if err != nil || len(all) != 2 {
				t.Fatalf("%s: %+v, %v", name, all, err)
			}
			two, one := all[0], all[1]
			if !reflect.DeepEqual(one.What, want[0]) || !reflect.DeepEqual(two.What, want[1]) {
				t.Errorf("%s: about %+v and %+v", name, one.What, two.What)
			}
			if one.Account != versionsAccount || !one.At.Equal(versionsTime) || one.Asked != 3 || one.Found != 1 || one.Deleted != 2 || one.AlreadyGone != 1 || one.Listed != 2 ||
				len(one.Said) != 1 || one.Folder == "" || !two.ByRule || two.Kept != 1 {
				t.Errorf("%s: %+v, %+v", name, one, two)
			}
			messages, err := d.Messages(one)
			if err != nil || len(messages) != 2 || messages[0].Subject != "CLAIM – größe" || messages[0].From.Addr != "win@prize.example" || messages[1].Fate != FateGone {
				t.Errorf("%s: %+v, %v", name, messages, err)
			}
		}
	}
}

// TestRecordOfANewerVersionIsLeftAsItIs must not lose what this program cannot read.
func TestRecordOfANewerVersionIsLeftAsItIs(t *testing.T) {
	d := NewDeletions(t.TempDir())
	path := filepath.Join(d.folder, "headings")
	for _, version := range []string{"3", "2.1", "10"} {
		newer := headingsName + version + "\n" + strings.Repeat("x", 100)
		if err := os.WriteFile(path, []byte(newer), 0o600); err != nil {
			t.Fatal(err)
		}
		var record *RecordError
		if _, err := d.List(); !errors.As(err, &record) {
			t.Errorf("%s: got %v", version, err)
		}
		if err := d.Add(Deletion{Heading: Heading{ID: "x", At: versionsTime}}); !errors.As(err, &record) {
			t.Errorf("%s: got %v", version, err)
		}
		if data, err := os.ReadFile(path); err != nil || string(data) != newer {
			t.Errorf("it was changed: %q, %v", data, err)
		}
	}
}

// TestMessagesOfANewerVersionAreLeftAsTheyAre looks at what a newer version has written.
func TestMessagesOfANewerVersionAreLeftAsTheyAre(t *testing.T) {
	path := filepath.Join(t.TempDir(), "one.messages")
	newer := "restante deleted 2\n" + strings.Repeat("x", 50)
	if err := os.WriteFile(path, []byte(newer), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readMessages(path, "one"); !errors.Is(err, errNewer) {
		t.Errorf("got %v", err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != newer {
		t.Errorf("it was changed: %q, %v", data, err)
	}
}

// TestNoteOfANewerVersionIsKept lets a deletion begin all the same.
func TestNoteOfANewerVersionIsKept(t *testing.T) {
	dir := t.TempDir()
	path := AccountFile(dir, versionsAccount, journalExt)
	const newer = `{"version":3,"account":"` + versionsAccount + `","uids":["1"]}`
	write := func(path string) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(newer), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	write(path)
	j, other := NewJournal(dir, versionsAccount), NewJournal(dir, versionsAccount)
	if n := j.Unfinished(); n != nil {
		t.Errorf("it was read: %+v", n)
	}
	if err := other.Begin(Note{UIDs: []string{"2"}}); err != nil {
		t.Fatalf("to look has locked it: %v", err)
	}
	if err := other.End(); err != nil {
		t.Error(err)
	}
	if data, err := os.ReadFile(file.Aside(path)); err != nil || string(data) != newer {
		t.Errorf("it is lost: %q, %v", data, err)
	}
	old := filepath.Join(dir, oldJournal)
	write(old)
	if err := moveJournal(old, dir); err != nil {
		t.Error(err)
	}
	if data, err := os.ReadFile(old); err != nil || string(data) != newer {
		t.Errorf("the one for all accounts is lost: %q, %v", data, err)
	}
}

func TestNoteOfEveryVersion(t *testing.T) {
	for name, want := range map[string][]What{
		"note-1.json": {{Kind: WhatTold, Text: "A flood of 3 messages"}},
		"note-2.json": {
			{Kind: WhatFlood, Count: 3, From: versionsTime.Add(-time.Hour), To: versionsTime},
			{Kind: WhatGroup, Trait: "size", Count: 2, Low: 10240, High: 102400},
		},
	} {
		dir := t.TempDir()
		place(t, name, AccountFile(dir, versionsAccount, journalExt))
		j := NewJournal(dir, versionsAccount)
		n := j.Unfinished()
		if n == nil || n.ID != "one" || !n.Begun.Equal(versionsTime) || len(n.UIDs) != 2 || len(n.Others) != 1 || !reflect.DeepEqual(n.What, want) {
			t.Errorf("%s: %+v", name, n)
		}
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestSummariesOfEveryVersion(t *testing.T) {
	for version, want := range map[string][]Message{
		"summaries-1": {{UID: "uid-1", Size: 1234, Seen: true, Headless: true}, {UID: "uid-2", Size: 77, Headless: true}},
		"summaries-2": {
			{UID: "uid-1", Size: 1234, Head: [32]byte{1, 2}, Seen: true, Summary: mime.Summary{
				Subject: "CLAIM – größe", From: []mime.Address{{Name: "Win", Addr: "win@prize.example"}}, Date: versionsTime, Arrived: versionsTime.Add(time.Minute), MessageID: "1@prize.example",
				Parent: 17, ParentHost: 23, Auth: mime.Auth{Server: 42, Results: mime.SPFPass | mime.OwnSigned}, Traits: mime.Reply | mime.Fetched, Program: 6, Via: 77,
			}},
			{UID: "uid-2", Size: 77, Released: true, Headless: true},
		},
	} {
		dir := t.TempDir()
		place(t, version, AccountFile(dir, versionsAccount, summariesExt))
		for range 2 { // it is read again as what it was written anew as
			s := NewSummaries(dir, versionsAccount)
			all := s.Load()
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if !reflect.DeepEqual(all, want) {
				t.Errorf("%s: %+v", version, all)
			}
		}
	}
}
