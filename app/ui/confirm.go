package ui

import (
	"slices"
	"time"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/cards"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
)

// askFrom is from how many messages on a deletion is confirmed before it is marked.
// Fewer are marked at once; Undo is as near in both cases.
const askFrom = 100

// partOf gathers what is to be said of messages that go, of all that were selected.
func (de *deletion) partOf(ids []int32, selected int, means *listing.Meaning) cards.GoingPart {
	l, now := de.mail.list, de.deps.Now()
	p := cards.GoingPart{Count: len(ids)}
	var first, last time.Time
	senders := map[string]bool{}
	for _, id := range ids {
		r := l.Row(id)
		p.Bytes += r.Size
		if !r.NoHead {
			senders[listing.SenderKey(r)] = true
		}
		if d := r.Summary.Date; !d.IsZero() {
			if first.IsZero() || d.Before(first) {
				first = d
			}
			if d.After(last) {
				last = d
			}
		}
	}
	p.Title = lang.T("delete.ask.title", lang.Args{"Count": len(ids)})
	if len(ids) < selected {
		p.Title = lang.T("delete.ask.title-part", lang.Args{"Count": len(ids), "All": words.Messages(selected)})
	}
	size := words.ByteSize(p.Bytes)
	what, unseen, hidden := lang.T("delete.ask.size", lang.Args{"Size": size}), "", ""
	if len(senders) > 0 {
		what = lang.T("delete.ask.from", lang.Args{
			"Senders": lang.T("senders", lang.Args{"Count": len(senders)}), "Span": words.DaySpan(first, last, now), "Size": size,
		})
	}
	if f := de.floodWith(ids); f != nil {
		what = floodWords(f, now)
	}
	if n := l.WithoutHeadOf(listing.SetOf(ids)); n > 0 {
		unseen = lang.T("delete.ask.no-head", lang.Args{"Count": n})
	}
	if means != nil {
		hidden = lang.T("delete.ask.hidden", lang.Args{"Count": len(ids)})
	}
	p.Text = words.Sentences(what, unseen, hidden)
	if l.IsEverything(len(ids)) {
		p.Whole = lang.T("delete.ask.everything")
		if de.snap.Count > l.Total() {
			p.Whole = lang.T("delete.ask.everything-listed")
		}
	}
	return p
}

// floodWords tell what the messages of a flood have in common.
func floodWords(f *triage.Flood, now time.Time) string {
	args := lang.Args{"Senders": words.Senders(f.Senders), "Span": words.ClockSpan(f.From, f.To, now)}
	switch {
	case f.Kind == triage.Subscriptions:
		return lang.T("delete.ask.newsletters", args)
	case f.Kind == triage.Reports:
		return lang.T("delete.ask.reports", args)
	case f.Kind != triage.Alike:
		return lang.T("delete.ask.crowd", args)
	case f.Subject == "":
		return lang.T("delete.ask.alike", args)
	}
	args["Subject"] = letters.Clean(f.Subject, 60)
	return lang.T("delete.ask.alike-subject", args)
}

// confirmable gathers what is to be said before messages are deleted.
func (de *deletion) confirmable(ids []int32) cards.Confirmation {
	l := de.mail.list
	going := listing.SetOf(ids)
	c := cards.Confirmation{Odd: slices.DeleteFunc(de.oddOnes(), func(id int32) bool { return !going[id] })}
	odd := listing.SetOf(c.Odd)
	c.All = de.partOf(ids, len(ids), l.MeantBy(going, nil))
	c.Rest = c.All
	if len(odd) > 0 {
		rest := slices.DeleteFunc(slices.Clone(ids), func(id int32) bool { return odd[id] })
		c.Rest = de.partOf(rest, len(ids), l.MeantBy(listing.SetOf(rest), odd))
	}
	shown := first5(c.Odd)
	switch n := len(c.Odd); {
	case n == 0:
		if f := de.floodWith(ids); f != nil {
			shown = first5(f.Least)
		} else {
			shown = l.LeastAlike(ids, 5)
		}
		c.Heading = lang.T("delete.ask.least-alike", lang.Args{"Count": len(shown)})
	case n > 5:
		c.Heading = lang.T("delete.ask.odd-some", lang.Args{"Shown": len(shown), "Count": n})
	default:
		c.Heading = lang.T("delete.ask.odd", lang.Args{"Count": n})
	}
	for _, id := range shown {
		if l.Row(id).UID != "" {
			c.Rows = append(c.Rows, list.MessageRow{Ref: l.Ref(id), Row: l.Row(id)})
		}
	}
	de.tellKept(&c, len(ids))
	return c
}

