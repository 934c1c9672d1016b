package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

func rgb(v uint32) color.Color {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func alpha(v uint32, a uint8) color.Color {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: a}
}

// lightColor is paper: ink on white, one blue, one yellow, one red.
func lightColor(n fyne.ThemeColorName) (color.Color, bool) {
	switch n {
	case colorWindow:
		return rgb(0xF3F2EE), true
	case colorPanel, theme.ColorNameInputBackground, theme.ColorNameMenuBackground,
		theme.ColorNameOverlayBackground, theme.ColorNameButton, theme.ColorNameHeaderBackground:
		return rgb(0xFFFFFF), true
	case colorSide, theme.ColorNameDisabledButton:
		return rgb(0xF8F7F4), true
	case colorLine, theme.ColorNameInputBorder, theme.ColorNameSeparator:
		return rgb(0xE2E0D9), true
	case colorText:
		return rgb(0x1E2227), true
	case colorMuted:
		return rgb(0x62676E), true
	case theme.ColorNamePlaceHolder:
		return rgb(0x6A6F76), true
	case colorFaint, theme.ColorNameDisabled:
		return rgb(0x9A9EA4), true
	case colorAccent, theme.ColorNameHyperlink:
		return rgb(0x2458A8), true
	case colorOnAccent:
		return rgb(0xFFFFFF), true
	case colorTint:
		return rgb(0xE4ECF8), true
	case theme.ColorNameSelection:
		return rgb(0xC9DCF6), true
	case colorHover, theme.ColorNameHover:
		return rgb(0xF1F5FB), true
	case theme.ColorNamePressed:
		return rgb(0xDCE6F5), true
	case theme.ColorNameFocus:
		return alpha(0x2458A8, 0x40), true
	case colorLook:
		return rgb(0xFFF6DF), true
	case colorLookLine:
		return rgb(0xF0D898), true
	case colorLookBar:
		return rgb(0xEBC15A), true
	case colorLookText:
		return rgb(0x855A00), true
	case colorDelete, theme.ColorNameError:
		return rgb(0xB3372F), true
	case colorDanger:
		return rgb(0xB3372F), true
	case colorOnDanger:
		return rgb(0xFFFFFF), true
	case colorDone, theme.ColorNameSuccess:
		return rgb(0x2E7D4F), true
	case colorFloat:
		return rgb(0x24282E), true
	case colorScrim:
		return alpha(0x1E2227, 0x55), true
	case colorQuoteBar:
		return rgb(0xC5D6EF), true
	case colorBlank:
		return rgb(0xEDEBE5), true
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
	case colorOnFloat:
		return rgb(0xF4F4F2), true
	case colorFloatSoft:
		return rgb(0xB4B9C0), true
	case colorFloatTint:
		return rgb(0x454A52), true
	}
	return nil, false
}

// darkColor is the same desk at night.
func darkColor(n fyne.ThemeColorName) (color.Color, bool) {
	switch n {
	case colorWindow:
		return rgb(0x191B1F), true
	case colorPanel, theme.ColorNameInputBackground, theme.ColorNameButton, theme.ColorNameHeaderBackground:
		return rgb(0x212429), true
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return rgb(0x282C32), true
	case colorSide, theme.ColorNameDisabledButton:
		return rgb(0x1D2024), true
	case colorLine, theme.ColorNameInputBorder, theme.ColorNameSeparator:
		return rgb(0x32363C), true
	case colorText:
		return rgb(0xE5E5E2), true
	case colorMuted, theme.ColorNamePlaceHolder:
		return rgb(0x9EA4AB), true
	case colorFaint, theme.ColorNameDisabled:
		return rgb(0x747A82), true
	case colorAccent, theme.ColorNameHyperlink:
		return rgb(0x82B3F4), true
	case colorOnAccent:
		return rgb(0x14181E), true
	case colorTint:
		return rgb(0x2A3A52), true
	case theme.ColorNameSelection:
		return rgb(0x35507A), true
	case colorHover, theme.ColorNameHover:
		return rgb(0x262E3A), true
	case theme.ColorNamePressed:
		return rgb(0x30405A), true
	case theme.ColorNameFocus:
		return alpha(0x82B3F4, 0x50), true
	case colorLook:
		return rgb(0x322B1C), true
	case colorLookLine:
		return rgb(0x5A4A24), true
	case colorLookBar:
		return rgb(0x8F7330), true
	case colorLookText:
		return rgb(0xE8C878), true
	case colorDelete, theme.ColorNameError:
		return rgb(0xF08A80), true
	case colorDanger:
		return rgb(0xB3372F), true
	case colorOnDanger:
		return rgb(0xFFFFFF), true
	case colorDone, theme.ColorNameSuccess:
		return rgb(0x7CC99A), true
	case colorFloat:
		return rgb(0x33383F), true
	case colorScrim:
		return alpha(0x000000, 0x80), true
	case colorQuoteBar:
		return rgb(0x3A5075), true
	case colorBlank:
		return rgb(0x2E3238), true
	case theme.ColorNameScrollBar:
		return alpha(0xE5E5E2, 0x40), true
	case theme.ColorNameScrollBarBackground:
		return color.Transparent, true
	case theme.ColorNameShadow:
		return alpha(0x000000, 0x80), true
	}
	return floatColor(n)
}
