package ui

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

func TestFirstPageSignsIn(t *testing.T) {
	s := newStage(t)
	s.ShowFirstPage(first.SignInForm{}, nil)
	p := s.signing.first
	if s.State().CanSignIn {
		t.Fatal("nothing was typed yet")
	}
	test.Type(p.Address.Input, "anna@post.example")
	if p.Found.Text != "Will try pop.post.example, encrypted" || !p.Tick.Hidden {
		t.Fatal(p.Found.Text)
	}
	p.Submit()
	test.Type(p.Password.Input, "secret")
	if !s.State().CanSignIn || s.host.count("sign in") != 0 {
		t.Fatal(s.host.calls)
	}
	p.Whose.Tapped(&fyne.PointEvent{Position: fyne.NewPos(p.Whose.Size().Width-5, 5)})
	p.Password.Input.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	want := account.Account{Address: "anna@post.example", User: "anna@post.example", Server: account.Server{Host: "pop.post.example", Port: 995, Security: account.TLS}}
	if s.host.form != (first.SignInForm{Account: want, Password: "secret", Private: true}) {
		t.Fatalf("%+v", s.host.form)
	}
	s.ShowSigningIn(s.host.form)
	p.Submit()
	if s.host.count("sign in") != 1 || p.Cancel.Hidden {
		t.Fatal("busy: only cancelling is possible")
	}
	test.Tap(p.Cancel)
	if s.host.count("cancel") != 1 {
		t.Fatal(s.host.calls)
	}
}

func TestPlainLineNeedsConsent(t *testing.T) {
	s := newStage(t)
	s.ShowFirstPage(first.SignInForm{}, nil)
	p := s.signing.first
	test.Type(p.Address.Input, "anna@post.example")
	test.Type(p.Password.Input, "secret")
	p.Security.SetSelected(words.Security(account.Plain))
	if p.Port.Input.Text != "110" || p.Consent.Hidden || p.Complete() {
		t.Fatal("a bare line must be agreed to", p.Port.Input.Text)
	}
	p.Submit()
	if s.host.count("sign in") != 0 {
		t.Fatal("signed in without consent")
	}
	p.Consent.Choose(true)
	p.Submit()
	if !s.host.form.Account.PlainAgreed || s.host.form.Account.Server.Security != account.Plain {
		t.Fatalf("%+v", s.host.form)
	}
	p.Security.SetSelected(words.Security(account.StartTLS))
	if f := p.Form(); f.Account.PlainAgreed || f.Account.Server.Port != 110 {
		t.Fatal("consent is for a bare line only")
	}
	p.Security.SetSelected(words.Security(account.TLS))
	if p.Port.Input.Text != "995" {
		t.Fatal(p.Port.Input.Text)
	}
}

func TestServerFields(t *testing.T) {
	s := newStage(t)
	s.ShowFirstPage(first.SignInForm{}, nil)
	p := s.signing.first
	test.Type(p.Address.Input, "a@b.example")
	test.Type(p.Password.Input, "x")
	for host, ok := range map[string]bool{"mail.b.example": true, "": false, "two words": false, "http://x": true, "https://own.b.example:995/": true, "x@": false} {
		p.Host.Input.SetText(host)
		if p.Complete() != ok {
			t.Errorf("%q: %v", host, !ok)
		}
	}
	p.Host.Input.SetText("own.b.example")
	for port, ok := range map[string]bool{"995": true, "0": false, "x": false, "70000": false, "": true} {
		p.Port.Input.SetText(port)
		if p.Complete() != ok {
			t.Errorf("%q: %v", port, !ok)
		}
	}
	p.Address.Input.SetText("other@c.example")
	if p.Host.Input.Text != "own.b.example" {
		t.Fatal("what was typed by hand stays")
	}
}

func TestFirstPageShowsProblem(t *testing.T) {
	s := newStage(t)
	form := first.SignInForm{Account: account.Account{Address: "a@b.example", User: "a", Server: account.Server{Host: "x.example", Port: 110, Security: account.StartTLS}}}
	s.ShowFirstPage(form, &words.Notice{Title: "The server did not answer", Button: "Change the account", Action: words.ActionSettings, Details: "dial"})
	if st := s.State(); st.Problem != "The server did not answer" {
		t.Fatalf("%+v", st)
	}
	got := s.signing.first.Form().Account
	if got != form.Account {
		t.Fatalf("%+v", got)
	}
	test.Tap(s.signing.first.Notice.Action)
	if !s.signing.first.Unfolded {
		t.Fatal("the fields must be unfolded")
	}
	test.Tap(s.signing.first.Sample)
	if s.host.count("sample") != 1 {
		t.Fatal(s.host.calls)
	}
}

