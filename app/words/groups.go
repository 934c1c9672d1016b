package words

import (
	"time"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
)

// Trait is the word for what groups have in common, on the button that groups by it.
func Trait(t triage.Trait) string {
	switch t {
	case triage.BySender:
		return lang.T("trait.sender")
	case triage.BySubject:
		return lang.T("trait.subject")
	case triage.ByTime:
		return lang.T("trait.time")
	case triage.ByDomain:
		return lang.T("trait.domain")
	case triage.ByList:
		return lang.T("trait.list")
	case triage.BySize:
		return lang.T("trait.size")
	}
	return ""
}

// GroupName is how a group is called on the screen.
func GroupName(g *triage.Group, now time.Time) string {
	switch g.Trait {
	case triage.BySize:
		return sizeClass(g.Low, g.High)
	case triage.ByTime:
		if span := clockSpan(g.First, g.Last, now, capitalDay); span != "" {
			return span
		}
		return lang.T("group.no-date")
	}
	if name := letters.Clean(g.Name, letters.MaxName); name != "" {
		return name
	}
	if g.Trait == triage.BySubject {
		return NoSubject()
	}
	return lang.T("message.no-sender")
}

// GroupHours are the times of day between which a group came; empty where that was on
// several days, or nobody knows.
func GroupHours(g *triage.Group, now time.Time) string {
	from, to := g.First.In(now.Location()), g.Last.In(now.Location())
	if g.First.IsZero() || !sameDay(from, to) {
		return ""
	}
	return lang.T("date.span", lang.Args{"From": Clock(from), "To": Clock(to)})
}

// sizeClass names a class of sizes; 0 at the top means no end.
func sizeClass(low, high int64) string {
	switch {
	case low == 0:
		return lang.T("group.size.under", lang.Args{"Size": ByteSize(high)})
	case high <= 0 || high >= 1<<40:
		return lang.T("group.size.over", lang.Args{"Size": ByteSize(low)})
	}
	return lang.T("group.size.between", lang.Args{"Low": ByteSize(low), "High": ByteSize(high)})
}

// GroupFacts is the small line under the name: share, bytes, from when to when.
func GroupFacts(g *triage.Group, total int, now time.Time) string {
	return Items(Share(len(g.IDs), total), ByteSize(g.Bytes), DaySpan(g.First, g.Last, now))
}

// Shared tell what all messages of a group have in common, a line each.
func Shared(c listing.Common) []string {
	var out []string
	add := func(ok bool, text string) {
		if ok {
			out = append(out, text)
		}
	}
	if c.First == nil {
		return nil
	}
	sender := Cell(listing.ByFrom, c.First, time.Time{})
	subject, list := letters.Clean(c.First.Summary.Subject, 80), letters.Clean(c.First.Summary.ListID, 80)
	add(c.Sender, lang.T("shared.sender", lang.Args{"Sender": sender}))
	add(c.Subject, lang.T("shared.subject", lang.Args{"Subject": subject}))
	add(c.List, lang.T("shared.list", lang.Args{"List": list}))
	add(c.Attached, lang.T("shared.attached"))
	add(c.Unattached, lang.T("shared.unattached"))
	add(c.Unread, lang.T("shared.unread"))
	return out
}
