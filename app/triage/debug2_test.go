package triage

import (
	"fmt"
	"slices"
	"testing"

	"github.com/restante/restante/app/triage/bombtest"
)

func TestDebug2(t *testing.T) {
	if *dbgSeed == 0 {
		t.Skip()
	}
	seed := uint64(*dbgSeed)
	n, size := sizesOf(seed)
	b := open(t, bombtest.Merge(bombtest.Ordinary(seed, n, bombNow), bombtest.SubscriptionBomb(seed, size, 3+int(seed%5), bombNow)))
	x := b.index
	times := x.times(bombNow)
	h := x.history(times)
	h.begin, h.end = times[0].at(), times[len(times)-1].at()
	st := x.strangers(times, h)
	ids := slices.DeleteFunc(slices.Clone(st), func(id int32) bool { return !x.isSubscription(&x.entries[id]) })
	fmt.Println("strangers", len(st), "subs", len(ids), "young", h.young(), "usual/day", x.usual(ids, h)*86400)
	d := &detector{x: x, times: times, h: h, strangers: st, taken: map[int32]bool{}, done: map[int32]bool{}}
	for _, bb := range x.bursts(ids, h) {
		sg := d.share(bb.ids, func(e *entry) bool { return x.subjects.about[e.subject]&(aboutSignup|aboutReceipt) != 0 })
		fmt.Println("burst", len(bb.ids), timeOf(x.entries[bb.ids[0]].at), timeOf(x.entries[bb.ids[len(bb.ids)-1]].at), "variety", d.variety(bb.ids), "signups", sg, bb.strict)
	}
}
