package mailbox

import (
	"slices"

	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
)

// Record remembers for long what was deleted. It is used on the worker's
// goroutine. A deletion that could not be recorded is as it is: who implements
// this tells what has gone wrong.
type Record interface {
	// Add records a deletion whose report is made. It comes again with the same
	// ID when more has been found out.
	Add(store.Deletion)
}

// recordDeletion hands a finished deletion to the record.
func (w *worker) recordDeletion(d *deleteJob) {
	if w.opts.Record == nil {
		return
	}
	d.recorded = true
	r := d.state.Report
	w.opts.Record.Add(store.Deletion{
		Heading: store.Heading{
			ID: d.id, At: d.marked, ByRule: d.state.ByRule, What: d.what, Said: d.Said(),
			Folder: r.Folder, Asked: r.Asked, Found: r.Found, Deleted: r.Deleted, AlreadyGone: r.AlreadyGone, Kept: r.Kept, Unknown: r.Unknown,
		},
		Messages: d.messages(),
	})
}

// retireDeletion ends the showing of a finished deletion. One that an earlier run has begun may
// not have been recorded. Where not all is known of it, only the record is corrected.
func (w *worker) retireDeletion() {
	d := w.deletion
	if d.finished() && !d.recorded {
		w.recordDeletion(d)
	}
	if d.finished() && d.Count(ledger.Unknown) > 0 && w.opts.Record != nil {
		w.pastDeletions = append(w.pastDeletions, d)
		w.pastDeletions = w.pastDeletions[max(0, len(w.pastDeletions)-maxPast):]
	}
	w.deletion = nil
}

// recordedFates are the fates that a finished deletion can have, as the record
// names them.
var recordedFates = map[ledger.Fate]store.Fate{
	ledger.Deleted: store.FateDeleted, ledger.Gone: store.FateGone, ledger.Kept: store.FateKept, ledger.Unknown: store.FateUnknown,
}

// messages are those of a finished deletion, in the order of the list.
func (d *deleteJob) messages() []store.Deleted {
	order := d.InOrder()
	all := make([]store.Deleted, len(order))
	for i, t := range order {
		all[i] = store.Deleted{UID: t.UID, Size: t.Size, Fate: recordedFates[t.Fate]}
		if s := t.Summary; s != nil {
			all[i].From, all[i].Subject, all[i].Date = mime.First(s.From), s.Subject, s.Date
		}
	}
	return all
}

// maxPast is how many deletions are settled that the window no longer shows.
const maxPast = 4

// correctReports settles what a listing says of finished deletions.
func (w *worker) correctReports() {
	if w.deletion.finished() {
		w.correctReport(w.deletion)
	}
	w.pastDeletions = slices.DeleteFunc(w.pastDeletions, func(d *deleteJob) bool {
		w.correctReport(d)
		return d.Count(ledger.Unknown) == 0
	})
}

// correctReport has a listing correct the report of a finished deletion. One in doubt
// corrects nothing.
func (w *worker) correctReport(d *deleteJob) {
	if w.sess.doubt != nil {
		return
	}
	later := ledger.LaterListing{
		Listing: w.sess.Listing, Messages: messagesOf(w.rows), Lacking: w.headersLacking(), NoHeads: w.noTOP,
		Message: func(uid string) ledger.Message { return w.rows[w.index[uid]].message() },
	}
	if !d.Correct(later) {
		return
	}
	d.report()
	if d == w.deletion {
		w.clearJournal(d) // the journal is that of the last one
	}
	w.recordDeletion(d)
}
