package ledger

import (
	"cmp"
	"errors"
	"maps"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// Unsettled is what a listing says of the messages of a deletion, where that is not settled
// by the listing alone.
type Unsettled struct {
	ToDelete map[int]*Target // by number
	Shared   []*Target       // have no unique-id of their own
	Back     []*Target       // are listed although the server has confirmed that it has deleted them
}

// SettleListing settles what the listing of a session shows. A listing that makes a message
// doubtful for the first time is refused with [ErrListing].
func (l *Ledger) SettleListing(in identity.Listing) (Unsettled, error) {
	f := Unsettled{ToDelete: make(map[int]*Target)}
	undone := 0 // the server had agreed to delete them, and the session ended otherwise
	for _, t := range l.targets {
		if identity.IsStandIn(t.UID) {
			f.Shared = append(f.Shared, t)
			continue
		}
		was := t.Fate
		e, presence := in.Locate(t.UID, t.Size)
		switch {
		case presence == identity.Absent:
			t.settleMissing()
		case presence == identity.Perhaps:
			if t.doubts++; t.doubts == 1 {
				return f, ErrListing // it had a name of its own when it was marked
			}
			f.Shared = append(f.Shared, t)
		case t.done() && t.commits < maxCommits:
			f.Back = append(f.Back, t)
		case l.NoteListed(t):
			f.ToDelete[e.Num] = t
			if was == Sent {
				undone++
			}
		}
	}
	if undone > 0 {
		l.Steps.cut(undone)
	}
	return f, nil
}

// NoteListed takes note that the message itself is in a listing, and reports whether
// it is to be deleted now.
func (l *Ledger) NoteListed(t *Target) bool {
	switch t.Fate {
	case Refused:
		t.Fate = Kept
		if t.refusals < maxRefusals {
			t.Fate = Waiting // another session may agree
		}
	case Confirmed, Deleted: // the last listing counts
		if t.commits >= maxCommits {
			t.Fate, l.Err = Kept, ErrNotRemoved
			return false
		}
		t.Fate = Waiting
	case Sent, Missing, Gone:
		t.Fate = Waiting
	}
	return t.Fate == Waiting
}

// NoteListedForAnother takes note that a listing names another message by the name of one
// that the server has confirmed to be deleted. The first time that is a doubt about the
// listing, which is returned.
func (l *Ledger) NoteListedForAnother(t *Target) error {
	if t.doubts++; t.doubts > 1 {
		t.Fate, l.unproved = Deleted, true
		return nil
	}
	return ErrListing // another listing will show
}

// Candidates are those of the messages without a unique-id of their own that may be
// found by number, size and header block in this very session; they are to be compared
// with [Ledger.NoteHeader]. What cannot be told apart is settled.
func (l *Ledger) Candidates(in identity.Listing, shared []*Target) map[int]*Target {
	candidates := make(map[int]*Target)
	for _, t := range shared {
		if t.Fate == Confirmed && in.Len() > l.expect {
			l.unproved = true // it may be among those that are left
		}
		e, ok := in.Find(t.UID)
		if !ok || t.Head == (identity.HeadSum{}) || t.Fate != Waiting {
			l.settleShared(t)
			continue
		}
		candidates[e.Num] = t
	}
	return candidates
}

// NoteHeader takes note of the header block at the place of a candidate, and reports
// whether it is the message. err is why there is none.
func (l *Ledger) NoteHeader(t *Target, head []byte, err error) bool {
	if err == nil && identity.SumHead(head) == t.Head {
		return true
	}
	l.settleShared(t)
	return false
}

// settleShared decides about a message that cannot be found again for certain.
func (l *Ledger) settleShared(t *Target) {
	if err := t.settleShared(); err != nil {
		l.Err = err
	}
}

// NoteRefused takes note that the server has said no to a message.
func (l *Ledger) NoteRefused(t *Target, no error) {
	t.Fate, l.Err = Refused, no
	t.refusals++
	l.NoteSaid(no)
}

// Blame takes note of the message at whose DELE a session has broken. It may be
// innocent, so it is tried again alone, and kept only when that goes wrong, too.
func (l *Ledger) Blame(t *Target, alone bool, err error) {
	if t.breaks == 0 || alone {
		t.breaks++
	}
	if t.breaks >= maxBreaks {
		t.Fate, l.Err = Kept, err
	}
}

// BlameTear takes note of the message behind whose end something came that is no answer,
// while it was saved, and reports whether that was once too often.
func (l *Ledger) BlameTear(t *Target) bool {
	if t.tears++; t.tears == 1 {
		l.torn++
	}
	return t.tears >= maxTears
}

// KeepUnsaved keeps a message on the server that cannot be saved, for which err is why.
func (l *Ledger) KeepUnsaved(t *Target, err error) {
	t.Fate = Kept
	u := UnsavedError{Err: err}
	if s := t.Summary; s != nil {
		u.From, u.Subject = mime.First(s.From).Display(), s.Subject
	}
	var before *UnsavedError
	if errors.As(l.Err, &before) {
		u = *before // the reason is that of the message that is named
	}
	u.Count++
	l.Err = &u
}

// Compare looks at what the server lists behind the deletions in the same
// session. Exactly the messages that it agreed to delete must be missing, else the
// error is [ErrMismatch]. Some servers list them until the end of the session; then
// nothing at all may be missing.
func Compare(before identity.Listing, listed pop3.Listing, agreed map[int]*Target) error {
	if listed.Doubt != nil {
		return errors.Join(ErrMismatch, listed.Doubt)
	}
	left := 0
	for _, e := range listed.Entries {
		if _, ok := before.ByNumber(e.Num); !ok {
			return ErrMismatch
		}
		if agreed[e.Num] == nil {
			left++
		}
	}
	all := before.Len()
	unmarked := all - len(agreed)
	if left != unmarked || (len(listed.Entries) != unmarked && len(listed.Entries) != all) {
		return ErrMismatch
	}
	return nil
}

// CompareCount is Compare where the server tells no more than how many messages are
// left; a negative number is not even that.
func CompareCount(before identity.Listing, left int, agreed map[int]*Target) error {
	if left >= 0 && left != before.Len()-len(agreed) && left != before.Len() {
		return ErrMismatch
	}
	return nil
}

// NoteCommitted takes note that a session was ended, which makes the deletion of what the
// server had agreed to final. err is how the server has answered.
func (l *Ledger) NoteCommitted(before identity.Listing, agreed map[int]*Target, err error) {
	l.expect = before.Len() - len(agreed)
	l.NoteSaid(err)
	l.Err = cmp.Or(l.Err, err) // the reason, should it never be found out
	for _, t := range agreed {
		t.Fate, t.tried = Sent, true
		if err == nil {
			t.Fate = Confirmed
			t.commits++
		}
	}
}

// Achieved counts what need not be done again: messages whose fate a listing has
// settled, and such as were found out to tear a session, up to a bound.
func (l *Ledger) Achieved() int {
	const maxTorn = 50 // messages that may do so without anything else being achieved
	return l.Count(Deleted, Gone, Kept) + min(l.torn, maxTorn)
}

// WhyUnsettled is the reason where nothing has gone wrong, and the listings do not settle
// it.
func (l *Ledger) WhyUnsettled() error {
	for _, t := range l.targets {
		if t.commits > 0 {
			return ErrNotRemoved
		}
	}
	return ErrListing
}

// Unlooked adds to those of before the messages that the server had agreed to delete, and
// that no listing was had of since: the rows show them still, and they can be ordered again.
func (l *Ledger) Unlooked(before map[string]Fate) map[string]Fate {
	fates := make(map[string]Fate)
	maps.Copy(fates, before)
	for uid, t := range l.targets {
		if t.Fate == Sent || t.Fate == Confirmed {
			fates[uid] = t.Fate
		}
	}
	return fates
}

// NeedsCopies reports whether a message that was saved is no longer on the server, or may
// not stay there: what was made final may be carried out late.
func (l *Ledger) NeedsCopies() bool {
	for _, t := range l.targets {
		stays := t.Fate == Waiting || t.Fate == Refused || t.Fate == Kept
		if t.Saved && (t.tried || !stays) {
			return true
		}
	}
	return false
}

// Finish ends the deletion: what is not known yet is put where it belongs.
func (l *Ledger) Finish() {
	l.verified = l.Settled() && !l.unproved && !errors.Is(l.Err, ErrRenamed)
	for _, t := range l.targets {
		t.settleAtEnd()
	}
}
