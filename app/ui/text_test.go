package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/mime"
)

// opened is a stage with a message in the reader.
func opened(t testing.TB, m *mime.Message) *stage {
	s := newStage(t)
	s.mailbox(3)
	s.click(0, 0)
	s.ShowMessage("u0", m)
	return s
}

// lines are the lines of the reader as they would be drawn.
func (s *stage) lines() []string {
	v := s.mail.reader.text
	var out []string
	for _, l := range v.wrap.lines {
		out = append(out, v.drawn(int(l.start), int(l.end)))
	}
	return out
}

func TestThreat_M24_TenMegabytes(t *testing.T) {
	line := "The quick brown fox jumps over the lazy dog, again and again and again and again.\n"
	for name, text := range map[string]string{
		"many lines":    strings.Repeat(line, 10<<20/len(line)),
		"one line":      strings.Repeat("word ", 2<<20),
		"one word":      strings.Repeat("x", 10<<20),
		"empty lines":   strings.Repeat("\n", 5_000_000),
		"marks":         "a" + strings.Repeat("\u0301", 5<<20),
		"ideographs":    strings.Repeat("会议记录", 800_000),
		"quotes":        strings.Repeat(">>>>>>>>>>>>>>>> deep\n", 400_000),
		"links":         strings.Repeat("http://example.org/a ", 400_000),
		"broken bytes":  strings.Repeat("\xff\xfe", 2<<20),
		"only controls": strings.Repeat("\x00\x01\t", 2<<20),
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t, &mime.Message{Text: text})
			v := s.mail.reader.text
			if v.wrap.next > 4*wrapSlice || len(v.wrap.lines) == 0 {
				t.Fatal("the beginning must be there at once, and only that:", v.wrap.next)
			}
			if len(v.body.words.all) > 400 {
				t.Fatal("only visible lines are drawn:", len(v.body.words.all))
			}
			for n := 0; len(s.posts) > 0; n++ {
				s.drain(1)
				if n > 10_000 {
					t.Fatal("wrapping does not end")
				}
			}
			if !v.wrap.done() {
				t.Fatal("wrapped only", v.wrap.next)
			}
			at := 0
			for _, l := range v.wrap.lines {
				if int(l.start) < at || l.end < l.start {
					t.Fatal("lines overlap")
				}
				at = int(l.end)
			}
			v.scrollTo(v.height())
			for _, w := range v.body.words.all[:v.body.words.used] {
				if len([]rune(w.Text)) > maxLine+1 {
					t.Fatal("a line too long to be drawn")
				}
			}
		})
	}
}

func TestOlderWrappingStops(t *testing.T) {
	s := opened(t, &mime.Message{Text: strings.Repeat("one two three\n", 200_000)})
	if len(s.posts) == 0 {
		t.Fatal("nothing left to do")
	}
	s.ShowMessage("u0", &mime.Message{Text: "short"})
	s.drain(1000)
	if got := s.lines(); len(got) != 1 || got[0] != "short" {
		t.Fatal(len(got))
	}
}

func TestWrap(t *testing.T) {
	s := opened(t, &mime.Message{Text: "first\n\n> quoted one\n>> deeper\nlast " + strings.Repeat("word ", 60)})
	got := s.lines()
	if got[0] != "first" || got[1] != "" || got[2] != "quoted one" || got[3] != "deeper" {
		t.Fatalf("%q", got[:4])
	}
	v := s.mail.reader.text
	if v.wrap.lines[2].depth != 1 || v.wrap.lines[3].depth != 2 || v.wrap.lines[4].depth != 0 {
		t.Fatal("depths are wrong")
	}
	if len(got) < 6 {
		t.Fatal("the last line must be broken")
	}
	for _, l := range got {
		if w := v.measure(l); w > v.wrap.width+4 {
			t.Errorf("%q is %v wide, there is room for %v", l, w, v.wrap.width)
		}
	}
}

