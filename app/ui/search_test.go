package ui

import (
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

func row(name, addr, subject string) *mailbox.Row {
	return &mailbox.Row{UID: addr + subject, Known: true, Summary: mime.Summary{Subject: subject, From: []mime.Address{{Name: name, Addr: addr}}}}
}

func TestSearchMatches(t *testing.T) {
	r := row("José Älvarez", "jose@Example.ORG", "Grüße aus ŁÓDŹ, Ответ 会议记录")
	for q, want := range map[string]bool{
		"":                true,
		"jose":            true,
		"JOSÉ":            true,
		"alvarez gruße":   true,
		"grusse":          false,
		"@example.org":    true,
		"ответ":           true,
		"会议":              true,
		"jose missing":    false,
		"org jose":        true,
		"or\u200bg":       true,
		"example.orggrus": false,
	} {
		if got := parseQuery(q, time.Now()).matches(searchKey(r), r); got != want {
			t.Errorf("%q: %v", q, got)
		}
	}
	unknown := &mailbox.Row{}
	if parseQuery("x", time.Now()).matches(searchKey(unknown), unknown) {
		t.Error("what is not known cannot match")
	}
}

func TestSearchNarrowsAndWidens(t *testing.T) {
	l := newListing(time.Now)
	l.set(someRows(1000, time.Now()), true)
	for _, c := range []struct {
		q    string
		want int
	}{{"s", 1000}, {"se", 1000}, {"sender 7", 271}, {"sender 7 number 77", 2}, {"77", 19}, {"zzz", 0}, {"", 1000}} {
		l.search(parseQuery(c.q, time.Now()))
		want := 0
		for _, r := range l.rows {
			if parseQuery(c.q, time.Now()).matches(searchKey(r), r) {
				want++
			}
		}
		if len(l.shown) != want {
			t.Errorf("%q: %d shown, %d match", c.q, len(l.shown), want)
		}
		for p, id := range l.shown {
			if l.placeOf(id) != p {
				t.Fatal("places are wrong")
			}
		}
	}
}

func TestSearchFindsWhatArrives(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(10)
	s.mail.header.search.field.input.SetText("rope")
	if s.State().Shown != 0 || s.mail.list.reset.Hidden {
		t.Fatal("nothing matches, and that can be cleared")
	}
	fresh := row("Olav", "o@example.org", "A new rope")
	fresh.Order = 99
	s.snapshot(append([]*mailbox.Row{fresh}, rows...))
	if s.State().Shown != 1 {
		t.Fatal(s.State().Shown)
	}
	s.mail.list.OnClear()
	if s.State().Shown != 11 {
		t.Fatal(s.State().Shown)
	}
}

func BenchmarkSnapshotSame100k(b *testing.B) {
	l := newListing(time.Now)
	rows := someRows(100_000, time.Now())
	l.set(rows, true)
	other := append([]*mailbox.Row(nil), rows...)
	for b.Loop() {
		l.set(other, false)
		rows, other = other, rows
	}
}

func BenchmarkSnapshotHeaders100k(b *testing.B) {
	l := newListing(time.Now)
	rows := someRows(100_000, time.Now())
	l.set(rows, true)
	for i := 0; b.Loop(); i++ {
		next := append([]*mailbox.Row(nil), rows...)
		for k := range 1000 {
			c := *next[(i*1000+k)%len(next)]
			next[(i*1000+k)%len(next)] = &c
		}
		l.set(next, false)
		rows = next
	}
}

func BenchmarkSnapshotThousandGone100k(b *testing.B) {
	rows := someRows(100_000, time.Now())
	for b.Loop() {
		b.StopTimer()
		l := newListing(time.Now)
		l.set(rows, true)
		next := append(append([]*mailbox.Row(nil), rows[:500]...), rows[1500:]...)
		b.StartTimer()
		l.set(next, true)
	}
}

func BenchmarkFirst100k(b *testing.B) {
	rows := someRows(100_000, time.Now())
	for b.Loop() {
		newListing(time.Now).set(rows, true)
	}
}

func BenchmarkSearchFirstKey100k(b *testing.B) {
	rows := someRows(100_000, time.Now())
	for b.Loop() {
		b.StopTimer()
		l := newListing(time.Now)
		l.set(rows, true)
		b.StartTimer()
		l.search(parseQuery("s", time.Now()))
	}
}

func BenchmarkSearchNextKey100k(b *testing.B) {
	l := newListing(time.Now)
	l.set(someRows(100_000, time.Now()), true)
	l.search(parseQuery("s", time.Now()))
	for b.Loop() {
		l.search(parseQuery("sender 7", time.Now()))
		l.search(nil)
	}
}

func BenchmarkSelectAll100k(b *testing.B) {
	l := newListing(time.Now)
	l.set(someRows(100_000, time.Now()), true)
	for b.Loop() {
		l.all()
	}
}

func BenchmarkSortBySubject100k(b *testing.B) {
	l := newListing(time.Now)
	l.set(someRows(100_000, time.Now()), true)
	for b.Loop() {
		l.sort = sorting{by: bySubject, down: !l.sort.down}
		l.arrange()
	}
}

func BenchmarkScroll100k(b *testing.B) {
	s := newStage(b)
	s.mailbox(100_000)
	for i := 0; b.Loop(); i++ {
		s.mail.list.scrollTo(float64(i%90_000) * 26)
	}
}
