package listing

import (
	"slices"
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
)

func TestUnknownRowsStandBesideTheirNeighbours(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	rows := manyRows(5, now)
	for _, i := range []int{0, 2} {
		rows[i] = &mailbox.Row{UID: rows[i].UID, Order: rows[i].Order}
	}
	l := New(func() time.Time { return now }, "")
	l.Set(rows, true)
	var got []string
	for i := range l.shown {
		got = append(got, l.At(i).UID)
	}
	if !slices.Equal(got, []string{"u0", "u1", "u2", "u3", "u4"}) {
		t.Fatal(got)
	}
}

func BenchmarkSort100k(b *testing.B) { benchmarkSort(b, 100_000) }

func BenchmarkSort1M(b *testing.B) { benchmarkSort(b, 1_000_000) }

func benchmarkSort(b *testing.B, n int) {
	l := New(time.Now, "")
	l.Set(manyRows(n, time.Now()), true)
	for c := range NumColumns {
		b.Run(ColumnKeys[c], func(b *testing.B) {
			for b.Loop() {
				l.sort = sorting{by: c}
				l.arrange()
				l.sort.down = true
				l.arrange()
			}
		})
	}
}
