package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/account"
)

// The names of the palettes in the settings.
var themeNames = map[appearance]string{followSystem: "", alwaysLight: "light", alwaysDark: "dark"}

// takeView chooses palette and text size as they were the last time.
func (w *Window) takeView() {
	v := w.deps.View
	choice := followSystem
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
	w.look = w.look.with(choice, unit)
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
		Theme: themeNames[w.look.choice], TextSize: int(w.look.unit*100 + 0.5),
		Width: int(s.Width), Height: int(s.Height), Columns: w.mail.list.arranged.keep(),
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
	for _, c := range l.arranged.order {
		i := fyne.NewMenuItem(columnNames[c].title, func() {
			l.arranged.hidden[c] = !l.arranged.hidden[c]
			l.columnsChanged()
		})
		i.Checked = !l.arranged.hidden[c]
		i.Disabled = c == bySubject
		items = append(items, i)
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem("As they were at first", func() {
		l.arranged = usualArrangement()
		l.columnsChanged()
	}))
	return fyne.NewMenu("", items...)
}
