package mailbox

import (
	"errors"
	"slices"
)

// maxPast is how many deletions are settled that the window no longer shows.
const maxPast = 4

// settleUnknown settles what a listing says of finished deletions.
func (w *worker) settleUnknown() {
	if w.del.finished() {
		w.correct(w.del)
	}
	w.past = slices.DeleteFunc(w.past, func(d *deletion) bool {
		w.correct(d)
		return !d.has(unknown)
	})
}

// correct looks what a listing after a finished deletion says of its messages, and corrects
// the report: the last sound listing counts, whatever was told before.
func (w *worker) correct(d *deletion) {
	if w.sess.doubt != nil || w.unfamiliar(d) && (w.lacking() || w.moved(d)) {
		return
	}
	changed, looked, notRemoved, back := 0, true, false, false
	for _, t := range d.targets {
		if isStandIn(t.uid) {
			looked = false
			continue
		}
		was := t.fate
		l := w.lists(t)
		looked = looked && (l != listedPerhaps || t.fate == kept)
		t.settleAgain(l)
		if t.fate != was {
			changed++
			notRemoved = notRemoved || was == deleted && t.commits > 0
			back = back || was == gone || was == deleted && t.commits == 0
		}
	}
	r := &d.state.Report
	verified := d.settled() && !d.unproved && (looked || r.Verified)
	if changed == 0 && (verified == r.Verified || r.Deleted+r.AlreadyGone == 0) {
		return
	}
	if errors.Is(d.err, ErrRenamed) && !w.unfamiliar(d) {
		d.err = ErrListing // the names of before are back
	}
	switch {
	case notRemoved && !errors.Is(d.err, ErrLoss): // which weighs more
		d.err = ErrNotRemoved
	case back && r.Err == nil:
		d.err = ErrBack
	}
	d.report(verified)
	if d == w.del {
		w.ended(d) // the journal is that of the last one
	}
	w.record(d)
}

// listed says whether a listing has a message.
type listed int

const (
	listedNot listed = iota
	listedPerhaps
	listedStill
)

// lists looks for a message in the listing. Some servers give the name of a message to
// another one when it is gone.
func (w *worker) lists(t *target) listed {
	i, named := w.sess.place[t.uid]
	if !named && !w.sess.mayHide(t.row.Size) {
		return listedNot
	}
	if !named || i == doubled {
		return listedPerhaps
	}
	r := w.rows[w.index[t.uid]]
	switch {
	case t.row.Known && r.Known && t.row.Summary.SameAs(r.Summary):
		return listedStill
	case t.row.Known && r.Known:
		return listedNot
	case t.row.Known && !r.NoHead && w.lacking(): // its header will tell
		return listedPerhaps
	case t.row.Size > 0 && t.row.Size != r.Size:
		return listedPerhaps
	}
	return listedStill
}

// settleAgain takes note of what a listing after the end of the deletion has shown.
func (t *target) settleAgain(l listed) {
	switch {
	case l == listedStill && (t.fate == deleted || t.fate == gone):
		t.told, t.fate = t.fate, kept
	case l == listedStill && t.fate == unknown:
		t.fate = kept
	case l == listedNot && t.fate == unknown && t.tried:
		t.fate = deleted
	case l == listedNot && t.fate == unknown:
		t.fate = gone
	case l == listedNot && t.fate == kept && t.told != waiting:
		t.fate, t.told = t.told, waiting
	}
}
