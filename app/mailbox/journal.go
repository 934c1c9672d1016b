package mailbox

import (
	"cmp"
	"crypto/rand"
	"maps"
	"slices"

	"github.com/restante/restante/app/store"
)

// begin writes down what is about to be deleted. When that fails, as on a full
// disk, the deletion is as safe as before: after a crash nobody tells how far it
// got, but the list shows it.
func (w *worker) begin(d *deletion) {
	w.describe(d)
	if w.opts.Journal == nil {
		return
	}
	_ = w.opts.Journal.Begin(store.Note{
		ID: d.id, Title: d.state.Title, Begun: d.marked, UIDs: slices.Sorted(maps.Keys(d.targets)), Others: d.others(),
	})
}

// maxOthers is how many messages that stay are written down.
const maxOthers = 20

// others are some messages that are not to be deleted.
func (d *deletion) others() []string {
	var uids []string
	for uid := range d.known { // in no order: they are from all over the mailbox
		if len(uids) == maxOthers {
			break
		}
		if d.targets[uid] == nil && !isStandIn(uid) {
			uids = append(uids, uid)
		}
	}
	return uids
}

// ended says that the fate of all is known, if it is.
func (w *worker) ended(d *deletion) {
	if w.opts.Journal != nil && !d.has(unknown) {
		_ = w.opts.Journal.End() // an old note would be settled at the next start
	}
}

// takeUp takes up a deletion whose end an earlier run of the program has not
// lived to see. The next listing tells what has become of it.
func (w *worker) takeUp() {
	if w.opts.Journal == nil {
		return
	}
	n := w.opts.Journal.Unfinished()
	if n == nil {
		return
	}
	d := &deletion{
		id: cmp.Or(n.ID, rand.Text()), marked: n.Begun, targets: make(map[string]*target, len(n.UIDs)), known: make(map[string]int),
		err: ErrInterrupted,
	}
	for _, uid := range n.UIDs {
		if !isStandIn(uid) { // those hold for their own session only
			d.targets[uid] = &target{uid: uid, row: &Row{UID: uid}, fate: unknown, tried: true} // for all that is known
		}
	}
	if len(d.targets) == 0 {
		_ = w.opts.Journal.End() // nothing will ever be found out
		return
	}
	for _, uid := range slices.Concat(n.UIDs, n.Others) {
		d.known[uid] = 0 // where it was does not matter
	}
	w.describe(d)
	d.state.Asked, d.state.Title, d.state.Stage = len(d.targets), n.Title, Finished
	d.report(false)
	w.del = d
}
