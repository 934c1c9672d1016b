package page

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/ui/kit"
)

// maxCopy bounds what goes to the clipboard.
const maxCopy = 32 << 20

// byteAt finds the byte of the text nearest to a position.
func (v *Text) byteAt(p fyne.Position) int {
	if v.Wrap == nil || len(v.Wrap.Lines) == 0 {
		return 0
	}
	i := int((v.Offset + float64(p.Y-kit.Px(16))) / float64(v.LineHeight()))
	if i < 0 || p.Y < -kit.Px(200) {
		i = 0
	}
	l := v.Wrap.Lines[min(i, len(v.Wrap.Lines)-1)]
	x := p.X - v.Padding() - kit.Indent(l.Depth)
	lo, hi := int(l.Start), int(l.End)
	for lo < hi {
		mid := letters.NextRune(v.Text, (lo+hi+1)/2, hi) // behind lo, so that the search ends
		if v.MeasureTo(l, mid) > x {
			hi = letters.PrevRune(v.Text, mid, lo)
		} else {
			lo = mid
		}
	}
	if after := letters.NextRune(v.Text, lo+1, int(l.End)); after <= int(l.End) && lo < int(l.End) {
		if a, z := v.MeasureTo(l, lo), v.MeasureTo(l, after); x > (a+z)/2 {
			return after
		}
	}
	return lo
}

// linkAt is the link under a position.
func (v *Text) linkAt(p fyne.Position) (link, bool) {
	if v.Wrap == nil || len(v.Links) == 0 {
		return link{}, false
	}
	i := int((v.Offset + float64(p.Y-kit.Px(16))) / float64(v.LineHeight()))
	if i < 0 || i >= len(v.Wrap.Lines) {
		return link{}, false
	}
	l := v.Wrap.Lines[i]
	x := p.X - v.Padding() - kit.Indent(l.Depth)
	for _, k := range linksWithin(v.Links, l.Start, l.End) {
		if x >= v.MeasureTo(l, max(int(k.start), int(l.Start))) && x <= v.MeasureTo(l, min(int(k.end), int(l.End))) {
			return k, true
		}
	}
	return link{}, false
}

// Selected is the selected text, made safe for other programs.
func (v *Text) Selected() string {
	from, to := min(v.from, v.to), max(v.from, v.to)
	if to-from > maxCopy {
		to = letters.NextRune(v.Text, from+maxCopy, len(v.Text))
	}
	return letters.ForCopy(v.Text[from:to])
}

// SelectAll chooses the whole text.
func (v *Text) SelectAll() {
	v.from, v.to = 0, len(v.Text)
	v.Body.update()
}

// selectWord chooses the word at a byte.
func (v *Text) selectWord(at int) {
	from, to := at, at
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(v.Text[:from])
		if !isWordRune(r) || at-from > kit.WrapRuneLimit {
			break
		}
		from -= n
	}
	for to < len(v.Text) {
		r, n := utf8.DecodeRuneInString(v.Text[to:])
		if !isWordRune(r) || to-at > kit.WrapRuneLimit {
			break
		}
		to += n
	}
	v.from, v.to = from, to
	v.Body.update()
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
		v.OnLink(v.Text[k.start:k.end])
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
		v.ScrollTo(v.Offset - float64(v.LineHeight()))
	} else if e.Position.Y > b.Size().Height {
		v.ScrollTo(v.Offset + float64(v.LineHeight()))
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
	b.v.ScrollTo(b.v.Offset - float64(e.Scrolled.DY)*kit.WheelSpeed)
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
		v.SelectAll()
	case *fyne.ShortcutCopy:
		if v.OnCopy != nil && v.from != v.to {
			v.OnCopy(v.Selected())
		}
	default:
		if v.OnCombo != nil {
			v.OnCombo(s)
		}
	}
}
