package triage

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/restante/restante/mime"
)

var testNow = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// mail makes a summary of "Name <address>", a subject and how long ago it came.
func mail(from, subject string, ago time.Duration) *mime.Summary {
	s := mime.ParseSummary(fmt.Appendf(nil, "From: %s\r\nSubject: %s\r\n\r\n", from, subject))
	s.Arrived = testNow.Add(-ago)
	return &s
}

// indexOf makes an index of messages of 1,000 bytes each, with ids from 0 on.
func indexOf(t *testing.T, list ...*mime.Summary) *Index {
	t.Helper()
	x := NewIndex()
	for i, s := range list {
		x.Set(int32(i), Message{Summary: s, Size: 1000, Order: i + 1})
	}
	return x
}

func groupOf(t *testing.T, r *Report, trait Trait, key string) *Group {
	t.Helper()
	for _, g := range r.Groups[trait] {
		if g.Key == key {
			return g
		}
	}
	t.Fatalf("no group %q", key)
	return nil
}

func TestGroups(t *testing.T) {
	list := mail("Go nuts <gopher@golang.example>", "Topic 9", time.Hour)
	list.ListID = "Golang-Nuts.example.org"
	list2 := mail("b@golang.example", "Topic 10", 2*time.Hour)
	list2.ListID = "golang-nuts.example.org"
	x := indexOf(t,
		mail("Shop <news@mail.shop.example>", "Offer 1", 50*time.Hour), mail("Shop <NEWS@mail.shop.example>", "Offer 2", 26*time.Hour),
		mail("Orders <orders@shop.example>", "Your order", 25*time.Hour), list, list2, mail("x@other.example", "Offer 3", time.Minute),
	)
	x.Set(6, Message{Size: 3 << 20, Order: 7})
	x.Set(7, Message{Size: 2 << 20, Order: 8})
	r := x.Report(testNow)
	if r.Known != 6 || r.Unknown != 2 {
		t.Errorf("%d known, %d unknown", r.Known, r.Unknown)
	}
	tests := []struct {
		name    string
		trait   Trait
		key     string
		ids     []int32
		title   string
		senders int
	}{
		{"sender", BySender, "news@mail.shop.example", []int32{0, 1}, "Shop", 1},
		{"domain", ByDomain, "shop.example", []int32{0, 1, 2}, "shop.example", 2},
		{"subject", BySubject, "offer", []int32{0, 1, 5}, "Offer …", 2},
		{"list", ByList, "golang-nuts.example.org", []int32{3, 4}, "golang-nuts.example.org", 2},
		{"size", BySize, "1048576", []int32{6, 7}, "", 0},
		{"day", ByTime, "2026-11-24", []int32{3, 4, 5}, "", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := groupOf(t, r, tt.trait, tt.key)
			if !slices.Equal(g.IDs, tt.ids) || g.Name != tt.title || g.Senders != tt.senders {
				t.Errorf("got %v, %q, %d senders", g.IDs, g.Name, g.Senders)
			}
		})
	}
	g := groupOf(t, r, ByDomain, "shop.example")
	if g.Bytes != 3000 || !g.First.Equal(testNow.Add(-50*time.Hour)) || !g.Last.Equal(testNow.Add(-25*time.Hour)) {
		t.Errorf("%d bytes from %v to %v", g.Bytes, g.First, g.Last)
	}
	if g.Line[0] != 1 || g.Line[11]+g.Line[12] != 2 {
		t.Errorf("line %v", g.Line)
	}
	if again := x.Report(testNow); again != r {
		t.Error("a report is made anew though nothing has changed")
	}
}

func TestGroupsFollowTheMailbox(t *testing.T) {
	x := indexOf(t, mail("a@a.example", "x", 0), mail("a@a.example", "y", 0), mail("a@a.example", "z", 0))
	if g := groupOf(t, x.Report(testNow), BySender, "a@a.example"); len(g.IDs) != 3 {
		t.Errorf("%v", g.IDs)
	}
	x.Remove(1)
	x.Remove(1)
	x.Remove(99)
	x.Set(-1, Message{})
	if g := groupOf(t, x.Report(testNow), BySender, "a@a.example"); !slices.Equal(g.IDs, []int32{0, 2}) {
		t.Errorf("%v after one was removed", g.IDs)
	}
	x.Set(2, Message{Summary: mail("b@b.example", "z", 0)})
	r := x.Report(testNow)
	if len(r.Groups[BySender]) != 2 || len(r.Groups[BySender][0].IDs) != 1 {
		t.Errorf("groups of one are left out though all are: %v", r.Groups[BySender])
	}
}

