package kit

import (
	"embed"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours that Fyne has no name for.
const (
	ColorPanel     fyne.ThemeColorName = "restante.panel"
	ColorLine      fyne.ThemeColorName = "restante.line"
	ColorText      fyne.ThemeColorName = theme.ColorNameForeground
	ColorMuted     fyne.ThemeColorName = "restante.muted"
	ColorFaint     fyne.ThemeColorName = "restante.faint"
	ColorAccent    fyne.ThemeColorName = theme.ColorNamePrimary
	colorOnAccent  fyne.ThemeColorName = theme.ColorNameForegroundOnPrimary
	ColorTint      fyne.ThemeColorName = "restante.tint"
	ColorHover     fyne.ThemeColorName = "restante.hover"
	ColorLook      fyne.ThemeColorName = "restante.look"
	ColorLookLine  fyne.ThemeColorName = "restante.look.line"
	colorLookText  fyne.ThemeColorName = "restante.look.text"
	ColorLookBar   fyne.ThemeColorName = "restante.look.bar"
	ColorDelete    fyne.ThemeColorName = "restante.delete"
	colorDanger    fyne.ThemeColorName = "restante.danger"
	colorOnDanger  fyne.ThemeColorName = "restante.danger.text"
	ColorDone      fyne.ThemeColorName = "restante.done"
	ColorSide      fyne.ThemeColorName = "restante.side"
	ColorWindow    fyne.ThemeColorName = theme.ColorNameBackground
	ColorFloat     fyne.ThemeColorName = "restante.float"
	ColorOnFloat   fyne.ThemeColorName = "restante.float.text"
	colorFloatSoft fyne.ThemeColorName = "restante.float.muted"
	colorFloatTint fyne.ThemeColorName = "restante.float.tint"
	colorScrim     fyne.ThemeColorName = "restante.scrim"
	ColorQuoteBar  fyne.ThemeColorName = "restante.quote"
	ColorBlank     fyne.ThemeColorName = "restante.blank"
)

// sizeUnit is how many pixels one pixel of the drawings takes: 1 at 100 %.
const sizeUnit fyne.ThemeSizeName = "restante.unit"

// SizeSubject is the text size of a message's subject in the reader.
const SizeSubject fyne.ThemeSizeName = "restante.subject"

// Text sizes and measures at 100 %.
const (
	TextSize    = 13
	TextSmall   = 12
	TextCaption = 11
	TextSubject = 18
	TextTitle   = 24

	RowHeight    = 26
	HeadHeight   = 28
	StatusHeight = 26
	ToolHeight   = 48
	ButtonHeight = 30
	BarButton    = 24
	PageButton   = 36
	Radius       = 6
	CardRadius   = 8
	dialogRadius = 12
	IconSize     = 16
)

//go:embed fonts/Inter-Regular.otf fonts/Inter-SemiBold.otf
var fontFiles embed.FS

// Appearance says which of the two palettes is used.
type Appearance int

const (
	FollowSystem Appearance = iota
	AlwaysLight
	AlwaysDark
)

// Look is the theme of the program: compact, in two palettes, with every
// measure multiplied by the text size the user has chosen.
type Look struct {
	Choice        Appearance
	Unit          float32
	regular, bold fyne.Resource
	now           func() time.Time
}

// NewLook makes the theme that follows the system, at 100 %. now is the clock of the window.
func NewLook(now func() time.Time) *Look {
	l := &Look{Unit: 1, now: now}
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

// With returns a copy, because Fyne notices a changed theme by its identity.
func (l *Look) With(choice Appearance, unit float32) *Look {
	c := *l
	c.Choice, c.Unit = choice, unit
	return &c
}

// Font implements [fyne.Theme]. Italic falls back to the upright letters: mail
// has no use for it in the lists.
func (l *Look) Font(s fyne.TextStyle) fyne.Resource {
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
func (l *Look) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Color implements [fyne.Theme].
func (l *Look) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch l.Choice {
	case AlwaysLight:
		v = theme.VariantLight
	case AlwaysDark:
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
func (l *Look) Size(n fyne.ThemeSizeName) float32 {
	if s, ok := measure(n); ok {
		return s * l.Unit
	}
	return theme.DefaultTheme().Size(n)
}

// measure holds the sizes of the drawings; what is not here stays Fyne's.
func measure(n fyne.ThemeSizeName) (float32, bool) {
	switch n {
	case sizeUnit:
		return 1, true
	case theme.SizeNameText:
		return TextSize, true
	case theme.SizeNameCaptionText:
		return TextCaption, true
	case theme.SizeNameHeadingText:
		return TextTitle, true
	case theme.SizeNameSubHeadingText, SizeSubject:
		return TextSubject, true
	case theme.SizeNamePadding:
		return 4, true
	case theme.SizeNameInnerPadding:
		return 7, true
	case theme.SizeNameInlineIcon:
		return IconSize, true
	case theme.SizeNameScrollBar:
		return 10, true
	case theme.SizeNameScrollBarSmall:
		return 5, true
	case theme.SizeNameScrollBarRadius:
		return 4, true
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return Radius, true
	case theme.SizeNamePopupRadius, theme.SizeNameMenuRadius, theme.SizeNameCardRadius:
		return CardRadius, true
	case theme.SizeNameLineSpacing:
		return 4, true
	}
	return 0, false
}

// Px turns a measure of the drawings into the present one.
func Px(v float32) float32 {
	u := theme.Size(sizeUnit)
	if u <= 0 {
		u = 1
	}
	return v * u
}

// Ink is short for the colour of the theme in use.
func Ink(n fyne.ThemeColorName) color.Color { return theme.Color(n) }

// clock is the time as the window has it.
func clock() time.Time {
	if l, ok := fyne.CurrentApp().Settings().Theme().(*Look); ok {
		return l.now()
	}
	return time.Now()
}
