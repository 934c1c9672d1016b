package ui

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Bounds of the reader: beyond them the text is cut, and the reader says so.
const (
	maxText       = 64 << 20
	wrapSlice     = 256 << 10 // bytes wrapped in one go on the UI goroutine
	maxDepth      = 8         // levels of quotation that are told apart
	tabStop       = 8
	wrapRuneLimit = 800 // runes on one line, however narrow they are
)

// textLine is one line of the reader: where it begins, how deep it is quoted
// and whether it goes on the line before.
type textLine struct {
	start     int32 // of the text
	end       int32 // after the last byte, without the line feed
	depth     uint8
	continued bool
}

// wrapping breaks a text into lines of a given width, a slice at a time, so
// that the first ones can be read while the others are still to come.
type wrapping struct {
	text  string
	width float32
	rule  *advances
	lines []textLine
	links []link
	next  int // where to go on

	// of the line being made
	depth  uint8
	inside bool // next is within a line of the text that was begun
}

func newWrapping(text string, width float32, rule *advances) *wrapping {
	if len(text) > maxText {
		text = text[:maxText]
	}
	return &wrapping{text: text, width: width, rule: rule}
}

func (w *wrapping) done() bool { return w.next >= len(w.text) }

// step wraps about n more bytes.
func (w *wrapping) step(n int) {
	stop := min(w.next+n, len(w.text))
	from := w.next
	for w.next < stop {
		end := len(w.text)
		if i := strings.IndexByte(w.text[w.next:], '\n'); i >= 0 {
			end = w.next + i
		}
		if !w.inside {
			w.depth = 0
			w.next = w.quote(end)
		}
		w.paragraph(end, stop)
	}
	w.links = findLinks(w.text, from, w.next, w.links)
}

// quote reads the marks before quoted text and returns where the words begin.
func (w *wrapping) quote(end int) int {
	at := w.next
	for i := at; i < end && w.depth < maxDepth; i++ {
		switch w.text[i] {
		case '>':
			w.depth++
			at = i + 1
		case ' ':
		default:
			i = end
		}
	}
	if w.depth > 0 && at < end && w.text[at] == ' ' {
		at++
	}
	return at
}

// indent is how far quoted text moves to the right.
func indent(depth uint8) float32 { return px(13) * float32(depth) }

// paragraph breaks one line of the text, until its end or a little after stop.
func (w *wrapping) paragraph(end, stop int) {
	room := max(w.width-indent(w.depth), px(60))
	if w.next == end && !w.inside {
		w.add(end, end, false)
		w.next = end + 1
		return
	}
	for w.next < end {
		cut := w.fit(w.next, end, room)
		w.add(w.next, cut, w.inside)
		w.inside = true
		w.next = cut
		for w.next < end && w.text[w.next] == ' ' {
			w.next++ // blanks at a break belong to neither line
		}
		if w.next >= stop && w.next < end {
			return
		}
	}
	w.inside = false
	w.next = end + 1
}

func (w *wrapping) add(start, end int, continued bool) {
	if len(w.lines) < math.MaxInt32 {
		w.lines = append(w.lines, textLine{int32(start), int32(end), w.depth, continued})
	}
}

// fit finds the end of the line that begins at start: after a blank or a
// hyphen, between two ideographs, or in the middle of a word that is too long.
func (w *wrapping) fit(start, end int, room float32) int {
	var x float32
	breakAt, runes := -1, 0
	for i := start; i < end; {
		c := w.text[i]
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
			r, size = utf8.DecodeRuneInString(w.text[i:end])
			adv = w.rule.of(r)
			ideograph = r >= 0x2E80 && r < 0xFB00 && (r < 0xAC00 || r > 0xD7FF)
		}
		runes++
		if (x+adv > room && i > start && c != ' ') || runes > wrapRuneLimit {
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
func (w *wrapping) tab(x float32) float32 {
	stop := w.rule.ascii[' '] * tabStop
	if stop <= 0 {
		return 0
	}
	return stop - x + stop*float32(int(x/stop))
}

// expandTabs turns tabs into blanks, as Fyne draws them as boxes.
func expandTabs(s string) string {
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
