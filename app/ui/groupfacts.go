package ui

import (
	"github.com/restante/restante/app/lang"
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
		so.shareWords(len(g.IDs), g.Bytes),
		words.Items(lang.T("group.senders", lang.Args{"Count": g.Senders}), words.DaySpan(g.First, g.Last, now)),
	}
	p.From, p.To = words.DayWords(so.report.From.In(now.Location()), now), words.DayWords(so.report.To.In(now.Location()), now)
	ids := so.mail.list.LeastAlike(g.IDs, 6)
	p.Unlike = lang.T("group.least-alike")
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
		so.shareWords(len(f.IDs), f.Bytes),
		words.Items(lang.T("group.senders", lang.Args{"Count": f.Senders}), lang.T("group.within", lang.Args{"Span": words.Lasting(f.To.Sub(f.From))})),
	}
	p.Line = so.mail.list.LineOver(f.IDs, f.From, f.To)
	p.From, p.To = words.ReadDate(f.From, now), words.ReadDate(f.To, now)
	for _, r := range f.Common {
		p.Common = append(p.Common, words.Common(r, f))
	}
	if len(f.Parts) > 1 {
		p.Parts = words.FloodParts(f)
	}
	if n := len(f.Kept); n > 0 {
		p.Known = lang.T("group.known", lang.Args{"Count": n})
		for _, l := range f.Kept[:min(n, groups.MaxKnown)] {
			p.KnownRows = append(p.KnownRows, so.unlikeRow(l.ID, l.Why))
		}
		if rest := n - groups.MaxKnown; rest > 0 {
			p.KnownMore = lang.T("group.known-more", lang.Args{"Count": rest})
		}
	}
	if n := len(f.Lifted); n > 0 {
		p.Look = true
		p.Unlike = lang.T("group.odd", lang.Args{"Count": n})
		for _, l := range f.Lifted[:min(n, groups.MaxUnlike)] {
			p.Rows = append(p.Rows, so.unlikeRow(l.ID, l.Why))
		}
		if rest := n - groups.MaxUnlike; rest > 0 {
			p.More = lang.T("group.odd-more", lang.Args{"Count": rest})
		}
		return p
	}
	p.Unlike = lang.T("group.least-alike")
	for _, id := range f.Least {
		p.Rows = append(p.Rows, so.unlikeRow(id, nil))
	}
	return p
}

// shareWords tell how much of the mailbox some messages are.
func (so *sorting) shareWords(n int, bytes int64) string {
	share := lang.T("group.share", lang.Args{"Share": words.Share(n, so.mail.list.Total())})
	return words.Items(words.Messages(n), share, words.ByteSize(bytes))
}

func (so *sorting) unlikeRow(id int32, why []triage.Reason) list.MessageRow {
	r := so.mail.list.Row(id)
	return list.MessageRow{Ref: so.mail.list.Ref(id), Row: r, Why: words.Why(why)}
}
