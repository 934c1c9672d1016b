package app

import (
	"crypto/tls"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

func TestReadSorting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sorting.json")
	if s, err := readSorting(path); err != nil || len(s.Friends) != 0 {
		t.Errorf("where there is none: %+v, %v", s, err)
	}
	for _, broken := range []string{"", "{", `{"friends": 7}`, `{"rules": [{"sender":`} {
		if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readSorting(path); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
}

func TestSortingIsKeptAndComesBack(t *testing.T) {
	ca := poptest.NewCA(t)
	_, port := mailServer(t, ca, 20, memserver.Faults{})
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	own := form(port, account.TLS, "secret")
	s.SignIn(own)
	s.until("the mailbox", ready(20))
	want := ui.Sorting{Friends: []string{"s1@example.org"}, Rules: []triage.Rule{{Sender: "x@example.org"}}}
	s.KeepSorting(s.id(), want)
	s.SignOut()
	s.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	s.settle()
	if got, err := readSorting(s.sortingFile(own.Account)); err != nil || len(got.Friends) != 1 || len(got.Rules) != 1 {
		t.Fatalf("kept is %+v, %v", got, err)
	}
	s.SignIn(own)
	s.until("what was said", func(st ui.State) bool { return len(st.Friends) == 1 && st.Friends[0] == "s1@example.org" })

	private := own
	private.Private = true
	s.SignOut()
	s.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	if err := os.Remove(s.sortingFile(own.Account)); err != nil {
		t.Fatal(err)
	}
	s.SignIn(private)
	s.until("the mailbox", ready(20))
	s.KeepSorting(s.id(), want)
	s.SignOut()
	s.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	s.settle()
	if _, err := os.Stat(s.sortingFile(own.Account)); err == nil {
		t.Error("a private stay leaves it behind")
	}
}

// TestForgottenAccountLeavesNoSorting leaves nothing of whom somebody knows.
func TestForgottenAccountLeavesNoSorting(t *testing.T) {
	ca := poptest.NewCA(t)
	_, port := mailServer(t, ca, 20, memserver.Faults{})
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	own := form(port, account.TLS, "secret")
	s.SignIn(own)
	s.until("the mailbox", ready(20))
	s.KeepSorting(s.id(), ui.Sorting{Friends: []string{"s1@example.org"}})
	s.settle()
	path := s.sortingFile(own.Account)
	if err := os.WriteFile(path+brokenExt, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.ForgetAccount()
	s.until("the first page", func(st ui.State) bool { return st.Page == "first" })
	s.settle()
	for _, name := range []string{path, path + brokenExt} {
		if _, err := os.Stat(name); err == nil {
			t.Errorf("%s is left", name)
		}
	}
}

// TestWrittenAgainEndsTheNotice lets the disk fail once.
func TestWrittenAgainEndsTheNotice(t *testing.T) {
	ca := poptest.NewCA(t)
	_, port := mailServer(t, ca, 3, memserver.Faults{})
	s := newStage(t)
	s.roots = &tls.Config{RootCAs: ca.Pool}
	s.start(Options{})
	s.SignIn(form(port, account.TLS, "secret"))
	s.until("the mailbox", ready(3))
	s.wrote(s.visit, errors.New("no room"))
	s.until("the notice", func(st ui.State) bool { return st.Problem == "The settings could not be used" })
	s.KeepSorting(s.id(), ui.Sorting{Friends: []string{"a@b.example"}})
	s.until("its end", func(st ui.State) bool { return st.Problem == "" })
}
