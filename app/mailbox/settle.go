package mailbox

import (
	"context"
	"maps"
	"slices"

	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// know adds what the server shows before anything was deleted: it does not come
// to light by the deletion, also when it was not known yet at the time of marking.
func (d *deletion) know(index map[string]int) {
	known := make(map[string]int, len(d.known)+len(index)) // the old one is the index of the rows
	maps.Copy(known, d.known)
	maps.Copy(known, index)
	d.known = known
}

// findMore looks whether the server shows more than was left after the last
// commit, as those do that show only a part of the mailbox at a time, and adds
// what is meant by the deletion too. Mail that has come since is not.
func (w *worker) findMore(ctx context.Context, d *deletion) error {
	if len(d.alike) == 0 || d.state.Found >= d.most || d.expect < 0 || len(w.sess.all) <= d.expect || w.noTOP {
		return nil
	}
	var places []int
	for i, r := range w.rows {
		if _, was := d.known[r.UID]; !was && !isStandIn(r.UID) {
			places = append(places, i)
		}
	}
	if err := w.headsOf(ctx, places); err != nil {
		return err
	}
	found := 0
	for _, i := range places {
		r := w.rows[i]
		d.known[r.UID] = i // is judged once
		if date := r.Summary.Date; d.state.Found+found < d.most && r.Known && d.targets[r.UID] == nil && !date.IsZero() && !date.After(d.marked) &&
			!r.Summary.Arrived.After(d.marked) && d.means(r.Summary) {
			d.add(r)
			w.replace(r.UID, func(r *Row) { r.Marked = true })
			found++
		}
	}
	if found > 0 {
		d.state.Found += found
		d.listings = 1
		w.begin(d)
		w.publish()
	}
	return nil
}

// means reports whether a message is like those that were marked.
func (d *deletion) means(s mime.Summary) bool {
	return slices.ContainsFunc(d.alike, func(alike func(mime.Summary) bool) bool { return alike(s) })
}

// maxFound is how many messages may come to light that nobody has seen.
const maxFound = 200_000

// lookUp settles what the listing of this session shows, and returns the numbers
// of the messages that are still to be deleted, by number.
func (w *worker) lookUp(ctx context.Context, d *deletion) (map[int]*target, error) {
	nums := make(map[int]*target)
	var doubles, back []*target
	undone := 0 // the server had agreed to delete them, and the session ended otherwise
	for _, t := range d.targets {
		if isStandIn(t.uid) {
			doubles = append(doubles, t)
			continue
		}
		was := t.fate
		switch i, listed := w.sess.place[t.uid]; {
		case !listed && !w.sess.mayHide(t.row.Size):
			t.settleMissing()
		case !listed || i == doubled:
			if t.doubts++; t.doubts == 1 {
				return nil, ErrListing // it had a name of its own when it was marked
			}
			doubles = append(doubles, t)
		case (was == confirmed || was == deleted) && t.commits < maxCommits:
			back = append(back, t)
		case t.settleListed(d):
			nums[w.sess.all[i].Num] = t
			undone += count(was == sent)
		}
	}
	if undone > 0 {
		d.steps.cut(undone)
	}
	if err := w.lookUpDoubles(ctx, d, doubles, nums); err != nil {
		return nil, err
	}
	if err := w.lookUpBack(ctx, d, back, nums); err != nil {
		return nil, err
	}
	return nums, nil
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// lookUpBack looks at messages that are listed although the server has confirmed
// that it has deleted them. It may not have done so, or the list may name another
// message by their name now.
func (w *worker) lookUpBack(ctx context.Context, d *deletion, back []*target, nums map[int]*target) error {
	candidates := make(map[int]*target)
	var ask []int
	var doubt error
	other := func(t *target) {
		w.forgetHead(w.index[t.uid])
		if t.doubts++; t.doubts > 1 {
			t.fate, d.unproved = deleted, true
			return
		}
		doubt = ErrListing // another listing will show
	}
	for _, t := range back {
		switch e, _ := w.sess.find(t.uid); {
		case t.row.Known && !w.noTOP:
			candidates[e.Num] = t
			ask = append(ask, e.Num)
		case e.Size != t.row.Size && t.row.Size > 0:
			other(t)
		case t.settleListed(d):
			nums[e.Num] = t
		}
	}
	if len(ask) > 0 {
		slices.Sort(ask)
		err := w.sess.conn.Tops(ctx, pop3.Nums(ask), 0, func(h pop3.Head) error {
			t := candidates[h.Num]
			if h.Err == nil && !mime.ParseSummary(h.Bytes).SameAs(t.row.Summary) {
				other(t)
			} else if h.Err == nil && t.settleListed(d) {
				nums[h.Num] = t
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return doubt
}

// settleMissing takes note that the message is not in a listing.
func (t *target) settleMissing() {
	switch t.fate {
	case waiting, missing, refused, sent, confirmed:
		switch {
		case t.tried: // also where a listing in between still had it
			t.fate = deleted
		case t.fate == waiting:
			t.fate = missing
		default:
			t.fate = gone
		}
	}
}

// settleListed takes note that the message is in a listing, and reports whether
// it is to be deleted now.
func (t *target) settleListed(d *deletion) bool {
	switch t.fate {
	case refused:
		t.fate = kept
		if t.refused < maxRefusals {
			t.fate = waiting // another session may agree
		}
	case confirmed, deleted: // the last listing counts
		if t.commits >= maxCommits {
			t.fate, d.err = kept, ErrNotRemoved
			return false
		}
		t.fate = waiting
	case sent, missing, gone:
		t.fate = waiting
	}
	return t.fate == waiting
}

// lookUpDoubles finds messages that have no unique-id of their own: by number,
// size and header block in this very session. What cannot be told apart stays.
func (w *worker) lookUpDoubles(ctx context.Context, d *deletion, doubles []*target, nums map[int]*target) error {
	candidates := make(map[int]*target)
	var ask []int
	for _, t := range doubles {
		if t.fate == confirmed && len(w.sess.all) > d.expect {
			d.unproved = true // it may be among those that are left
		}
		e, ok := w.sess.find(t.uid)
		if !ok || t.sum == (headSum{}) || t.fate != waiting {
			t.settleDouble(d)
			continue
		}
		candidates[e.Num] = t
		ask = append(ask, e.Num)
	}
	if len(ask) == 0 {
		return nil
	}
	slices.Sort(ask)
	return w.sess.conn.Tops(ctx, pop3.Nums(ask), 0, func(h pop3.Head) error {
		if t := candidates[h.Num]; h.Err == nil && sumHead(h.Bytes) == t.sum {
			nums[h.Num] = t
		} else {
			t.settleDouble(d)
		}
		return nil
	})
}

// settleDouble decides about a message that cannot be found again for certain.
func (t *target) settleDouble(d *deletion) {
	switch t.fate {
	case confirmed:
		t.fate = deleted
	case sent:
		t.fate = unknown
	case deleted, gone, unknown:
	case waiting, missing, refused:
		if t.tried {
			t.fate = unknown
			return
		}
		t.fate, d.err = kept, ErrUnidentified
	}
}
