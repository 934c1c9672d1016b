package triage

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/app/triage/bombtest"
	"github.com/restante/restante/mime"
)

// TestThreat_G11_ForgedAuthentication lets what is hidden in a flood come in the name of a
// bank that the user's server has always vouched for. Only what that server writes on top
// counts: neither another name nor what stands below.
func TestThreat_G11_ForgedAuthentication(t *testing.T) {
	const own, other = "Authentication-Results: mx.post.example; dmarc=pass\r\n", "Authentication-Results: mx.other.example; dmarc=pass\r\n"
	none := strings.Replace(own, "pass", "none", 1)
	received := func(head string, ago time.Duration, subject string) *mime.Summary {
		s := mime.ParseSummary(fmt.Appendf(nil, "%sReceived: from x by mx.post.example; %s\r\nFrom: Bank <info@bank.example>\r\nTo: anna@post.example\r\nSubject: %s\r\n\r\n",
			head, testNow.Add(-ago).Format("Mon, 2 Jan 2006 15:04:05 -0700"), subject))
		return &s
	}
	for name, tt := range map[string]struct {
		head string
		why  []ReasonKind
	}{
		"vouched for":                  {own, []ReasonKind{KnownSender}},
		"forged":                       {none, []ReasonKind{NotSigned, KnownSender}},
		"forged, and below it a claim": {none + own, []ReasonKind{NotSigned, KnownSender}},
	} {
		t.Run(name, func(t *testing.T) {
			var more []*mime.Summary
			for i := range 40 {
				more = append(more, received(own, time.Duration(i+2)*24*time.Hour, fmt.Sprintf("Letter %s", inLetters(i))))
			}
			more = append(more, received(tt.head, time.Minute, "Good morning"))
			x, ids := flooded(t, 400, more...)
			for i := range x.entries { // all that comes goes through the same server
				if s := x.entries[i].summary; s.Auth.Server == 0 {
					signed := *s
					signed.Auth = more[0].Auth
					x.Set(int32(i), Message{Summary: &signed, Size: 1000, Order: i})
				}
			}
			r, f := oneFlood(t, x)
			id := ids[len(ids)-1]
			if got := kindsOf(r.Why(id)); !slices.Equal(got, tt.why) {
				t.Errorf("why: %v, want %v", got, tt.why)
			}
			if _, in := slices.BinarySearch(f.IDs, id); in {
				t.Error("it is selected")
			}
		})
	}
	h := home{servers: map[uint32]bool{received(own, 0, "").Auth.Server: true}}
	for head, want := range map[string]bool{own: true, other: false, other + own: false, none + own: false, "": false} {
		if got := h.proved(received(head, 0, "")); got != want {
			t.Errorf("%q is believed: %v", head, got)
		}
	}
}

// TestThreat_G12_CrowdsOfPeople lets many people write to the user at once: there is no
// alarm.
func TestThreat_G12_CrowdsOfPeople(t *testing.T) {
	people := 0
	for i, scene := range bombtest.Calm() {
		for seed := uint64(30); seed < 32; seed++ {
			mails := calmMails(scene, seed*1000+uint64(i))
			letters := 0
			for _, m := range mails {
				letters += count(m.Person)
			}
			if letters < 60 {
				continue
			}
			people++
			b := open(t, mails)
			for _, f := range b.index.Report(bombNow.AddDate(0, 0, 1)).Floods {
				t.Errorf("%s, %d: a flood of %d", scene.Name, seed, len(f.IDs))
			}
		}
	}
	if people < 20 {
		t.Errorf("only %d crowds", people)
	}
}
