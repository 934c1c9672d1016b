package app

import (
	"crypto/tls"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/traceless"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// TestThreat_L05_CopiesEndWithThePrivateStay copies in a private stay and in one of
// one's own.
func TestThreat_L05_CopiesEndWithThePrivateStay(t *testing.T) {
	for name, private := range map[string]bool{"is somebody else's": true, "is mine": false} {
		t.Run(name, func(t *testing.T) {
			ca := poptest.NewCA(t)
			_, port := mailServer(t, ca, 3, memserver.Faults{})
			s := newStage(t)
			s.fyne = traceless.New(func(string) fyne.App { return test.NewTempApp(t) }, "org.example.Test")
			s.roots = &tls.Config{RootCAs: ca.Pool}
			s.start(Options{})
			f := form(port, account.TLS, "secret")
			f.Private = private
			s.SignIn(f)
			s.until("the mailbox", ready(3))
			s.fyne.Clipboard().SetContent("a mail")
			s.signOut()
			if got := s.fyne.Clipboard().Content(); (got == "") != private {
				t.Errorf("on the clipboard is %q", got)
			}
		})
	}
}

// TestThreat_L05_PrivateStayKeepsNoColumns opens one's own mailbox in a private stay, and
// moves columns.
func TestThreat_L05_PrivateStayKeepsNoColumns(t *testing.T) {
	s, _, port := servedStage(t, 3, memserver.Faults{})
	s.start(Options{})
	own := form(port, account.TLS, "secret")
	visit := func(private bool) {
		f := own
		f.Private = private
		s.SignIn(f)
		s.until("the mailbox", ready(3))
		s.KeepColumns(s.id(), []account.Column{{Name: "size", Width: 90}})
		s.signOut()
		s.idle()
	}
	columns := func() int {
		kept, _ := s.settings.Entry(own.Account.ID())
		return len(kept.Columns)
	}
	s.SignIn(own)
	s.until("the mailbox", ready(3))
	s.signOut()
	if visit(true); columns() != 0 {
		t.Error("a private stay has kept columns")
	}
	if visit(false); columns() != 1 {
		t.Error("columns are not kept on one's own computer")
	}
}
