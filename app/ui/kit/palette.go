package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// RGB is a colour of the drawings, such as 0x2458A8.
func RGB(v uint32) color.Color {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func alpha(v uint32, a uint8) color.Color {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: a}
}

// lightColor is paper: ink on white, one blue, one yellow, one red.
func lightColor(n fyne.ThemeColorName) (color.Color, bool) {
	switch n {
	case ColorWindow:
		return RGB(0xF3F2EE), true
	case ColorPanel, theme.ColorNameInputBackground, theme.ColorNameMenuBackground,
		theme.ColorNameOverlayBackground, theme.ColorNameButton, theme.ColorNameHeaderBackground:
		return RGB(0xFFFFFF), true
	case ColorSide, theme.ColorNameDisabledButton:
		return RGB(0xF8F7F4), true
	case ColorLine, theme.ColorNameInputBorder, theme.ColorNameSeparator:
		return RGB(0xE2E0D9), true
	case ColorText:
		return RGB(0x1E2227), true
	case ColorMuted:
		return RGB(0x62676E), true
	case theme.ColorNamePlaceHolder:
		return RGB(0x6A6F76), true
	case ColorFaint, theme.ColorNameDisabled:
		return RGB(0x9A9EA4), true
	case ColorAccent, theme.ColorNameHyperlink:
		return RGB(0x2458A8), true
	case colorOnAccent:
		return RGB(0xFFFFFF), true
	case ColorTint:
		return RGB(0xE4ECF8), true
	case theme.ColorNameSelection:
		return RGB(0xC9DCF6), true
	case ColorHover, theme.ColorNameHover:
		return RGB(0xF1F5FB), true
	case theme.ColorNamePressed:
		return RGB(0xDCE6F5), true
	case theme.ColorNameFocus:
		return alpha(0x2458A8, 0x40), true
	case ColorLook:
		return RGB(0xFFF6DF), true
	case ColorLookLine:
		return RGB(0xF0D898), true
	case ColorLookBar:
		return RGB(0xEBC15A), true
	case colorLookText:
		return RGB(0x855A00), true
	case ColorDelete, theme.ColorNameError:
		return RGB(0xB3372F), true
	case colorDanger:
		return RGB(0xB3372F), true
	case colorOnDanger:
		return RGB(0xFFFFFF), true
	case ColorDone, theme.ColorNameSuccess:
		return RGB(0x2E7D4F), true
	case ColorFloat:
		return RGB(0x24282E), true
	case colorScrim:
		return alpha(0x1E2227, 0x55), true
	case ColorQuoteBar:
		return RGB(0xC5D6EF), true
	case ColorBlank:
		return RGB(0xEDEBE5), true
	case theme.ColorNameScrollBar:
		return alpha(0x1E2227, 0x40), true
	case theme.ColorNameScrollBarBackground:
		return color.Transparent, true
	case theme.ColorNameShadow:
		return alpha(0x1E2227, 0x30), true
	}
	return floatColor(n)
}

// floatColor serves the floating bar, which is dark in both palettes.
func floatColor(n fyne.ThemeColorName) (color.Color, bool) {
	switch n {
	case ColorOnFloat:
		return RGB(0xF4F4F2), true
	case colorFloatSoft:
		return RGB(0xB4B9C0), true
	case colorFloatTint:
		return RGB(0x454A52), true
	}
	return nil, false
}

// darkColor is the same desk at night.
func darkColor(n fyne.ThemeColorName) (color.Color, bool) {
	switch n {
	case ColorWindow:
		return RGB(0x191B1F), true
	case ColorPanel, theme.ColorNameInputBackground, theme.ColorNameButton, theme.ColorNameHeaderBackground:
		return RGB(0x212429), true
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return RGB(0x282C32), true
	case ColorSide, theme.ColorNameDisabledButton:
		return RGB(0x1D2024), true
	case ColorLine, theme.ColorNameInputBorder, theme.ColorNameSeparator:
		return RGB(0x32363C), true
	case ColorText:
		return RGB(0xE5E5E2), true
	case ColorMuted, theme.ColorNamePlaceHolder:
		return RGB(0x9EA4AB), true
	case ColorFaint, theme.ColorNameDisabled:
		return RGB(0x747A82), true
	case ColorAccent, theme.ColorNameHyperlink:
		return RGB(0x82B3F4), true
	case colorOnAccent:
		return RGB(0x14181E), true
	case ColorTint:
		return RGB(0x2A3A52), true
	case theme.ColorNameSelection:
		return RGB(0x35507A), true
	case ColorHover, theme.ColorNameHover:
		return RGB(0x262E3A), true
	case theme.ColorNamePressed:
		return RGB(0x30405A), true
	case theme.ColorNameFocus:
		return alpha(0x82B3F4, 0x50), true
	case ColorLook:
		return RGB(0x322B1C), true
	case ColorLookLine:
		return RGB(0x5A4A24), true
	case ColorLookBar:
		return RGB(0x8F7330), true
	case colorLookText:
		return RGB(0xE8C878), true
	case ColorDelete, theme.ColorNameError:
		return RGB(0xF08A80), true
	case colorDanger:
		return RGB(0xB3372F), true
	case colorOnDanger:
		return RGB(0xFFFFFF), true
	case ColorDone, theme.ColorNameSuccess:
		return RGB(0x7CC99A), true
	case ColorFloat:
		return RGB(0x33383F), true
	case colorScrim:
		return alpha(0x000000, 0x80), true
	case ColorQuoteBar:
		return RGB(0x3A5075), true
	case ColorBlank:
		return RGB(0x2E3238), true
	case theme.ColorNameScrollBar:
		return alpha(0xE5E5E2, 0x40), true
	case theme.ColorNameScrollBarBackground:
		return color.Transparent, true
	case theme.ColorNameShadow:
		return alpha(0x000000, 0x80), true
	}
	return floatColor(n)
}
