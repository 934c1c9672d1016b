package app

import (
	"context"
	"errors"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/pop3"
)

// KeepView implements [ui.Host]. On somebody else's computer, and as long as no
// account is set up, nothing is written.
func (p *program) KeepView(view account.View) {
	p.settings.View = view
	if p.settings.Account == nil || p.visit != nil && p.visit.kind == ui.Private {
		return
	}
	settings, path := p.settings, p.path
	p.disk.put(func() {
		// Where it cannot be written, the window looks as usual the next time:
		// no reason to bother anybody.
		_ = account.Save(path, settings)
	})
}

// KeptAccount implements [ui.Host].
func (p *program) KeptAccount() string {
	if p.settings.Account == nil {
		return ""
	}
	return p.settings.Account.Address
}

// learned remembers how a login was done, so that the next one is no weaker, and
// forgets an exception for a certificate that is not needed any more.
func (p *program) learned(v *visit, l mailbox.Learned) {
	if p.visit != v {
		return
	}
	a := v.form.Account
	a.Login, a.Refused = l.Method, l.Refused
	if !l.PinNeeded {
		a.PinnedKey = ""
	}
	if a == v.form.Account {
		return
	}
	v.form.Account = a
	if v.proved && v.kind == ui.Own {
		p.saveAccount(v, a)
	}
}

// keep remembers an account that has worked, unless nothing is to stay behind.
func (p *program) keep(v *visit, password account.Secret) {
	if v.kind != ui.Own {
		return
	}
	a := v.form.Account
	keyring := p.keyring
	p.saveAccount(v, a)
	p.pruneDeletions()
	p.secrets.put(func() {
		if err := keyring.Put(context.Background(), a, password); err != nil {
			p.post(func() { p.tell(v, words.Explain(err, words.Settings, a.Server)) })
		}
	})
}

// saveAccount writes the account to the settings. One that was there before is
// forgotten whole, as nobody could forget it later.
func (p *program) saveAccount(v *visit, a account.Account) {
	before := p.settings.Account
	p.settings.Account = &a
	settings, path := p.settings, p.path
	p.disk.put(func() {
		err := account.Save(path, settings)
		p.post(func() { p.wrote(v, err) })
	})
	if before != nil && before.Key() != a.Key() {
		p.forgetAll(*before, func(err error) {
			p.tell(v, words.Explain(err, words.Forgetting, before.Server))
		})
	}
}

// wrote tells that the settings, or what belongs to them, could not be written, and
// takes that back when it has worked since.
func (p *program) wrote(v *visit, err error) {
	if p.visit != v {
		return
	}
	if err == nil {
		p.win.DropNotice(v.unwritten)
		v.unwritten = ""
		return
	}
	n := words.Explain(err, words.Settings, v.form.Account.Server)
	v.unwritten = n.Title
	p.tell(v, n)
}

// afterRefusal is the way to log in that the next try begins with. Servers that
// have a time stamp in their greeting and no passwords for it refuse everybody
// who takes it up; when the user tries again, it is by name and password, unless
// something better has worked before.
func afterRefusal(a account.Account, err error) string {
	var no *pop3.Error
	if a.Login == "" && errors.As(err, &no) && no.Command == pop3.MethodAPOP && !errors.Is(err, pop3.ErrWeaker) {
		return pop3.MethodUser
	}
	return a.Login
}

// Suggest implements [ui.Host].
func (p *program) Suggest(address string) account.Server { return account.Suggest(address) }
