package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3/memserver"
)

func TestReadWishes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wishes.json")
	if s, err := readWishes(path); err != nil || len(s.Friends) != 0 {
		t.Errorf("where there is none: %+v, %v", s, err)
	}
	for _, broken := range []string{"", "{", `{"friends": 7}`, `{"rules": [{"sender":`, `{"version": 99}`} {
		if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readWishes(path); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
}

// TestWishesOfEveryVersion reads a file of each version that was ever written.
func TestWishesOfEveryVersion(t *testing.T) {
	for v := 1; v <= wishesVersion; v++ {
		w, err := readWishes(filepath.Join("testdata", fmt.Sprintf("wishes-%d.json", v)))
		if err != nil || !w.IsFriend("Solveig@fjord.example") || len(w.NoFloods) != 1 || len(w.Rules) != 2 {
			t.Fatalf("version %d: %+v, %v", v, w, err)
		}
		one, two := w.Rules[0], w.Rules[1]
		if one.Sender != "win@prize.example" || one.SubjectForm != "you have won" || !one.Paused || one.ID == "" || !one.Made.Equal(time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)) {
			t.Errorf("version %d: %+v", v, one)
		}
		if two.ListID != "news.shop.example" || two.Paused || !two.Made.Equal(time.Date(2026, 11, 21, 7, 30, 0, 0, time.UTC)) {
			t.Errorf("version %d: %+v", v, two)
		}
	}
}

func TestWishesAreKeptAndComesBack(t *testing.T) {
	s, _, port := servedStage(t, 20, memserver.Faults{})
	s.start(Options{})
	own := form(port, account.TLS, "secret")
	s.SignIn(own)
	s.until("the mailbox", ready(20))
	want := triage.Wishes{Friends: []string{"s1@example.org"}, Rules: []triage.Rule{{Sender: "x@example.org"}}}
	s.KeepWishes(s.id(), want)
	s.signOut()
	s.idle()
	if got, err := readWishes(s.wishesFile(own.Account)); err != nil || len(got.Friends) != 1 || len(got.Rules) != 1 {
		t.Fatalf("kept is %+v, %v", got, err)
	}
	s.SignIn(own)
	s.until("what was said", func(st ui.State) bool { return len(st.Friends) == 1 && st.Friends[0] == "s1@example.org" })

	private := own
	private.Private = true
	s.signOut()
	if err := os.Remove(s.wishesFile(own.Account)); err != nil {
		t.Fatal(err)
	}
	s.SignIn(private)
	s.until("the mailbox", ready(20))
	s.KeepWishes(s.id(), want)
	s.signOut()
	s.idle()
	if _, err := os.Stat(s.wishesFile(own.Account)); err == nil {
		t.Error("a private stay leaves it behind")
	}
}

// TestForgottenAccountLeavesNoWishes leaves nothing of whom somebody knows.
func TestForgottenAccountLeavesNoWishes(t *testing.T) {
	s, _, port := servedStage(t, 20, memserver.Faults{})
	s.start(Options{})
	own := form(port, account.TLS, "secret")
	s.SignIn(own)
	s.until("the mailbox", ready(20))
	s.KeepWishes(s.id(), triage.Wishes{Friends: []string{"s1@example.org"}})
	s.idle()
	path := s.wishesFile(own.Account)
	if err := os.WriteFile(file.Aside(path), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.ForgetAccount()
	s.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	s.idle()
	for _, name := range []string{path, file.Aside(path)} {
		if _, err := os.Stat(name); err == nil {
			t.Errorf("%s is left", name)
		}
	}
}

// TestWrittenAgainEndsTheNotice lets the disk fail once.
func TestWrittenAgainEndsTheNotice(t *testing.T) {
	s, _, port := servedStage(t, 3, memserver.Faults{})
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(3))
	s.tellWritten(s.visit, errors.New("no room"))
	s.until("the notice", func(st ui.State) bool { return st.Problem == "The settings could not be used" })
	s.KeepWishes(s.id(), triage.Wishes{Friends: []string{"a@b.example"}})
	s.until("its end", func(st ui.State) bool { return st.Problem == "" })
}
