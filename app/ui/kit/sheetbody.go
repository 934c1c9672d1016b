package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/letters"
)

// sheetBody draws the rows of a sheet and takes their events.
type sheetBody struct {
	widget.BaseWidget
	s       *Sheet
	Slots   []*sheetSlot
	root    *fyne.Container
	rules   Rulers
	hovered int
}

type sheetSlot struct {
	root               *fyne.Container
	back, line         *canvas.Rectangle
	title, text, right *canvas.Text
	Buttons            [2]*Button
	of                 string // the title of the row that the buttons are of
}

var (
	_ fyne.Focusable     = (*sheetBody)(nil)
	_ fyne.Scrollable    = (*sheetBody)(nil)
	_ fyne.Tappable      = (*sheetBody)(nil)
	_ desktop.Hoverable  = (*sheetBody)(nil)
	_ desktop.Cursorable = (*sheetBody)(nil)
)

func newSheetBody(s *Sheet) *sheetBody {
	b := &sheetBody{s: s, root: &fyne.Container{}, rules: Rulers{}, hovered: -1}
	b.ExtendBaseWidget(b)
	return b
}

func newSheetSlot() *sheetSlot {
	t := func() *canvas.Text { return canvas.NewText("", Transparent()) }
	s := &sheetSlot{back: Box(), line: Box(), title: t(), text: t(), right: t()}
	s.right.Alignment = fyne.TextAlignTrailing
	objects := []fyne.CanvasObject{s.back, s.line, s.title, s.text, s.right}
	for i := range s.Buttons {
		s.Buttons[i] = NewButton(Plain, IconNone, "", nil).Tall(BarButton)
		objects = append(objects, s.Buttons[i])
	}
	s.root = &fyne.Container{Objects: objects}
	return s
}

// update draws the rows that can be seen.
func (b *sheetBody) update() {
	size, h := b.Size(), Px(sheetHeight)
	first := int(b.s.offset / float64(h))
	y := float32(float64(first)*float64(h) - b.s.offset)
	used := 0
	for i := first; i < b.s.Length && y < size.Height; i++ {
		if used == len(b.Slots) {
			slot := newSheetSlot()
			b.Slots = append(b.Slots, slot)
			b.root.Objects = append(b.root.Objects, slot.root)
		}
		slot := b.Slots[used]
		slot.show(b.s.RowAt(i), i == b.hovered, size.Width, b.rules)
		MoveTo(slot.root, 0, y, size.Width, h)
		used++
		y += h
	}
	for _, slot := range b.Slots[used:] {
		slot.root.Hidden = true
	}
	canvas.Refresh(b.root)
}

func (s *sheetSlot) show(r SheetRow, hovered bool, width float32, rules Rulers) {
	s.root.Hidden = false
	h := Px(sheetHeight)
	s.back.FillColor, s.line.FillColor = Transparent(), Ink(ColorLine)
	if hovered && r.Tap != nil {
		s.back.FillColor = Ink(ColorHover)
	}
	MoveTo(s.back, 0, 0, width, h)
	MoveTo(s.line, 0, h-1, width, 1)
	right := width - Px(16)
	for i, b := range s.Buttons {
		b.Hidden = i >= len(r.Buttons)
		if b.Hidden {
			continue
		}
		b.Kind, b.OnTapped = r.Buttons[i].kind, r.Buttons[i].Do
		b.SetText(r.Buttons[i].Text)
		if s.of != r.Title {
			b.Moved() // a second click was meant for the row before
		}
		b.Refresh()
		m := b.MinSize()
		right -= m.Width
		MoveTo(b, right, (h-m.Height)/2, m.Width, m.Height)
		right -= Px(6)
	}
	s.of = r.Title
	write := func(t *canvas.Text, text string, size float32, bold bool, c fyne.ThemeColorName, x, y, w float32) {
		if r.Faint {
			c = ColorFaint
		}
		t.TextSize, t.TextStyle.Bold, t.Color = Px(size), bold, Ink(c)
		t.Text = rules.Get(Px(size), bold).Fit(letters.Clean(text, letters.MaxWords), w)
		MoveTo(t, x, y, w, Px(20))
	}
	rw := rules.Get(Px(TextSmall), false).Text(letters.Clean(r.Right, letters.MaxWords)) + Px(6)
	write(s.right, r.Right, TextSmall, false, ColorMuted, right-rw, Px(5), rw)
	write(s.title, r.Title, TextSize, true, ColorText, Px(12), Px(5), right-rw-Px(20))
	write(s.text, r.Text, TextSmall, false, ColorMuted, Px(12), Px(24), right-Px(20))
}

func (b *sheetBody) rowUnder(y float32) int {
	i := int((b.s.offset + float64(y)) / float64(Px(sheetHeight)))
	if y < 0 || i >= b.s.Length {
		return -1
	}
	return i
}

// Tapped implements [fyne.Tappable].
func (b *sheetBody) Tapped(e *fyne.PointEvent) {
	if i := b.rowUnder(e.Position.Y); i >= 0 {
		if r := b.s.RowAt(i); r.Tap != nil {
			r.Tap()
		}
	}
}

// Scrolled implements [fyne.Scrollable].
func (b *sheetBody) Scrolled(e *fyne.ScrollEvent) {
	b.s.scrollTo(b.s.offset - float64(e.Scrolled.DY)*WheelSpeed)
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
	if b.hovered >= 0 && b.hovered < b.s.Length && b.s.RowAt(b.hovered).Tap != nil {
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
	s, row := b.s, float64(Px(sheetHeight))
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		s.Close()
		return
	}
	if to, ok := ScrolledBy(e.Name, s.offset, row, float64(b.Size().Height), float64(s.Length)*row); ok {
		s.scrollTo(to)
	}
}

// CreateRenderer implements [fyne.Widget].
func (b *sheetBody) CreateRenderer() fyne.WidgetRenderer {
	p := &Painted{Owner: b, Parts: []fyne.CanvasObject{b.root}}
	p.Dress = func() { b.rules = Rulers{} }
	p.Place = func(s fyne.Size) {
		b.root.Resize(s)
		b.update()
	}
	p.Least = func() fyne.Size { return fyne.NewSize(1, 1) }
	return p
}
