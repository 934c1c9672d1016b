package ui

import (
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
		si.win.Canvas(), "Is this your server?", "",
		"Accept it only if you know why it cannot be checked, for example because the server is your own, and the key is the right one. "+
			"Somebody who listens in would show such a certificate too. It holds for this account and this key alone.",
		kit.NewChoice("Accept this key", kit.Delete, func() {
			form := si.first.Form()
			form.Account.PinnedKey = n.Trust
			si.host.SignIn(form)
		}),
		kit.NewChoice("Cancel", kit.Plain, nil),
	)
	si.card.SetLines(n.Papers)
}

// askWeaker lets the user agree, for this account, to a way to sign in that reveals more
// than what worked before.
func (si *signing) askWeaker(n words.Notice, agree func()) {
	si.card = kit.Ask(
		si.win.Canvas(), "Sign in in a weaker way?", "",
		n.Cause+" If you agree, that holds for this account until a better way works again.",
		kit.NewChoice("Agree and sign in", kit.Delete, agree),
		kit.NewChoice("Cancel", kit.Plain, nil),
	)
}

// askForget makes sure before an account is removed from this computer.
func (si *signing) askForget() {
	si.card = kit.Ask(
		si.win.Canvas(), "Forget this account on this computer?", "The account and its password are removed from here.",
		"Your mail stays on the server.",
		kit.NewChoice("Forget it", kit.Delete, si.host.ForgetAccount), kit.NewChoice("Cancel", kit.Plain, nil),
	)
}
