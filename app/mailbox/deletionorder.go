package mailbox

import (
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
)

// Order says what is to be deleted, and how.
type Order struct {
	UIDs []string // unique-ids

	// Some servers show only a part of the mailbox, and the next part once that is
	// deleted. When Alike is not nil, the messages stand for all that are like
	// them: the deletion goes on with what comes to light, if Alike says so of its
	// header and its date is not later than the order. It is called on the
	// worker's goroutine.
	Alike func(mime.Summary) bool
	Most  int // how many may come to light so; 0 is 200,000

	// Unlisted deletes also where the server cannot tell, before a deletion becomes
	// final, what would be left: see [ledger.ErrUnlisted]. It is done in small steps, and
	// the mailbox is looked at behind each.
	Unlisted bool

	What []store.What // what it is about, for the record of deletions
	Copy *Copy        // where all of it is saved first; nil for no copy
}

// Copy says where messages are saved before they are deleted.
type Copy struct {
	Dir     string // a folder, made when it is not there; the copy gets a place of its own in it
	OneFile bool   // one mbox instead of a file for each message
}