func TestEmptyReport(t *testing.T) {
	r := NewIndex().Report(testNow)
	if r.Known != 0 || !r.From.IsZero() || r.Floods != nil || r.Why(3) != nil {
		t.Errorf("%+v", r)
	}
	for _, groups := range r.Groups {
		if len(groups) != 0 {
			t.Errorf("%v", groups)
		}
	}
}

func TestAbsurdDatesAreOutsideTheLine(t *testing.T) {
	var all []*mime.Summary
	for i := range 200 {
		all = append(all, mail("a@a.example", "x", time.Duration(i)*time.Hour))
	}
	all = append(all, mail("a@a.example", "x", 30*365*24*time.Hour), mail("a@a.example", "x", -50*365*24*time.Hour), &mime.Summary{})
	r := indexOf(t, all...).Report(testNow)
	if got := r.To.Sub(r.From); got != 199*time.Hour {
		t.Errorf("the line spans %v", got)
	}
	sum := 0
	for _, n := range groupOf(t, r, BySender, "a@a.example").Line {
		sum += n
	}
	if sum != 200 {
		t.Errorf("%d in the line", sum)
	}
}

func TestThreat_G10_MostGroupsAreBounded(t *testing.T) {
	var all []*mime.Summary
	for i := range 3000 {
		for range 1 + i%3 {
			all = append(all, mail(fmt.Sprintf("a%d@d%d.example", i, i), inLetters(i), 0))
		}
	}
	r := indexOf(t, all...).Report(testNow)
	for _, trait := range []Trait{BySender, ByDomain, BySubject} {
		groups := r.Groups[trait]
		if len(groups) != mostGroups {
			t.Errorf("%d groups", len(groups))
		}
		for i, g := range groups {
			if len(g.IDs) != 3 {
				t.Errorf("group %d of trait %d has %d messages", i, trait, len(g.IDs))
			}
		}
	}
}

// inLetters writes a number in letters.
func inLetters(n int) string {
	word := []byte("word ")
	for range 4 {
		word = append(word, byte('a'+n%26), 'o')
		n /= 26
	}
	return string(word)
}

func TestAlike(t *testing.T) {
	one, two := mail("a@l.example", "x", 0), mail("b@m.example", "y", 0)
	one.ListID, two.ListID = "l", "L"
	x := indexOf(t, mail("a@a.example", "Offer 1", 0), mail("b@a.example", "Offer 2", 0), mail("b@b.example", "Offer 3", 0), one, two)
	for id, want := range map[int32][]int32{0: {0, 1}, 2: {2}, 3: {3, 4}, 9: nil, -1: nil} {
		if got := x.Alike(id); !slices.Equal(got, want) {
			t.Errorf("%d: got %v, want %v", id, got, want)
		}
	}
}

// TestDatesOfGroupsAreNotCut puts some letters of weeks beside a flood of minutes: the
// line may leave them out, and what is said of when they came may not.
func TestDatesOfGroupsAreNotCut(t *testing.T) {
	const day = 24 * time.Hour
	var list []*mime.Summary
	for i := range 12 {
		m := mail("Solveig <solveig@fjord.example>", fmt.Sprintf("Letter %d", i), time.Duration(i+2)*5*day)
		m.ListID = "fjord.example"
		list = append(list, m)
	}
	for i := range 3000 {
		list = append(list, mail("Win <claims@win.example>", "CLAIM you are selected", time.Hour+time.Duration(i)*time.Second))
	}
	never := mail("Nobody <nobody@never.example>", "x", 0)
	never.Arrived, never.Date = time.Time{}, time.Time{}
	future := mail("Nobody <nobody@never.example>", "y", -40*day)
	x := indexOf(t, append(list, never, future)...)
	r := x.Report(testNow)
	for trait, key := range map[Trait]string{BySender: "solveig@fjord.example", ByDomain: "fjord.example", ByList: "fjord.example"} {
		g := groupOf(t, r, trait, key)
		if !g.First.Equal(testNow.Add(-65*day)) || !g.Last.Equal(testNow.Add(-10*day)) {
			t.Errorf("%v: from %v to %v", trait, g.First, g.Last)
		}
	}
	for _, g := range r.Groups[ByTime] {
		if future := g.Key > testNow.Add(day).Format(time.DateOnly); g.First.IsZero() != future {
			t.Errorf("the day %s is from %v", g.Key, g.First)
		}
	}
	if g := groupOf(t, r, BySender, "nobody@never.example"); !g.First.IsZero() || !g.Last.IsZero() {
		t.Errorf("without a credible date it is from %v to %v", g.First, g.Last)
	}
}
