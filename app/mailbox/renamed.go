package mailbox

import "context"

// Unique-ids can become others: providers move mailboxes. Then nothing can be said or
// done by name about what was there before. A mailbox that another program has emptied,
// and that new mail has come to, looks the same by its names alone, so that messages of
// before are looked for under their new ones.

// checkNames looks whether the server has given all messages other unique-ids since the
// deletion was marked, and settles what can be settled then.
func (w *worker) checkNames(ctx context.Context, d *deletion) error {
	if d.notMoved || !w.unfamiliar(d) {
		d.renames = 0
		return nil
	}
	if d.renames++; d.renames == 1 {
		return ErrListing // an answer may have been lost: another listing tells
	}
	if err := w.headsOf(ctx, w.likely(d.remembered())); err != nil {
		return err
	}
	if d.notMoved = !w.moved(d); d.notMoved {
		return nil
	}
	d.loseSight()
	return ErrRenamed
}

// unfamiliar reports whether the server lists messages by names of their own, and none of
// those that it had when the deletion was marked. A server that shows a part of the
// mailbox at a time does, too, when all that it showed was deleted, and has confirmed that.
func (w *worker) unfamiliar(d *deletion) bool {
	if w.sess.named == 0 {
		return false
	}
	named := false
	for uid := range d.known { // most often the first one is listed
		if isStandIn(uid) {
			continue
		}
		if _, listed := w.sess.place[uid]; listed {
			return false
		}
		named = named || !d.targets[uid].done()
	}
	return named
}

// done reports whether a message is expected to be missing.
func (t *target) done() bool { return t != nil && (t.fate == confirmed || t.fate == deleted) }

const (
	maxSample = 25  // messages of each kind that are remembered
	maxLikely = 200 // and looked for among
)

// sampleOf chooses some messages that stay and some that are to go.
func sampleOf(rows []*Row, targets map[string]*target) []*Row {
	var sample []*Row
	stay, leave := 0, 0
	for _, r := range rows {
		n := &stay
		if targets[r.UID] != nil {
			n = &leave
		}
		if *n < maxSample && !isStandIn(r.UID) {
			*n++
			sample = append(sample, r)
		}
	}
	return sample
}

// remembered are the messages of before that should still be there, as far as they were
// chosen.
func (d *deletion) remembered() []*Row {
	var rows []*Row
	for _, r := range d.sample {
		if !d.targets[r.UID].done() {
			rows = append(rows, r)
		}
	}
	if len(rows) > 0 {
		return rows
	}
	for _, t := range d.targets {
		if len(rows) < maxSample && !t.done() && t.row.Size > 0 {
			rows = append(rows, t.row)
		}
	}
	return rows
}

// likely are the places of rows that may be messages of before under other names.
func (w *worker) likely(sample []*Row) []int {
	sizes, orders := make(map[int64]bool), make(map[int]bool)
	for _, r := range sample {
		sizes[r.Size], orders[r.Order] = true, true
	}
	var places []int
	for i, r := range w.rows {
		if len(places) < maxLikely && (len(w.rows) <= maxLikely || sizes[r.Size] || orders[r.Order]) {
			places = append(places, i)
		}
	}
	return places
}

// moved reports whether messages of before are listed under other names: half of those
// that were remembered, by their headers, or by their sizes where there are no headers.
// Where nothing can be compared it may be so.
func (w *worker) moved(d *deletion) bool {
	found := 0
	taken := make(map[int]bool)
	all := d.remembered()
	for _, old := range all {
		for i, r := range w.rows {
			if !taken[i] && w.alike(old, r) {
				taken[i] = true
				found++
				break
			}
		}
	}
	return 2*found >= len(all)
}

// alike reports whether two rows are of the same message, as far as is known.
func (w *worker) alike(old, r *Row) bool {
	if old.Known && r.Known {
		return old.Summary.SameAs(r.Summary)
	}
	return (!old.Known || w.noTOP) && old.Size > 0 && old.Size == r.Size
}

// loseSight settles what cannot be looked up any more: what the server has
// confirmed counts, the rest is not known.
func (d *deletion) loseSight() {
	for _, t := range d.targets {
		switch t.fate {
		case confirmed:
			t.fate = deleted
		case waiting, missing, sent:
			t.fate = unknown
		}
	}
}
