package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// input is a text field that hands on what it has no use for. Keys typed into
// it edit its text and never reach the mail.
type input struct {
	widget.Entry
	OnFocus func(on bool)
	OnKey   func(*fyne.KeyEvent) bool // true when it was used up
	OnCombo func(fyne.Shortcut)
}

func newInput(placeholder string) *input {
	i := &input{}
	i.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	i.PlaceHolder = placeholder
	i.ExtendBaseWidget(i)
	return i
}

// FocusGained implements [fyne.Focusable].
func (i *input) FocusGained() {
	i.Entry.FocusGained()
	if i.OnFocus != nil {
		i.OnFocus(true)
	}
}

// FocusLost implements [fyne.Focusable].
func (i *input) FocusLost() {
	i.Entry.FocusLost()
	if i.OnFocus != nil {
		i.OnFocus(false)
	}
}

// TypedKey implements [fyne.Focusable].
func (i *input) TypedKey(e *fyne.KeyEvent) {
	if i.OnKey != nil && i.OnKey(e) {
		return
	}
	i.Entry.TypedKey(e)
}

// TypedShortcut implements [fyne.Shortcutable]: the program's own combinations
// go on to the window, those that edit stay.
func (i *input) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && i.OnCombo != nil && c.Modifier&fyne.KeyModifierAlt == 0 {
		switch c.KeyName {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyHome, fyne.KeyEnd:
		default:
			i.OnCombo(s)
			return
		}
	}
	i.Entry.TypedShortcut(s)
}

// bareLook takes the box off a text field, because [field] draws its own.
type bareLook struct{}

func (bareLook) current() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color implements [fyne.Theme].
func (b bareLook) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch n {
	case theme.ColorNameInputBackground, theme.ColorNameInputBorder:
		return color.Transparent
	}
	return b.current().Color(n, v)
}

// Font implements [fyne.Theme].
func (b bareLook) Font(s fyne.TextStyle) fyne.Resource { return b.current().Font(s) }

// Icon implements [fyne.Theme].
func (b bareLook) Icon(n fyne.ThemeIconName) fyne.Resource { return b.current().Icon(n) }

// Size implements [fyne.Theme].
func (b bareLook) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameInputBorder {
		return 0
	}
	return b.current().Size(n)
}

// field is a text field in a box of the drawings' height, with an icon before
// it and an object behind.
type field struct {
	widget.BaseWidget
	input  *input
	height float32
	icon   icon
	behind fyne.CanvasObject
	focus  bool
}

func newField(placeholder string, height float32, i icon, behind fyne.CanvasObject) *field {
	f := &field{input: newInput(placeholder), height: height, icon: i, behind: behind}
	f.input.OnFocus = func(on bool) { f.focus = on; f.Refresh() }
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements [fyne.Widget].
func (f *field) CreateRenderer() fyne.WidgetRenderer {
	back, ring, img := box(), box(), newIcon()
	entry := container.NewThemeOverride(f.input, bareLook{})
	p := &painted{objects: []fyne.CanvasObject{ring, back, img, entry}, owner: f}
	if f.behind != nil {
		p.objects = append(p.objects, f.behind)
	}
	p.dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth = ink(colorPanel), ink(colorLine), 1
		back.CornerRadius, ring.CornerRadius = px(radius), px(radius)+2
		ring.FillColor = transparent()
		if f.focus {
			back.StrokeColor = ink(colorAccent)
			ring.FillColor = ink(theme.ColorNameFocus)
		}
		setIcon(img, f.icon, ink(colorMuted))
	}
	p.place = func(s fyne.Size) {
		moveTo(ring, -2, -2, s.Width+4, s.Height+4)
		back.Resize(s)
		left, right := px(4), px(4)
		if f.icon != iconNone {
			moveTo(img, px(11), (s.Height-px(iconSize))/2, px(iconSize), px(iconSize))
			left = px(27)
		}
		if f.behind != nil && f.behind.Visible() {
			m := f.behind.MinSize()
			right = m.Width + px(8)
			moveTo(f.behind, s.Width-right, (s.Height-m.Height)/2, m.Width, m.Height)
		}
		h := entry.MinSize().Height
		moveTo(entry, left, (s.Height-h)/2, max(s.Width-left-right, px(20)), h)
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(80), px(f.height)) }
	p.dress()
	return p
}