func TestPasswordIsForgottenByThePage(t *testing.T) {
	s := newStage(t)
	s.ShowFirstPage(first.SignInForm{Password: "secret"}, nil)
	s.mailbox(1)
	if s.signing.first.Password.Input.Text != "" {
		t.Fatal("the password must not stay in the window")
	}
}

func TestProblemBar(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(5)
	show := func(err error) {
		s.Show(&mailbox.Snapshot{Rows: rows, Loaded: 5, Problem: err, Listed: true})
	}
	show(errors.New("in use"))
	if s.State().Problem != "in use" {
		t.Fatal(s.State().Problem)
	}
	test.Tap(s.mail.problem.Action)
	if s.host.count("refresh") != 1 {
		t.Fatal(s.host.calls)
	}
	test.Tap(s.mail.problem.Close)
	show(errors.New("in use"))
	if s.State().Problem != "" {
		t.Fatal("what was put away stays away")
	}
	show(errors.New("other"))
	if s.State().Problem != "other" {
		t.Fatal("another problem is told")
	}
	show(nil)
	if s.State().Problem != "" {
		t.Fatal("a problem that is over goes")
	}
	s.ShowNotice(words.Notice{Title: "wishes once"})
	show(nil)
	if s.State().Problem != "wishes once" {
		t.Fatal("a notice stays until it is put away")
	}
}

func TestCombinations(t *testing.T) {
	s := newStage(t)
	s.mailbox(5)
	press := func(k fyne.KeyName) {
		s.mail.list.Body.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl})
	}
	press(fyne.KeyF)
	if s.win.Canvas().Focused() != fyne.Focusable(s.mail.header.search.Field.Input) {
		t.Fatal("Ctrl F goes to the search")
	}
	press(fyne.KeyR)
	s.typeKey(fyne.KeyF5, 0)
	if s.host.count("refresh") != 2 {
		t.Fatal(s.host.calls)
	}
	closed := false
	s.SetOnClosing(func() { closed = true })
	press(fyne.KeyQ)
	if !closed {
		t.Fatal("Ctrl Q closes")
	}
	press(fyne.KeyPlus)
	if kit.Px(100) != 115 {
		t.Fatal("larger text", kit.Px(100))
	}
	press(fyne.Key0)
	if kit.Px(100) != 100 {
		t.Fatal("normal text", kit.Px(100))
	}
	for _, m := range s.menu.menus() {
		for _, i := range m.Items {
			if c, ok := i.Shortcut.(*desktop.CustomShortcut); ok && c.Modifier != 0 {
				switch c.KeyName {
				case fyne.KeyA, fyne.KeyC, fyne.KeyX, fyne.KeyV:
					t.Errorf("%s takes %s from the text fields", i.Label, c.KeyName)
				}
			}
		}
	}
}

func TestNarrowWindow(t *testing.T) {
	s := newStage(t)
	s.mailbox(50)
	s.win.Resize(fyne.NewSize(900, 700))
	r := s.State().Rects
	if r["reader"].Y < r["list"].Y+r["list"].H-1 || r["reader"].W != 900-groups.SideWidth || r["list"].X != groups.SideWidth {
		t.Fatalf("the reader belongs under the list: %+v", r["reader"])
	}
	s.win.Resize(fyne.NewSize(740, 700))
	if r = s.State().Rects; r["list"].X != 0 || r["side"].W != 0 {
		t.Fatalf("the panel at the left has no room: %+v", r)
	}
	s.win.Resize(fyne.NewSize(1280, 800))
	r = s.State().Rects
	if r["reader"].X < r["list"].X+r["list"].W-1 {
		t.Fatalf("the reader belongs beside the list: %+v", r["reader"])
	}
	before := r["list"].W
	s.mail.split.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(60, 0)})
	if got := s.State().Rects["list"].W; got < before+59 || got > before+61 {
		t.Fatal(before, got)
	}
}

