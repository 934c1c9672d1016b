package account

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// TestSettingsOfEveryVersion reads a file of each version that was ever written.
func TestSettingsOfEveryVersion(t *testing.T) {
	first := Entry{
		Account: Account{
			Address: "anna@post.example", User: "anna", Server: Server{Host: "pop.post.example", Port: 995, Security: TLS},
			PinnedKey: "0a000000000000000000000000000000000000000000000000000000000000ff", Login: "SCRAM-SHA-256", Refused: "PLAIN LOGIN",
		},
		Columns: []Column{
			{Name: "subject"}, {Name: "from", Width: 180}, {Name: "date", Width: 80}, {Name: "size", Width: 70, Hidden: true}, {Name: "to", Width: 130},
		},
	}
	second := Entry{Account: Account{
		Address: "olav@fjord.example", User: "olav@fjord.example", Server: Server{Host: "pop.fjord.example", Port: 110, Security: Plain}, PlainAgreed: true,
	}}
	view := View{Theme: "dark", TextSize: 115, Width: 1100, Height: 700}
	for file, want := range map[string][]Entry{"settings-1.json": {first}, "settings-2.json": {first, second}} {
		s, err := Load(filepath.Join("testdata", file))
		if err != nil || s.View != view || !reflect.DeepEqual(s.Accounts, want) {
			t.Errorf("%s: %+v, %v", file, s, err)
		}
	}
	files, err := os.ReadDir("testdata")
	if err != nil || len(files) != version {
		t.Errorf("%d files of %d versions, %v", len(files), version, err)
	}
}

// TestOldSettingsAreWrittenAnew has a file of version 1 changed by this version.
func TestOldSettingsAreWrittenAnew(t *testing.T) {
	old, err := os.ReadFile(filepath.Join("testdata", "settings-1.json"))
	path := filepath.Join(t.TempDir(), "settings.json")
	if err != nil || os.WriteFile(path, old, 0o600) != nil {
		t.Fatal(err)
	}
	before, err := Load(path)
	if err != nil || Save(path, before) != nil {
		t.Fatal(err)
	}
	after, err := Load(path)
	if err != nil || !reflect.DeepEqual(before, after) {
		t.Fatalf("%+v\nbecame %+v, %v", before, after, err)
	}
}

// TestAccountsAreChangedInPlace checks that whoever has a copy of the settings, such as a
// write that is waiting, keeps what he has.
func TestAccountsAreChangedInPlace(t *testing.T) {
	var s Settings
	other := Account{Address: "olav@fjord.example", User: "olav", Server: Server{Host: "pop.fjord.example", Port: 995, Security: TLS}}
	s.Put(anna)
	s.Put(other)
	copied := s
	changed := anna
	changed.Login = "PLAIN"
	s.Put(changed)
	if !s.Arrange(other.ID(), []Column{{Name: "from"}}) || s.Arrange("nobody", nil) {
		t.Fatal("columns of the wrong account")
	}
	if len(s.Accounts) != 2 || s.Accounts[0].Login != "PLAIN" || len(s.Accounts[1].Columns) != 1 {
		t.Fatalf("%+v", s.Accounts)
	}
	if copied.Accounts[0].Login != "" || copied.Accounts[1].Columns != nil {
		t.Fatalf("the copy has changed: %+v", copied.Accounts)
	}
	s.Remove(anna.ID())
	if e, ok := s.First(); !ok || e.Account != other || len(copied.Accounts) != 2 {
		t.Fatalf("%+v, %+v", s.Accounts, copied.Accounts)
	}
	if _, ok := s.Entry(anna.ID()); ok {
		t.Fatal("what was removed is there")
	}
}
