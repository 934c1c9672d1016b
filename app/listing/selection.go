package listing

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
)

// None stands for no message where an id is expected.
const None int32 = -1

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
	meant  *Meaning // by the set that was chosen last; nil where it has no name
}

func (s *selection) grow(n int) {
	for len(s.chosen) < n {
		s.chosen = append(s.chosen, false)
	}
}

// Has reports whether a message is chosen.
func (s *selection) Has(id int32) bool {
	return id >= 0 && int(id) < len(s.chosen) && s.chosen[id]
}

// Selected is how many messages are chosen.
func (s *selection) Selected() int { return s.count }

// SelectedBytes is how large the chosen messages are together.
func (s *selection) SelectedBytes() int64 { return s.bytes }

// SoftChoice is the only chosen message, by a plain click; none otherwise.
func (s *selection) SoftChoice() int32 { return s.soft }

// Cursor is the message where the keyboard is.
func (s *selection) Cursor() int32 { return s.focus }

// RangeStart is the message where a range begins.
func (s *selection) RangeStart() int32 { return s.anchor }

// SetCursor moves the keyboard to a message.
func (s *selection) SetCursor(id int32) { s.focus = id }

// StartAt moves the keyboard to a message, where a range may begin.
func (s *selection) StartAt(id int32) { s.focus, s.anchor = id, id }

// Checked tells whether the box of a row shows a hook.
func (s *selection) Checked(id int32) bool { return s.Has(id) && s.soft != id }

// Choose adds one message or takes it away.
func (l *Listing) Choose(id int32, on bool) {
	if id < 0 || int(id) >= len(l.row) || l.row[id] == nil || l.chosen[id] == on || (on && l.row[id].Marked) {
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
		l.soft = None
	}
}

// Clear chooses nothing.
func (l *Listing) Clear() {
	clear(l.chosen)
	l.meant = nil
	l.count, l.bytes, l.soft = 0, 0, None
}

// Only chooses one message softly.
func (l *Listing) Only(id int32) {
	l.Clear()
	l.Choose(id, true)
	if l.Has(id) {
		l.soft = id
	}
	l.focus, l.anchor = id, id
}

// harden makes a soft choice a full one, so that others can be added to it.
func (l *Listing) harden() { l.soft, l.meant = None, nil }

// EndSoft forgets that a choice was soft, and keeps what was meant by it.
func (l *Listing) EndSoft() { l.soft = None }

// Soften lets a soft choice give way to others.
func (l *Listing) Soften() {
	l.meant = nil
	if l.soft != None {
		l.Choose(l.soft, false)
		l.soft = None
	}
}

// Toggle changes one message and keeps the others.
func (l *Listing) Toggle(id int32) {
	l.harden()
	l.Choose(id, !l.Has(id))
	l.focus, l.anchor = id, id
}

// Tick sets the box of one message. A soft choice gives way to it.
func (l *Listing) Tick(id int32, on bool) {
	l.Soften()
	l.Choose(id, on)
	l.focus, l.anchor = id, id
}

// Span chooses the range between the anchor and a place. add keeps what was
// chosen before.
func (l *Listing) Span(to int, add bool) {
	from := l.PlaceOf(l.anchor)
	if from < 0 {
		from = max(l.PlaceOf(l.focus), 0)
	}
	if to < 0 || to >= len(l.shown) || from >= len(l.shown) {
		return
	}
	anchor := l.shown[from]
	if add {
		l.harden()
	} else {
		l.Clear()
	}
	for p := min(from, to); p <= max(from, to); p++ {
		l.Choose(l.shown[p], true)
	}
	l.anchor, l.focus = anchor, l.shown[to]
}

// All chooses every message that is shown, and only those. Where a flood is shown,
// what does not fit into it is left out: it is chosen one by one or not at all.
func (l *Listing) All() {
	l.Clear()
	for _, id := range l.shown {
		if !l.Lifted(id) {
			l.Choose(id, true)
		}
	}
	l.Means(l.likeShown())
}

// Invert changes every message that is shown.
func (l *Listing) Invert() {
	l.harden()
	for _, id := range l.shown {
		l.Choose(id, !l.chosen[id] && !l.Lifted(id))
	}
}

// ShownChosen counts the chosen messages among those shown.
func (l *Listing) ShownChosen() int {
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

// Extent is how much of some messages is chosen.
type Extent int

const (
	ChosenNone Extent = iota
	ChosenSome
	ChosenAll
)

// ExtentOf tells how much of some messages is chosen. A soft choice is none.
func (l *Listing) ExtentOf(ids []int32) Extent {
	if l.count == 0 || l.soft != None {
		return ChosenNone
	}
	n, there := 0, 0
	for _, id := range ids {
		if int(id) >= len(l.row) || l.row[id] == nil || l.row[id].Marked {
			continue
		}
		there++
		if l.chosen[id] {
			n++
		}
	}
	switch {
	case n == 0:
		return ChosenNone
	case n == there:
		return ChosenAll
	}
	return ChosenSome
}

// OnlyOf reports whether nothing is chosen but some of these messages.
func (l *Listing) OnlyOf(ids []int32) bool {
	n := 0
	for _, id := range ids {
		if l.Has(id) {
			n++
		}
	}
	return n == l.count
}

// ExtentShown tells how much of what is shown is chosen, those aside that do not fit into
// a flood.
func (l *Listing) ExtentShown() Extent {
	n := l.ShownChosen()
	switch {
	case n == 0 || l.soft != None:
		return ChosenNone
	case n == len(l.shown)-l.liftedShown():
		return ChosenAll
	}
	return ChosenSome
}

// ChosenRefs lists the chosen messages in the order of the list; shownOnly leaves out
// those that the search hides.
func (l *Listing) ChosenRefs(shownOnly bool) []mailbox.Ref {
	from := l.order
	if shownOnly {
		from = l.shown
	}
	refs := make([]mailbox.Ref, 0, l.count)
	for _, id := range from {
		if l.chosen[id] {
			refs = append(refs, l.RefOf(l.row[id]))
		}
	}
	return refs
}

// FromSender chooses every shown message with the same address in From.
func (l *Listing) FromSender(addr string) {
	l.Clear()
	for _, id := range l.shown {
		if sameSender(l.row[id], addr) {
			l.Choose(id, true)
		}
	}
	l.Means(l.likeSender(addr))
}

func sameSender(r *mailbox.Row, addr string) bool {
	return r.Known && SenderKey(r) == addr && addr != ""
}

// SenderKey is the address of the sender, in a form that can be compared.
func SenderKey(r *mailbox.Row) string {
	return triage.SenderKey(&r.Summary)
}

// AfterDeletion moves the focus from messages about to go to the next one that
// stays, or the one before when there is none.
func (l *Listing) AfterDeletion(going map[int32]bool) {
	at := l.PlaceOf(l.focus)
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

func (l *Listing) stays(id int32, going map[int32]bool) bool {
	return !going[id] && l.row[id] != nil && !l.row[id].Marked
}

// SetOf makes a set of ids.
func SetOf(ids []int32) map[int32]bool {
	set := make(map[int32]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}
