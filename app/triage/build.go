package triage

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/restante/restante/mime"
)

// build makes floods of events, the largest first. No message is in two of them, or
// beside two.
func (d *detector) build(events []event) []*Flood {
	var floods []*Flood
	for _, e := range events {
		m := d.model(e)
		if d.grow(&e, m) {
			m = d.model(e)
		}
		if f := d.members(m); f != nil {
			f.Key = d.key(f)
			d.beside(f, m)
			floods = append(floods, f)
		}
	}
	slices.SortStableFunc(floods, func(a, b *Flood) int { return cmp.Compare(len(b.IDs), len(a.IDs)) })
	return floods
}

// grow makes an event longer by what came soon before or behind and says what the flood says. It
// reports whether there was enough of it.
func (d *detector) grow(e *event, m *model) bool {
	const least = 10
	reach := min(apart, max(day/4, (e.to-e.from)/2))
	first, last := d.place(d.crowd, e.from), d.place(d.crowd, e.to+1)
	from, to, found := e.from, e.to, 0
	for i := first - 1; i >= 0 && from-d.x.entries[d.crowd[i]].at <= reach; i-- {
		if f := d.feature(d.crowd[i]); m.repeats(&f) {
			from, found = f.at, found+1
		}
	}
	for i := last; i < len(d.crowd) && d.x.entries[d.crowd[i]].at-to <= reach; i++ {
		if f := d.feature(d.crowd[i]); m.repeats(&f) {
			to, found = f.at, found+1
		}
	}
	if found < least {
		return false
	}
	e.period = period{from, to}
	e.ids = d.until(d.since(d.crowd, from-1), to+1)
	return true
}

// leastFlood is how many messages one click must take at least to be called a flood.
const leastFlood = 40

// members makes the flood that a model describes, but for what came beside it. It
// is nil when too little is left for it by other floods.
func (d *detector) members(m *model) *Flood {
	f := &Flood{Match: m.takes}
	while := d.during(m.from-around, m.to+around)
	members := make([]placed, 0, len(while))
	for _, t := range while {
		if d.done[t.id()] {
			continue // of another flood
		}
		one := d.feature(t.id())
		if v, why := m.judge(&one); v == member {
			kind, like := m.part(&one)
			members = append(members, placed{id: t.id(), why: why, alike: m.degree(&one), kind: uint8(kind), like: int8(like)})
		}
	}
	if len(members) < leastFlood {
		return nil
	}
	d.sort(members)
	f.IDs, f.why = make([]int32, len(members)), make([]reasons, len(members))
	for i, p := range members {
		f.IDs[i], f.why[i] = p.id, p.why
		d.done[p.id] = true
	}
	f.Parts, f.core = d.parts(m, members)
	f.Kind = f.Parts[0].Kind
	if len(f.Parts[0].IDs)*10 < len(f.IDs)*6 {
		f.Kind = Mixed
	}
	for range min(5, len(members)) {
		i := least(members)
		f.Least = append(f.Least, members[i].id)
		members[i].alike = math.MaxFloat32
	}
	d.describe(f)
	return f
}

// sort puts members in order of their ids. There are many, and no two of one id.
func (d *detector) sort(members []placed) {
	place := make([]int32, len(d.x.entries))
	for i, p := range members {
		place[p.id] = int32(i) + 1
	}
	sorted := make([]placed, 0, len(members))
	for _, i := range place {
		if i > 0 {
			sorted = append(sorted, members[i-1])
		}
	}
	copy(members, sorted)
}

// parts puts the members of a flood in order by what they are. What is too little for a
// part of its own goes to the largest. The second result is what the subjects of that one
// have in common.
func (d *detector) parts(m *model, members []placed) (parts []Part, largest *core) {
	var by [kinds][maxCores + 1][]int32
	for _, p := range members {
		by[p.kind][p.like] = append(by[p.kind][p.like], p.id)
	}
	var keys [][2]int
	for kind := range by {
		for like, ids := range by[kind] {
			if len(ids) > 0 {
				keys = append(keys, [2]int{kind, like})
			}
		}
	}
	slices.SortStableFunc(keys, func(a, b [2]int) int { return cmp.Compare(len(by[b[0]][b[1]]), len(by[a[0]][a[1]])) })
	for i, key := range keys {
		ids := by[key[0]][key[1]]
		if i > 0 && len(ids) < max(10, len(members)/50) {
			parts[0].IDs = append(parts[0].IDs, ids...)
			continue
		}
		part := Part{Kind: FloodKind(key[0]), IDs: ids}
		if part.Kind == Alike && key[1] < len(m.cores) {
			c := m.cores[key[1]]
			if part.Subject = d.commonSubject(ids, c); i == 0 {
				largest = c
			}
		}
		parts = append(parts, part)
	}
	slices.Sort(parts[0].IDs)
	for i := range parts {
		parts[i].Senders = d.senders(parts[i].IDs)
	}
	return parts, largest
}

// senders counts the senders of some messages.
func (d *detector) senders(ids []int32) (n int) {
	seen := make([]bool, len(d.x.senders.hash))
	for _, id := range ids {
		if s := d.x.entries[id].sender; !seen[s] {
			seen[s] = true
			n++
		}
	}
	return n
}

// beside finds what came in the time of a flood and is no part of any.
func (d *detector) beside(f *Flood, m *model) {
	var found besides
	for _, t := range d.during(m.from-around, m.to+around) {
		if d.done[t.id()] {
			continue
		}
		one := d.feature(t.id())
		v, why := m.judge(&one)
		if why&affairs == 0 && (t.at() < f.From.Unix() || t.at() > f.To.Unix()) {
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
	alike float32
	kind  uint8 // a FloodKind
	like  int8
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
func (m *model) degree(f *feature) float32 {
	sum := float32(0)
	if like := m.like(f); like >= 0 {
		share, _ := m.cores[like].likeness(f.words)
		sum = 5 * float32(share)
	}
	for _, yes := range []bool{f.is&signList != 0, f.is&signMachine != 0, f.about&aboutSignup != 0, f.about&aboutReceipt != 0, f.about&aboutUser == 0} {
		if yes {
			sum++
		}
	}
	return sum
}

// describe fills in what a person is told about a flood.
func (d *detector) describe(f *Flood) {
	x := d.x
	f.Senders = d.senders(f.IDs)
	first, last := int64(0), int64(0)
	var all [Burst + 1]int
	for i, id := range f.IDs {
		e := &x.entries[id]
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
	if f.Kind == Alike {
		f.Subject = f.Parts[0].Subject
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
func (d *detector) commonSubject(ids []int32, c *core) string {
	x := d.x
	top := x.topForm(ids)
	i := slices.IndexFunc(ids, func(id int32) bool { return x.entries[id].subject == top })
	subject := x.entries[ids[i]].summary.Subject
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
