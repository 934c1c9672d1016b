package sample_test

import (
	"bytes"
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the test must find its places on Windows too

	"github.com/restante/restante/assets/sample"
)

// noon is the moment that tests take to which it does not matter.
var noon = time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC)

// moments returns times at which dates go wrong easily.
func moments(t *testing.T) map[string]time.Time {
	t.Helper()
	place := func(name string) *time.Location {
		l, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	oslo, kolkata, samoa := place("Europe/Oslo"), place("Asia/Kolkata"), place("Pacific/Apia")
	return map[string]time.Time{
		"noon":              noon,
		"early morning":     time.Date(2026, 5, 12, 5, 40, 0, 0, oslo),
		"midnight":          time.Date(2026, 5, 12, 0, 0, 0, 0, oslo),
		"in the bomb":       time.Date(2026, 5, 12, 9, 20, 0, 0, oslo),
		"just before":       time.Date(2026, 5, 12, 9, 29, 59, 999, oslo),
		"just after":        time.Date(2026, 5, 12, 9, 30, 0, 0, oslo),
		"last second":       time.Date(2026, 5, 12, 23, 59, 59, 999999999, kolkata),
		"new year":          time.Date(2027, 1, 1, 0, 20, 0, 0, oslo),
		"new year's day":    time.Date(2027, 1, 1, 15, 0, 0, 0, samoa),
		"leap day":          time.Date(2028, 2, 29, 10, 0, 0, 0, kolkata),
		"first of March":    time.Date(2028, 3, 1, 8, 0, 0, 0, oslo),
		"clocks forward":    time.Date(2026, 3, 29, 3, 5, 0, 0, oslo),
		"after forward":     time.Date(2026, 3, 30, 9, 31, 0, 0, oslo),
		"clocks back":       time.Date(2026, 10, 25, 2, 30, 0, 0, oslo),
		"after back":        time.Date(2026, 10, 25, 11, 0, 0, 0, oslo),
		"no midnight today": time.Date(2018, 11, 4, 10, 0, 0, 0, place("America/Sao_Paulo")),
	}
}

// parse reads a message, which must be possible.
func parse(t *testing.T, m sample.Message) *mail.Message {
	t.Helper()
	msg, err := mail.ReadMessage(bytes.NewReader(m.Raw))
	if err != nil {
		t.Fatalf("%s: %v\n%.300s", m.UID, err, m.Raw)
	}
	return msg
}

// date returns the date of a message. It does not parse the rest, as it is called
// for many.
func date(t *testing.T, m sample.Message) time.Time {
	t.Helper()
	_, rest, _ := bytes.Cut(m.Raw, []byte("\r\nDate: "))
	line, _, _ := bytes.Cut(rest, []byte("\r\n"))
	at, err := mail.ParseDate(string(line))
	if err != nil {
		t.Fatalf("%s: %v", m.UID, err)
	}
	return at
}

// letters returns the messages that are not of the bomb.
func letters(now time.Time) []sample.Message {
	return slices.DeleteFunc(sample.Messages(now), func(m sample.Message) bool { return m.Bomb })
}

func TestAtAllTimes(t *testing.T) {
	want := sample.Messages(noon)
	for name, now := range moments(t) {
		all := sample.Messages(now)
		t.Run(name, func(t *testing.T) {
			testOrder(t, all, now)
			testBombTimes(t, all, now)
			if len(all) != len(want) {
				t.Fatalf("%d messages, at noon there are %d", len(all), len(want))
			}
			for i, m := range all {
				if m.UID != want[i].UID || messageID(m) != messageID(want[i]) {
					t.Fatalf("%s is %s, at noon %s is %s", m.UID, messageID(m), want[i].UID, messageID(want[i]))
				}
			}
		})
	}
}

// testOrder checks that the dates ascend, are in local time and not after now.
func testOrder(t *testing.T, all []sample.Message, now time.Time) {
	t.Helper()
	last, after, bombs := time.Time{}, 0, 0
	for _, m := range all {
		at := date(t, m)
		if at.After(now) {
			t.Errorf("%s is of %v, which is after now, %v", m.UID, at, now)
		}
		if at.Before(last) {
			t.Errorf("%s is of %v, the one before it of %v", m.UID, at, last)
		}
		_, offset := at.Zone()
		if _, want := at.In(now.Location()).Zone(); offset != want {
			t.Errorf("%s is of %v, which is not the local time", m.UID, at)
		}
		last = at
		after++
		if m.Bomb {
			bombs++
			after = 0
		}
	}
	if bombs != 5000 || after != 10 {
		t.Errorf("%d messages in the bomb and %d after it", bombs, after)
	}
}

// testBombTimes checks that the bomb falls on one day, in its fourteen minutes,
// with three letters in it.
func testBombTimes(t *testing.T, all []sample.Message, now time.Time) {
	t.Helper()
	day := now.Format(time.DateOnly)
	if now.Format("15:04") < "09:30" {
		day = now.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	among := 0
	for _, m := range all {
		at := date(t, m).In(now.Location())
		clock := at.Format("15:04:05")
		inside := at.Format(time.DateOnly) == day && clock >= "09:12:00" && clock < "09:26:00"
		if m.Bomb && !inside {
			t.Fatalf("%s is of %v, want %s", m.UID, at, day)
		}
		if inside && !m.Bomb {
			among++
		}
	}
	if among != 3 {
		t.Errorf("%d letters lie in the bomb, want 3", among)
	}
}

// messageID returns the Message-ID of a message without parsing the rest.
func messageID(m sample.Message) string {
	_, id, _ := bytes.Cut(m.Raw, []byte("\r\nMessage-ID: "))
	id, _, _ = bytes.Cut(id, []byte("\r\n"))
	return string(id)
}

func TestNamesAreUnique(t *testing.T) {
	form, uids, ids := regexp.MustCompile(`^s\d{6}$`), map[string]bool{}, map[string]bool{}
	for _, m := range sample.Messages(noon) {
		if uids[m.UID] || !form.MatchString(m.UID) {
			t.Errorf("the UID %q is not of the form or not the only one", m.UID)
		}
		if id := messageID(m); id == "" || ids[id] {
			t.Errorf("%s has the Message-ID %q, which is empty or not the only one", m.UID, id)
		}
		uids[m.UID], ids[messageID(m)] = true, true
	}
}

func TestSameNowGivesTheSame(t *testing.T) {
	same := func(a, b sample.Message) bool {
		return a.UID == b.UID && a.Bomb == b.Bomb && bytes.Equal(a.Raw, b.Raw)
	}
	if !slices.EqualFunc(sample.Messages(noon), sample.Messages(noon), same) {
		t.Error("two calls differ")
	}
}

func TestFormOfMessages(t *testing.T) {
	for _, m := range sample.Messages(noon) {
		n := bytes.Count(m.Raw, []byte("\r\n"))
		if bytes.Count(m.Raw, []byte("\r")) != n || bytes.Count(m.Raw, []byte("\n")) != n || !bytes.HasSuffix(m.Raw, []byte("\r\n")) {
			t.Errorf("%s: line ends", m.UID)
		}
		if bytes.Contains(m.Raw, []byte("{{")) {
			t.Errorf("%s: a mark was left", m.UID)
		}
		header, _, _ := bytes.Cut(m.Raw, []byte("\r\n\r\n"))
		if bytes.ContainsFunc(header, func(r rune) bool { return r > 126 }) {
			t.Errorf("%s: a header is not in ASCII", m.UID)
		}
		for line := range bytes.Lines(m.Raw) {
			if len(line) > 400 {
				t.Errorf("%s: a line of %d bytes", m.UID, len(line))
			}
		}
		h := parse(t, m).Header
		for _, name := range []string{"Return-Path", "Received", "Date", "From", "To", "Message-Id", "Mime-Version", "Content-Type"} {
			if h.Get(name) == "" {
				t.Errorf("%s has no %s", m.UID, name)
			}
		}
	}
}

func TestLettersAreManyAndDiffer(t *testing.T) {
	all := letters(noon)
	if len(all) < 38 {
		t.Errorf("%d letters", len(all))
	}
	subjects := map[string]bool{}
	for _, m := range all {
		s := header(t, parse(t, m), "Subject")
		if subjects[s] {
			t.Errorf("%q twice", s)
		}
		subjects[s] = true
	}
	for _, want := range []string{"", "Re: The cabin in June", "Your ticket to Bergen, 3 June", "Harbour Bank: Payment of 1,240.00", "会议记录和照片"} {
		if !subjects[want] {
			t.Errorf("no letter has the subject %q", want)
		}
	}
	if last := header(t, parse(t, all[len(all)-1]), "Subject"); last != "Re: The cabin in June" {
		t.Errorf("the newest is %q", last)
	}
}

func TestBombIsOneOfItsKind(t *testing.T) {
	from, subjects, bodies, total := map[string]int{}, map[string]int{}, map[string]bool{}, 0
	for _, m := range sample.Messages(noon) {
		if !m.Bomb {
			continue
		}
		h := parse(t, m).Header
		from[h.Get("From")]++
		s := h.Get("Subject")
		subjects[s]++
		if l := strings.ToLower(s); !strings.Contains(l, "claim #88") || !strings.Contains(l, "you are selected") {
			t.Errorf("subject %q", s)
		}
		_, body, _ := bytes.Cut(m.Raw, []byte("\r\n\r\n"))
		bodies[string(body)] = true
		total += len(body)
	}
	if len(from) != 3 || from[`"Win-Big-Now" <claims@win-big-now.example>`] < 2000 {
		t.Errorf("senders %v", from)
	}
	if subjects["CLAIM #88213 you are selected"] < 3000 {
		t.Errorf("subjects %v", subjects)
	}
	if len(bodies) != 5000 {
		t.Errorf("%d different bodies", len(bodies))
	}
	if mean := total / 5000; mean < 2500 || mean > 3500 {
		t.Errorf("a body has %d bytes on average", mean)
	}
}

func TestSizeInMemory(t *testing.T) {
	total := 0
	for _, m := range sample.Messages(noon) {
		total += cap(m.Raw)
	}
	if total > 40<<20 {
		t.Errorf("the mailbox takes %d bytes", total)
	}
}

func BenchmarkMessages(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		sample.Messages(noon)
	}
}

func ExampleMessages() {
	all := sample.Messages(time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC))
	newest := parseOrPanic(all[len(all)-1].Raw)
	fmt.Println(newest.Header.Get("Subject"))
	// Output: Re: The cabin in June
}

func parseOrPanic(raw []byte) *mail.Message {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		panic(err)
	}
	return m
}
