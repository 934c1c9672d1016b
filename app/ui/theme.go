package ui

import (
	"embed"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours that Fyne has no name for.
const (
	colorPanel     fyne.ThemeColorName = "restante.panel"
	colorLine      fyne.ThemeColorName = "restante.line"
	colorText      fyne.ThemeColorName = theme.ColorNameForeground
	colorMuted     fyne.ThemeColorName = "restante.muted"
	colorFaint     fyne.ThemeColorName = "restante.faint"
	colorAccent    fyne.ThemeColorName = theme.ColorNamePrimary
	colorOnAccent  fyne.ThemeColorName = theme.ColorNameForegroundOnPrimary
	colorTint      fyne.ThemeColorName = "restante.tint"
	colorHover     fyne.ThemeColorName = "restante.hover"
	colorLook      fyne.ThemeColorName = "restante.look"
	colorLookLine  fyne.ThemeColorName = "restante.look.line"
	colorLookText  fyne.ThemeColorName = "restante.look.text"
	colorLookBar   fyne.ThemeColorName = "restante.look.bar"
	colorDelete    fyne.ThemeColorName = "restante.delete"
	colorDanger    fyne.ThemeColorName = "restante.danger"
	colorOnDanger  fyne.ThemeColorName = "restante.danger.text"
	colorDone      fyne.ThemeColorName = "restante.done"
	colorSide      fyne.ThemeColorName = "restante.side"
	colorWindow    fyne.ThemeColorName = theme.ColorNameBackground
	colorFloat     fyne.ThemeColorName = "restante.float"
	colorOnFloat   fyne.ThemeColorName = "restante.float.text"
	colorFloatSoft fyne.ThemeColorName = "restante.float.muted"
	colorFloatTint fyne.ThemeColorName = "restante.float.tint"
	colorScrim     fyne.ThemeColorName = "restante.scrim"
	colorQuoteBar  fyne.ThemeColorName = "restante.quote"
	colorBlank     fyne.ThemeColorName = "restante.blank"
)

// sizeUnit is how many pixels one pixel of the drawings takes: 1 at 100 %.
const sizeUnit fyne.ThemeSizeName = "restante.unit"

// sizeSubject is the text size of a message's subject in the reader.
const sizeSubject fyne.ThemeSizeName = "restante.subject"

// Text sizes and measures at 100 %.
const (
	textSize    = 13
	textSmall   = 12
	textCaption = 11
	textSubject = 18
	textTitle   = 24

	rowHeight    = 26
	headHeight   = 28
	statusHeight = 26
	toolHeight   = 48
	buttonHeight = 30
	barButton    = 24
	pageButton   = 36
	radius       = 6
	cardRadius   = 8
	dialogRadius = 12
	iconSize     = 16
)

//go:embed fonts/Inter-Regular.otf fonts/Inter-SemiBold.otf
var fontFiles embed.FS

// appearance says which of the two palettes is used.
type appearance int

const (
	followSystem appearance = iota
	alwaysLight
	alwaysDark
)

// look is the theme of the program: compact, in two palettes, with every
// measure multiplied by the text size the user has chosen.
type look struct {
	choice        appearance
	unit          float32
	regular, bold fyne.Resource
	now           func() time.Time
}

func newLook(now func() time.Time) *look {
	l := &look{unit: 1, now: now}
	l.regular = fontResource("Inter-Regular.otf", theme.DefaultTextFont())
	l.bold = fontResource("Inter-SemiBold.otf", theme.DefaultTextBoldFont())
	return l
}

func fontResource(name string, fallback fyne.Resource) fyne.Resource {
	data, err := fontFiles.ReadFile("fonts/" + name)
	if err != nil {
		return fallback
	}
	return fyne.NewStaticResource(name, data)
}

// with returns a copy, because Fyne notices a changed theme by its identity.
func (l *look) with(choice appearance, unit float32) *look {
	c := *l
	c.choice, c.unit = choice, unit
	return &c
}

// Font implements [fyne.Theme]. Italic falls back to the upright letters: mail
// has no use for it in the lists.
func (l *look) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace:
		return theme.DefaultTextMonospaceFont()
	case s.Symbol:
		return theme.DefaultSymbolFont()
	case s.Bold:
		return l.bold
	}
	return l.regular
}

// Icon implements [fyne.Theme].
func (l *look) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Color implements [fyne.Theme].
func (l *look) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch l.choice {
	case alwaysLight:
		v = theme.VariantLight
	case alwaysDark:
		v = theme.VariantDark
	}
	if v == theme.VariantLight {
		if c, ok := lightColor(n); ok {
			return c
		}
	} else if c, ok := darkColor(n); ok {
		return c
	}
	return theme.DefaultTheme().Color(n, v)
}

// Size implements [fyne.Theme].
func (l *look) Size(n fyne.ThemeSizeName) float32 {
	if s, ok := measure(n); ok {
		return s * l.unit
	}
	return theme.DefaultTheme().Size(n)
}

// measure holds the sizes of the drawings; what is not here stays Fyne's.
func measure(n fyne.ThemeSizeName) (float32, bool) {
	switch n {
	case sizeUnit:
		return 1, true
	case theme.SizeNameText:
		return textSize, true
	case theme.SizeNameCaptionText:
		return textCaption, true
	case theme.SizeNameHeadingText:
		return textTitle, true
	case theme.SizeNameSubHeadingText, sizeSubject:
		return textSubject, true
	case theme.SizeNamePadding:
		return 4, true
	case theme.SizeNameInnerPadding:
		return 7, true
	case theme.SizeNameInlineIcon:
		return iconSize, true
	case theme.SizeNameScrollBar:
		return 10, true
	case theme.SizeNameScrollBarSmall:
		return 5, true
	case theme.SizeNameScrollBarRadius:
		return 4, true
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return radius, true
	case theme.SizeNamePopupRadius, theme.SizeNameMenuRadius, theme.SizeNameCardRadius:
		return cardRadius, true
	case theme.SizeNameLineSpacing:
		return 4, true
	}
	return 0, false
}

// px turns a measure of the drawings into the present one.
func px(v float32) float32 {
	u := theme.Size(sizeUnit)
	if u <= 0 {
		u = 1
	}
	return v * u
}

// ink is short for the colour of the theme in use.
func ink(n fyne.ThemeColorName) color.Color { return theme.Color(n) }

// clock is the time as the window has it.
func clock() time.Time {
	if l, ok := fyne.CurrentApp().Settings().Theme().(*look); ok {
		return l.now()
	}
	return time.Now()
}
