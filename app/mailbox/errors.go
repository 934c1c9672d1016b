package mailbox

import (
	"errors"
	"fmt"
	"net"
)

var (
	// ErrGone says that a message is no longer on the server.
	ErrGone = errors.New("mailbox: the message is no longer on the server")

	// ErrTooLarge says that a message is larger than [MaxMessage]: it can be saved.
	ErrTooLarge = errors.New("mailbox: the message is too large to be opened")

	// ErrEmpty says that the server has sent nothing of a message that has a size in its
	// list.
	ErrEmpty = errors.New("mailbox: the server has sent an empty message")

	// ErrNoPeek says that the server gives no part of a message, only all of it.
	ErrNoPeek = errors.New("mailbox: the server gives no part of a message")

	// ErrListing says that the server's listing contradicts itself, so that
	// nothing can be deleted by it.
	ErrListing = errors.New("mailbox: the server's listing contradicts itself")

	// ErrMismatch says that before the end of the session the server listed
	// other messages than those that were not marked. The session was
	// dropped, and nothing was deleted.
	ErrMismatch = errors.New("mailbox: the server marked other messages than it was told")

	// ErrUnlisted says that the server breaks off when it is asked, behind the
	// deletions, what is left. Nothing was deleted; [Order.Unlisted] does without.
	ErrUnlisted = errors.New("mailbox: the server cannot list what is left before it deletes")

	// ErrLoss says that behind a deletion that could not be compared before its
	// end another message was missing. Nothing more was deleted.
	ErrLoss = fmt.Errorf("%w: another message is missing", ErrMismatch)

	// ErrNotRemoved says that the server confirmed a deletion and still has
	// the messages.
	ErrNotRemoved = errors.New("mailbox: the server confirmed the deletion and did not carry it out")

	// ErrBack says that messages that were missing from two listings, and were called
	// gone, are listed again.
	ErrBack = errors.New("mailbox: messages that were missing are listed again")

	// ErrUnidentified says that messages have no unique-id of their own and
	// could not be told from others by number, size and header.
	ErrUnidentified = errors.New("mailbox: the messages cannot be told from others")

	// ErrRenamed says that the server has given all messages other unique-ids,
	// so that what was marked cannot be found again.
	ErrRenamed = errors.New("mailbox: the server has given all messages other names")

	// ErrInterrupted says that the program ended, by a crash or a power cut, while
	// a deletion was under way.
	ErrInterrupted = errors.New("mailbox: the program ended while it was deleting")

	// ErrStopped says that a deletion was given up because the user stopped
	// it or the program was closed.
	ErrStopped = errors.New("mailbox: stopped")
)

// isNet reports whether an error comes from the network below POP3 and may pass.
// A host that does not exist does not pass.
func isNet(err error) bool {
	var dns *net.DNSError
	if errors.As(err, &dns) && dns.IsNotFound {
		return false
	}
	var n net.Error
	return errors.As(err, &n)
}
