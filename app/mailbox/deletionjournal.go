package mailbox

import (
	"cmp"
	"crypto/rand"
	"slices"

	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/store"
)

// Journal remembers on the disk which messages are being deleted, for the case
// that the program ends in between. It is used on the worker's goroutine.
type Journal interface {
	// Begin is called before the server hears of the deletion, and again when
	// it grows. A few others of the mailbox tell later whether the server
	// still calls its messages by the same unique-ids. Whose mailbox it is is for
	// the journal to know.
	Begin(store.Note) error
	// End is called when it is known what has become of it.
	End() error
	// Unfinished returns what was begun, in an earlier run, and not ended; nil
	// when there is nothing.
	Unfinished() *store.Note
}

// writeJournal writes down what is about to be deleted. When that fails, as on a full
// disk, the deletion is as safe as before: after a crash nobody tells how far it
// got, but the list shows it.
func (w *worker) writeJournal(d *deleteJob) {
	w.describe(d)
	if w.opts.Journal == nil {
		return
	}
	uids := make([]string, 0, d.Len())
	for t := range d.All() {
		uids = append(uids, t.UID)
	}
	slices.Sort(uids)
	_ = w.opts.Journal.Begin(store.Note{ID: d.id, What: d.what, Begun: d.marked, UIDs: uids, Others: d.Others(maxOthers)})
}

// maxOthers is how many messages that stay are written down.
const maxOthers = 20

// describe takes over from the rows what is known of the messages by now.
func (w *worker) describe(d *deleteJob) {
	d.Describe(func(uid string) (ledger.Message, bool) {
		i, ok := w.index[uid]
		if !ok {
			return ledger.Message{}, false
		}
		return w.rows[i].message(), true
	})
}

// clearJournal says that the fate of all is known, if it is.
func (w *worker) clearJournal(d *deleteJob) {
	if w.opts.Journal != nil && d.Count(ledger.Unknown) == 0 {
		_ = w.opts.Journal.End() // an old note would be settled at the next start
	}
}

// resumeDeletion takes up a deletion whose end an earlier run of the program has not
// lived to see. The next listing tells what has become of it.
func (w *worker) resumeDeletion() {
	if w.opts.Journal == nil {
		return
	}
	n := w.opts.Journal.Unfinished()
	if n == nil {
		return
	}
	d := &deleteJob{id: cmp.Or(n.ID, rand.Text()), marked: n.Begun, Ledger: ledger.Resume(n.UIDs, n.Others)}
	if d.Len() == 0 {
		_ = w.opts.Journal.End() // nothing will ever be found out
		return
	}
	d.Err = ErrInterrupted
	w.describe(d)
	d.state.Asked, d.what, d.state.Stage = d.Len(), n.What, Finished
	d.report()
	w.deletion = d
}
