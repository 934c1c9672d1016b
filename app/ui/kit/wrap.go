package kit

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/restante/restante/app/letters"
)

// Bounds of the reader: beyond them the text is cut, and the reader says so.
const (
	WrapSlice     = 256 << 10 // bytes wrapped in one go on the UI goroutine
	maxDepth      = 8         // levels of quotation that are told apart
	tabStop       = 8
	WrapRuneLimit = 800 // runes on one line, however narrow they are
)

// TextLine is one line of the reader: where it begins, how deep it is quoted
// and whether it goes on the line before.
type TextLine struct {
	Start     int32 // of the text
	End       int32 // after the last byte, without the line feed
	Depth     uint8
	continued bool
}

// Wrapping breaks a text into lines of a given width, a slice at a time, so
// that the first ones can be read while the others are still to come.
type Wrapping struct {
	Text  string
	Width float32
	rule  *advances
	Lines []TextLine
	Next  int // where to go on

	// of the line being made
	depth  uint8
	inside bool // next is within a line of the text that was begun
}

// NewWrapping begins to break a text into lines of a width.
func NewWrapping(text string, width float32, rule *advances) *Wrapping {
	if len(text) > letters.MaxText {
		text = text[:letters.MaxText]
	}
	return &Wrapping{Text: text, Width: width, rule: rule}
}

// Done reports whether all of the text is broken.
func (w *Wrapping) Done() bool { return w.Next >= len(w.Text) }

// Step wraps about n more bytes.
func (w *Wrapping) Step(n int) {
	stop := min(w.Next+n, len(w.Text))
	for w.Next < stop {
		end := len(w.Text)
		if i := strings.IndexByte(w.Text[w.Next:], '\n'); i >= 0 {
			end = w.Next + i
		}
		if !w.inside {
			w.depth = 0
			w.Next = w.quote(end)
		}
		w.paragraph(end, stop)
	}
}

// quote reads the marks before quoted text and returns where the words begin.
func (w *Wrapping) quote(end int) int {
	at := w.Next
	for i := at; i < end && w.depth < maxDepth; i++ {
		switch w.Text[i] {
		case '>':
			w.depth++
			at = i + 1
		case ' ':
		default:
			i = end
		}
	}
	if w.depth > 0 && at < end && w.Text[at] == ' ' {
		at++
	}
	return at
}

// Indent is how far quoted text moves to the right.
func Indent(depth uint8) float32 { return Px(13) * float32(depth) }

// paragraph breaks one line of the text, until its end or a little after stop.
func (w *Wrapping) paragraph(end, stop int) {
	room := max(w.Width-Indent(w.depth), Px(60))
	if w.Next == end && !w.inside {
		w.add(end, end, false)
		w.Next = end + 1
		return
	}
	for w.Next < end {
		cut := w.fit(w.Next, end, room)
		w.add(w.Next, cut, w.inside)
		w.inside = true
		w.Next = cut
		for w.Next < end && w.Text[w.Next] == ' ' {
			w.Next++ // blanks at a break belong to neither line
		}
		if w.Next >= stop && w.Next < end {
			return
		}
	}
	w.inside = false
	w.Next = end + 1
}

func (w *Wrapping) add(start, end int, continued bool) {
	if len(w.Lines) < math.MaxInt32 {
		w.Lines = append(w.Lines, TextLine{int32(start), int32(end), w.depth, continued})
	}
}

// fit finds the end of the line that begins at start: after a blank or a
// hyphen, between two ideographs, or in the middle of a word that is too long.
func (w *Wrapping) fit(start, end int, room float32) int {
	var x float32
	breakAt, runes := -1, 0
	for i := start; i < end; {
		c := w.Text[i]
		var adv float32
		size := 1
		ideograph := false
		switch {
		case c == '\t':
			adv = w.tab(x)
		case c < utf8.RuneSelf:
			adv = w.rule.ascii[c]
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(w.Text[i:end])
			adv = w.rule.of(r)
			ideograph = r >= 0x2E80 && r < 0xFB00 && (r < 0xAC00 || r > 0xD7FF)
		}
		runes++
		if (x+adv > room && i > start && c != ' ') || runes > WrapRuneLimit {
			if breakAt > start {
				return breakAt
			}
			return i
		}
		x += adv
		if c == ' ' || c == '\t' || c == '-' && x > room/3 {
			breakAt = i + 1
		} else if ideograph {
			breakAt = i + size
		}
		i += size
	}
	return end
}

// tab is the way to the next stop.
func (w *Wrapping) tab(x float32) float32 {
	stop := w.rule.ascii[' '] * tabStop
	if stop <= 0 {
		return 0
	}
	return stop - x + stop*float32(int(x/stop))
}

// ExpandTabs turns tabs into blanks, as Fyne draws them as boxes.
func ExpandTabs(s string) string {
	if strings.IndexByte(s, '\t') < 0 {
		return s
	}
	var b strings.Builder
	col := 0
	for _, r := range s {
		if r != '\t' {
			b.WriteRune(r)
			col++
			continue
		}
		for n := tabStop - col%tabStop; n > 0; n-- {
			b.WriteByte(' ')
			col++
		}
	}
	return b.String()
}
