package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

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

// TestUnclearSearchFindsNothing types what cannot be understood: no message counts as
// found, nothing can be selected, and what to type is said.
func TestUnclearSearchFindsNothing(t *testing.T) {
	for typed, want := range map[string]string{
		"before:november the":     "",
		"before:novembre":         "“novembre” is no day. Try 2026-11-01, 3 June, yesterday or last week.",
		"since:31 june":           "“31” is no day",
		"before:":                 "Type a day, such as",
		"since:01/02/2026":        "“01/02/2026” is no day",
		"larger:big":              "“big” is no size. Try 500K or 1M.",
		"larger:nan":              "“nan” is no size",
		"smaller:0x1p4":           "“0x1p4” is no size",
		"larger:-1":               "“-1” is no size",
		"form:solveig":            "“form:solveig” is not known. Did you mean from:solveig?",
		"subjekt:rope":            "Did you mean subject:rope?",
		"FORM:x":                  "Did you mean from:x?",
		"-befor:2026":             "Did you mean before:2026?",
		"is:purple":               "Try is:unread, is:read, is:caught.",
		"has:":                    "Try has:attachment, has:list.",
		"is:unreadable":           "“is:unreadable” is not known. Did you mean is:unread?",
		"number -":                "Type behind “-”",
		`from:""`:                 "Type a name behind “from:”",
		`""`:                      "Type a word between the quotes.",
		strings.Repeat("ab ", 99): "too long",
		"-sender:solveig":         "“sender:solveig” is not known. Put it into quotes",
		"-after:2026":             "“after:2026” is not known",
		"number -label:work":      "“label:work” is not known",
		"-from：anna":              "“from：anna” is not known",
		"--solveig":               "Type behind “-”",
		"-solv*":                  "Parts of words are found without “*”.",
		"-from:*@example.org":     "Parts of words are found without “*”.",
		"s?lveig*":                "Parts of words are found without “*”.",
		"NOT number":              "Type “-” before a word",
		"number OR sender":        "“OR” is not known",
		"from:\u0301":             "Type a name behind “from:”",
		"-subject:\u200b":         "Type a word behind “subject:”",
		"larger:1,000":            "“1,000” is no size",
		"larger:10.000":           "“10.000” is no size",
		"smaller:1,500K":          "“1,500K” is no size",
		"larger:1 2":              "“1 2” is no size. Try 500K or 1M, or put “2” into quotes to look for it.",
		"larger:1 000 000":        "“1 000” is no size",
		"larger:1 2 MB":           "“1 2” is no size",
		"larger:1\u202f500 KB":    "“1 500” is no size",
		`larger:"1 2"`:            "“1 2” is no size",
		"larger:1. 5M":            "“1.” is no size",
		"larger:1, 5 MB":          "“1,” is no size",
		"larger:1.2.3M":           "“1.2.3M” is no size",
		"smaller:-5 MB":           "“-5” is no size",
		"larger:99999999999999G":  "“99999999999999G” is no size",
		"larger:１M":               "“１M” is no size",
		"larger:1e3":              "“1e3” is no size",
		"larger:5P":               "“5P” is no size",
		"smaller:5 TB":            "",
		"larger: 1M":              "Type a size, such as 500K or 1M right behind “larger:”, without a blank.",
		"from: solveig":           "Type a name right behind “from:”, without a blank.",
		"before:2026 11 01":       "“2026 11” is no day",
		"before:june 3 26":        "“june 3 26” is no day",
		"since:2026-06-02 10:30":  "“2026-06-02 10:30” is no day",
		"before:1 2 june":         "“1” is no day",
		"before:-3 days":          "“-3” is no day",
		"number s?lv*":            "“s?lv*” is not known. Parts of words are found without “*”.",
		"larger:500 number":       "",
		"larger:1M 2":             "",
		`larger:500 "2"`:          "",
		"larger:1.5 mb":           "",
		"larger:1,5 MiB 7":        "",
		"larger:10k":              "",
		"smaller:2 megabytes":     "",
		"since:june 3 2026 7":     "",
		"since:yesterday 4711":    "",
		"since:2 days ago 4711":   "",
		"subject:“number 7”":      "",
		"«number 7»":              "",
		`-"sender:solveig"`:       "",
		"-re:":                    "",
		"-12:30":                  "",
		"-https://fjord.example":  "",
		`"***"`:                   "",
		"not or":                  "",
		"larger:1,5M":             "",
		"larger:0.25M":            "",
		`"form:solveig"`:          "",
		"re:":                     "",
		"fwd:news":                "",
		"https://fjord.example":   "",
	} {
		s := newStage(t)
		s.mailbox(20)
		s.mail.list.body.TypedShortcut(&fyne.ShortcutSelectAll{})
		s.mail.list.clear()
		s.mail.header.search.field.input.SetText(typed)
		l := s.mail.list
		if want == "" {
			if l.unclear != "" {
				t.Errorf("%q is called unclear: %s", typed, l.unclear)
			}
			continue
		}
		l.body.TypedShortcut(&fyne.ShortcutSelectAll{})
		l.head.tapAll()
		s.typeKey(fyne.KeyDelete, 0)
		if len(l.shown) != 0 || l.count != 0 || s.asking() || len(s.host.deleted) != 0 {
			t.Errorf("%q: %d shown, %d selected", typed, len(l.shown), l.count)
		}
		if !strings.Contains(l.none.text, want) || l.none.Hidden || l.reset.Hidden {
			t.Errorf("%q: it says %q, want %q", typed, l.none.text, want)
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

// TestUnclearSearchIsToldInSight searches in a window in which the list is low: what is
// not understood can be read, and the way out pressed.
func TestUnclearSearchIsToldInSight(t *testing.T) {
	s := newStage(t)
	s.win.Resize(fyne.NewSize(620, 420))
	s.flooded()
	s.mail.header.search.field.input.SetText("larger:1 2")
	l := s.mail.list
	for _, o := range []fyne.CanvasObject{l.none, l.reset} {
		if !o.Visible() || !s.areaOf(o).within(s.areaOf(l)) {
			t.Errorf("%s is at %v of %v", describe(o), s.areaOf(o), s.areaOf(l))
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
	rows := someRows(2000, time.Date(2026, 6, 3, 12, 0, 0, 0, time.UTC))
	for _, text := range []string{"from:s7 number -77", "subject:9 -from:s1", "larger:1003 before:2026-06-03 is:unread", "-is:read 12 \"number 1\"", "7 -7"} {
		l, whole := newListing(time.Now), newListing(time.Now)
		l.set(rows, true)
		whole.set(rows, true)
		for i := range text {
			l.search(parseQuery(text[:i+1], time.Now()))
			whole.query = parseQuery(text[:i+1], time.Now())
			whole.filter(whole.order)
			if len(l.shown) != len(whole.shown) {
				t.Fatalf("%q: %d shown while typing, %d at once", text[:i+1], len(l.shown), len(whole.shown))
			}
		}
	}
}

func FuzzQuery(f *testing.F) {
	for _, s := range []string{"from:a -b larger:1M", `"a b`, "-\"", "since:2026-01-01", "larger:1e999", "\x00 -\x00"} {
		f.Add(s)
	}
	now := time.Date(2026, 6, 3, 12, 0, 0, 0, time.UTC)
	r := someRows(1, now)[0]
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
	l := newListing(time.Now)
	l.set(someRows(n, time.Now()), true)
	l.search(parseQuery("warm", time.Now()))
	for _, q := range []string{"7", "number 99", "from:s3 subject:9", "larger:1003 is:unread", "-sender"} {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				l.search(nil)
				l.search(parseQuery(q, time.Now()))
			}
		})
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			clear(l.keys)
			l.search(nil)
			l.search(parseQuery("number 99", time.Now()))
		}
	})
}

