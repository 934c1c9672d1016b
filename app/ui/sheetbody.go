package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// sheetBody draws the rows of a sheet and takes their events.
type sheetBody struct {
	widget.BaseWidget
	s       *sheet
	slots   []*sheetSlot
	root    *fyne.Container
	rules   rulers
	hovered int
}

type sheetSlot struct {
	root               *fyne.Container
	back, line         *canvas.Rectangle
	title, text, right *canvas.Text
	buttons            [2]*button
	of                 string // the title of the row that the buttons are of
}

var (
	_ fyne.Focusable     = (*sheetBody)(nil)
	_ fyne.Scrollable    = (*sheetBody)(nil)
	_ fyne.Tappable      = (*sheetBody)(nil)
	_ desktop.Hoverable  = (*sheetBody)(nil)
	_ desktop.Cursorable = (*sheetBody)(nil)
)

func newSheetBody(s *sheet) *sheetBody {
	b := &sheetBody{s: s, root: &fyne.Container{}, rules: rulers{}, hovered: -1}
	b.ExtendBaseWidget(b)
	return b
}

func newSheetSlot() *sheetSlot {
	t := func() *canvas.Text { return canvas.NewText("", transparent()) }
	s := &sheetSlot{back: box(), line: box(), title: t(), text: t(), right: t()}
	s.right.Alignment = fyne.TextAlignTrailing
	objects := []fyne.CanvasObject{s.back, s.line, s.title, s.text, s.right}
	for i := range s.buttons {
		s.buttons[i] = newButton(kindPlain, iconNone, "", nil).tall(barButton)
		objects = append(objects, s.buttons[i])
	}
	s.root = &fyne.Container{Objects: objects}
	return s
}

// update draws the rows that can be seen.
func (b *sheetBody) update() {
	size, h := b.Size(), px(sheetHeight)
	first := int(b.s.offset / float64(h))
	y := float32(float64(first)*float64(h) - b.s.offset)
	used := 0
	for i := first; i < b.s.length && y < size.Height; i++ {
		if used == len(b.slots) {
			slot := newSheetSlot()
			b.slots = append(b.slots, slot)
			b.root.Objects = append(b.root.Objects, slot.root)
		}
		slot := b.slots[used]
		slot.show(b.s.rowAt(i), i == b.hovered, size.Width, b.rules)
		moveTo(slot.root, 0, y, size.Width, h)
		used++
		y += h
	}
	for _, slot := range b.slots[used:] {
		slot.root.Hidden = true
	}
	canvas.Refresh(b.root)
}

func (s *sheetSlot) show(r sheetRow, hovered bool, width float32, rules rulers) {
	s.root.Hidden = false
	h := px(sheetHeight)
	s.back.FillColor, s.line.FillColor = transparent(), ink(colorLine)
	if hovered && r.tap != nil {
		s.back.FillColor = ink(colorHover)
	}
	moveTo(s.back, 0, 0, width, h)
	moveTo(s.line, 0, h-1, width, 1)
	right := width - px(16)
	for i, b := range s.buttons {
		b.Hidden = i >= len(r.buttons)
		if b.Hidden {
			continue
		}
		b.kind, b.OnTapped = r.buttons[i].kind, r.buttons[i].do
		b.setText(r.buttons[i].text)
		if s.of != r.title {
			b.moved() // a second click was meant for the row before
		}
		b.Refresh()
		m := b.MinSize()
		right -= m.Width
		moveTo(b, right, (h-m.Height)/2, m.Width, m.Height)
		right -= px(6)
	}
	s.of = r.title
	write := func(t *canvas.Text, text string, size float32, bold bool, c fyne.ThemeColorName, x, y, w float32) {
		if r.faint {
			c = colorFaint
		}
		t.TextSize, t.TextStyle.Bold, t.Color = px(size), bold, ink(c)
		t.Text = rules.get(px(size), bold).fit(Clean(text, maxWords), w)
		moveTo(t, x, y, w, px(20))
	}
	rw := rules.get(px(textSmall), false).text(Clean(r.right, maxWords)) + px(6)
	write(s.right, r.right, textSmall, false, colorMuted, right-rw, px(5), rw)
	write(s.title, r.title, textSize, true, colorText, px(12), px(5), right-rw-px(20))
	write(s.text, r.text, textSmall, false, colorMuted, px(12), px(24), right-px(20))
}

func (b *sheetBody) rowUnder(y float32) int {
	i := int((b.s.offset + float64(y)) / float64(px(sheetHeight)))
	if y < 0 || i >= b.s.length {
		return -1
	}
	return i
}

// Tapped implements [fyne.Tappable].
func (b *sheetBody) Tapped(e *fyne.PointEvent) {
	if i := b.rowUnder(e.Position.Y); i >= 0 {
		if r := b.s.rowAt(i); r.tap != nil {
			r.tap()
		}
	}
}

// Scrolled implements [fyne.Scrollable].
func (b *sheetBody) Scrolled(e *fyne.ScrollEvent) {
	b.s.scrollTo(b.s.offset - float64(e.Scrolled.DY)*wheelSpeed)
}

// MouseIn implements [desktop.Hoverable].
func (b *sheetBody) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (b *sheetBody) MouseMoved(e *desktop.MouseEvent) {
	if i := b.rowUnder(e.Position.Y); i != b.hovered {
		b.hovered = i
		b.update()
	}
}

// MouseOut implements [desktop.Hoverable].
func (b *sheetBody) MouseOut() { b.hovered = -1; b.update() }

// Cursor implements [desktop.Cursorable].
func (b *sheetBody) Cursor() desktop.Cursor {
	if b.hovered >= 0 && b.hovered < b.s.length && b.s.rowAt(b.hovered).tap != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements [fyne.Focusable].
func (b *sheetBody) FocusGained() {}

// FocusLost implements [fyne.Focusable].
func (b *sheetBody) FocusLost() {}

// TypedRune implements [fyne.Focusable].
func (b *sheetBody) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable]: the keys scroll, Escape closes.
func (b *sheetBody) TypedKey(e *fyne.KeyEvent) {
	s, row := b.s, float64(px(sheetHeight))
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		s.close()
		return
	}
	if to, ok := scrolledBy(e.Name, s.offset, row, float64(b.Size().Height), float64(s.length)*row); ok {
		s.scrollTo(to)
	}
}

// CreateRenderer implements [fyne.Widget].
func (b *sheetBody) CreateRenderer() fyne.WidgetRenderer {
	p := &painted{owner: b, objects: []fyne.CanvasObject{b.root}}
	p.dress = func() { b.rules = rulers{} }
	p.place = func(s fyne.Size) {
		b.root.Resize(s)
		b.update()
	}
	p.least = func() fyne.Size { return fyne.NewSize(1, 1) }
	return p
}
