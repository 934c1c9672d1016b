package list

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
)

// PlaceAt is the place under a position, or -1.
func (b *listBody) PlaceAt(y float32) int {
	p := int((b.l.Offset + float64(y)) / float64(kit.Px(kit.RowHeight)))
	if y < 0 || p < 0 || p >= b.l.ShownCount() {
		return -1
	}
	return p
}

// MouseDown implements [desktop.Mouseable]. The row is looked up at once and
// spoken of by its id, so that rows that move a moment later do no harm.
func (b *listBody) MouseDown(e *desktop.MouseEvent) {
	l := b.l
	if l.OnHover != nil {
		l.OnHover(mailbox.Ref{}, fyne.Position{})
	}
	l.keys = false
	if l.Focus != nil {
		l.Focus()
	}
	place := b.PlaceAt(e.Position.Y)
	if place < 0 {
		return
	}
	id := l.IDAt(place)
	switch {
	case e.Button == desktop.MouseButtonSecondary:
		if !l.Has(id) {
			l.Only(id)
			l.Changed()
		}
	case e.Button != desktop.MouseButtonPrimary:
	case e.Position.X < boxZone():
		b.boxDown(place, e.Modifier)
	default:
		b.rowDown(place, e.Modifier)
	}
}

func (b *listBody) rowDown(place int, m fyne.KeyModifier) {
	l := b.l
	id := l.IDAt(place)
	shift, command := m&fyne.KeyModifierShift != 0, kit.IsCommand(m)
	switch {
	case shift:
		l.Span(place, command)
	case command:
		l.Toggle(id)
	default:
		l.Only(id)
	}
	l.Changed()
	if !shift && !command {
		l.Open(id)
	}
}

func (b *listBody) boxDown(place int, m fyne.KeyModifier) {
	l := b.l
	id := l.IDAt(place)
	l.boxDrag, l.boxState, l.boxLast = true, !l.Checked(id), place
	if from := l.PlaceOf(l.RangeStart()); m&fyne.KeyModifierShift != 0 && from >= 0 {
		l.boxLast = from
	}
	b.sweep(place)
}

// sweep gives all boxes between the last one passed and this one the same state.
func (b *listBody) sweep(place int) {
	l := b.l
	for p := min(l.boxLast, place); p <= max(l.boxLast, place); p++ {
		l.Tick(l.IDAt(p), l.boxState)
	}
	l.StartAt(l.IDAt(place))
	l.boxLast = place
	l.Changed()
}

// MouseUp implements [desktop.Mouseable].
func (b *listBody) MouseUp(*desktop.MouseEvent) { b.l.boxDrag = false }

// Dragged implements [fyne.Draggable]. Beyond an edge the list scrolls along.
func (b *listBody) Dragged(e *fyne.DragEvent) {
	l := b.l
	if !l.boxDrag || l.ShownCount() == 0 {
		return
	}
	y, h := e.Position.Y, b.Size().Height
	if y < 0 {
		l.ScrollTo(l.Offset - float64(kit.Px(kit.RowHeight)))
	} else if y > h {
		l.ScrollTo(l.Offset + float64(kit.Px(kit.RowHeight)))
	}
	place := b.PlaceAt(min(max(y, 0), h-1))
	if place < 0 {
		place = l.ShownCount() - 1
	}
	l.boxLast = min(l.boxLast, l.ShownCount()-1)
	if place != l.boxLast {
		b.sweep(place)
	}
}

// DragEnd implements [fyne.Draggable].
func (b *listBody) DragEnd() { b.l.boxDrag = false }

// TappedSecondary implements [fyne.SecondaryTappable].
func (b *listBody) TappedSecondary(e *fyne.PointEvent) {
	if place := b.PlaceAt(e.Position.Y); place >= 0 && b.l.OnMenu != nil {
		b.l.OnMenu(b.l.Ref(b.l.IDAt(place)), e.AbsolutePosition)
	}
}

// Scrolled implements [fyne.Scrollable].
func (b *listBody) Scrolled(e *fyne.ScrollEvent) { b.l.Scrolled(e) }

// MouseIn implements [desktop.Hoverable].
func (b *listBody) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (b *listBody) MouseMoved(e *desktop.MouseEvent) {
	if p := b.PlaceAt(e.Position.Y); p != b.l.hovered {
		b.l.hovered = p
		b.update()
		b.tellHover(e.AbsolutePosition.Subtract(e.Position))
	}
}

