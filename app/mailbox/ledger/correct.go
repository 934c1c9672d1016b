package ledger

import (
	"errors"
	"iter"

	"github.com/restante/restante/app/mailbox/identity"
)

// LaterListing is what a sound listing behind the end of a deletion shows.
type LaterListing struct {
	Listing  identity.Listing
	Messages iter.Seq2[int, Message]       // what is known of those listed, with their places
	Message  func(identity string) Message // the same, of one of them
	Lacking  bool                          // headers are still to come
	NoHeads  bool                          // the server gives no header blocks alone
}

// sight says whether a listing has a message.
type sight int

const (
	notSeen sight = iota
	perhapsSeen
	seen
)

// Correct settles again what a listing after the end of the deletion says of its messages,
// and reports whether anything is another way now than it was told: the last sound listing
// counts, whatever was told before.
func (l *Ledger) Correct(later LaterListing) bool {
	if l.unfamiliar(later.Listing) && (later.Lacking || l.moved(later.Messages, later.NoHeads)) {
		return false
	}
	reason := l.Reason() // that was told
	changed, looked, notRemoved, back := 0, true, false, false
	for _, t := range l.targets {
		if identity.IsStandIn(t.UID) {
			looked = false
			continue
		}
		was := t.Fate
		s := later.at(t)
		looked = looked && (s != perhapsSeen || t.Fate == Kept)
		t.settleAgain(s)
		if t.Fate != was {
			changed++
			notRemoved = notRemoved || was == Deleted && t.commits > 0
			back = back || was == Gone || was == Deleted && t.commits == 0
		}
	}
	verified := l.Settled() && !l.unproved && (looked || l.verified)
	if changed == 0 && (verified == l.verified || l.Count(Deleted, Gone) == 0) {
		return false
	}
	l.verified = verified
	if errors.Is(l.Err, ErrRenamed) && !l.unfamiliar(later.Listing) {
		l.Err = ErrListing // the names of before are back
	}
	switch {
	case notRemoved && !errors.Is(l.Err, ErrLoss): // which weighs more
		l.Err = ErrNotRemoved
	case back && reason == nil:
		l.Err = ErrBack
	}
	return true
}

// at looks for a message in the listing. Some servers give the name of a message to
// another one when it is gone.
func (later *LaterListing) at(t *Target) sight {
	switch _, presence := later.Listing.Locate(t.UID, t.Size); presence {
	case identity.Absent:
		return notSeen
	case identity.Perhaps:
		return perhapsSeen
	}
	m := later.Message(t.UID)
	switch {
	case t.Summary != nil && m.Summary != nil && t.Summary.SameAs(*m.Summary):
		return seen
	case t.Summary != nil && m.Summary != nil:
		return notSeen
	case t.Summary != nil && !m.NoHead && later.Lacking: // its header will tell
		return perhapsSeen
	case t.Size > 0 && t.Size != m.Size:
		return perhapsSeen
	}
	return seen
}
