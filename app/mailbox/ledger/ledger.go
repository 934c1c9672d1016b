package ledger

import (
	"cmp"
	"errors"
	"iter"
	"maps"
	"slices"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/pop3"
)

// Ledger holds the messages of one deletion and what has become of them. It belongs to
// one goroutine.
type Ledger struct {
	Steps Steps // how many of them go at a time
	Err   error // the reason to tell for what was kept

	targets  map[string]*Target
	known    map[string]int // what the mailbox had when the messages were marked, and before the first commit; by identity
	sample   []Message      // some of that, to be found again under other names
	expect   int            // how many messages the last commit must have left; -1 before it
	unproved bool           // there is only the server's word for some of it
	verified bool           // the last report has said that a listing proved it
	renames  int            // listings in a row that named none of the messages of before
	notMoved bool           // it is certain that they are not there under other names
	torn     int            // messages that may have torn a session when they were saved
	said     []string       // what the server said when it refused
}

// New makes a ledger without messages.
func New() *Ledger { return &Ledger{targets: make(map[string]*Target), expect: -1} }

// Resume makes the ledger of a deletion whose end was not seen: nothing is known of its
// messages but their unique-ids. Others are some that were not to be deleted.
func Resume(uids, others []string) *Ledger {
	l := &Ledger{targets: make(map[string]*Target, len(uids)), known: make(map[string]int)}
	for _, uid := range uids {
		if !identity.IsStandIn(uid) { // those hold for their own session only
			l.targets[uid] = &Target{Message: Message{UID: uid}, Fate: Unknown, tried: true} // for all that is known
		}
	}
	for _, uid := range slices.Concat(uids, others) {
		l.known[uid] = 0 // where it was does not matter
	}
	return l
}

// Add makes a message part of the deletion, and reports whether it is a new part. before
// is what an earlier deletion has done to it, and Waiting where none has.
func (l *Ledger) Add(m Message, head identity.HeadSum, before Fate) bool {
	t, was := l.targets[m.UID], true
	if t == nil {
		t, was = &Target{Message: m, Head: head}, false
		l.targets[m.UID] = t
	}
	t.Fate, t.tried = before, before != Waiting
	return !was
}

// Remember takes over what the mailbox has when messages are marked: the places by
// identity, which must not be changed any more, and what is known of the messages.
func (l *Ledger) Remember(known map[string]int, messages iter.Seq2[int, Message]) {
	l.known = known
	l.sample = nil
	stay, leave := 0, 0
	for _, m := range messages {
		n := &stay
		if l.targets[m.UID] != nil {
			n = &leave
		}
		if *n < maxSample && !identity.IsStandIn(m.UID) {
			*n++
			l.sample = append(l.sample, m)
		}
	}
}

// RememberMore adds what the server shows before anything was deleted: it does not come
// to light by the deletion, also when it was not known yet at the time of marking. Once
// something was deleted it does nothing.
func (l *Ledger) RememberMore(index map[string]int) {
	if l.expect >= 0 {
		return
	}
	known := make(map[string]int, len(l.known)+len(index)) // the old one is the index of the rows
	maps.Copy(known, l.known)
	maps.Copy(known, index)
	l.known = known
}

// KnewBefore reports whether a message was there before anything was deleted, or has come to
// light and was judged.
func (l *Ledger) KnewBefore(uid string) bool {
	_, was := l.known[uid]
	return was
}

// NoteJudged takes note that a message that has come to light was looked at.
func (l *Ledger) NoteJudged(uid string) { l.known[uid] = 0 }

// ShowsMore reports whether a listing has more messages than the last commit has left,
// as with servers that show only a part of the mailbox at a time.
func (l *Ledger) ShowsMore(in identity.Listing) bool { return l.expect >= 0 && in.Len() > l.expect }

// Describe takes over what is known of the messages by now, as find says: they may have
// been marked before their headers had come, and vanish with the deletion.
func (l *Ledger) Describe(find func(uid string) (Message, bool)) {
	for uid, t := range l.targets {
		if t.Summary == nil {
			if m, ok := find(uid); ok && m.Summary != nil {
				t.Message = m
			}
		}
	}
	for i, was := range l.sample {
		if was.Summary == nil {
			if m, ok := find(was.UID); ok {
				l.sample[i] = m
			}
		}
	}
}

// Len is how many messages are to be deleted.
func (l *Ledger) Len() int { return len(l.targets) }

// Holds reports whether a message is to be deleted.
func (l *Ledger) Holds(uid string) bool { return l.targets[uid] != nil }

// All are the messages in no order.
func (l *Ledger) All() iter.Seq[*Target] { return maps.Values(l.targets) }

// InOrder are the messages, the newest first as the server counts.
func (l *Ledger) InOrder() []*Target {
	return slices.SortedFunc(l.All(), func(a, b *Target) int {
		return cmp.Or(cmp.Compare(b.Order, a.Order), cmp.Compare(a.UID, b.UID))
	})
}

// Others are some messages that are not to be deleted, at most so many.
func (l *Ledger) Others(most int) []string {
	var uids []string
	for uid := range l.known { // in no order: they are from all over the mailbox
		if len(uids) == most {
			break
		}
		if l.targets[uid] == nil && !identity.IsStandIn(uid) {
			uids = append(uids, uid)
		}
	}
	return uids
}

// Count is how many messages have one of these fates.
func (l *Ledger) Count(fates ...Fate) (n int) {
	for _, t := range l.targets {
		if slices.Contains(fates, t.Fate) {
			n++
		}
	}
	return n
}

// Settled reports whether the fate of every message is known.
func (l *Ledger) Settled() bool { return l.Count(Deleted, Gone, Kept) == len(l.targets) }

// NoteSaid takes note of what the server has said when it refused, up to a few
// different words.
func (l *Ledger) NoteSaid(err error) {
	const most = 5
	var no *pop3.Error
	if errors.As(err, &no) && no.Text != "" && len(l.said) < most && !slices.Contains(l.said, no.Text) {
		l.said = append(l.said, no.Text)
	}
}

// Said is what the server has said when it refused.
func (l *Ledger) Said() []string { return l.said }

// Verified reports whether the last report was proved by a listing.
func (l *Ledger) Verified() bool { return l.verified }

// Reason is why some messages were kept or are unknown; nil when none is.
func (l *Ledger) Reason() error {
	if l.Count(Kept, Unknown) == 0 {
		return nil
	}
	return l.Err
}
