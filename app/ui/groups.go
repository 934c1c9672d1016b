package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// joinGroups joins the panel at the left, the bar of a flood and the page of a
// group with one another.
func (w *Window) joinGroups() {
	m := w.mail
	m.side.OnShow, m.side.OnSelect = w.choose, w.selectChoice
	m.side.OnTrait = func(t triage.Trait) { m.side.SetTrait(t); w.choose(groups.ChoiceKey{}) }
	m.side.Chosen = m.list.ExtentOf
	m.side.OnKey = w.key
	m.flood.OnLook = func() { w.choose(w.floodKey(m.flood.Flood)) }
	m.flood.OnLifted = w.readLifted
	m.flood.OnSelect = func() {
		w.choose(w.floodKey(m.flood.Flood))
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
	f := w.mail.flood.Flood
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
		if w.opened != "" && l.UID(o.ID) == w.opened {
			next = (i + 1) % len(f.Lifted)
		}
	}
	id := f.Lifted[next].ID
	if at := l.PlaceOf(id); at >= 0 {
		if l.SoftChoice() != listing.None || l.Selected() == 0 { // what was selected stays so
			l.Only(id)
		}
		l.SetCursor(id)
		l.Reveal(at)
		l.Changed()
	}
	w.open(l.UID(id))
}

func (w *Window) floodKey(f *triage.Flood) groups.ChoiceKey {
	if f == nil {
		return groups.ChoiceKey{}
	}
	return groups.ChoiceKey{Place: listing.NoPlace, Flood: f.Key}
}

// floodOf and groupOf find what a key names in the newest report, or nil.
func (w *Window) floodOf(k groups.ChoiceKey) *triage.Flood {
	for _, f := range w.sorter.report.Floods {
		if k.Flood != "" && f.Key == k.Flood {
			return f
		}
	}
	return nil
}

func (w *Window) groupOf(k groups.ChoiceKey) *triage.Group {
	if k.Place != listing.NoPlace || k.Flood != "" {
		return nil
	}
	for _, g := range w.sorter.report.Groups[k.Trait] {
		if g.Key == k.Group {
			return g
		}
	}
	return nil
}

// idsOf are the messages that one click on a key selects.
func (w *Window) idsOf(k groups.ChoiceKey) []int32 {
	if f := w.floodOf(k); f != nil {
		return f.IDs
	}
	if g := w.groupOf(k); g != nil {
		return g.IDs
	}
	return nil
}

// choose narrows the list to a part of the mailbox.
func (w *Window) choose(k groups.ChoiceKey) {
	w.deps.Host.Active()
	w.choice = k
	if f := w.floodOf(k); f != nil {
		w.read[f.Key] = true
	}
	if k.Place != listing.PlaceAll {
		w.closeMessage() // the page of the group takes the place of the reader
		w.mail.list.Soften()
	}
	w.applyChoice()
	w.mail.list.Top()
	w.showFlood()
	w.focusList()
}

// applyChoice brings what the list shows up to date with the newest report.
func (w *Window) applyChoice() {
	l, k := w.mail.list, w.choice
	s := l.ScopeOf(k.Place)
	switch f, g := w.floodOf(k), w.groupOf(k); {
	case f != nil:
		s = l.NewScope(f.IDs, liftedIDs(f.Lifted))
		s.Like = w.likeOf(k)
	case g != nil:
		s = l.NewScope(g.IDs, nil)
		s.Like = w.likeOf(k)
	case k.Place == listing.NoPlace:
		// The group is no more: all of it was deleted.
		w.choice = groups.ChoiceKey{}
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
func (w *Window) selectChoice(k groups.ChoiceKey) {
	l := w.mail.list
	ids := w.idsOf(k)
	if len(ids) == 0 {
		return
	}
	on := l.ExtentOf(ids) != listing.ChosenAll
	l.Soften()
	alone := l.Selected() == 0 || l.OnlyOf(ids)
	for _, id := range ids {
		l.Choose(id, on)
	}
	if alone && on {
		l.Means(w.likeOf(k))
	}
	l.Changed()
}

// showReport brings everything up to date with a new report.
func (w *Window) showReport() {
	w.mail.side.Update(w.sorter.report, w.mail.list.Total(), w.mail.list.PlaceCounts())
	w.mail.list.SetTags(w.tags())
	if w.choice.Place == listing.NoPlace {
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
	if f == nil && len(w.sorter.report.Floods) > 0 && w.choice.Place == listing.PlaceAll {
		f = w.sorter.report.Floods[0]
	}
	b := w.mail.flood
	before := b.HeightFor(w.mail.list.Size().Width - kit.Px(16))
	var look groups.FloodLook
	if f != nil {
		look = groups.FloodLook{Shown: w.choice.Flood == f.Key, Read: w.read[f.Key], Chosen: w.mail.list.ExtentOf(f.IDs) == listing.ChosenAll}
	}
	b.Set(f, look)
	if b.HeightFor(w.mail.list.Size().Width-kit.Px(16)) != before {
		w.mail.relayout()
	}
}

// noFlood takes the user's word that it is none.
func (w *Window) noFlood() {
	f := w.mail.flood.Flood
	if f == nil {
		return
	}
	w.sorting.NoFloods = append(slices.Clone(w.sorting.NoFloods), f.Key)
	w.choose(groups.ChoiceKey{})
	w.sortingChanged()
}

// floodsAgain takes back that something is no flood.
func (w *Window) floodsAgain() {
	w.sorting.NoFloods = nil
	w.sortingChanged()
}

// likeOf is what belongs to a flood or a group and is not shown yet, or nil where that
// cannot be told.
func (w *Window) likeOf(k groups.ChoiceKey) func(*mime.Summary) bool {
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
		return strings.TrimSuffix(words.FloodTitle(f, now), ".")
	}
	return words.GroupName(w.groupOf(w.choice), now)
}