func TestTextSelection(t *testing.T) {
	s := opened(t, &mime.Message{Text: "Dear Anna,\nthe cabin is ours.\n> yes\nLove"})
	v := s.mail.reader.text
	at := func(line int, part string) fyne.Position {
		l := v.wrap.lines[line]
		i := strings.Index(v.text[l.start:l.end], part)
		x := v.padding() + indent(l.depth) + v.measureTo(l, int(l.start)+i)
		return fyne.NewPos(x+1, px(16)+(float32(line)+0.5)*v.lineHeight())
	}
	press := func(p fyne.Position, m fyne.KeyModifier) {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: m}
		e.Position = p
		v.body.MouseDown(e)
	}
	press(at(0, "Anna"), 0)
	v.body.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(1, "is")}})
	v.body.DragEnd()
	if got := v.selected(); got != "Anna,\nthe cabin " {
		t.Fatalf("%q", got)
	}
	v.body.TypedShortcut(&fyne.ShortcutCopy{})
	if got := s.deps.App.Clipboard().Content(); got != "Anna,\nthe cabin " {
		t.Fatalf("%q", got)
	}
	v.body.DoubleTapped(&fyne.PointEvent{Position: at(1, "cabin")})
	if got := v.selected(); got != "cabin" {
		t.Fatalf("%q", got)
	}
	press(at(2, "yes"), 0)
	press(at(3, "ve"), shift)
	if got := v.selected(); got != "yes\nLo" {
		t.Fatalf("%q", got)
	}
	v.body.TypedShortcut(&fyne.ShortcutSelectAll{})
	if v.selected() != v.text {
		t.Fatal("all")
	}
}

func TestThreat_M14_LinksAreShownBeforeTheyOpen(t *testing.T) {
	s := opened(t, &mime.Message{Text: "see https://example.org/page?a=b. or javascript:alert(1) or file:///etc/passwd"})
	v := s.mail.reader.text
	if len(v.wrap.links) != 1 {
		t.Fatalf("%d links", len(v.wrap.links))
	}
	l := v.wrap.lines[0]
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = fyne.NewPos(v.padding()+v.measureTo(l, 8), px(16)+v.lineHeight()/2)
	v.body.MouseDown(e)
	v.body.MouseUp(e)
	if s.State().Card != "This link leads to example.org" || s.card.text.text != "https://example.org/page?a=b" {
		t.Fatal(s.State().Card)
	}
	s.tapCard("Copy link")
	if got := s.deps.App.Clipboard().Content(); got != "https://example.org/page?a=b" {
		t.Fatal(got)
	}
}

func TestThreat_M14_Targets(t *testing.T) {
	for raw, want := range map[string]struct {
		host string
		warn string
	}{
		"https://example.org/x":              {"example.org", ""},
		"http://example.org/":                {"example.org", "not encrypted"},
		"https://bank.example@evil.example/": {"evil.example", "It leads to evil.example"},
		"https://198.51.100.7/login":         {"198.51.100.7", "bare number"},
		"https://xn--pypal-4ve.example/":     {"xn--pypal-4ve.example", "look like others"},
		"https://pаypal.example/":            {"pаypal.example", "look like others"},
		"mailto:a@example.org":               {"a@example.org", ""},
	} {
		got, ok := readTarget(raw)
		if !ok || got.host != want.host || !strings.Contains(got.warning, want.warn) || (want.warn == "") != (got.warning == "") {
			t.Errorf("%s: %v %q %q", raw, ok, got.host, got.warning)
		}
	}
	for _, raw := range []string{"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://x", "https://", "mailto:", "http://[::1", "\x00"} {
		if _, ok := readTarget(raw); ok {
			t.Errorf("%q must not be a link", raw)
		}
	}
}

