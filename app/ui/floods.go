package ui

import (
	"slices"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// whyLifted tells of a message that does not fit into a flood why that is, and is
// empty for all others.
func (so *sorting) whyLifted(id int32) string {
	for _, f := range so.report.Floods {
		for _, l := range f.Lifted {
			if l.ID == id {
				return lang.T("flood.odd", lang.Args{"Why": words.Why(l.Why)})
			}
		}
	}
	return ""
}

// showWhy tells why a message was put where it is.
func (so *sorting) showWhy(id int32) {
	why := so.report.Why(id)
	if len(why) == 0 || so.asking() {
		return
	}
	title := lang.T("why.odd.title")
	if f := so.floodHolding(id); f != nil {
		title = lang.T("why.part.title")
	}
	var lines []string
	for _, r := range why {
		lines = append(lines, words.Reason(r))
	}
	so.card = kit.Ask(so.win.Canvas(), title, "", "", kit.NewChoice(lang.T("button.close"), kit.Plain, nil))
	so.card.SetLines(kit.JoinLines(kit.Bullets(lines)))
}

// tellWhatNow tells what somebody should do whose mailbox is flooded.
func (so *sorting) tellWhatNow() {
	if so.asking() {
		return
	}
	choices := []kit.Choice{kit.NewChoice(lang.T("button.close"), kit.Plain, nil)}
	if f := so.mail.flood.Flood; f != nil && len(f.Lifted) > 0 {
		choices = append([]kit.Choice{kit.NewChoice(lang.T("flood.read-first", lang.Args{"Count": len(f.Lifted)}), kit.Primary, func() { so.choose(floodKey(f)) })}, choices...)
	}
	so.card = kit.Ask(so.win.Canvas(), lang.T("flood.now.title"), "", "", choices...)
	so.card.SetLines(kit.JoinLines(append([]string{lang.T("flood.now.text")}, kit.Bullets(words.WhatNow())...)))
}

func liftedIDs(list []triage.Lifted) []int32 {
	ids := make([]int32, 0, len(list))
	for _, l := range list {
		ids = append(ids, l.ID)
	}
	return ids
}

// tags are the words behind the subjects of what does not fit into a flood.
func (so *sorting) tags() map[int32]string {
	tags, odd := map[int32]string{}, lang.T("list.tag.odd")
	for _, f := range so.report.Floods {
		for _, l := range f.Lifted {
			tags[l.ID] = odd
		}
	}
	return tags
}

// showFlood shows the bar over the list: the flood that is looked at, or else the
// largest one.
func (so *sorting) showFlood() {
	f := so.floodOf(so.choice)
	if f == nil && len(so.report.Floods) > 0 && so.choice.Place == listing.PlaceAll {
		f = so.report.Floods[0]
	}
	b := so.mail.flood
	before := b.HeightFor(so.mail.list.Size().Width - kit.Px(16))
	var look groups.FloodLook
	if f != nil {
		so.read = so.hasRead(f)
		look = groups.FloodLook{Shown: so.choice.Flood == f.Key, Read: so.read, Chosen: so.mail.list.ExtentOf(f.IDs) == listing.ChosenAll}
	}
	b.Set(f, look)
	if b.HeightFor(so.mail.list.Size().Width-kit.Px(16)) != before {
		so.mail.relayout()
	}
}

// enoughRead is how many of the messages that do not fit somebody reads before the rest is the
// next thing to do, where there are more.
const enoughRead = 5

// hasRead reports whether what does not fit into a flood was read.
func (so *sorting) hasRead(f *triage.Flood) bool {
	return !slices.ContainsFunc(f.Lifted[:min(enoughRead, len(f.Lifted))], func(l triage.Lifted) bool { return !so.mail.list.Row(l.ID).Seen })
}

// followReading brings the bar up to date when a message was read.
func (so *sorting) followReading() {
	if f := so.mail.flood.Flood; f != nil && so.hasRead(f) != so.read {
		so.showFlood()
	}
}

// floodsAgain takes back that something is no flood.
func (so *sorting) floodsAgain() {
	so.wishes.NoFloods = nil
	so.sortingChanged()
}
