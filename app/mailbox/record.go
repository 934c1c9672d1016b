package mailbox

import (
	"cmp"
	"errors"
	"slices"

	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// Record remembers for long what was deleted. It is used on the worker's
// goroutine. A deletion that could not be recorded is as it is: who implements
// this tells what has gone wrong.
type Record interface {
	// Add records a deletion whose report is made. It comes again with the same
	// ID when more has been found out.
	Add(store.Deletion)
}

// maxSaid is how many different refusals of the server are recorded.
const maxSaid = 5

// hear takes note of what the server has said when it refused.
func (d *deletion) hear(err error) {
	var no *pop3.Error
	if errors.As(err, &no) && no.Text != "" && len(d.said) < maxSaid && !slices.Contains(d.said, no.Text) {
		d.said = append(d.said, no.Text)
	}
}

// describe takes over from the rows what is known of the messages by now: they
// may have been marked before their headers had come, and vanish with the
// deletion.
func (w *worker) describe(d *deletion) {
	for uid, t := range d.targets {
		if i, ok := w.index[uid]; ok && !t.row.Known && w.rows[i].Known {
			t.row = w.rows[i]
		}
	}
	for n, r := range d.sample {
		if i, ok := w.index[r.UID]; ok && !r.Known {
			d.sample[n] = w.rows[i]
		}
	}
}

// record hands a finished deletion to the record.
func (w *worker) record(d *deletion) {
	if w.opts.Record == nil {
		return
	}
	d.recorded = true
	r := d.state.Report
	w.opts.Record.Add(store.Deletion{
		Heading: store.Heading{
			ID: d.id, At: d.marked, ByRule: d.state.ByRule, Title: d.state.Title, Said: d.said,
			Folder: r.Folder, Asked: r.Asked, Found: r.Found, Deleted: r.Deleted, AlreadyGone: r.AlreadyGone, Kept: r.Kept, Unknown: r.Unknown,
		},
		Messages: d.messages(),
	})
}

// giveUp ends the showing of a finished deletion. One that an earlier run has begun may
// not have been recorded. Where not all is known of it, only the record is corrected.
func (w *worker) giveUp() {
	d := w.del
	if d.finished() && !d.recorded {
		w.record(d)
	}
	if d.finished() && d.has(unknown) && w.opts.Record != nil {
		w.past = append(w.past, d)
		w.past = w.past[max(0, len(w.past)-maxPast):]
	}
	w.del = nil
}

// recordedFates are the fates that a finished deletion can have, as the record
// names them.
var recordedFates = map[fate]store.Fate{deleted: store.FateDeleted, gone: store.FateGone, kept: store.FateKept, unknown: store.FateUnknown}

// messages are those of a finished deletion, in the order of the list.
func (d *deletion) messages() []store.Deleted {
	order := make([]*target, 0, len(d.targets))
	for _, t := range d.targets {
		order = append(order, t)
	}
	slices.SortFunc(order, func(a, b *target) int {
		return cmp.Or(cmp.Compare(b.row.Order, a.row.Order), cmp.Compare(a.uid, b.uid))
	})
	all := make([]store.Deleted, len(order))
	for i, t := range order {
		s := &t.row.Summary
		var from mime.Address
		if len(s.From) > 0 {
			from = s.From[0]
		}
		all[i] = store.Deleted{UID: t.uid, From: from, Subject: s.Subject, Date: s.Date, Size: t.row.Size, Fate: recordedFates[t.fate]}
	}
	return all
}