func BenchmarkSort100k(b *testing.B) { benchmarkSort(b, 100_000) }

func BenchmarkSort1M(b *testing.B) { benchmarkSort(b, 1_000_000) }

func benchmarkSort(b *testing.B, n int) {
	l := newListing(time.Now)
	l.set(someRows(n, time.Now()), true)
	for c := range numColumns {
		b.Run(columnNames[c].key, func(b *testing.B) {
			for b.Loop() {
				l.sort = sorting{by: c}
				l.arrange()
				l.sort.down = true
				l.arrange()
			}
		})
	}
}

func TestSearchHelp(t *testing.T) {
	s := newStage(t)
	s.mailbox(20)
	m := s.mail
	if m.help.Visible() {
		t.Fatal("the help is shown before one searches")
	}
	s.find()
	if !m.help.Visible() || len(m.help.words) < 8 {
		t.Fatalf("shown %v with %d words", m.help.Visible(), len(m.help.words))
	}
	m.header.search.field.input.SetText("sender -fr")
	if !m.help.Visible() || len(m.help.words) != 1 || m.help.words[0].text != "from:" {
		t.Fatalf("%+v", m.help.words)
	}
	press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	press.Position = fyne.NewPos(40, 40)
	m.help.MouseDown(press)
	if got := m.header.search.field.input.Text; got != "sender -from:" {
		t.Fatalf("%q", got)
	}
	m.header.search.field.input.SetText("sender -from:s3")
	if m.help.Visible() || s.State().Shown != 18 {
		t.Errorf("help %v, %d shown", m.help.Visible(), s.State().Shown)
	}
	m.header.search.reset()
	s.focusList()
	if m.help.Visible() {
		t.Error("the help stays when the search is left")
	}
}
