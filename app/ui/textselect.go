package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// maxCopy bounds what goes to the clipboard.
const maxCopy = 32 << 20

// byteAt finds the byte of the text nearest to a position.
func (v *textView) byteAt(p fyne.Position) int {
	if v.wrap == nil || len(v.wrap.lines) == 0 {
		return 0
	}
	i := int((v.offset + float64(p.Y-px(16))) / float64(v.lineHeight()))
	if i < 0 || p.Y < -px(200) {
		i = 0
	}
	l := v.wrap.lines[min(i, len(v.wrap.lines)-1)]
	x := p.X - v.padding() - indent(l.depth)
	lo, hi := int(l.start), int(l.end)
	for lo < hi {
		mid := nextRune(v.text, (lo+hi+1)/2, hi) // behind lo, so that the search ends
		if v.measureTo(l, mid) > x {
			hi = prevRune(v.text, mid, lo)
		} else {
			lo = mid
		}
	}
	if after := nextRune(v.text, lo+1, int(l.end)); after <= int(l.end) && lo < int(l.end) {
		if a, z := v.measureTo(l, lo), v.measureTo(l, after); x > (a+z)/2 {
			return after
		}
	}
	return lo
}

// nextRune moves forward to the beginning of a rune.
func nextRune(s string, i, end int) int {
	for i < end && !utf8.RuneStart(s[i]) {
		i++
	}
	return min(i, end)
}

// prevRune is the beginning of the rune before i.
func prevRune(s string, i, least int) int {
	i--
	for i > least && !utf8.RuneStart(s[i]) {
		i--
	}
	return max(i, least)
}

// linkAt is the link under a position.
func (v *textView) linkAt(p fyne.Position) (link, bool) {
	if v.wrap == nil || len(v.wrap.links) == 0 {
		return link{}, false
	}
	i := int((v.offset + float64(p.Y-px(16))) / float64(v.lineHeight()))
	if i < 0 || i >= len(v.wrap.lines) {
		return link{}, false
	}
	l := v.wrap.lines[i]
	x := p.X - v.padding() - indent(l.depth)
	for _, k := range linksWithin(v.wrap.links, l.start, l.end) {
		if x >= v.measureTo(l, max(int(k.start), int(l.start))) && x <= v.measureTo(l, min(int(k.end), int(l.end))) {
			return k, true
		}
	}
	return link{}, false
}

// selected is the selected text, made safe for other programs.
func (v *textView) selected() string {
	from, to := min(v.from, v.to), max(v.from, v.to)
	if to-from > maxCopy {
		to = nextRune(v.text, from+maxCopy, len(v.text))
	}
	return cleanCopy(v.text[from:to])
}

// cleanCopy keeps letters, blanks and line ends, and nothing that hides.
func cleanCopy(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == 0x200C || r == 0x200D:
			return r
		case unicode.IsControl(r) || hidden(r):
			return -1
		}
		return r
	}, s)
}

// selectAll chooses the whole text.
func (v *textView) selectAll() {
	v.from, v.to = 0, len(v.text)
	v.body.update()
}

// selectWord chooses the word at a byte.
func (v *textView) selectWord(at int) {
	from, to := at, at
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(v.text[:from])
		if !isWordRune(r) || at-from > wrapRuneLimit {
			break
		}
		from -= n
	}
	for to < len(v.text) {
		r, n := utf8.DecodeRuneInString(v.text[to:])
		if !isWordRune(r) || to-at > wrapRuneLimit {
			break
		}
		to += n
	}
	v.from, v.to = from, to
	v.body.update()
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '_' || r == '\''
}

// MouseDown implements [desktop.Mouseable].
func (b *textBody) MouseDown(e *desktop.MouseEvent) {
	v := b.v
	if v.Focus != nil {
		v.Focus()
	}
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	at := v.byteAt(e.Position)
	if e.Modifier&fyne.KeyModifierShift == 0 {
		v.from = at
	}
	v.to, v.selects = at, true
	b.update()
}

// MouseUp implements [desktop.Mouseable].
func (b *textBody) MouseUp(e *desktop.MouseEvent) {
	v := b.v
	v.selects = false
	if k, ok := v.linkAt(e.Position); ok && v.from == v.to && e.Button == desktop.MouseButtonPrimary && v.OnLink != nil {
		v.OnLink(v.text[k.start:k.end])
	}
}

// DoubleTapped implements [fyne.DoubleTappable].
func (b *textBody) DoubleTapped(e *fyne.PointEvent) { b.v.selectWord(b.v.byteAt(e.Position)) }

// Dragged implements [fyne.Draggable].
func (b *textBody) Dragged(e *fyne.DragEvent) {
	v := b.v
	if !v.selects {
		return
	}
	if e.Position.Y < 0 {
		v.scrollTo(v.offset - float64(v.lineHeight()))
	} else if e.Position.Y > b.Size().Height {
		v.scrollTo(v.offset + float64(v.lineHeight()))
	}
	v.to = v.byteAt(e.Position)
	b.update()
}

// DragEnd implements [fyne.Draggable].
func (b *textBody) DragEnd() { b.v.selects = false }

// Scrolled implements [fyne.Scrollable].
func (b *textBody) Scrolled(e *fyne.ScrollEvent) {
	if b.v.OnScroll != nil {
		b.v.OnScroll()
	}
	b.v.scrollTo(b.v.offset - float64(e.Scrolled.DY)*wheelSpeed)
}

// MouseIn implements [desktop.Hoverable].
func (b *textBody) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (b *textBody) MouseMoved(e *desktop.MouseEvent) { _, b.v.pointer = b.v.linkAt(e.Position) }

// MouseOut implements [desktop.Hoverable].
func (b *textBody) MouseOut() { b.v.pointer = false }

// Cursor implements [desktop.Cursorable].
func (b *textBody) Cursor() desktop.Cursor {
	if b.v.pointer {
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

// FocusGained implements [fyne.Focusable].
func (b *textBody) FocusGained() { b.v.focused = true }

// FocusLost implements [fyne.Focusable].
func (b *textBody) FocusLost() { b.v.focused = false }

// TypedRune implements [fyne.Focusable].
func (b *textBody) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (b *textBody) TypedKey(e *fyne.KeyEvent) {
	var m fyne.KeyModifier
	if b.v.Modifiers != nil {
		m = b.v.Modifiers()
	}
	b.v.key(e, m)
}

// TypedShortcut implements [fyne.Shortcutable].
func (b *textBody) TypedShortcut(s fyne.Shortcut) {
	v := b.v
	switch s.(type) {
	case *fyne.ShortcutSelectAll:
		v.selectAll()
	case *fyne.ShortcutCopy:
		if v.OnCopy != nil && v.from != v.to {
			v.OnCopy(v.selected())
		}
	default:
		if v.OnCombo != nil {
			v.OnCombo(s)
		}
	}
}
