package ledger

import (
	"iter"

	"github.com/restante/restante/app/mailbox/identity"
)

// Unique-ids can become others: providers move mailboxes. Then nothing can be said or
// done by name about what was there before. A mailbox that another program has emptied,
// and that new mail has come to, looks the same by its names alone, so that messages of
// before are looked for under their new ones: half of some that were remembered must be
// found.

const (
	maxSample = 25  // messages of each kind that are remembered
	maxLikely = 200 // and looked for among
)

// Renamed reports whether the server may have given all messages other unique-ids since
// the deletion was marked, so that messages of before must be looked for with
// [Ledger.Likely] and [Ledger.SettleRenamed]. The first time the listing is refused with
// [ErrListing]: an answer may have been lost, and another listing tells.
func (l *Ledger) Renamed(in identity.Listing) (bool, error) {
	if l.notMoved || !l.unfamiliar(in) {
		l.renames = 0
		return false, nil
	}
	if l.renames++; l.renames == 1 {
		return false, ErrListing
	}
	return true, nil
}

// SettleRenamed looks whether messages of before are listed under other names. If so,
// what cannot be looked up any more is settled, and the error is [ErrRenamed].
func (l *Ledger) SettleRenamed(messages iter.Seq2[int, Message], noHeads bool) error {
	if l.notMoved = !l.moved(messages, noHeads); l.notMoved {
		return nil
	}
	l.loseSight()
	return ErrRenamed
}

// unfamiliar reports whether the server lists messages by names of their own, and none of
// those that it had when the deletion was marked. A server that shows a part of the
// mailbox at a time does, too, when all that it showed was deleted, and has confirmed that.
func (l *Ledger) unfamiliar(in identity.Listing) bool {
	if in.Named() == 0 {
		return false
	}
	named := false
	for uid := range l.known { // most often the first one is listed
		if identity.IsStandIn(uid) {
			continue
		}
		if in.Has(uid) {
			return false
		}
		named = named || !l.targets[uid].done()
	}
	return named
}

// remembered are the messages of before that should still be there, as far as they were
// chosen.
func (l *Ledger) remembered() []Message {
	var all []Message
	for _, m := range l.sample {
		if !l.targets[m.UID].done() {
			all = append(all, m)
		}
	}
	if len(all) > 0 {
		return all
	}
	for _, t := range l.targets {
		if len(all) < maxSample && !t.done() && t.Size > 0 {
			all = append(all, t.Message)
		}
	}
	return all
}

// Likely are the places of messages that may be such of before under other names, of n
// messages in all.
func (l *Ledger) Likely(messages iter.Seq2[int, Message], n int) []int {
	sizes, orders := make(map[int64]bool), make(map[int]bool)
	for _, m := range l.remembered() {
		sizes[m.Size], orders[m.Order] = true, true
	}
	var places []int
	for i, m := range messages {
		if len(places) < maxLikely && (n <= maxLikely || sizes[m.Size] || orders[m.Order]) {
			places = append(places, i)
		}
	}
	return places
}

// moved reports whether messages of before are listed under other names: half of those
// that were remembered, by their headers, or by their sizes where there are no headers.
// Where nothing can be compared it may be so.
func (l *Ledger) moved(messages iter.Seq2[int, Message], noHeads bool) bool {
	found := 0
	used := make(map[int]bool)
	all := l.remembered()
	for _, old := range all {
		for i, m := range messages {
			if !used[i] && same(old, m, noHeads) {
				used[i] = true
				found++
				break
			}
		}
	}
	return 2*found >= len(all)
}

// same reports whether two messages are one, as far as is known.
func same(old, m Message, noHeads bool) bool {
	if old.Summary != nil && m.Summary != nil {
		return old.Summary.SameAs(*m.Summary)
	}
	return (old.Summary == nil || noHeads) && old.Size > 0 && old.Size == m.Size
}

// loseSight settles what cannot be looked up any more: what the server has
// confirmed counts, the rest is not known.
func (l *Ledger) loseSight() {
	for _, t := range l.targets {
		switch t.Fate {
		case Confirmed:
			t.Fate = Deleted
		case Waiting, Missing, Sent:
			t.Fate = Unknown
		}
	}
}
