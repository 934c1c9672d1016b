package triage

import (
	"math/rand/v2"
	"testing"
)

func TestHashSet(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, room := range []int{0, 1, 1000} {
		set, want := newHashSet(room), map[uint64]bool{}
		for range 5000 {
			h := r.Uint64N(4000) * 8 // many meet in one slot
			if h != 0 {
				set.add(h)
				want[h] = true
			}
			if probe := r.Uint64N(32000); set.has(probe) != want[probe] {
				t.Fatalf("room for %d: %d is there: %v", room, probe, !want[probe])
			}
		}
		if set.count != len(want) {
			t.Errorf("room for %d: %d, want %d", room, set.count, len(want))
		}
	}
	var empty hashSet
	if empty.has(5) || empty.has(0) {
		t.Error("something is in the empty set")
	}
}
