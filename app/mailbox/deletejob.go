package mailbox

import (
	"cmp"
	"crypto/rand"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
)

// A deletion waits for Options.UndoTime in the state Marked, in which Undo costs nothing:
// the server has heard nothing yet. What is ordered meanwhile joins it, and the time
// begins anew. DeleteNow ends it, and so does the end of the mailbox; what a rule has
// caught has waited long enough and does not wait here.
//
// While it is carried out no other order is taken. Stop gives it up, up to the moment at
// which a session is being ended to make it final: from there on the job is shielded until
// the answer has come, as nobody could tell what became of it. The end of the whole
// mailbox, when patience is over, ends even that.

// deleteJob is a deletion as the worker carries it out. What becomes of each message is
// in the ledger.
type deleteJob struct {
	*ledger.Ledger
	state  Deletion
	id     string       // in the record
	what   []store.What // what it is about, an order each; for the record
	marked time.Time    // when its messages were marked
	ended  time.Time    // when the report was made

	copy   *Copy                     // where copies are to be saved; nil for none
	copies *store.Copies             // once begun
	alike  []func(mime.Summary) bool // what else is meant, if the server shows it only later
	most   int                       // how many of these at most

	hurry    bool // the user does not want to wait for the undo time
	listings int  // listings looked at since something was deleted
	failures int  // in a row, without anything being achieved between
	recorded bool
}

// applyDeletionRequests brings marks, Undo, DeleteNow and dismissal into effect.
func (w *worker) applyDeletionRequests(r requests) {
	if r.dismiss && w.deletion.finished() {
		if w.opts.Journal != nil {
			_ = w.opts.Journal.End() // the user knows, and need not be told at the next start
		}
		w.retireDeletion()
	}
	if r.undo && w.deletion.isMarked() {
		d := w.deletion
		w.deletion = nil
		w.setMarks(d, false)
	}
	if r.unlisted && w.deletion.finished() && errors.Is(w.deletion.Err, ledger.ErrUnlisted) {
		w.markForDeletion(w.deletion.orderAgain())
	}
	for _, o := range r.orders {
		if !w.deletion.running() {
			w.markForDeletion(o)
		}
	}
	if r.now && w.deletion.isMarked() {
		w.deletion.hurry = true
	}
}

// markForDeletion begins a deletion, or adds to the one that is still only marked.
func (w *worker) markForDeletion(o Order) {
	if len(o.UIDs) == 0 {
		return
	}
	if !w.deletion.isMarked() {
		w.retireDeletion()
		w.deletion = &deleteJob{id: rand.Text(), Ledger: ledger.New()}
	}
	d := w.deletion
	d.marked = time.Now()
	d.addOrder(o)
	for _, uid := range o.UIDs {
		if i, ok := w.index[uid]; ok {
			d.add(w.rows[i], w.fates[uid])
		} else if r := w.vanished[uid]; r != nil {
			d.add(r, w.fates[uid]) // it has just vanished from the list, and counts too
		} else if w.listed {
			d.add(&Row{UID: uid}, w.fates[uid])
		}
	}
	if d.Len() == 0 {
		w.deletion = nil
		return
	}
	known, rows := w.index, w.rows
	if w.former != nil && !slices.ContainsFunc(o.UIDs, func(uid string) bool { _, ok := w.index[uid]; return ok }) {
		// The window has shown another listing than this one: what is known is
		// what the mailbox had then.
		known, rows = w.former, slices.Collect(maps.Values(w.vanished))
	}
	d.Remember(known, messagesOf(rows))
	d.state.Until = time.Now().Add(w.opts.UndoTime)
	w.setMarks(d, true)
}

// orderAgain is the order to delete what was kept, unlisted.
func (d *deleteJob) orderAgain() Order {
	o := Order{What: d.what, Copy: d.copy, Unlisted: true}
	for t := range d.All() {
		if t.Fate == ledger.Kept {
			o.UIDs = append(o.UIDs, t.UID)
		}
	}
	if len(d.alike) > 0 {
		o.Alike, o.Most = d.means, d.most
	}
	return o
}

// addOrder takes over what an order says besides its messages.
func (d *deleteJob) addOrder(o Order) {
	if o.Alike != nil {
		d.alike = append(d.alike, o.Alike)
		d.most += cmp.Or(o.Most, maxFound)
	}
	if o.Unlisted {
		d.Steps.Unlisted()
	}
	if o.Copy != nil {
		d.copy = o.Copy
	}
	for _, w := range o.What {
		d.what = store.AddWhat(d.what, w)
	}
}

// add makes a message part of the deletion. before is what an earlier one has done to it.
func (d *deleteJob) add(r *Row, before ledger.Fate) {
	if d.Add(r.message(), r.sum, before) {
		d.state.Bytes += r.Size
		d.state.Asked = d.Len()
	}
}

// message is what is known of the message of a row.
func (r *Row) message() ledger.Message {
	m := ledger.Message{UID: r.UID, Order: r.Order, Size: r.Size, NoHead: r.NoHead}
	if r.Known {
		m.Summary = &r.Summary // a Row is never changed
	}
	return m
}

// setMarks shows in the rows which of them are to go.
func (w *worker) setMarks(d *deleteJob, marked bool) {
	for t := range d.All() {
		w.replaceRow(t.UID, func(r *Row) { r.Marked = marked })
	}
}

// The states of a deletion, which may be nil: waiting for Undo, over, or under way.

func (d *deleteJob) isMarked() bool { return d != nil && d.state.Stage == Marked }
func (d *deleteJob) finished() bool { return d != nil && d.state.Stage == Finished }
func (d *deleteJob) running() bool  { return d != nil && !d.isMarked() && !d.finished() }

// due reports whether the deletion must be carried out now.
func (d *deleteJob) due(now time.Time, closing bool) bool {
	return d.isMarked() && (closing || d.hurry || !now.Before(d.state.Until))
}

// holds reports whether a message is part of the deletion under way.
func (d *deleteJob) holds(uid string) bool {
	return d != nil && !d.finished() && d.Holds(uid)
}

// finish ends the deletion, and makes the report.
func (d *deleteJob) finish() {
	d.Finish()
	d.ended = time.Now()
	d.state.Stage, d.state.Problem, d.state.Retry = Finished, nil, time.Time{}
	d.report()
}

// report makes the report anew.
func (d *deleteJob) report() {
	d.state.Report = Report{
		Asked: d.Len(), Found: d.state.Found, Deleted: d.Count(ledger.Deleted), AlreadyGone: d.Count(ledger.Gone),
		Kept: d.Count(ledger.Kept), Unknown: d.Count(ledger.Unknown), Err: d.Reason(), Folder: d.state.Folder, Verified: d.Verified(),
	}
}

// snapshot is what the window is shown of it.
func (d *deleteJob) snapshot() *Deletion {
	if d == nil {
		return nil
	}
	s := d.state
	return &s
}
