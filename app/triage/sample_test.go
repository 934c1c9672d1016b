package triage

import (
	"testing"
	"time"

	"github.com/restante/restante/assets/sample"
	"github.com/restante/restante/mime"
)

func TestSampleMailbox(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	x := NewIndex()
	var all []mime.Summary
	for i, m := range sample.Messages(now) {
		s := mime.ParseSummary(m.Raw)
		all = append(all, s)
		x.Set(int32(i), Message{Summary: &s, Size: int64(len(m.Raw)), Order: i})
	}
	r := x.Report(now)
	for _, f := range r.Floods {
		t.Logf("%q %d ids, %d senders, subject %q, %d kept", f.Key, len(f.IDs), f.Senders, f.Subject, len(f.Kept))
		for _, l := range f.Lifted {
			t.Logf("lifted %v %q %v", all[l.ID].From, all[l.ID].Subject, l.Why)
		}
		for i, l := range f.Kept {
			if i < 8 {
				t.Logf("kept %v %q %v", all[l.ID].From, all[l.ID].Subject, l.Why)
			}
		}
	}
}
