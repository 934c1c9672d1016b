package mailbox

import "errors"

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

	// ErrInterrupted says that the program ended, by a crash or a power cut, while
	// a deletion was under way.
	ErrInterrupted = errors.New("mailbox: the program ended while it was deleting")

	// ErrStopped says that a deletion was given up because the user stopped
	// it or the program was closed.
	ErrStopped = errors.New("mailbox: stopped")
)
