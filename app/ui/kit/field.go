package kit

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

// bareLook takes the box off a text field, because [Field] draws its own.
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

// Field is a text field in a box of the drawings' height, with an icon before
// it and an object behind.
type Field struct {
	widget.BaseWidget
	Input   *input
	height  float32
	icon    Icon
	behind  fyne.CanvasObject
	Focused bool
}

// NewField makes an empty text field. behind may be nil.
func NewField(placeholder string, height float32, i Icon, behind fyne.CanvasObject) *Field {
	f := &Field{Input: newInput(placeholder), height: height, icon: i, behind: behind}
	f.Input.OnFocus = func(on bool) { f.Focused = on; f.Refresh() }
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements [fyne.Widget].
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	back, ring, img := Box(), Box(), NewIcon()
	entry := container.NewThemeOverride(f.Input, bareLook{})
	p := &Painted{Parts: []fyne.CanvasObject{ring, back, img, entry}, Owner: f}
	if f.behind != nil {
		p.Parts = append(p.Parts, f.behind)
	}
	p.Dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth = Ink(ColorPanel), Ink(ColorLine), 1
		back.CornerRadius, ring.CornerRadius = Px(Radius), Px(Radius)+2
		ring.FillColor = Transparent()
		if f.Focused {
			back.StrokeColor = Ink(ColorAccent)
			ring.FillColor = Ink(theme.ColorNameFocus)
		}
		SetIcon(img, f.icon, Ink(ColorMuted))
	}
	p.Place = func(s fyne.Size) {
		MoveTo(ring, -2, -2, s.Width+4, s.Height+4)
		back.Resize(s)
		left, right := Px(4), Px(4)
		if f.icon != IconNone {
			MoveTo(img, Px(11), (s.Height-Px(IconSize))/2, Px(IconSize), Px(IconSize))
			left = Px(27)
		}
		if f.behind != nil && f.behind.Visible() {
			m := f.behind.MinSize()
			right = m.Width + Px(8)
			MoveTo(f.behind, s.Width-right, (s.Height-m.Height)/2, m.Width, m.Height)
		}
		h := entry.MinSize().Height
		MoveTo(entry, left, (s.Height-h)/2, max(s.Width-left-right, Px(20)), h)
	}
	p.Least = func() fyne.Size { return fyne.NewSize(Px(80), Px(f.height)) }
	p.Dress()
	return p
}
