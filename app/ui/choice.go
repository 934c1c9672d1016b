package ui

import (
	"slices"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/groups"
)

// choose narrows the list to a part of the mailbox.
func (so *sorting) choose(k groups.ChoiceKey) {
	so.host.Active()
	so.choice = k
	if k.Place != listing.PlaceAll {
		so.reading.closeMessage() // the page of the group takes the place of the reader
		so.mail.list.Soften()
	}
	so.applyChoice()
	so.mail.list.Top()
	so.showFlood()
	so.focusList()
}

// applyChoice brings what the list shows up to date with the newest report.
func (so *sorting) applyChoice() {
	l, k := so.mail.list, so.choice
	s := l.ScopeOf(k.Place)
	switch f, g := so.floodOf(k), so.groupOf(k); {
	case f != nil:
		s = l.NewScope(f.IDs, liftedIDs(f.Lifted))
		s.Like = so.likeOf(k)
	case g != nil:
		s = l.NewScope(g.IDs, nil)
		s.Like = so.likeOf(k)
	case k.Place == listing.NoPlace:
		// The group is no more: all of it was deleted.
		so.choice = groups.ChoiceKey{}
	}
	l.Narrow(s)
	so.mail.side.Choose(so.choice)
	so.showGroup()
	so.followSelection()
}

// selectChoice chooses all of a group, or nothing of it when all is chosen.
func (so *sorting) selectChoice(k groups.ChoiceKey) {
	l := so.mail.list
	ids := so.idsOf(k)
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
		l.Means(so.likeOf(k))
	}
	l.Changed()
}

// whatOfChoice says what the group or flood is that is looked at, for the record of
// deletions, when exactly its messages go.
func (so *sorting) whatOfChoice(going map[int32]bool) (store.What, bool) {
	ids := so.idsOf(so.choice)
	if len(ids) == 0 || len(ids) != len(going) {
		return store.What{}, false
	}
	for _, id := range ids {
		if !going[id] {
			return store.What{}, false
		}
	}
	if f := so.floodOf(so.choice); f != nil {
		w := store.What{Kind: store.WhatFlood, Count: len(ids), From: f.From, To: f.To}
		if f.Kind == triage.Subscriptions {
			w.Kind = store.WhatNewsletters
		}
		return w, true
	}
	g := so.groupOf(so.choice)
	return store.What{
		Kind: store.WhatGroup, Trait: g.Trait.Key(), Text: letters.Clean(g.Name, letters.MaxName), Count: len(ids),
		From: g.First, To: g.Last, Low: g.Low, High: g.High,
	}, true
}

// chooseAll chooses some messages and no others.
func (so *sorting) chooseAll(ids []int32) {
	l := so.mail.list
	l.Clear()
	for _, id := range ids {
		l.Choose(id, true)
	}
	l.Changed()
}

// readLifted shows what does not fit into the flood, and then opens one after the
// other.
func (so *sorting) readLifted() {
	f := so.mail.flood.Flood
	if k := floodKey(f); so.choice != k {
		so.choose(k)
		return
	}
	if len(f.Lifted) == 0 {
		return
	}
	l := so.mail.list
	next := 0
	for i, o := range f.Lifted {
		if so.reading.opened != (mailbox.Ref{}) && l.Ref(o.ID) == so.reading.opened {
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
	so.reading.open(l.Ref(id))
}

// noFlood takes the user's word that it is none.
func (so *sorting) noFlood() {
	f := so.mail.flood.Flood
	if f == nil {
		return
	}
	so.wishes.NoFloods = append(slices.Clone(so.wishes.NoFloods), f.Key)
	so.choose(groups.ChoiceKey{})
	so.sortingChanged()
	so.mail.status.Offer(lang.T("flood.none.done"), func() {
		so.wishes.NoFloods = slices.DeleteFunc(slices.Clone(so.wishes.NoFloods), func(key string) bool { return key == f.Key })
		so.sortingChanged()
	})
}

// reported takes a new report over, and chooses the messages that were asked for.
func (so *sorting) reported(alike []int32) {
	so.showReport()
	if len(alike) > 0 {
		so.chooseAll(alike)
	}
}

// showReport brings everything up to date with a new report.
func (so *sorting) showReport() {
	so.mail.side.Update(so.report, so.mail.list.Total(), so.mail.list.PlaceCounts())
	so.mail.list.SetTags(so.tags())
	if so.choice.Place == listing.NoPlace {
		so.applyChoice()
	}
	so.showFlood()
}
