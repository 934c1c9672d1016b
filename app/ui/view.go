package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
)

// The names of the palettes in the settings.
var themeNames = map[kit.Appearance]string{kit.FollowSystem: "", kit.AlwaysLight: "light", kit.AlwaysDark: "dark"}

// takeView chooses palette and text size as they were the last time.
func (w *Window) takeView() {
	v := w.deps.View
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
	w.look = w.look.With(choice, unit)
}

// windowSize is how large the window is at first.
func windowSize(v account.View) fyne.Size {
	if v.Width < 620 || v.Height < 420 || v.Width > 10_000 || v.Height > 10_000 {
		return fyne.NewSize(1280, 800)
	}
	return fyne.NewSize(float32(v.Width), float32(v.Height))
}

// keepView remembers how the window is arranged.
func (w *Window) keepView() {
	s := w.win.Canvas().Size()
	w.deps.Host.KeepView(account.View{
		Theme: themeNames[w.look.Choice], TextSize: int(w.look.Unit*100 + 0.5),
		Width: int(s.Width), Height: int(s.Height), Columns: w.mail.list.Arranged.Keep(),
	})
}

// headMenu opens the menu of the column names.
func (w *Window) headMenu(at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(w.columnMenu(), w.win.Canvas(), at)
}

// columnMenu shows and hides columns.
func (w *Window) columnMenu() *fyne.Menu {
	l := w.mail.list
	var items []*fyne.MenuItem
	for _, c := range l.Arranged.Order {
		i := fyne.NewMenuItem(words.Column(c), func() {
			l.Arranged.Hidden[c] = !l.Arranged.Hidden[c]
			l.ColumnsChanged()
		})
		i.Checked = !l.Arranged.Hidden[c]
		i.Disabled = c == listing.BySubject
		items = append(items, i)
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem("As they were at first", func() {
		l.Arranged = list.UsualArrangement()
		l.ColumnsChanged()
	}))
	return fyne.NewMenu("", items...)
}
