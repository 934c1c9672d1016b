package ui

import (
	"slices"

	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
)

// showGroup fills the page of the group that is looked at, and shows it as long as
// no message is open.
func (w *Window) showGroup() {
	m := w.mail
	f, g := w.floodOf(w.choice), w.groupOf(w.choice)
	show := w.opened == "" && (f != nil || g != nil)
	switch {
	case !show:
	case f != nil:
		m.group.Set(w.floodFacts(f))
	default:
		m.group.Set(w.groupFacts(g))
	}
	if show != m.group.Visible() {
		m.group.Hidden, m.reader.Hidden = !show, show
		m.relayout()
		m.group.Refresh()
	}
}

// groupFacts is the page of a group.
func (w *Window) groupFacts(g *triage.Group) groups.Facts {
	now := w.deps.Now()
	p := groups.Facts{Title: words.GroupName(g, now), Line: g.Line, All: g.IDs, Rule: triage.RuleFor(g) != (triage.Rule{})}
	p.Facts = []string{
		words.Messages(len(g.IDs)) + " · " + words.Share(len(g.IDs), w.mail.list.Total()) + " of the mailbox · " + words.ByteSize(g.Bytes),
		"From " + words.Count(g.Senders) + " " + words.Plural(g.Senders, "sender", "senders") + " · " + words.DaySpan(g.First, g.Last, now),
	}
	p.From, p.To = words.DayWords(w.sorter.report.From.In(now.Location()), now), words.DayWords(w.sorter.report.To.In(now.Location()), now)
	ids := w.mail.list.LeastAlike(g.IDs, 6)
	p.Unlike = "The least alike of them"
	for _, id := range ids {
		p.Rows = append(p.Rows, w.unlikeRow(id, nil))
	}
	p.Common = words.Shared(w.mail.list.CommonOf(g))
	p.Keep, p.IsKept = w.soleFriend(g)
	return p
}

// floodFacts is the page of a flood: what does not fit stands first.
func (w *Window) floodFacts(f *triage.Flood) groups.Facts {
	now := w.deps.Now()
	p := groups.Facts{Title: words.FloodName(f, now), All: f.IDs}
	p.Facts = []string{
		words.Messages(len(f.IDs)) + " · " + words.Share(len(f.IDs), w.mail.list.Total()) + " of the mailbox · " + words.ByteSize(f.Bytes),
		"From " + words.SenderCount(f) + " · within " + words.Lasting(f.To.Sub(f.From)),
	}
	p.Line = w.mail.list.LineOver(f.IDs, f.From, f.To)
	p.From, p.To = words.ReadDate(f.From, now), words.ReadDate(f.To, now)
	for _, r := range f.Common {
		p.Common = append(p.Common, words.UpperFirst(words.Common(r, f)))
	}
	if n := len(f.Lifted); n > 0 {
		p.Look = true
		p.Unlike = words.Plural(n, "This one is", "These "+words.Count(n)+" are") + " not like the rest. Read " + words.Plural(n, "it", "them") + " before you delete"
		for _, l := range f.Lifted[:min(n, groups.MaxUnlike)] {
			p.Rows = append(p.Rows, w.unlikeRow(l.ID, l.Why))
		}
		if rest := n - groups.MaxUnlike; rest > 0 {
			p.More = words.Count(rest) + " more of them stand at the head of the list."
		}
		return p
	}
	p.Unlike = "The least alike of them"
	for _, id := range f.Least {
		p.Rows = append(p.Rows, w.unlikeRow(id, nil))
	}
	return p
}

func (w *Window) unlikeRow(id int32, why []triage.Reason) list.MessageRow {
	r := w.mail.list.Row(id)
	return list.MessageRow{UID: r.UID, Row: r, Why: words.UpperFirst(words.Why(why))}
}

// whyLifted tells of a message that does not fit into a flood why that is, and is
// empty for all others.
func (w *Window) whyLifted(id int32) string {
	for _, f := range w.sorter.report.Floods {
		for _, l := range f.Lifted {
			if l.ID == id {
				return "It came with the flood and is not like it: " + words.Why(l.Why) + "."
			}
		}
	}
	return ""
}

// showWhy tells why a message was put where it is.
func (w *Window) showWhy(id int32) {
	why := w.sorter.report.Why(id)
	if len(why) == 0 || w.asking() {
		return
	}
	title := "Why it does not fit into the flood"
	if f := w.floodHolding(id); f != nil {
		title = "Why it is part of the flood"
	}
	var lines []string
	for _, r := range why {
		lines = append(lines, words.UpperFirst(words.Reason(r)))
	}
	w.card = kit.Ask(w.win.Canvas(), title, "", "", kit.NewChoice("Close", kit.Plain, nil))
	w.card.SetLines(kit.JoinLines(kit.Bullets(lines)))
}

// floodHolding is the flood that a message is part of, or nil.
func (w *Window) floodHolding(id int32) *triage.Flood {
	for _, f := range w.sorter.report.Floods {
		if _, ok := slices.BinarySearch(f.IDs, id); ok {
			return f
		}
	}
	return nil
}