// MouseOut implements [desktop.Hoverable].
func (b *listBody) MouseOut() { b.l.hovered = -1; b.update(); b.tellHover(fyne.Position{}) }

// tellHover tells over which row the pointer is.
func (b *listBody) tellHover(corner fyne.Position) {
	l := b.l
	if l.OnHover == nil {
		return
	}
	if l.hovered < 0 {
		l.OnHover(mailbox.Ref{}, fyne.Position{})
		return
	}
	y := float32(float64(l.hovered)*float64(kit.Px(kit.RowHeight)) - l.Offset)
	l.OnHover(l.Ref(l.IDAt(l.hovered)), corner.AddXY(kit.Px(34), y))
}

// FocusGained implements [fyne.Focusable].
func (b *listBody) FocusGained() { b.l.focused = true; b.update() }

// FocusLost implements [fyne.Focusable].
func (b *listBody) FocusLost() { b.l.focused = false; b.update() }

// TypedRune implements [fyne.Focusable].
func (b *listBody) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (b *listBody) TypedKey(e *fyne.KeyEvent) {
	var m fyne.KeyModifier
	if b.l.Modifiers != nil {
		m = b.l.Modifiers()
	}
	b.l.Key(e, m)
}

// TypedShortcut implements [fyne.Shortcutable]. Combinations with Control never
// come as keys.
func (b *listBody) TypedShortcut(s fyne.Shortcut) {
	l := b.l
	switch s := s.(type) {
	case *fyne.ShortcutSelectAll:
		l.All()
		l.Changed()
	case *desktop.CustomShortcut:
		if kit.IsCommand(s.Modifier) && l.move(s.KeyName, s.Modifier) {
			return
		}
		switch {
		case kit.IsCommand(s.Modifier) && s.KeyName == fyne.KeyI:
			l.Invert()
			l.Changed()
		case kit.IsCommand(s.Modifier) && s.KeyName == fyne.KeySpace:
			l.toggleFocus()
		default:
			l.pass(s)
		}
	default:
		l.pass(s)
	}
}

func (l *List) pass(s fyne.Shortcut) {
	if l.OnCombo != nil {
		l.OnCombo(s)
	}
}

// Key does what a key without Control means.
func (l *List) Key(e *fyne.KeyEvent, m fyne.KeyModifier) {
	l.keys = true
	if l.move(e.Name, m) {
		return
	}
	switch e.Name {
	case fyne.KeySpace:
		l.toggleFocus()
	case fyne.KeyReturn, fyne.KeyEnter:
		if at := l.PlaceOf(l.Cursor()); at >= 0 {
			l.Open(l.Cursor())
		}
	case fyne.KeyEscape:
		l.Clear()
		l.Changed()
	case fyne.KeyDelete:
		if l.OnDelete != nil {
			l.OnDelete()
		}
	default:
		if l.OnKey != nil {
			l.OnKey(e)
		}
	}
}

// toggleFocus checks or unchecks the box where the keyboard is.
func (l *List) toggleFocus() {
	if l.PlaceOf(l.Cursor()) < 0 {
		return
	}
	l.Tick(l.Cursor(), !l.Checked(l.Cursor()))
	l.keys = true
	l.Changed()
}

// Open asks the window to show a message.
func (l *List) Open(id int32) {
	if r := l.Ref(id); r != (mailbox.Ref{}) && l.OnOpen != nil {
		l.OnOpen(r)
	}
}

// move follows a key that moves: Shift extends, Control moves only the focus.
func (l *List) move(key fyne.KeyName, m fyne.KeyModifier) bool {
	at, n := l.PlaceOf(l.Cursor()), l.ShownCount()
	page := max(l.visible()-3, 1)
	to := at
	switch key {
	case fyne.KeyUp:
		to = at - 1
	case fyne.KeyDown:
		to = at + 1
	case fyne.KeyPageUp:
		to = at - page
	case fyne.KeyPageDown:
		to = at + page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = n - 1
	default:
		return false
	}
	if n == 0 {
		return true
	}
	to = min(max(to, 0), n-1)
	l.keys = true
	switch {
	case m&fyne.KeyModifierShift != 0:
		l.Span(to, kit.IsCommand(m))
	case kit.IsCommand(m):
		l.SetCursor(l.IDAt(to))
	default:
		l.Only(l.IDAt(to))
	}
	l.Reveal(to)
	l.Changed()
	return true
}