func first5(ids []int32) []int32 { return append([]int32(nil), ids[:min(len(ids), 5)]...) }

// floodWith is the flood that exactly these messages are, or nil.
func (de *deletion) floodWith(ids []int32) *triage.Flood {
	l := de.mail.list
	for _, f := range de.sorting.report.Floods {
		if len(f.IDs) == len(ids) && l.ExtentOf(f.IDs) == listing.ChosenAll {
			return f
		}
	}
	return nil
}

// oddOnes are the selected messages that do not fit into the flood they came with,
// or whose sender is to be kept.
func (de *deletion) oddOnes() (odd []int32) {
	l := de.mail.list
	seen := map[int32]bool{} // one may be odd in two floods
	for _, f := range de.sorting.report.Floods {
		for o := range f.Spared() {
			if l.Has(o.ID) && !seen[o.ID] {
				seen[o.ID] = true
				odd = append(odd, o.ID)
			}
		}
	}
	rows, ids := l.Contents()
	kept := de.sorting.wishes.Kept()
	for i, r := range rows {
		if id := ids[i]; l.Has(id) && !seen[id] && kept(&r.Summary) {
			odd = append(odd, id)
		}
	}
	return odd
}

// tellKept tells about what does not fit in.
func (de *deletion) tellKept(c *cards.Confirmation, selected int) {
	if n := len(c.Odd); n > 0 {
		c.Inside = lang.T("delete.ask.inside", lang.Args{"Count": n, "Selected": selected})
		return
	}
	kept := 0
	for _, f := range de.sorting.report.Floods {
		if de.mail.list.ExtentOf(f.IDs) != listing.ChosenNone {
			kept += len(f.Lifted)
		}
	}
	c.KeptCount = kept
	if kept > 0 {
		c.Kept = lang.T("delete.ask.kept", lang.Args{"Count": kept})
	}
}

// askDelete asks before a large deletion, with examples, and offers a copy.
func (de *deletion) askDelete(refs []mailbox.Ref) {
	l := de.mail.list
	ids := make([]int32, 0, len(refs))
	for _, r := range refs {
		ids = append(ids, l.IDFor(r))
	}
	c := de.confirmable(ids)
	de.sheet = cards.NewDeleteCard(de.win.Canvas(), de.deps.Now, c, de.copies())
	de.overlay = de.sheet
	de.sheet.OnDelete = func(copyTo *mailbox.Copy, leaveOut bool) {
		var out map[int32]bool
		if leaveOut {
			refs, out = without(refs, l, c.Odd), listing.SetOf(c.Odd)
		}
		de.remove(refs, copyTo, l.MeantBy(l.SetOf(refs), out))
	}
	de.sheet.OnRead = func() { de.sorting.choose(floodKey(de.floodKeeping())) }
	de.sheet.OnFolder = de.saving.chooseFolder
}

// floodKeeping is a flood that has something that does not fit in.
func (de *deletion) floodKeeping() *triage.Flood {
	for _, f := range de.sorting.report.Floods {
		if len(f.Lifted) > 0 && de.mail.list.ExtentOf(f.IDs) != listing.ChosenNone {
			return f
		}
	}
	return nil
}

// copies tells whether a copy can be saved first, and where. In a private stay
// nothing is offered: it would stay behind.
func (de *deletion) copies() cards.CopyOffer {
	if de.kind == Private {
		return cards.CopyOffer{}
	}
	dir := de.copyDir
	if dir == "" {
		dir = de.deps.CopyDir
	}
	return cards.CopyOffer{Dir: dir, OneFile: de.copyOne, On: de.copyOn}
}
