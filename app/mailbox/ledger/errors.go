package ledger

import (
	"errors"
	"fmt"
)

var (
	// ErrListing says that the server's listing contradicts itself, so that
	// nothing can be deleted by it.
	ErrListing = errors.New("mailbox: the server's listing contradicts itself")

	// ErrMismatch says that before the end of the session the server listed
	// other messages than those that were not marked. The session was
	// dropped, and nothing was deleted.
	ErrMismatch = errors.New("mailbox: the server marked other messages than it was told")

	// ErrUnlisted says that the server breaks off when it is asked, behind the
	// deletions, what is left. Nothing was deleted; [Steps.Unlisted] does without.
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
)

// UnsavedError says that messages cannot be saved as they are on the server, and were
// kept for that. The others are not concerned.
type UnsavedError struct {
	From, Subject string // of the first one
	Count         int
	Err           error // why not, of the first one
}

// Error describes the fault.
func (e *UnsavedError) Error() string {
	return fmt.Sprintf("mailbox: %d messages cannot be saved, first %q from %q: %v", e.Count, e.Subject, e.From, e.Err)
}

// Unwrap returns the cause.
func (e *UnsavedError) Unwrap() error { return e.Err }
