package triage

import (
	"slices"

	"github.com/restante/restante/mime"
)

// subscriptions finds a flood of subscriptions in what is left of a burst.
func (d *detector) subscriptions(b burst, left []int32) *model {
	x := d.x
	counts := make(map[int32]int)
	for _, id := range left {
		counts[x.entries[id].sender]++
	}
	isOne := func(id int32) bool {
		e := &x.entries[id]
		return counts[e.sender] < often && (x.isList(e) || e.summary.Traits.Has(mime.MassMailer|mime.FeedbackID|mime.AutoSubmitted) || x.subjects.about[e.subject]&(aboutSignup|aboutReceipt) != 0)
	}
	ids := slices.DeleteFunc(slices.Clone(left), func(id int32) bool { return !isOne(id) })
	// What is left of a burst may be no burst any more.
	again := x.bursts(ids, d.h)
	if len(again) == 0 {
		return nil
	}
	largest := slices.MaxFunc(again, func(a, b burst) int { return len(a.ids) - len(b.ids) })
	ids = largest.ids
	signups := d.share(ids, func(e *entry) bool { return x.subjects.about[e.subject]&(aboutSignup|aboutReceipt) != 0 })
	if n := d.variety(ids); n < b.least() || n*2 < len(ids) || signups < 0.15 {
		return nil
	}
	m := d.model(Subscriptions, ids)
	// Here it is single messages that hide, amid many that speak of all the world.
	m.usual = 0
	m.common, m.often = d.commonTemplates(m), d.frequentWriters(m)
	d.take(ids)
	return m
}

// commonTemplates finds what is written for many sites alike among mail that is
// sent to nobody else.
func (d *detector) commonTemplates(m *model) map[string]bool {
	x := d.x
	sites := make(map[string]map[int32]bool)
	all := d.during(m.from, m.to)
	for _, t := range all {
		e := &x.entries[t.id()]
		if one := x.feature(t.id()); one.isList() || !one.isOffice() {
			continue
		}
		key := template(e.summary)
		if sites[key] == nil {
			sites[key] = make(map[int32]bool)
		}
		sites[key][x.senders.domain[e.sender]] = true
	}
	common := make(map[string]bool)
	for key, from := range sites {
		if len(from) >= max(8, len(all)/200) {
			common[key] = true
		}
	}
	return common
}

// often is how many messages a site does not write whose form somebody else has put
// the user's address into.
const often = 4

// frequentWriters finds the senders that write again and again.
func (d *detector) frequentWriters(m *model) map[uint64]bool {
	x := d.x
	counts := make(map[int32]int)
	found := make(map[uint64]bool)
	for _, t := range d.during(m.from, m.to) {
		sender := x.entries[t.id()].sender
		if counts[sender]++; counts[sender] == often {
			found[x.senders.hash[sender]] = true
		}
	}
	return found
}
