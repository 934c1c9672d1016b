package ui

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
)

// none stands for no message where an id is expected.
const none int32 = -1

// selection is the set of chosen messages. A plain click chooses softly: the
// message is the one that Delete means, but it gives way as soon as boxes are
// checked, because somebody who reads one message and checks others does not
// mean the one he reads.
type selection struct {
	chosen []bool // by id
	count  int
	bytes  int64
	soft   int32    // the only chosen one, by a plain click; none otherwise
	focus  int32    // where the keyboard is
	anchor int32    // where a range begins
	meant  *meaning // by the set that was chosen last; nil where it has no name
}

func (s *selection) grow(n int) {
	for len(s.chosen) < n {
		s.chosen = append(s.chosen, false)
	}
}

func (s *selection) has(id int32) bool {
	return id >= 0 && int(id) < len(s.chosen) && s.chosen[id]
}

// checked tells whether the box of a row shows a hook.
func (s *selection) checked(id int32) bool { return s.has(id) && s.soft != id }

// choose adds one message or takes it away.
func (l *listing) choose(id int32, on bool) {
	if id < 0 || l.row[id] == nil || l.chosen[id] == on || (on && l.row[id].Marked) {
		return
	}
	l.chosen[id] = on
	if on {
		l.count++
		l.bytes += l.row[id].Size
		return
	}
	l.count--
	l.bytes -= l.row[id].Size
	if l.soft == id {
		l.soft = none
	}
}

// clear chooses nothing.
func (l *listing) clear() {
	clear(l.chosen)
	l.meant = nil
	l.count, l.bytes, l.soft = 0, 0, none
}

// only chooses one message softly.
func (l *listing) only(id int32) {
	l.clear()
	l.choose(id, true)
	if l.has(id) {
		l.soft = id
	}
	l.focus, l.anchor = id, id
}

// harden makes a soft choice a full one, so that others can be added to it.
func (l *listing) harden() { l.soft, l.meant = none, nil }

// soften lets a soft choice give way to others.
func (l *listing) soften() {
	l.meant = nil
	if l.soft != none {
		l.choose(l.soft, false)
		l.soft = none
	}
}

// toggle changes one message and keeps the others.
func (l *listing) toggle(id int32) {
	l.harden()
	l.choose(id, !l.has(id))
	l.focus, l.anchor = id, id
}

// tick sets the box of one message. A soft choice gives way to it.
func (l *listing) tick(id int32, on bool) {
	l.soften()
	l.choose(id, on)
	l.focus, l.anchor = id, id
}

// span chooses the range between the anchor and a place. add keeps what was
// chosen before.
func (l *listing) span(to int, add bool) {
	from := l.placeOf(l.anchor)
	if from < 0 {
		from = max(l.placeOf(l.focus), 0)
	}
	if to < 0 || to >= len(l.shown) || from >= len(l.shown) {
		return
	}
	anchor := l.shown[from]
	if add {
		l.harden()
	} else {
		l.clear()
	}
	for p := min(from, to); p <= max(from, to); p++ {
		l.choose(l.shown[p], true)
	}
	l.anchor, l.focus = anchor, l.shown[to]
}

// all chooses every message that is shown, and only those. Where a flood is shown,
// what does not fit into it is left out: it is chosen one by one or not at all.
func (l *listing) all() {
	l.clear()
	for _, id := range l.shown {
		if !l.lifted(id) {
			l.choose(id, true)
		}
	}
	l.means(l.likeShown())
}

// invert changes every message that is shown.
func (l *listing) invert() {
	l.harden()
	for _, id := range l.shown {
		l.choose(id, !l.chosen[id] && !l.lifted(id))
	}
}

// shownChosen counts the chosen messages among those shown.
func (l *listing) shownChosen() int {
	if l.count == 0 {
		return 0
	}
	if len(l.shown) == len(l.rows) {
		return l.count
	}
	n := 0
	for _, id := range l.shown {
		if l.chosen[id] {
			n++
		}
	}
	return n
}

// chosenUIDs lists the chosen messages in the order of the list; shownOnly
// leaves out those that the search hides.
func (l *listing) chosenUIDs(shownOnly bool) []string {
	from := l.order
	if shownOnly {
		from = l.shown
	}
	uids := make([]string, 0, l.count)
	for _, id := range from {
		if l.chosen[id] {
			uids = append(uids, l.row[id].UID)
		}
	}
	return uids
}

// fromSender chooses every shown message with the same address in From.
func (l *listing) fromSender(addr string) {
	l.clear()
	for _, id := range l.shown {
		if sameSender(l.row[id], addr) {
			l.choose(id, true)
		}
	}
	l.means(l.likeSender(addr))
}

func sameSender(r *mailbox.Row, addr string) bool {
	return r.Known && senderKey(r) == addr && addr != ""
}

// senderKey is the address of the sender, in a form that can be compared.
func senderKey(r *mailbox.Row) string {
	if len(r.Summary.From) == 0 {
		return ""
	}
	return triage.FoldAddress(r.Summary.From[0].Addr)
}

// afterDeletion moves the focus from messages about to go to the next one that
// stays, or the one before when there is none.
func (l *listing) afterDeletion(going map[int32]bool) {
	at := l.placeOf(l.focus)
	if at < 0 {
		return
	}
	for p := at; p < len(l.shown); p++ {
		if l.stays(l.shown[p], going) {
			l.focus, l.anchor = l.shown[p], l.shown[p]
			return
		}
	}
	for p := at - 1; p >= 0; p-- {
		if l.stays(l.shown[p], going) {
			l.focus, l.anchor = l.shown[p], l.shown[p]
			return
		}
	}
}

func (l *listing) stays(id int32, going map[int32]bool) bool {
	return !going[id] && l.row[id] != nil && !l.row[id].Marked
}