func TestThreat_P06_CertificateIsAcceptedOnlyAfterALook(t *testing.T) {
	s := newStage(t)
	form := first.SignInForm{Account: account.Account{
		Address: "anna@example.org", User: "anna", Login: "PLAIN",
		Server: account.Server{Host: "pop.example.org", Port: 995, Security: account.TLS},
	}, Password: "secret"}
	key := strings.Repeat("ab", 32)
	notice := words.Notice{
		Title: "Nobody vouches", Cause: "Why.", Try: "What.", Button: "Look at the certificate…", Action: words.ActionTrust,
		Trust: key, Papers: "Issued by: itself",
	}
	s.ShowFirstPage(form, &notice)
	s.signing.first.Act(words.ActionTrust)
	if s.card == nil || !strings.Contains(s.card.Text.Text, "Issued by: itself") || s.host.count("sign in") != 0 {
		t.Fatal("the certificate is not shown, or is taken at once")
	}
	s.card.Buttons[1].OnTapped() // Cancel
	if s.host.count("sign in") != 0 {
		t.Fatal("accepted by Cancel")
	}
	s.signing.first.Act(words.ActionTrust)
	s.card.Buttons[0].OnTapped()
	if got := s.host.form.Account; s.host.count("sign in") != 1 || got.PinnedKey != key || got.Login != "PLAIN" {
		t.Errorf("signed in with %+v", got)
	}
	// The exception is for this account on this server.
	form.Account.PinnedKey = key
	s.ShowFirstPage(form, nil)
	s.signing.first.Host.Input.SetText("pop.elsewhere.example")
	if got := s.signing.first.Form().Account; got.PinnedKey != "" || got.Login != "" {
		t.Errorf("it holds for %+v", got)
	}
}

// TestFieldsSayWhatIsWrong types what cannot be: each field says so at once, and a
// button that cannot be pressed is never without a word.
func TestFieldsSayWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		fill func(*first.Page)
		at   func(*first.Page) *kit.Field
		want string
	}{
		"host with a blank":          {func(p *first.Page) { p.Host.Input.SetText("two words") }, func(p *first.Page) *kit.Field { return p.Host }, "There is a blank"},
		"not a host":                 {func(p *first.Page) { p.Host.Input.SetText("mail..example") }, func(p *first.Page) *kit.Field { return p.Host }, "This is not the name of a server."},
		"port in the host":           {func(p *first.Page) { p.Host.Input.SetText("a.example:x") }, func(p *first.Page) *kit.Field { return p.Host }, "Behind the colon stands the port"},
		"port":                       {func(p *first.Page) { p.Port.Input.SetText("pop") }, func(p *first.Page) *kit.Field { return p.Port }, "The port is a number"},
		"address":                    {func(p *first.Page) { p.Address.Input.SetText("anna b@post.example") }, func(p *first.Page) *kit.Field { return p.Address }, "There is a blank in the address."},
		"two addresses":              {func(p *first.Page) { p.Address.Input.SetText("a@b.example@c.example") }, func(p *first.Page) *kit.Field { return p.Address }, "more than one @"},
		"half an address":            {func(p *first.Page) { p.Address.Input.SetText("anna"); p.Host.Input.SetText("") }, func(p *first.Page) *kit.Field { return p.Address }, "An address looks like"},
		"Enter with nothing":         {func(p *first.Page) { p.Address.Input.SetText(""); p.Password.Input.SetText(""); p.Submit() }, func(p *first.Page) *kit.Field { return p.Address }, "Type your e-mail address."},
		"Enter without the password": {func(p *first.Page) { p.Password.Input.SetText(""); p.Submit() }, func(p *first.Page) *kit.Field { return p.Password }, "Type the password."},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.ShowFirstPage(first.SignInForm{}, nil)
			p := s.signing.first
			p.Address.Input.SetText("anna@post.example")
			p.Password.Input.SetText("secret")
			if !p.Complete() || len(p.Faults()) > 0 {
				t.Fatal("it is wrong before", p.Faults())
			}
			s.win.Canvas().Unfocus()
			c.fill(p)
			w := p.Wrong[c.at(p)]
			if w.Hidden || !strings.Contains(w.Text, c.want) || w.Size().Height == 0 {
				t.Errorf("it says %q (hidden %v), want %q", w.Text, w.Hidden, c.want)
			}
			if p.Complete() || s.State().CanSignIn {
				t.Error("it can be sent")
			}
		})
	}
}

// TestFieldsTakeWhatIsPasted signs in with what people paste.
func TestFieldsTakeWhatIsPasted(t *testing.T) {
	s := newStage(t)
	s.ShowFirstPage(first.SignInForm{}, nil)
	p := s.signing.first
	p.Address.Input.SetText("mailto:Anna@Post.example")
	p.Password.Input.SetText("secret")
	p.Host.Input.SetText("https://Müller.example:1995/webmail")
	p.User.Input.SetText(" <anna> ")
	if p.Found.Text != "Will try xn--mller-kva.example, encrypted" {
		t.Errorf("%q", p.Found.Text)
	}
	p.Submit()
	got := s.host.form.Account
	if s.host.count("sign in") != 1 || got.Address != "Anna@Post.example" || got.User != "anna" || got.Server != (account.Server{Host: "xn--mller-kva.example", Port: 1995, Security: account.TLS}) {
		t.Errorf("signed in with %+v", got)
	}
}

