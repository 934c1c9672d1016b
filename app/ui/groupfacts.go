package ui

import (
	"slices"
	"strings"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
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
		m.group.set(w.floodFacts(f))
	default:
		m.group.set(w.groupFacts(g))
	}
	if show != m.group.Visible() {
		m.group.Hidden, m.reader.Hidden = !show, show
		m.relayout()
		m.group.Refresh()
	}
}

// groupFacts is the page of a group.
func (w *Window) groupFacts(g *triage.Group) groupFactsPage {
	now := w.deps.Now()
	p := groupFactsPage{title: groupName(g, now), line: g.Line, all: g.IDs, rule: triage.RuleFor(g) != (triage.Rule{})}
	p.facts = []string{
		messages(len(g.IDs)) + " · " + share(len(g.IDs), len(w.mail.list.rows)) + " of the mailbox · " + byteSize(g.Bytes),
		"From " + count(g.Senders) + " " + plural(g.Senders, "sender", "senders") + " · " + daySpan(g.First, g.Last, now),
	}
	p.from, p.to = dayWords(w.sorter.report.From.In(now.Location()), now), dayWords(w.sorter.report.To.In(now.Location()), now)
	ids := w.mail.list.leastAlike(g.IDs, 6)
	p.unlike = "The least alike of them"
	for _, id := range ids {
		p.rows = append(p.rows, w.unlikeRow(id, nil))
	}
	p.common = w.mail.list.commonOf(g)
	p.keep, p.isKept = w.soleFriend(g)
	return p
}

// floodFacts is the page of a flood: what does not fit stands first.
func (w *Window) floodFacts(f *triage.Flood) groupFactsPage {
	now := w.deps.Now()
	p := groupFactsPage{title: floodName(f, now), all: f.IDs}
	p.facts = []string{
		messages(len(f.IDs)) + " · " + share(len(f.IDs), len(w.mail.list.rows)) + " of the mailbox · " + byteSize(f.Bytes),
		"From " + senderCount(f) + " · within " + lasting(f.To.Sub(f.From)),
	}
	p.line = w.mail.list.lineOver(f.IDs, f.From, f.To)
	p.from, p.to = readDate(f.From, now), readDate(f.To, now)
	for _, r := range f.Common {
		p.common = append(p.common, upperFirst(commonWords(r, f)))
	}
	if n := len(f.Lifted); n > 0 {
		p.look = true
		p.unlike = plural(n, "This one is", "These "+count(n)+" are") + " not like the rest. Read " + plural(n, "it", "them") + " before you delete"
		for _, l := range f.Lifted[:min(n, maxUnlike)] {
			p.rows = append(p.rows, w.unlikeRow(l.ID, l.Why))
		}
		if rest := n - maxUnlike; rest > 0 {
			p.more = count(rest) + " more of them stand at the head of the list."
		}
		return p
	}
	p.unlike = "The least alike of them"
	for _, id := range f.Least {
		p.rows = append(p.rows, w.unlikeRow(id, nil))
	}
	return p
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (w *Window) unlikeRow(id int32, why []triage.Reason) unlikeRow {
	r := w.mail.list.rowOf(id)
	return unlikeRow{uid: r.UID, row: r, why: upperFirst(whyWords(why))}
}

// rowOf is the row of an id, also of one that is gone by now.
func (l *listing) rowOf(id int32) *mailbox.Row {
	if int(id) < len(l.row) && l.row[id] != nil {
		return l.row[id]
	}
	return &mailbox.Row{}
}

// whyLifted tells of a message that does not fit into a flood why that is, and is
// empty for all others.
func (w *Window) whyLifted(id int32) string {
	for _, f := range w.sorter.report.Floods {
		for _, l := range f.Lifted {
			if l.ID == id {
				return "It came with the flood and is not like it: " + whyWords(l.Why) + "."
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
		lines = append(lines, upperFirst(reasonWords(r)))
	}
	w.card = ask(w.win.Canvas(), title, "", "", choice{"Close", kindPlain, nil})
	w.card.setLines(joinLines(bullets(lines)))
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
