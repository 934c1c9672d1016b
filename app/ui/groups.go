package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/mime"
)

// joinGroups joins the panel at the left, the bar of a flood and the page of a
// group with one another.
func (w *Window) joinGroups() {
	m := w.mail
	m.side.OnShow, m.side.OnSelect = w.choose, w.selectChoice
	m.side.OnTrait = func(t triage.Trait) { m.side.SetTrait(t); w.choose(choiceKey{}) }
	m.side.Chosen = m.list.stateOf
	m.side.OnKey = w.key
	m.flood.OnLook = func() { w.choose(w.floodKey(m.flood.flood)) }
	m.flood.OnLifted = w.readLifted
	m.flood.OnSelect = func() {
		w.choose(w.floodKey(m.flood.flood))
		w.selectChoice(w.choice)
	}
	m.flood.OnNone = w.noFlood
	m.group.OnOpen = w.open
	m.group.OnSelect = func() { w.selectChoice(w.choice) }
	m.group.OnRule = w.ruleForGroup
	m.group.OnKeep = func() {
		addr := w.soleAddress(w.groupOf(w.choice))
		w.keepSender(addr, !w.isFriend(addr))
		w.showGroup()
	}
}

// readLifted shows what does not fit into the flood, and then opens one after the
// other.
func (w *Window) readLifted() {
	f := w.mail.flood.flood
	if k := w.floodKey(f); w.choice != k {
		w.choose(k)
		return
	}
	if len(f.Lifted) == 0 {
		return
	}
	l := w.mail.list
	next := 0
	for i, o := range f.Lifted {
		if w.opened != "" && l.uid(o.ID) == w.opened {
			next = (i + 1) % len(f.Lifted)
		}
	}
	id := f.Lifted[next].ID
	if at := l.placeOf(id); at >= 0 {
		if l.soft != none || l.count == 0 { // what was selected stays so
			l.only(id)
		}
		l.focus = id
		l.reveal(at)
		l.changed()
	}
	w.open(l.uid(id))
}

func (w *Window) floodKey(f *triage.Flood) choiceKey {
	if f == nil {
		return choiceKey{}
	}
	return choiceKey{place: noPlace, flood: f.Key}
}

// floodOf and groupOf find what a key names in the newest report, or nil.
func (w *Window) floodOf(k choiceKey) *triage.Flood {
	for _, f := range w.sorter.report.Floods {
		if k.flood != "" && f.Key == k.flood {
			return f
		}
	}
	return nil
}

func (w *Window) groupOf(k choiceKey) *triage.Group {
	if k.place != noPlace || k.flood != "" {
		return nil
	}
	for _, g := range w.sorter.report.Groups[k.trait] {
		if g.Key == k.group {
			return g
		}
	}
	return nil
}

// idsOf are the messages that one click on a key selects.
func (w *Window) idsOf(k choiceKey) []int32 {
	if f := w.floodOf(k); f != nil {
		return f.IDs
	}
	if g := w.groupOf(k); g != nil {
		return g.IDs
	}
	return nil
}

// choose narrows the list to a part of the mailbox.
func (w *Window) choose(k choiceKey) {
	w.deps.Host.Active()
	w.choice = k
	if f := w.floodOf(k); f != nil {
		w.read[f.Key] = true
	}
	if k.place != placeAll {
		w.closeMessage() // the page of the group takes the place of the reader
		w.mail.list.soften()
	}
	w.applyChoice()
	w.mail.list.Top()
	w.showFlood()
	w.focusList()
}

// applyChoice brings what the list shows up to date with the newest report.
func (w *Window) applyChoice() {
	l, k := w.mail.list, w.choice
	var s *scope
	switch f, g := w.floodOf(k), w.groupOf(k); {
	case f != nil:
		s = l.newScope(f.IDs, liftedIDs(f.Lifted))
		s.like = w.likeOf(k)
	case g != nil:
		s = l.newScope(g.IDs, nil)
		s.like = w.likeOf(k)
	case k.place == placeUnread:
		s = &scope{rule: query{{field: isUnread}}}
	case k.place == placeAttached:
		s = &scope{rule: query{{field: hasAttachment}}}
	case k.place == placeLarge:
		s = &scope{rule: query{{field: largerThan, bound: largeFrom - 1}}}
	case k.place == noPlace:
		// The group is no more: all of it was deleted.
		w.choice = choiceKey{}
	}
	l.Narrow(s)
	w.mail.side.Choose(w.choice)
	w.showGroup()
	w.followSelection()
}

