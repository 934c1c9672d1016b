package ui

import (
	"github.com/restante/restante/app/ui/groups"
)

// sorting shows how the mailbox is sorted out: groups, floods, what does not fit, and whose
// mail is kept.
type sorting struct {
	*frame
	host interface {
		userHost
		wishesHost
	}
	reading *reading

	*sorter
	choice groups.ChoiceKey // what the list is narrowed to
	read   bool             // what does not fit into the flood of the bar was read
}

// sortingChanged remembers what the user has said, and sorts out anew.
func (so *sorting) sortingChanged() {
	so.host.KeepWishes(so.id, so.wishes)
	so.setWishes(so.wishes)
}
