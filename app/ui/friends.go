package ui

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/triage"
)

// keepSender keeps mail from an address from now on, or no longer.
func (so *sorting) keepSender(addr string, on bool) {
	addr = triage.FoldAddress(addr)
	if addr == "" || so.wishes.IsFriend(addr) == on {
		return
	}
	so.wishes = so.wishes.Befriend(addr, on)
	so.sortingChanged()
	text := lang.T("sender.kept", lang.Args{"Address": letters.Clean(addr, 80)})
	if !on {
		text = lang.T("sender.kept-no-longer", lang.Args{"Address": letters.Clean(addr, 80)})
	}
	so.mail.status.Offer(text, func() { so.keepSender(addr, !on) })
}

// soleFriend reports whether a group has one sender, and whether that one is kept.
func (so *sorting) soleFriend(g *triage.Group) (sole, kept bool) {
	addr := so.soleAddress(g)
	return addr != "", so.wishes.IsFriend(addr)
}

// soleAddress is the address all of a group is from, or nothing.
func (so *sorting) soleAddress(g *triage.Group) string {
	if g == nil || g.Senders != 1 || len(g.IDs) == 0 {
		return ""
	}
	if from := so.mail.list.Row(g.IDs[0]).Summary.From; len(from) > 0 {
		return triage.FoldAddress(from[0].Addr)
	}
	return ""
}