func TestFindLinks(t *testing.T) {
	for text, want := range map[string][]string{
		"(see http://a.example/b).":          {"http://a.example/b"},
		"<https://a.example/x>":              {"https://a.example/x"},
		"http://a.example/(b)":               {"http://a.example/(b)"},
		"xhttp://a.example":                  nil,
		"http:// nothing":                    nil,
		"a:b https: mailto:x@y.example, end": {"mailto:x@y.example"},
		"HTTPS://A.EXAMPLE/":                 {"HTTPS://A.EXAMPLE/"},
	} {
		var got []string
		for _, l := range findLinks(text, 0, len(text), nil) {
			got = append(got, text[l.start:l.end])
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestReaderTellsWhatItDoes(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(10240)
	if s.mail.reader.title.text != "10,240 messages wait for you" {
		t.Fatal(s.mail.reader.title.text)
	}
	big := *rows[0]
	big.Size = 24 << 20
	rows = slices.Clone(rows) // snapshots are never changed
	rows[0] = &big
	snap := s.snapshot(rows)
	s.click(0, 0)
	if s.mail.reader.hint.text != "This message has 24 MB." || s.State().Reader != "large" || s.host.count("open u0") != 0 {
		t.Fatal(s.mail.reader.hint.text, s.host.calls)
	}
	s.host.peeked = mime.Message{Text: "Dear Anna,", Partial: true}
	test.Tap(s.mail.reader.beginning)
	if s.State().Reader != "message" || !strings.Contains(s.mail.reader.notes.text, "the beginning of a message of 24 MB") {
		t.Fatal(s.State().Reader, s.mail.reader.notes.text)
	}
	test.Tap(s.mail.reader.whole)
	if s.host.count("open u0") != 1 {
		t.Fatal(s.host.calls)
	}
	snap.Fetching, snap.Fetched = "u0", 3565158
	s.Show(snap)
	if s.mail.reader.hint.text != "3.4 MB of 24 MB" || s.State().Reader != "loading" {
		t.Fatal(s.mail.reader.hint.text)
	}
	test.Tap(s.mail.reader.stop)
	if s.State().Reader != "empty" {
		t.Fatal(s.host.calls)
	}
}

func TestReaderHead(t *testing.T) {
	name, addr := senderWords([]mime.Address{{Name: "boss@firm.example", Addr: "x@evil.example"}})
	if name != "x@evil.example" || !strings.Contains(addr, "boss@firm.example") {
		t.Fatal(name, addr)
	}
	if got := initials("ingrid von Halvorsen"); got != "IV" {
		t.Fatal(got)
	}
	if got := initials("王小明"); got != "王" {
		t.Fatal(got)
	}
	if got := people([]mime.Address{{Name: "A"}, {Addr: "b@x"}, {Name: "C"}, {Name: "D"}, {Name: "E"}}); got != "A, b@x, C, 2 more" {
		t.Fatal(got)
	}
}

func TestAttachmentNames(t *testing.T) {
	if b, risky := badge("x.pdf.exe", "application/pdf"); b != "EXE" || !risky {
		t.Error(b, risky)
	}
	if b, risky := badge("photo", "image/png"); b != "PNG" || risky {
		t.Error(b, risky)
	}
}

func BenchmarkWrap10MB(b *testing.B) {
	test.NewTempApp(b)
	line := "The quick brown fox jumps over the lazy dog, again and again and again and again.\n"
	text := strings.Repeat(line, 10<<20/len(line))
	rule := newAdvances(13, fyne.TextStyle{})
	for b.Loop() {
		w := newWrapping(text, 440, rule)
		for !w.done() {
			w.step(wrapSlice)
		}
	}
}

func BenchmarkOpen10MB(b *testing.B) {
	line := "The quick brown fox jumps over the lazy dog, again and again and again and again.\n"
	m := &mime.Message{Text: strings.Repeat(line, 10<<20/len(line))}
	s := opened(b, m)
	for b.Loop() {
		s.ShowMessage("u0", m)
		s.posts = nil
	}
}
