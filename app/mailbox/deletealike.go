package mailbox

import (
	"context"
	"slices"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/mime"
)

// maxFound is how many messages may come to light that nobody has seen.
const maxFound = 200_000

// addAlike looks whether the server shows more than was left after the last
// commit, as those do that show only a part of the mailbox at a time, and adds
// what is meant by the deletion too. Mail that has come since is not.
func (w *worker) addAlike(ctx context.Context, d *deleteJob) error {
	if len(d.alike) == 0 || d.state.Found >= d.most || !d.ShowsMore(w.sess.Listing) || w.noTOP {
		return nil
	}
	var places []int
	for i, r := range w.rows {
		if !d.KnewBefore(r.UID) && !identity.IsStandIn(r.UID) {
			places = append(places, i)
		}
	}
	if err := w.fetchHeadersAt(ctx, places); err != nil {
		return err
	}
	found := 0
	for _, i := range places {
		r := w.rows[i]
		d.NoteJudged(r.UID)
		if date := r.Summary.Date; d.state.Found+found < d.most && r.Known && !d.Holds(r.UID) && !date.IsZero() && !date.After(d.marked) &&
			!r.Summary.Arrived.After(d.marked) && d.means(r.Summary) {
			d.add(r, ledger.Waiting)
			w.replaceRow(r.UID, func(r *Row) { r.Marked = true })
			found++
		}
	}
	if found > 0 {
		d.state.Found += found
		d.listings = 1
		w.writeJournal(d)
		w.publish()
	}
	return nil
}

// means reports whether a message is like those that were marked.
func (d *deleteJob) means(s mime.Summary) bool {
	return slices.ContainsFunc(d.alike, func(alike func(mime.Summary) bool) bool { return alike(s) })
}
