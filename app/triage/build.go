package triage

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/restante/restante/mime"
)

// members makes the flood that a model describes, but for what came beside it. It
// is nil when too little is left for it by other floods.
func (d *detector) members(m *model) *Flood {
	x := d.x
	f := &Flood{Kind: m.kind, Match: m.takes}
	var members []placed
	for _, t := range d.during(m.from-around, m.to+around) {
		if d.done[t.id()] {
			continue // of another flood
		}
		one := x.feature(t.id())
		if v, why := m.judge(&one); v == member {
			members = append(members, placed{t.id(), why, m.degree(&one)})
		}
	}
	if len(members) < leastFlood/2 {
		return nil
	}
	slices.SortFunc(members, func(a, b placed) int { return cmp.Compare(a.id, b.id) })
	f.IDs, f.why = make([]int32, len(members)), make([]reasons, len(members))
	for i, p := range members {
		f.IDs[i], f.why[i] = p.id, p.why
		d.done[p.id] = true
	}
	for range min(5, len(members)) {
		i := least(members)
		f.Least = append(f.Least, members[i].id)
		members[i].alike = math.Inf(1)
	}
	d.describe(f, m)
	return f
}

// beside finds what came in the time of a flood and is no part of any.
func (d *detector) beside(f *Flood, m *model) {
	var found besides
	for _, t := range d.during(m.from-around, m.to+around) {
		if d.done[t.id()] {
			continue
		}
		one := d.x.feature(t.id())
		v, why := m.judge(&one)
		if why&telling&^(1<<Reply) == 0 && (t.at() < m.from || t.at() > m.to) {
			continue
		}
		d.done[t.id()] = true
		found = append(found, newAside(&one, t.id(), v, why))
	}
	f.Lifted, f.Kept = found.sorted(d.x)
}

// placed is a member, why it is one, and how much it is like the others.
type placed struct {
	id    int32
	why   reasons
	alike float64
}

// least is the place of the member that is the least like the others.
func least(members []placed) int {
	worst := 0
	for i, p := range members {
		if p.alike < members[worst].alike {
			worst = i
		}
	}
	return worst
}

// degree says how much a member is like the flood.
func (m *model) degree(f *feature) float64 {
	if m.core != nil {
		share, _ := m.core.likeness(f.words)
		return share
	}
	sum := 0.0
	for _, yes := range []bool{f.isList(), f.isMachine(), f.about&aboutSignup != 0, f.about&aboutReceipt != 0, f.about&aboutUser == 0} {
		if yes {
			sum++
		}
	}
	return sum
}

// describe fills in what a person is told about a flood.
func (d *detector) describe(f *Flood, m *model) {
	x := d.x
	senders := make([]bool, len(x.senders.hash))
	first, last := int64(0), int64(0)
	var all [Burst + 1]int
	for i, id := range f.IDs {
		e := &x.entries[id]
		if !senders[e.sender] {
			senders[e.sender] = true
			f.Senders++
		}
		f.Bytes += e.size
		if first == 0 || e.at < first {
			first = e.at
		}
		last = max(last, e.at)
		for k := Money; k <= Burst; k++ {
			if f.why[i].has(k) {
				all[k]++
			}
		}
	}
	f.From, f.To = timeOf(first), timeOf(last)
	if f.Senders == 1 {
		f.Sender = mime.First(x.entries[f.IDs[0]].summary.From).Display()
	}
	if m.core != nil {
		f.Subject = d.commonSubject(f, m.core)
	}
	var common reasons
	for k, n := range all {
		if n*10 >= len(f.IDs)*8 || ReasonKind(k) == Confirmation && n*10 >= len(f.IDs)*3 {
			common.add(ReasonKind(k))
		}
	}
	if f.Kind == Alike && f.Senders <= max(3, len(f.IDs)/100) {
		common.add(SameSender)
	}
	f.Common = common.list(f.word)
}

// commonSubject is the subject that the most messages have, with an ellipsis for
// what the others do not have, but not at its ends.
func (d *detector) commonSubject(f *Flood, c *core) string {
	x := d.x
	top := x.topForm(f.IDs)
	i := slices.IndexFunc(f.IDs, func(id int32) bool { return x.entries[id].subject == top })
	subject := x.entries[f.IDs[i]].summary.Subject
	var out []string
	for word := range strings.FieldsSeq(subject) {
		hashes := appendWords(nil, x.seed, []byte(SubjectForm(word)))
		share, central := c.likeness(hashes)
		if !central || share < 0.5 {
			word = "…"
		}
		if word != "…" || len(out) == 0 || out[len(out)-1] != "…" {
			out = append(out, word)
		}
	}
	if text := strings.Trim(strings.Join(out, " "), "… "); text != "" {
		return text
	}
	return subjectName([]string{subject, ""})
}
