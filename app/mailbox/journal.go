package mailbox

import (
	"maps"
	"slices"
)

// begin writes down what is about to be deleted. When that fails, as on a full
// disk, the deletion is as safe as before: after a crash nobody tells how far it
// got, but the list shows it.
func (m *Mailbox) begin(d *deletion) {
	if m.deps.Journal == nil {
		return
	}
	_ = m.deps.Journal.Begin(slices.Sorted(maps.Keys(d.targets)), d.others())
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
func (m *Mailbox) ended(d *deletion) {
	if m.deps.Journal != nil && !d.has(unknown) {
		_ = m.deps.Journal.End() // an old note would be settled at the next start
	}
}

// takeUp takes up a deletion whose end an earlier run of the program has not
// lived to see. The next listing tells what has become of it.
func (m *Mailbox) takeUp() {
	if m.deps.Journal == nil {
		return
	}
	uids, others := m.deps.Journal.Unfinished()
	if len(uids) == 0 {
		return
	}
	d := &deletion{targets: make(map[string]*target, len(uids)), known: make(map[string]int), err: ErrInterrupted}
	for _, uid := range uids {
		if !isStandIn(uid) { // those hold for their own session only
			d.targets[uid] = &target{uid: uid, fate: unknown}
		}
	}
	if len(d.targets) == 0 {
		_ = m.deps.Journal.End() // nothing will ever be found out
		return
	}
	for _, uid := range slices.Concat(uids, others) {
		d.known[uid] = 0 // where it was does not matter
	}
	d.state.Asked, d.state.Stage = len(d.targets), Finished
	d.report(false)
	m.del = d
}
