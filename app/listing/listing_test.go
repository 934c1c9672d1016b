package listing

import (
	"fmt"
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
		"grusse":          true,
		"gruse":           false,
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
	l := New(time.Now, "")
	l.Set(manyRows(1000, time.Now()), true)
	for _, c := range []struct {
		q    string
		want int
	}{{"s", 1000}, {"se", 1000}, {"sender 7", 271}, {"sender 7 number 77", 2}, {"77", 19}, {"zzz", 0}, {"", 1000}} {
		l.Find(parseQuery(c.q, time.Now()))
		want := 0
		for _, r := range l.rows {
			if parseQuery(c.q, time.Now()).matches(searchKey(r), r) {
				want++
			}
		}
		if l.ShownCount() != want {
			t.Errorf("%q: %d shown, %d match", c.q, l.ShownCount(), want)
		}
		for p, id := range l.shown {
			if l.PlaceOf(id) != p {
				t.Fatal("places are wrong")
			}
		}
	}
}

func BenchmarkSnapshotSame100k(b *testing.B) {
	l := New(time.Now, "")
	rows := manyRows(100_000, time.Now())
	l.Set(rows, true)
	other := append([]*mailbox.Row(nil), rows...)
	for b.Loop() {
		l.Set(other, false)
		rows, other = other, rows
	}
}

func BenchmarkSnapshotHeaders100k(b *testing.B) {
	l := New(time.Now, "")
	rows := manyRows(100_000, time.Now())
	l.Set(rows, true)
	for i := 0; b.Loop(); i++ {
		next := append([]*mailbox.Row(nil), rows...)
		for k := range 1000 {
			c := *next[(i*1000+k)%len(next)]
			next[(i*1000+k)%len(next)] = &c
		}
		l.Set(next, false)
		rows = next
	}
}

func BenchmarkSnapshotThousandGone100k(b *testing.B) {
	rows := manyRows(100_000, time.Now())
	for b.Loop() {
		b.StopTimer()
		l := New(time.Now, "")
		l.Set(rows, true)
		next := append(append([]*mailbox.Row(nil), rows[:500]...), rows[1500:]...)
		b.StartTimer()
		l.Set(next, true)
	}
}

func BenchmarkFirst100k(b *testing.B) {
	rows := manyRows(100_000, time.Now())
	for b.Loop() {
		New(time.Now, "").Set(rows, true)
	}
}

func BenchmarkSearchFirstKey100k(b *testing.B) {
	rows := manyRows(100_000, time.Now())
	for b.Loop() {
		b.StopTimer()
		l := New(time.Now, "")
		l.Set(rows, true)
		b.StartTimer()
		l.Find(parseQuery("s", time.Now()))
	}
}

func BenchmarkSearchNextKey100k(b *testing.B) {
	l := New(time.Now, "")
	l.Set(manyRows(100_000, time.Now()), true)
	l.Find(parseQuery("s", time.Now()))
	for b.Loop() {
		l.Find(parseQuery("sender 7", time.Now()))
		l.Find(nil)
	}
}

func BenchmarkSelectAll100k(b *testing.B) {
	l := New(time.Now, "")
	l.Set(manyRows(100_000, time.Now()), true)
	for b.Loop() {
		l.All()
	}
}

func BenchmarkSortBySubject100k(b *testing.B) {
	l := New(time.Now, "")
	l.Set(manyRows(100_000, time.Now()), true)
	for b.Loop() {
		l.sort = sorting{by: BySubject, down: !l.sort.down}
		l.arrange()
	}
}

func manyRows(n int, now time.Time) []*mailbox.Row {
	rows := make([]*mailbox.Row, n)
	for i := range rows {
		rows[i] = &mailbox.Row{
			UID: fmt.Sprint("u", i), Order: n - i, Size: 1000 + int64(i%7), Known: true,
			Summary: mime.Summary{
				From:    []mime.Address{{Name: fmt.Sprint("Sender ", i%10), Addr: fmt.Sprintf("s%d@example.org", i%10)}},
				Subject: fmt.Sprintf("Subject number %d", i), Date: now.Add(-time.Duration(i) * time.Minute),
			},
		}
	}
	return rows
}
