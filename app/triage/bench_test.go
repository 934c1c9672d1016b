package triage

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/restante/restante/app/triage/bombtest"
	"github.com/restante/restante/mime"
)

// benchMail makes summaries: a flood of n among 2,000 ordinary ones.
func benchMail(kind string, n int) []*mime.Summary {
	mails := bombtest.Ordinary(3, 2000, bombNow)
	switch kind {
	case "alike":
		mails = bombtest.Merge(mails, bombtest.AlikeBomb(3, n-2000, bombNow))
	case "subscriptions":
		mails = bombtest.Merge(mails, bombtest.SubscriptionBomb(3, n-2000, 10, bombNow))
	case "ordinary":
		mails = bombtest.Ordinary(3, n, bombNow)
	}
	out := make([]*mime.Summary, len(mails))
	for i, m := range mails {
		s := mime.ParseSummary(m.Raw)
		out[i] = &s
	}
	return out
}

func fillIndex(x *Index, list []*mime.Summary, from, to int) {
	for i := from; i < to; i++ {
		x.Set(int32(i), Message{Summary: list[i], Size: 3000, Order: i})
	}
}

// BenchmarkReport groups a mailbox from nothing: all of Set, and one report.
func BenchmarkReport(b *testing.B) {
	for _, kind := range []string{"alike", "subscriptions", "ordinary"} {
		list := benchMail(kind, 100_000)
		b.Run(kind+"/100000", func(b *testing.B) {
			for b.Loop() {
				x := NewIndex()
				fillIndex(x, list, 0, len(list))
				x.Report(bombNow)
			}
		})
	}
}

// BenchmarkReportAgain makes a report after 1,000 more of 100,000.
func BenchmarkReportAgain(b *testing.B) {
	for _, kind := range []string{"alike", "subscriptions", "ordinary"} {
		list := benchMail(kind, 100_000)
		b.Run(kind+"/1000", func(b *testing.B) {
			x := NewIndex()
			fillIndex(x, list, 1000, len(list))
			x.Report(bombNow)
			for b.Loop() {
				fillIndex(x, list, 0, 1000)
				x.Report(bombNow)
			}
		})
	}
}

// BenchmarkMillion groups a million messages, and tells what the index keeps of each
// besides the summaries.
func BenchmarkMillion(b *testing.B) {
	list := make([]*mime.Summary, 1_000_000)
	base := benchMail("subscriptions", 100_000)
	for i := range list {
		s := *base[i%len(base)]
		s.Subject = fmt.Sprintf("%s %s", s.Subject, inLetters(i))
		list[i] = &s
	}
	b.ResetTimer()
	for b.Loop() {
		before := heapInUse()
		x := NewIndex()
		fillIndex(x, list, 0, len(list))
		r := x.Report(bombNow)
		b.StopTimer()
		b.ReportMetric(float64(heapInUse()-before)/float64(len(list)), "B/msg")
		b.ReportMetric(float64(len(r.Floods)), "floods")
		runtime.KeepAlive(x)
		b.StartTimer()
	}
}

// BenchmarkMemory tells what the index keeps of each of 100,000 messages.
func BenchmarkMemory(b *testing.B) {
	list := benchMail("subscriptions", 100_000)
	for b.Loop() {
		before := heapInUse()
		x := NewIndex()
		fillIndex(x, list, 0, len(list))
		r := x.Report(bombNow)
		b.ReportMetric(float64(heapInUse()-before)/float64(len(list)), "B/msg")
		runtime.KeepAlive(x)
		runtime.KeepAlive(r)
	}
}

func heapInUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
