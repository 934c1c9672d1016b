package app

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/words"
)

// ForgetAccount implements [ui.Host].
func (p *program) ForgetAccount() {
	kept, isKept := p.settings.First()
	if v := p.visit; !isKept || v != nil && v.kind != ui.Own {
		p.SignOut()
		return
	}
	// Not before the mailbox is left: as long as a deletion keeps it open the user may
	// stay, and the account with him.
	p.unwanted = &kept.Account
	p.leave(func() { p.win.ShowFirstPage(first.SignInForm{}, nil) })
}

// forgetNow removes the account from this computer.
func (p *program) forgetNow(a account.Account) {
	p.settings.Remove(a.ID())
	if len(p.settings.Accounts) == 0 {
		p.watchNoFaults()
	}
	settings, path := p.settings, p.path
	tell := func(err error) { p.tellLate(words.Explain(err, words.Forgetting, a.Server)) }
	p.disk.add(func() {
		if err := errors.Join(account.Save(path, settings), account.ForgetBroken(path)); err != nil {
			p.post(func() { tell(err) })
		}
	})
	p.forgetAll(a, tell)
}

// forgetAll removes everything about an account except from the settings, and calls
// failed on the UI goroutine with what could not be removed.
func (p *program) forgetAll(a account.Account, failed func(error)) {
	keyring, folder, deletions, wishes := p.keyring, p.keepFolder(), p.deletions(), p.wishesFile(a)
	p.disk.add(func() {
		err := errors.Join(
			store.ForgetJournal(folder, string(a.ID())), store.ForgetSummaries(folder, string(a.ID())), deletions.Forget(string(a.ID())), forgetWishes(wishes),
			removeEmpty(folder))
		if err != nil {
			p.post(func() { failed(err) })
		}
	})
	p.secrets.add(func() {
		if err := keyring.Forget(context.Background(), a); err != nil {
			p.post(func() { failed(err) })
		}
	})
}

// removeEmpty removes a folder in which there is nothing any more.
func removeEmpty(folder string) error {
	left, err := os.ReadDir(folder)
	if err == nil && len(left) == 0 {
		err = os.Remove(folder)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// tellLate tells what went wrong with something that was begun a while ago, wherever
// the user is by now.
func (p *program) tellLate(n words.Notice) {
	if p.visit == nil {
		p.win.ShowFirstNotice(n)
		return
	}
	p.win.ShowNotice(n)
}
