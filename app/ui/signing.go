package ui

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// signing asks what has to be agreed to before a mailbox is opened, or forgotten.
type signing struct {
	*frame
	host  accountHost
	first *first.Page
}

// askTrust shows a certificate that could not be checked, and lets the user accept
// its key, for this account alone.
func (si *signing) askTrust(n words.Notice) {
	si.card = kit.Ask(
		si.win.Canvas(), lang.T("trust.title"), "", lang.T("trust.text"),
		kit.NewChoice(lang.T("trust.yes"), kit.Delete, func() {
			form := si.first.Form()
			form.Account.PinnedKey = n.Trust
			si.host.SignIn(form)
		}),
		kit.NewChoice(lang.T("button.cancel"), kit.Plain, nil),
	)
	si.card.SetLines(n.Papers)
}

// askWeaker lets the user agree, for this account, to a way to sign in that reveals more
// than what worked before.
func (si *signing) askWeaker(n words.Notice, agree func()) {
	si.card = kit.Ask(
		si.win.Canvas(), lang.T("weaker.title"), "", words.Sentences(n.Cause, lang.T("weaker.text")),
		kit.NewChoice(lang.T("weaker.yes"), kit.Delete, agree),
		kit.NewChoice(lang.T("button.cancel"), kit.Plain, nil),
	)
}

// askForget makes sure before an account is removed from this computer.
func (si *signing) askForget() {
	si.card = kit.Ask(
		si.win.Canvas(), lang.T("forget.title"), lang.T("forget.text"), lang.T("forget.mail"),
		kit.NewChoice(lang.T("forget.yes"), kit.Delete, si.host.ForgetAccount), kit.NewChoice(lang.T("button.cancel"), kit.Plain, nil),
	)
}