// TestTickIsEarned shows a tick and "encrypted" as a fact only where a certificate was
// checked.
func TestTickIsEarned(t *testing.T) {
	known := account.Account{Address: "anna@post.example", User: "anna@post.example", Login: "PLAIN", Server: account.Server{Host: "pop.post.example", Port: 995, Security: account.TLS}}
	pinned, plain := known, known
	pinned.PinnedKey = strings.Repeat("ab", 32)
	plain.Server.Security, plain.PlainAgreed = account.Plain, true
	fresh := known
	fresh.Login = ""
	for name, c := range map[string]struct {
		a     account.Account
		fails bool
		tick  bool
		words string
	}{
		"has worked":           {known, false, true, "pop.post.example, encrypted"},
		"is new":               {fresh, false, false, "Will try pop.post.example, encrypted"},
		"has failed":           {known, true, false, "pop.post.example, port 995"},
		"new, failed":          {fresh, true, false, "pop.post.example, port 995"},
		"its key was accepted": {pinned, false, false, "Will try pop.post.example, encrypted"},
		"in clear":             {plain, false, false, "Will try pop.post.example, not encrypted"},
	} {
		s := newStage(t)
		var problem *words.Notice
		if c.fails {
			problem = &words.Notice{Title: "It failed"}
		}
		s.ShowFirstPage(first.SignInForm{Account: c.a}, problem)
		p := s.signing.first
		if p.Found.Text != c.words || p.Tick.Hidden == c.tick {
			t.Errorf("%s: %q, tick %v", name, p.Found.Text, !p.Tick.Hidden)
		}
		p.Host.Input.SetText("pop.elsewhere.example")
		if !p.Tick.Hidden || !strings.HasPrefix(p.Found.Text, "Will try pop.elsewhere.example") {
			t.Errorf("%s, another server: %q, tick %v", name, p.Found.Text, !p.Tick.Hidden)
		}
	}
}

// TestThreat_P09_WeakerIsAgreedTo signs in with what reveals more only when the user has
// read what it means, on the first page and over the list.
func TestThreat_P09_WeakerIsAgreedTo(t *testing.T) {
	s := newStage(t)
	form := first.SignInForm{Account: account.Account{
		Address: "anna@example.org", User: "anna", Login: "SCRAM-SHA-256-PLUS",
		Server: account.Server{Host: "pop.example.org", Port: 995, Security: account.TLS},
	}, Password: "secret"}
	notice := words.Notice{Title: "Weaker", Cause: "Whoever is there learns it.", Try: "What.", Button: "Sign in this way…", Action: words.ActionWeaker, Weaker: "PLAIN"}
	s.ShowFirstPage(form, &notice)
	s.signing.first.Act(words.ActionWeaker)
	if s.card == nil || !strings.Contains(s.card.Text.Text+s.card.Extra.Text, "Whoever is there learns it.") || s.host.count("sign in") != 0 {
		t.Fatal("it is not wishes what it means, or it is done at once")
	}
	s.card.Buttons[1].OnTapped() // Cancel
	if s.host.count("sign in") != 0 {
		t.Fatal("agreed by Cancel")
	}
	s.signing.first.Act(words.ActionWeaker)
	s.card.Buttons[0].OnTapped()
	if s.host.count("sign in") != 1 || s.host.form.Account.Login != "PLAIN" || s.host.form.Password != "secret" {
		t.Errorf("signed in with %+v", s.host.form.Account)
	}
	s.mail.problem.Set(&notice)
	s.act(words.ActionWeaker)
	if s.host.count("agree to PLAIN") != 0 {
		t.Fatal("agreed at once")
	}
	s.card.Buttons[0].OnTapped()
	if s.host.count("agree to PLAIN") != 1 {
		t.Error("not agreed")
	}
}

// TestPasswordWithoutBlanks changes the field only by the button, and tries once.
func TestPasswordWithoutBlanks(t *testing.T) {
	s := newStage(t)
	form := first.SignInForm{Account: account.Account{
		Address: "anna@example.org", User: "anna", Server: account.Server{Host: "pop.example.org", Port: 995, Security: account.TLS},
	}, Password: "abcd efgh ijkl mnop "}
	s.ShowFirstPage(form, &words.Notice{Title: "Refused", Cause: "Why.", Try: "What.", Button: "Try without the blanks", Action: words.ActionNoBlanks})
	if got := s.signing.first.Form().Password; got != form.Password {
		t.Fatalf("changed silently: %q", got)
	}
	s.signing.first.Act(words.ActionNoBlanks)
	if s.host.count("sign in") != 1 || s.host.form.Password != "abcdefghijklmnop" {
		t.Errorf("signed in %d times, with %q", s.host.count("sign in"), s.host.form.Password)
	}
}
