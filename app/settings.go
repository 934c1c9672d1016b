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
	if len(p.settings.Accounts) > 0 && !p.isPrivate() {
		p.saveView()
	}
}

// KeepColumns implements [ui.Host]. Those of a mailbox that is not set up here are not
// kept, nor those of a private stay.
func (p *program) KeepColumns(id account.ID, columns []account.Column) {
	if !p.isPrivate() && p.settings.Arrange(id, columns) {
		p.saveView()
	}
}

// saveView writes the settings for the sake of how the window looks.
func (p *program) saveView() {
	settings, path := p.settings, p.path
	p.disk.add(func() {
		// Where it cannot be written, the window looks as usual the next time:
		// no reason to bother anybody.
		_ = account.Save(path, settings)
	})
}

// KeptAccount implements [ui.Host].
func (p *program) KeptAccount() string {
	kept, _ := p.settings.First()
	return kept.Address
}

// learned remembers how a login was done, so that the next one is no weaker, and
// forgets an exception for a certificate that is not needed any more.
func (p *program) learned(v *visit, l mailbox.Learned) {
	if !p.isOpen(v) {
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

// rememberAccount remembers an account that has worked, unless nothing is to stay behind.
func (p *program) rememberAccount(v *visit, password account.Secret) {
	if v.kind != ui.Own {
		return
	}
	a := v.form.Account
	keyring := p.keyring
	p.saveAccount(v, a)
	p.pruneDeletions()
	p.secrets.add(func() {
		if err := keyring.Put(context.Background(), a, password); err != nil {
			p.post(func() { p.tellInVisit(v, words.Explain(err, words.Settings, a.Server)) })
		}
	})
}

// saveAccount writes the account to the settings. A new one takes the place of the one
// that is opened at the start, unless that is open as well: it is forgotten whole, as the
// window, which offers one account, would let nobody forget it later.
func (p *program) saveAccount(v *visit, a account.Account) {
	before, replaced := p.settings.First()
	if _, known := p.settings.Entry(a.ID()); known || p.visitOf(before.ID()) != nil {
		replaced = false
	}
	if replaced {
		p.settings.Remove(before.ID())
	}
	p.settings.Put(a)
	p.watchFaults()
	settings, path := p.settings, p.path
	p.disk.add(func() {
		err := account.Save(path, settings)
		p.post(func() { p.tellWritten(v, err) })
	})
	if replaced {
		p.forgetAll(before.Account, func(err error) {
			p.tellInVisit(v, words.Explain(err, words.Forgetting, before.Server))
		})
	}
}

// tellWritten tells that the settings, or what belongs to them, could not be written, and
// takes that back when it has worked since.
func (p *program) tellWritten(v *visit, err error) {
	if p.visit != v {
		return
	}
	if err == nil {
		p.win.DropNotice(v.unwritten)
		v.unwritten = ""
		return
	}
	n := words.Explain(err, words.Settings, v.form.Account.Server)
	v.unwritten = n.ID
	p.tellInVisit(v, n)
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
