package ui

import (
	"slices"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
)

// Sorting is what the user has said about how his mail is sorted out.
type Sorting struct {
	Friends  []string      `json:"friends,omitempty"`  // addresses whose mail is always kept, folded
	NoFloods []string      `json:"noFloods,omitempty"` // keys of what looked like a flood and is none
	Rules    []triage.Rule `json:"rules,omitempty"`
}

// ShowSorting takes over what was said at an earlier visit.
func (w *Window) ShowSorting(s Sorting) {
	w.sorting = s
	w.sorter.asked = true
	w.sortOut()
}

// sortingChanged remembers what the user has said, and sorts out anew.
func (w *Window) sortingChanged() {
	w.deps.Host.KeepSorting(w.sorting)
	w.sorter.asked = true
	w.sortOut()
}

// isFriend reports whether mail from an address is always kept.
func (w *Window) isFriend(addr string) bool {
	return slices.Contains(w.sorting.Friends, triage.FoldAddress(addr))
}

// keepSender keeps mail from an address from now on, or no longer.
func (w *Window) keepSender(addr string, on bool) {
	addr = triage.FoldAddress(addr)
	if addr == "" || w.isFriend(addr) == on {
		return
	}
	friends := slices.Clone(w.sorting.Friends)
	if on {
		friends = append(friends, addr)
	} else {
		friends = slices.DeleteFunc(friends, func(a string) bool { return a == addr })
	}
	w.sorting.Friends = friends
	w.sortingChanged()
	text := "Mail from " + letters.Clean(addr, 80) + " is kept from now on: it is never part of a flood, and no rule deletes it."
	if !on {
		text = "Mail from " + letters.Clean(addr, 80) + " is treated like any other again."
	}
	w.mail.status.Say(text)
}

// soleFriend reports whether a group has one sender, and whether that one is kept.
func (w *Window) soleFriend(g *triage.Group) (sole, kept bool) {
	addr := w.soleAddress(g)
	return addr != "", w.isFriend(addr)
}

// soleAddress is the address all of a group is from, or nothing.
func (w *Window) soleAddress(g *triage.Group) string {
	if g == nil || g.Senders != 1 || len(g.IDs) == 0 {
		return ""
	}
	return listing.SenderKey(w.mail.list.Row(g.IDs[0]))
}
