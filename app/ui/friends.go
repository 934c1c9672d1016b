package ui

import (
	"slices"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
)

// keepSender keeps mail from an address from now on, or no longer.
func (so *sorting) keepSender(addr string, on bool) {
	addr = triage.FoldAddress(addr)
	if addr == "" || so.isFriend(addr) == on {
		return
	}
	friends := slices.Clone(so.said.Friends)
	if on {
		friends = append(friends, addr)
	} else {
		friends = slices.DeleteFunc(friends, func(a string) bool { return a == addr })
	}
	so.said.Friends = friends
	so.sortingChanged()
	text := "Mail from " + letters.Clean(addr, 80) + " is kept from now on: it is never part of a flood, and no rule deletes it."
	if !on {
		text = "Mail from " + letters.Clean(addr, 80) + " is treated like any other again."
	}
	so.mail.status.Say(text)
}

// soleFriend reports whether a group has one sender, and whether that one is kept.
func (so *sorting) soleFriend(g *triage.Group) (sole, kept bool) {
	addr := so.soleAddress(g)
	return addr != "", so.isFriend(addr)
}

// soleAddress is the address all of a group is from, or nothing.
func (so *sorting) soleAddress(g *triage.Group) string {
	if g == nil || g.Senders != 1 || len(g.IDs) == 0 {
		return ""
	}
	return listing.SenderKey(so.mail.list.Row(g.IDs[0]))
}
