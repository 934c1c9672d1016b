package ui

import (
	"cmp"
	"slices"
	"time"

	"github.com/restante/restante/app/triage"
)

// leastAlike picks those of some messages that are the least like the others:
// whose sender is the rarest among them, and whose size is the farthest from the
// usual. It looks at an even choice of them when they are very many.
func (l *listing) leastAlike(ids []int32, most int) []int32 {
	const enough = 200_000
	step := max((len(ids)+enough-1)/enough, 1)
	senders := make(map[string]int)
	var sizes []int64
	for i := 0; i < len(ids); i += step {
		r := l.rowOf(ids[i])
		senders[senderKey(r)]++
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
		r := l.rowOf(ids[i])
		o := odd{id: ids[i], like: senders[senderKey(r)], apart: max(r.Size-middle, middle-r.Size)}
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

// lineOver counts how many messages came in each part of a time.
func (l *listing) lineOver(ids []int32, from, to time.Time) (line [24]int) {
	span := to.Sub(from).Milliseconds() + 1
	for _, id := range ids {
		if at, ok := rowTime(l.rowOf(id)); ok {
			i := (at - from.UnixMilli()) * int64(len(line)) / span
			line[min(max(i, 0), int64(len(line)-1))]++
		}
	}
	return line
}

// commonOf tells what all of a group share beyond its name.
func (l *listing) commonOf(g *triage.Group) []string {
	ids := g.IDs
	if len(ids) < 2 {
		return nil
	}
	first := l.rowOf(ids[0])
	sender, form := senderKey(first), triage.SubjectForm(first.Summary.Subject)
	list, attached, unread := first.Summary.ListID, 0, 0
	sameSender, sameForm, sameList := true, true, list != ""
	for _, id := range ids {
		r := l.rowOf(id)
		sameSender = sameSender && senderKey(r) == sender
		sameForm = sameForm && (r.Summary.Subject == first.Summary.Subject || triage.SubjectForm(r.Summary.Subject) == form)
		sameList = sameList && r.Summary.ListID == list
		if r.Summary.HasAttachment {
			attached++
		}
		if !r.Seen {
			unread++
		}
	}
	var out []string
	add := func(ok bool, text string) {
		if ok {
			out = append(out, text)
		}
	}
	add(sameSender && g.Trait != triage.BySender, "All from "+cellText(byFrom, first, time.Time{}))
	add(sameForm && g.Trait != triage.BySubject, "All with nearly the same subject: “"+Clean(first.Summary.Subject, 80)+"”")
	add(sameList && g.Trait != triage.ByList, "All through the mailing list “"+Clean(list, 80)+"”")
	add(attached == len(ids), "All seem to have attachments")
	add(attached == 0, "None seems to have an attachment")
	add(unread == len(ids), "None was read here")
	return out
}
