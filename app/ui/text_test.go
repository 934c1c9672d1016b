package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/mime"
)

// opened is a stage with a message in the reader.
func opened(t testing.TB, m *mime.Message) *stage {
	s := newStage(t)
	s.mailbox(3)
	s.click(0, 0)
	s.ShowMessage(s.ref("u0"), m)
	return s
}

// lines are the lines of the reader as they would be drawn.
func (s *stage) lines() []string {
	v := s.mail.reader.Text
	var out []string
	for _, l := range v.Wrap.Lines {
		out = append(out, v.Drawn(int(l.Start), int(l.End)))
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
			v := s.mail.reader.Text
			if v.Wrap.Next > 4*kit.WrapSlice || len(v.Wrap.Lines) == 0 {
				t.Fatal("the beginning must be there at once, and only that:", v.Wrap.Next)
			}
			if len(v.Body.Words.All) > 400 {
				t.Fatal("only visible lines are drawn:", len(v.Body.Words.All))
			}
			for n := 0; len(s.posts) > 0; n++ {
				s.drain(1)
				if n > 10_000 {
					t.Fatal("wrapping does not end")
				}
			}
			if !v.Wrap.Done() {
				t.Fatal("wrapped only", v.Wrap.Next)
			}
			at := 0
			for _, l := range v.Wrap.Lines {
				if int(l.Start) < at || l.End < l.Start {
					t.Fatal("lines overlap")
				}
				at = int(l.End)
			}
			v.ScrollTo(v.Height())
			for _, w := range v.Body.Words.All[:v.Body.Words.Used] {
				if len([]rune(w.Text)) > letters.MaxLine+1 {
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
	s.ShowMessage(s.ref("u0"), &mime.Message{Text: "short"})
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
	v := s.mail.reader.Text
	if v.Wrap.Lines[2].Depth != 1 || v.Wrap.Lines[3].Depth != 2 || v.Wrap.Lines[4].Depth != 0 {
		t.Fatal("depths are wrong")
	}
	if len(got) < 6 {
		t.Fatal("the last line must be broken")
	}
	for _, l := range got {
		if w := v.Measure(l); w > v.Wrap.Width+4 {
			t.Errorf("%q is %v wide, there is room for %v", l, w, v.Wrap.Width)
		}
	}
}

func TestTextSelection(t *testing.T) {
	s := opened(t, &mime.Message{Text: "Dear Anna,\nthe cabin is ours.\n> yes\nLove"})
	v := s.mail.reader.Text
	at := func(line int, part string) fyne.Position {
		l := v.Wrap.Lines[line]
		i := strings.Index(v.Text[l.Start:l.End], part)
		x := v.Padding() + kit.Indent(l.Depth) + v.MeasureTo(l, int(l.Start)+i)
		return fyne.NewPos(x+1, kit.Px(16)+(float32(line)+0.5)*v.LineHeight())
	}
	press := func(p fyne.Position, m fyne.KeyModifier) {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: m}
		e.Position = p
		v.Body.MouseDown(e)
	}
	press(at(0, "Anna"), 0)
	v.Body.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(1, "is")}})
	v.Body.DragEnd()
	if got := v.Selected(); got != "Anna,\nthe cabin " {
		t.Fatalf("%q", got)
	}
	v.Body.TypedShortcut(&fyne.ShortcutCopy{})
	if got := s.deps.App.Clipboard().Content(); got != "Anna,\nthe cabin " {
		t.Fatalf("%q", got)
	}
	v.Body.DoubleTapped(&fyne.PointEvent{Position: at(1, "cabin")})
	if got := v.Selected(); got != "cabin" {
		t.Fatalf("%q", got)
	}
	press(at(2, "yes"), 0)
	press(at(3, "ve"), shift)
	if got := v.Selected(); got != "yes\nLo" {
		t.Fatalf("%q", got)
	}
	v.Body.TypedShortcut(&fyne.ShortcutSelectAll{})
	if v.Selected() != v.Text {
		t.Fatal("all")
	}
}

func TestThreat_M14_LinksAreShownBeforeTheyOpen(t *testing.T) {
	s := opened(t, &mime.Message{Text: "see https://example.org/page?a=b. or javascript:alert(1) or file:///etc/passwd"})
	v := s.mail.reader.Text
	if len(v.Links) != 1 {
		t.Fatalf("%d links", len(v.Links))
	}
	l := v.Wrap.Lines[0]
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = fyne.NewPos(v.Padding()+v.MeasureTo(l, 8), kit.Px(16)+v.LineHeight()/2)
	v.Body.MouseDown(e)
	v.Body.MouseUp(e)
	if s.State().Card != "This link leads to example.org" || s.card.Text.Text != "https://example.org/page?a=b" {
		t.Fatal(s.State().Card)
	}
	s.tapCard("Copy link")
	if got := s.deps.App.Clipboard().Content(); got != "https://example.org/page?a=b" {
		t.Fatal(got)
	}
}

func TestReaderTellsWhatItDoes(t *testing.T) {
	s := newStage(t)
	rows := s.mailbox(10240)
	if s.mail.reader.Title.Text != "10,240 messages wait for you" {
		t.Fatal(s.mail.reader.Title.Text)
	}
	big := *rows[0]
	big.Size = 24 << 20
	rows = slices.Clone(rows) // snapshots are never changed
	rows[0] = &big
	snap := s.snapshot(rows)
	s.click(0, 0)
	if s.mail.reader.Hint.Text != "This message has 24 MB." || s.State().Reader != "large" || s.host.count("open u0") != 0 {
		t.Fatal(s.mail.reader.Hint.Text, s.host.calls)
	}
	s.host.peeked = mime.Message{Text: "Dear Anna,", Partial: true}
	test.Tap(s.mail.reader.Beginning)
	if s.State().Reader != "message" || !strings.Contains(s.mail.reader.Notes.Text, "the beginning of a message of 24 MB") {
		t.Fatal(s.State().Reader, s.mail.reader.Notes.Text)
	}
	test.Tap(s.mail.reader.Whole)
	if s.host.count("open u0") != 1 {
		t.Fatal(s.host.calls)
	}
	snap.Fetching, snap.Fetched = "u0", 3565158
	s.Show(snap)
	if s.mail.reader.Hint.Text != "3.4 MB of 24 MB" || s.State().Reader != "loading" {
		t.Fatal(s.mail.reader.Hint.Text)
	}
	test.Tap(s.mail.reader.Stop)
	if s.State().Reader != "empty" {
		t.Fatal(s.host.calls)
	}
}

func BenchmarkOpen10MB(b *testing.B) {
	line := "The quick brown fox jumps over the lazy dog, again and again and again and again.\n"
	m := &mime.Message{Text: strings.Repeat(line, 10<<20/len(line))}
	s := opened(b, m)
	for b.Loop() {
		s.ShowMessage(s.ref("u0"), m)
		s.posts = nil
	}
}
