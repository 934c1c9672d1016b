package ledger

import (
	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/mime"
)

// Message is what is known of a message.
type Message struct {
	UID     string        // its identity; see package identity
	Order   int           // its number in the server's listing
	Size    int64         // bytes, as the server says; 0 where not even that is known
	Summary *mime.Summary // of its header block; nil while that is not known
	NoHead  bool          // the server does not give its header block
}

// Target is one message to be deleted.
type Target struct {
	Message
	Head  identity.HeadSum // of its header block when it was marked, zero when that was not known then
	Fate  Fate
	Saved bool // a copy of it is complete

	tried     bool // the server was asked to make its deletion final, whatever it said: it may do so late
	commits   int  // sessions that were ended with it marked and +OK
	refusals  int  // how often the server said no to it
	doubts    int  // listings in which it may have been another message
	breaks    int  // sessions that broke at its DELE
	tears     int  // sessions in which more came behind its end when it was saved
	corrected Fate // what a finished deletion has called it before a later listing had it again; Waiting where none had
}

// Fate is what has become of a target, as far as is known.
type Fate int

// The fates. Deleted, Gone and Kept are settled.
const (
	Waiting   Fate = iota // still to be deleted
	Missing               // not in one listing; a second one must agree
	Refused               // the server said no to it
	Sent                  // the session was ended after the server had agreed; its last answer did not come
	Confirmed             // the same, and the server has confirmed the end
	Deleted               // was sent, and is missing now
	Gone                  // was missing without our doing
	Kept                  // is still there and stays
	Unknown               // no listing tells what has become of it
)

const (
	maxCommits  = 2 // how often the server may confirm the deletion of a message without carrying it out
	maxRefusals = 2 // how often the server may refuse to delete a message
	maxBreaks   = 3 // sessions that may break at the DELE of a message
	maxTears    = 2 // sessions that a message may tear before it is kept
)

// done reports whether a message is expected to be missing.
func (t *Target) done() bool { return t != nil && (t.Fate == Confirmed || t.Fate == Deleted) }

// Torn reports whether a session may have been torn by it: it is fetched alone then.
func (t *Target) Torn() bool { return t.tears > 0 }

// settleMissing takes note that the message is not in a listing.
func (t *Target) settleMissing() {
	switch t.Fate {
	case Waiting, Missing, Refused, Sent, Confirmed:
		switch {
		case t.tried: // also where a listing in between still had it
			t.Fate = Deleted
		case t.Fate == Waiting:
			t.Fate = Missing
		default:
			t.Fate = Gone
		}
	}
}

// settleShared decides about a message that has no name of its own and cannot be found
// again for certain. It returns why it is kept, or nil.
func (t *Target) settleShared() error {
	switch t.Fate {
	case Confirmed:
		t.Fate = Deleted
	case Sent:
		t.Fate = Unknown
	case Deleted, Gone, Unknown:
	case Waiting, Missing, Refused:
		if t.tried {
			t.Fate = Unknown
			return nil
		}
		t.Fate = Kept
		return ErrUnidentified
	}
	return nil
}

// settleAtEnd puts what is not known yet where it belongs when nothing more is done.
func (t *Target) settleAtEnd() {
	switch t.Fate {
	case Waiting, Refused:
		t.Fate = Kept
		if t.tried {
			t.corrected = Deleted // should the server carry it out late
		}
	case Missing:
		t.Fate = Gone
	case Sent:
		t.Fate = Unknown
	case Confirmed:
		t.Fate = Deleted
	}
}

// settleAgain takes note of what a listing after the end of the deletion has shown.
func (t *Target) settleAgain(s sight) {
	switch {
	case s == seen && (t.Fate == Deleted || t.Fate == Gone):
		t.corrected, t.Fate = t.Fate, Kept
	case s == seen && t.Fate == Unknown:
		t.Fate = Kept
	case s == notSeen && t.Fate == Unknown && t.tried:
		t.Fate = Deleted
	case s == notSeen && t.Fate == Unknown:
		t.Fate = Gone
	case s == notSeen && t.Fate == Kept && t.corrected != Waiting:
		t.Fate, t.corrected = t.corrected, Waiting
	}
}
