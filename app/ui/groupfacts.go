package ui

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
)

// showGroup fills the page of the group that is looked at, and shows it as long as
// no message is open.
func (so *sorting) showGroup() {
	m := so.mail
	f, g := so.floodOf(so.choice), so.groupOf(so.choice)
	show := so.reading.opened == (mailbox.Ref{}) && (f != nil || g != nil)
	switch {
	case !show:
	case f != nil:
		m.group.Set(so.floodFacts(f))
	default:
		m.group.Set(so.groupFacts(g))
	}
	if show != m.group.Visible() {
		m.group.Hidden, m.reader.Hidden = !show, show
		m.relayout()
		m.group.Refresh()
	}
}

// groupFacts is the page of a group.
func (so *sorting) groupFacts(g *triage.Group) groups.Facts {
	now := so.deps.Now()
	p := groups.Facts{Title: words.GroupName(g, now), Line: g.Line, All: g.IDs, Rule: triage.RuleFor(g) != (triage.Rule{})}
	p.Facts = []string{
		words.Messages(len(g.IDs)) + " · " + words.Share(len(g.IDs), so.mail.list.Total()) + " of the mailbox · " + words.ByteSize(g.Bytes),
		"From " + words.Count(g.Senders) + " " + words.Plural(g.Senders, "sender", "senders") + " · " + words.DaySpan(g.First, g.Last, now),
	}
	p.From, p.To = words.DayWords(so.report.From.In(now.Location()), now), words.DayWords(so.report.To.In(now.Location()), now)
	ids := so.mail.list.LeastAlike(g.IDs, 6)
	p.Unlike = "The least alike of them"
	for _, id := range ids {
		p.Rows = append(p.Rows, so.unlikeRow(id, nil))
	}
	p.Common = words.Shared(so.mail.list.CommonOf(g))
	p.Keep, p.IsKept = so.soleFriend(g)
	return p
}

// floodFacts is the page of a flood: what does not fit stands first.
func (so *sorting) floodFacts(f *triage.Flood) groups.Facts {
	now := so.deps.Now()
	p := groups.Facts{Title: words.FloodName(f, now), All: f.IDs}
	p.Facts = []string{
		words.Messages(len(f.IDs)) + " · " + words.Share(len(f.IDs), so.mail.list.Total()) + " of the mailbox · " + words.ByteSize(f.Bytes),
		"From " + words.SenderCount(f) + " · within " + words.Lasting(f.To.Sub(f.From)),
	}
	p.Line = so.mail.list.LineOver(f.IDs, f.From, f.To)
	p.From, p.To = words.ReadDate(f.From, now), words.ReadDate(f.To, now)
	for _, r := range f.Common {
		p.Common = append(p.Common, words.UpperFirst(words.Common(r, f)))
	}
	if n := len(f.Lifted); n > 0 {
		p.Look = true
		p.Unlike = words.Plural(n, "This one is", "These "+words.Count(n)+" are") + " not like the rest. Read " + words.Plural(n, "it", "them") + " before you delete"
		for _, l := range f.Lifted[:min(n, groups.MaxUnlike)] {
			p.Rows = append(p.Rows, so.unlikeRow(l.ID, l.Why))
		}
		if rest := n - groups.MaxUnlike; rest > 0 {
			p.More = words.Count(rest) + " more of them stand at the head of the list."
		}
		return p
	}
	p.Unlike = "The least alike of them"
	for _, id := range f.Least {
		p.Rows = append(p.Rows, so.unlikeRow(id, nil))
	}
	return p
}

func (so *sorting) unlikeRow(id int32, why []triage.Reason) list.MessageRow {
	r := so.mail.list.Row(id)
	return list.MessageRow{Ref: so.mail.list.Ref(id), Row: r, Why: words.UpperFirst(words.Why(why))}
}
