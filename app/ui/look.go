package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/ui/kit"
)

// The names of the palettes in the settings.
var themeNames = map[kit.Appearance]string{kit.FollowSystem: "", kit.AlwaysLight: "light", kit.AlwaysDark: "dark"}

// keptLook is the theme with palette and text size as they were the last time.
func keptLook(v account.View, now func() time.Time) *kit.Look {
	choice := kit.FollowSystem
	for a, name := range themeNames {
		if name == v.Theme {
			choice = a
		}
	}
	unit := float32(1)
	for _, s := range textSizes() {
		if int(s*100+0.5) == v.TextSize {
			unit = s
		}
	}
	return kit.NewLook(now).With(choice, unit)
}

// windowSize is how large the window is at first.
func windowSize(v account.View) fyne.Size {
	if v.Width < 620 || v.Height < 420 || v.Width > 10_000 || v.Height > 10_000 {
		return fyne.NewSize(1280, 800)
	}
	return fyne.NewSize(float32(v.Width), float32(v.Height))
}

// textSizes are the steps of "text larger".
func textSizes() []float32 { return []float32{0.85, 1, 1.15, 1.3, 1.5, 1.75, 2} }