func liftedIDs(list []triage.Lifted) []int32 {
	ids := make([]int32, 0, len(list))
	for _, l := range list {
		ids = append(ids, l.ID)
	}
	return ids
}

// selectChoice chooses all of a group, or nothing of it when all is chosen.
func (w *Window) selectChoice(k choiceKey) {
	l := w.mail.list
	ids := w.idsOf(k)
	if len(ids) == 0 {
		return
	}
	on := l.stateOf(ids) != boxFull
	l.soften()
	alone := l.count == 0 || l.onlyOf(ids)
	for _, id := range ids {
		if int(id) < len(l.row) {
			l.choose(id, on)
		}
	}
	if alone && on {
		l.means(w.likeOf(k))
	}
	l.changed()
}

// onlyOf reports whether nothing is chosen but some of these messages.
func (l *messageList) onlyOf(ids []int32) bool {
	n := 0
	for _, id := range ids {
		if l.has(id) {
			n++
		}
	}
	return n == l.count
}

// stateOf tells how much of some messages is chosen.
func (l *messageList) stateOf(ids []int32) boxState {
	if l.count == 0 || l.soft != none {
		return boxEmpty
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
		return boxEmpty
	case n == there:
		return boxFull
	}
	return boxSome
}

// showReport brings everything up to date with a new report.
func (w *Window) showReport() {
	w.mail.side.Update(w.sorter.report, len(w.mail.list.rows), w.mail.list.places)
	w.mail.list.SetTags(w.tags())
	if w.choice.place == noPlace {
		w.applyChoice()
	}
	w.showFlood()
}

// tags are the words behind the subjects of what does not fit into a flood.
func (w *Window) tags() map[int32]string {
	tags := map[int32]string{}
	for _, f := range w.sorter.report.Floods {
		for _, l := range f.Lifted {
			tags[l.ID] = "does not fit"
		}
	}
	return tags
}

// showFlood shows the bar over the list: the flood that is looked at, or else the
// largest one.
func (w *Window) showFlood() {
	f := w.floodOf(w.choice)
	if f == nil && len(w.sorter.report.Floods) > 0 && w.choice.place == placeAll {
		f = w.sorter.report.Floods[0]
	}
	b := w.mail.flood
	before := b.heightFor(w.mail.list.Size().Width - px(16))
	var look floodLook
	if f != nil {
		look = floodLook{shown: w.choice.flood == f.Key, read: w.read[f.Key], chosen: w.mail.list.stateOf(f.IDs) == boxFull}
	}
	b.set(f, look)
	if b.heightFor(w.mail.list.Size().Width-px(16)) != before {
		w.mail.relayout()
	}
}

// noFlood takes the user's word that it is none.
func (w *Window) noFlood() {
	f := w.mail.flood.flood
	if f == nil {
		return
	}
	w.sorting.NoFloods = append(slices.Clone(w.sorting.NoFloods), f.Key)
	w.choose(choiceKey{})
	w.sortingChanged()
}

// floodsAgain takes back that something is no flood.
func (w *Window) floodsAgain() {
	w.sorting.NoFloods = nil
	w.sortingChanged()
}

// likeOf is what belongs to a flood or a group and is not shown yet, or nil where that
// cannot be told.
func (w *Window) likeOf(k choiceKey) func(*mime.Summary) bool {
	if f := w.floodOf(k); f != nil {
		return f.Match
	}
	if g := w.groupOf(k); g != nil {
		return g.Matcher()
	}
	return nil
}

// choiceTitle is how the group or flood that is looked at is called in the record of
// deletions, when exactly its messages go.
func (w *Window) choiceTitle(going map[int32]bool) string {
	ids := w.idsOf(w.choice)
	if len(ids) == 0 || len(ids) != len(going) {
		return ""
	}
	for _, id := range ids {
		if !going[id] {
			return ""
		}
	}
	// The record is read later, when "yesterday" is another day.
	now := time.Date(1970, 1, 1, 0, 0, 0, 0, w.deps.Now().Location())
	if f := w.floodOf(w.choice); f != nil {
		return strings.TrimSuffix(floodTitle(f, now), ".")
	}
	return groupName(w.groupOf(w.choice), now)
}
