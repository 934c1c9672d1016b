package triage

import (
	"slices"
	"testing"
	"time"

	"github.com/restante/restante/app/triage/bombtest"
	"github.com/restante/restante/assets/sample"
	"github.com/restante/restante/mime"
)

// TestSampleMailbox looks at the mailbox that comes with the program.
func TestSampleMailbox(t *testing.T) {
	for hours := range 24 {
		now := time.Date(2026, 11, 24, hours, 30, 0, 0, time.UTC)
		x := NewIndex()
		var all []*mime.Summary
		for i, m := range sample.Messages(now) {
			s := mime.ParseSummary(m.Raw)
			all = append(all, &s)
			x.Set(int32(i), Message{Summary: &s, Size: int64(len(m.Raw)), Order: i})
		}
		r := x.Report(now)
		if len(r.Floods) != 1 {
			t.Fatalf("%d floods", len(r.Floods))
		}
		f := r.Floods[0]
		if f.Kind != Alike || len(f.IDs) != 5000 || f.Senders != 3 || f.Subject != "CLAIM … you are selected" || f.Key == "" {
			t.Errorf("kind %d, %d messages from %d senders, %q, key %q", f.Kind, len(f.IDs), f.Senders, f.Subject, f.Key)
		}
		var lifted []string
		for _, l := range f.Lifted {
			lifted = append(lifted, all[l.ID].Subject)
		}
		slices.Sort(lifted)
		if want := []string{"Harbour Bank: Payment of 1,240.00", "Your cat is on my ladder", "Your sign-in code is 402 118"}; !slices.Equal(lifted, want) {
			t.Errorf("lifted: %q", lifted)
		}
	}
}

// TestThreat_G02_HiddenMailComesFirst hides mail in a busy mailbox of few days, in
// which much of what is ordinary looks like it.
func TestThreat_G02_HiddenMailComesFirst(t *testing.T) {
	for _, now := range []time.Time{bombNow, bombNow.Add(-7 * time.Hour), bombNow.Add(38 * time.Hour), bombNow.Add(100 * time.Hour)} {
		b := open(t, bombtest.Merge(bombtest.Ordinary(11, 800, now), bombtest.SubscriptionBomb(11, 5000, 4, now)))
		r := b.index.Report(now)
		s := b.score(r)
		if len(r.Floods) != 1 || s.people > 0 || s.selected < 4990 || r.Floods[0].Kind != Subscriptions {
			t.Errorf("%v: %d floods, %+v", now, len(r.Floods), s)
			continue
		}
		first := 0
		for _, l := range r.Floods[0].Lifted[:12] {
			first += count(b.mails[l.ID].Hidden)
		}
		if first < 3 || s.lifted < 4 {
			t.Errorf("%v: %d of 4 hidden messages are among the first 12 of %d, and %d among all", now, first, len(r.Floods[0].Lifted), s.lifted)
		}
	}
}

func TestThreat_G10_LargeFlood(t *testing.T) {
	b := open(t, bombtest.Merge(bombtest.Ordinary(7, 200, bombNow), bombtest.AlikeBomb(7, 100_000, bombNow)))
	r := b.index.Report(bombNow)
	if s := b.score(r); len(r.Floods) != 1 || r.Floods[0].Kind != Alike || s.selected < 99_900 || s.people+s.good > 0 {
		t.Errorf("%+v", s)
	}
}

// TestFloodAtAnyHour moves the clock: whether a flood is named must not depend on
// where the days of the calendar, or those since the first message, begin.
func TestFloodAtAnyHour(t *testing.T) {
	for _, size := range []int{300, 3000} {
		for seed := uint64(1); seed <= 3; seed++ {
			for hours := range 24 {
				now := time.Date(2026, 11, 26, hours, 30, 0, 0, time.UTC)
				b := open(t, bombtest.Merge(bombtest.Ordinary(seed, 200, now), bombtest.AlikeBomb(seed, size, now)))
				if s := b.score(b.index.Report(now)); s.named != 1 || s.people+s.good > 0 || s.whole != 1 {
					t.Errorf("seed %d, %d messages, %v: %+v", seed, size, now, s)
				}
			}
		}
	}
}
