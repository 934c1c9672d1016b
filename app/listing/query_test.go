package listing

import (
	"testing"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

func TestSearchWords(t *testing.T) {
	now := time.Date(2026, 6, 3, 12, 0, 0, 0, time.UTC)
	r := &mailbox.Row{UID: "1", Known: true, Size: 2 << 20, Summary: mime.Summary{
		From: []mime.Address{{Name: "Ingrid Halvorsen", Addr: "ingrid@fjord.example"}},
		To:   []mime.Address{{Name: "Anna", Addr: "anna@post.example"}}, Cc: []mime.Address{{Addr: "olav@post.example"}},
		Subject: "Re: The cabin in June", Date: time.Date(2026, 6, 2, 9, 0, 0, 0, time.UTC), HasAttachment: true,
		ListID: "cabins.example", Traits: mime.ListUnsubscribe,
	}}
	for q, want := range map[string]bool{
		"from:ingrid":                  true,
		"from:cabin":                   false,
		"FROM:Fjord":                   true,
		"subject:cabin":                true,
		"subject:ingrid":               false,
		"to:anna":                      true,
		"to:OLAV":                      true,
		"to:ingrid":                    false,
		"list:boats":                   false,
		"list:cabins":                  true,
		"has:list":                     true,
		"has:list is:unread since:1ad": false,
		"larger:1M":                    true,
		"larger:2M":                    false,
		"larger:1.5MB":                 true,
		"larger:1,5m":                  true,
		"smaller:3M":                   true,
		"smaller:500K":                 false,
		"before:2026-06-03":            true,
		"before:2026-06-02":            false,
		"before:2.6.2026":              false,
		"before:today":                 true,
		"since:yesterday":              true,
		"since:today":                  false,
		"since:2026-06":                true,
		"since:2026":                   true,
		"before:2026":                  false,
		"is:unread":                    true,
		"is:read":                      false,
		"has:attachment":               true,
		"-has:attachment":              false,
		"-from:olav":                   true,
		"-cabin":                       false,
		`"the cabin"`:                  true,
		`"cabin the"`:                  false,
		`subject:"the cabin"`:          true,
		"from:ingrid larger:1M cabin":  true,
		"from:ingrid larger:9M cabin":  false,
		"larger:":                      false, // not finished: nothing is found by half of it
		"larger:huge":                  false,
		"-larger:huge":                 false,
		"before:2026-13-77":            false,
		"from:":                        false,
		"-":                            false,
		"larger:1 MB cabin":            true,
		"larger:0.125M cabin":          true,
		"larger:1 megabyte cabin":      true,
		"larger:3 megabytes cabin":     false,
		"larger:2,097,152":             false, // a thousand to some, one to others
		"“the cabin”":                  true,
		"“cabin the”":                  false,
		"-«the cabin»":                 false,
		"subject:„the cabin“":          true,
		"larger:1 MB boat":             false,
		"since:last week cabin":        true,
		"since:yesterday boat":         false,
		"re:":                          true, // no search word, but in the subject
		"is:caught":                    false,
		"-is:caught":                   true,
		"is:purple":                    false,
	} {
		if got := parseQuery(q, now).matches(searchKey(r), r); got != want {
			t.Errorf("%q: %v", q, got)
		}
	}
}

func TestDays(t *testing.T) {
	now := time.Date(2026, 11, 26, 15, 4, 0, 0, time.FixedZone("here", 3600)) // a Thursday
	for typed, want := range map[string]string{
		"today": "2026-11-26", "yesterday": "2026-11-25", "last week": "2026-11-16", "this week": "2026-11-23", "Last Month": "2026-10-01",
		"this month": "2026-11-01", "last year": "2025-01-01", "this year": "2026-01-01", "november": "2026-11-01", "nov": "2026-11-01", "Dec": "2025-12-01",
		"december 2024": "2024-12-01", "3 june": "2026-06-03", "June 3rd, 2025": "2025-06-03", "3. June": "2026-06-03", "27 november": "2025-11-27",
		"2024": "2024-01-01", "2026-11": "2026-11-01", "2026/11/3": "2026-11-03", "3.11.2026": "2026-11-03", "11/2026": "2026-11-01", "monday": "2026-11-23", "last monday": "2026-11-23",
		"thursday": "2026-11-19", "sun": "2026-11-22", "3 days ago": "2026-11-23", "2 weeks": "2026-11-12", "1 month ago": "2026-10-26", "1 year ago": "2025-11-26", "9 months ago": "2026-02-26",
		"29 feb": "2024-02-29", "sept": "2026-09-01", "may": "2026-05-01",
		"": "", "31 june": "", "30 feb 2026": "", "june june": "", "32 june": "", "ma": "", "0 days ago": "", "last": "", "3": "", "1 2 june": "", "1969": "", "week ago june": "",
	} {
		got, ok := parseDay(typed, now)
		if s := got.Format(time.DateOnly); ok != (want != "") || ok && s != want {
			t.Errorf("%q: %s %v, want %q", typed, s, ok, want)
		}
		if h, m, sec := got.Clock(); ok && (h+m+sec != 0 || got.Location() != now.Location()) {
			t.Errorf("%q is not the beginning of a day: %v", typed, got)
		}
	}
}

// TestAMonthAgoIsInThatMonth counts back from the last day of a month, which others do not
// have.
func TestAMonthAgoIsInThatMonth(t *testing.T) {
	for typed, want := range map[string]string{"1 month ago": "2024-02-29", "4 months": "2023-11-30", "1 year": "2023-03-31", "13 months ago": "2023-02-28"} {
		if got, ok := parseDay(typed, time.Date(2024, 3, 31, 9, 0, 0, 0, time.UTC)); !ok || got.Format(time.DateOnly) != want {
			t.Errorf("%q: %v, want %s", typed, got, want)
		}
	}
}

// TestSearchLeavesOutWhatIsNotKnown asks for messages that have not something, among
// those of which nobody knows whether they have it.
func TestSearchLeavesOutWhatIsNotKnown(t *testing.T) {
	for _, q := range []string{"-anna", "-from:anna", "-to:anna", "-subject:rope", "-list:news", "-has:attachment", "-has:list", "-before:2020", "-since:2020"} {
		for name, r := range map[string]*mailbox.Row{"not yet loaded": {Size: 5}, "refused": {Size: 5, NoHead: true}} {
			if parseQuery(q, time.Now()).matches(searchKey(r), r) {
				t.Errorf("%q finds a message whose header is %s", q, name)
			}
		}
	}
	r := &mailbox.Row{Size: 5}
	for _, q := range []string{"is:unread", "-is:read", "-larger:1M", "smaller:1M"} {
		if !parseQuery(q, time.Now()).matches(searchKey(r), r) {
			t.Errorf("%q needs no header and does not find", q)
		}
	}
}

func TestSearchByDateLeavesOutWhatHasNone(t *testing.T) {
	r := &mailbox.Row{Known: true}
	for _, q := range []string{"before:2026", "since:2020", "-before:2026", "-since:2020"} {
		if parseQuery(q, time.Now()).matches(searchKey(r), r) {
			t.Errorf("%q finds a message without a date", q)
		}
	}
}

// TestNarrowingFindsTheSame types terms letter by letter and compares with a
// search made at once.
func TestNarrowingFindsTheSame(t *testing.T) {
	rows := manyRows(2000, time.Date(2026, 6, 3, 12, 0, 0, 0, time.UTC))
	for _, text := range []string{"from:s7 number -77", "subject:9 -from:s1", "larger:1003 before:2026-06-03 is:unread", "-is:read 12 \"number 1\"", "7 -7"} {
		l, whole := New(time.Now, ""), New(time.Now, "")
		l.Set(rows, true)
		whole.Set(rows, true)
		for i := range text {
			l.Find(parseQuery(text[:i+1], time.Now()))
			whole.query = parseQuery(text[:i+1], time.Now())
			whole.filter(whole.order)
			if l.ShownCount() != len(whole.shown) {
				t.Fatalf("%q: %d shown while typing, %d at once", text[:i+1], l.ShownCount(), len(whole.shown))
			}
		}
	}
}

func FuzzQuery(f *testing.F) {
	for _, s := range []string{"from:a -b larger:1M", `"a b`, "-\"", "since:2026-01-01", "larger:1e999", "\x00 -\x00"} {
		f.Add(s)
	}
	now := time.Date(2026, 6, 3, 12, 0, 0, 0, time.UTC)
	r := manyRows(1, now)[0]
	f.Fuzz(func(t *testing.T, s string) {
		q := parseQuery(s, now)
		found := q.matches(searchKey(r), r)
		// What holds for all terms holds for each.
		for i := range q {
			if found && !q[i:i+1].matches(searchKey(r), r) {
				t.Errorf("%q finds the row, its term %+v does not", s, q[i])
			}
		}
		if more := parseQuery(s+"zz", now); more.narrows(q) && !found && more.matches(searchKey(r), r) {
			t.Errorf("%q is said to narrow %q, and finds more", s+"zz", s)
		}
	})
}

func BenchmarkFilter100k(b *testing.B) { benchmarkFilter(b, 100_000) }

func BenchmarkFilter1M(b *testing.B) { benchmarkFilter(b, 1_000_000) }

func benchmarkFilter(b *testing.B, n int) {
	l := New(time.Now, "")
	l.Set(manyRows(n, time.Now()), true)
	l.Find(parseQuery("warm", time.Now()))
	for _, q := range []string{"7", "number 99", "from:s3 subject:9", "larger:1003 is:unread", "-sender"} {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				l.Find(nil)
				l.Find(parseQuery(q, time.Now()))
			}
		})
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			clear(l.keys)
			l.Find(nil)
			l.Find(parseQuery("number 99", time.Now()))
		}
	})
}

// parseQuery reads a search whose faults do not matter.
func parseQuery(s string, now time.Time) Query {
	q, _ := ReadQuery(s, now)
	return q
}
