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
	_ = m.deps.Journal.Begin(slices.Sorted(maps.Keys(d.targets)))
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
	uids := m.deps.Journal.Unfinished()
	if len(uids) == 0 {
		return
	}
	d := &deletion{targets: make(map[string]*target, len(uids)), err: ErrInterrupted}
	for _, uid := range uids {
		if !isStandIn(uid) { // those hold for their own session only
			d.targets[uid] = &target{uid: uid, fate: unknown}
		}
	}
	d.state.Asked, d.state.Stage = len(d.targets), Finished
	d.report(false)
	m.del = d
}
