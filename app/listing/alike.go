package listing

import (
	"cmp"
	"slices"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
)

// LeastAlike picks those of some messages that are the least like the others:
// whose sender is the rarest among them, and whose size is the farthest from the
// usual. It looks at an even choice of them when they are very many.
func (l *Listing) LeastAlike(ids []int32, most int) []int32 {
	const enough = 200_000
	step := max((len(ids)+enough-1)/enough, 1)
	senders := make(map[string]int)
	var sizes []int64
	for i := 0; i < len(ids); i += step {
		r := l.Row(ids[i])
		senders[SenderKey(r)]++
		sizes = append(sizes, r.Size)
	}
	if len(sizes) == 0 {
		return nil
	}
	slices.Sort(sizes)
	middle := sizes[len(sizes)/2]
	type odd struct {
		id    int32
		like  int
		apart int64
	}
	var best []odd
	compare := func(a, b odd) int {
		return cmp.Or(cmp.Compare(a.like, b.like), cmp.Compare(b.apart, a.apart), cmp.Compare(a.id, b.id))
	}
	for i := 0; i < len(ids); i += step {
		r := l.Row(ids[i])
		o := odd{id: ids[i], like: senders[SenderKey(r)], apart: max(r.Size-middle, middle-r.Size)}
		if len(best) == most && compare(o, best[most-1]) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, o, compare)
		best = slices.Insert(best, at, o)
		best = best[:min(len(best), most)]
	}
	out := make([]int32, 0, len(best))
	for _, o := range best {
		out = append(out, o.id)
	}
	return out
}

// LineOver counts how many messages came in each part of a time.
func (l *Listing) LineOver(ids []int32, from, to time.Time) (line [24]int) {
	span := to.Sub(from).Milliseconds() + 1
	for _, id := range ids {
		if at, ok := rowTime(l.Row(id)); ok {
			i := (at - from.UnixMilli()) * int64(len(line)) / span
			line[min(max(i, 0), int64(len(line)-1))]++
		}
	}
	return line
}

// Common is what all messages of a group share.
type Common struct {
	First      *mailbox.Row // one of them
	Sender     bool         // all are from its sender
	Subject    bool         // all have nearly its subject
	List       bool         // all came through its mailing list
	Attached   bool         // all have attachments
	Unattached bool         // none has one
	Unread     bool         // none was read
}

// CommonOf tells what all of a group share beyond what it is grouped by; nothing is
// shared by fewer than two.
func (l *Listing) CommonOf(g *triage.Group) Common {
	ids := g.IDs
	if len(ids) < 2 {
		return Common{}
	}
	first := l.Row(ids[0])
	sender, form := SenderKey(first), triage.SubjectForm(first.Summary.Subject)
	list, attached, unread := first.Summary.ListID, 0, 0
	c := Common{First: first, Sender: true, Subject: true, List: list != ""}
	for _, id := range ids {
		r := l.Row(id)
		c.Sender = c.Sender && SenderKey(r) == sender
		c.Subject = c.Subject && (r.Summary.Subject == first.Summary.Subject || triage.SubjectForm(r.Summary.Subject) == form)
		c.List = c.List && r.Summary.ListID == list
		if r.Summary.HasAttachment {
			attached++
		}
		if !r.Seen {
			unread++
		}
	}
	c.Sender = c.Sender && g.Trait != triage.BySender
	c.Subject = c.Subject && g.Trait != triage.BySubject
	c.List = c.List && g.Trait != triage.ByList
	c.Attached, c.Unattached, c.Unread = attached == len(ids), attached == 0, unread == len(ids)
	return c
}
