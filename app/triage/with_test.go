package triage

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/restante/restante/mime"
)

// TestWith selects what came with a message: strangers, and neither letters nor who is known.
func TestWith(t *testing.T) {
	letter := mail("Kim <kim@other.example>", "Lunch", 10*time.Hour+2*time.Minute)
	letter.Program = 1
	var more []*mime.Summary
	for i := range 30 { // too few for a flood
		more = append(more, mail(fmt.Sprintf("x@shop%d.example", i), fmt.Sprintf("Offer %s", inLetters(i)), 10*time.Hour+time.Duration(i)*10*time.Second))
	}
	more = append(more, letter, mail(friendAddr, "Letter", 10*time.Hour+time.Minute), mail("y@late.example", "Offer", 2*time.Hour))
	x, ids := flooded(t, 0, more...)
	if r := x.Report(testNow); len(r.Floods) > 0 {
		t.Fatal("there is a flood")
	}
	if got := x.With(ids[3], testNow); !slices.Equal(got, ids[:30]) {
		t.Errorf("with one of them came %d: %v", len(got), got)
	}
	if got := x.With(ids[30], testNow); !slices.Equal(got, ids[:30]) {
		t.Errorf("with a letter in between came %d", len(got))
	}
	if got := x.With(ids[32], testNow); !slices.Equal(got, ids[32:]) {
		t.Errorf("with one that came alone came %v", got)
	}
	for _, id := range []int32{-1, 1e6} {
		if x.With(id, testNow) != nil {
			t.Errorf("%d is no message", id)
		}
	}
	x, _ = flooded(t, 400)
	_, f := oneFlood(t, x)
	if got := x.With(f.IDs[7], testNow); !slices.Equal(got, f.IDs) {
		t.Errorf("%d came with one of the flood", len(got))
	}
}
