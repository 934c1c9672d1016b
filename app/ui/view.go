package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/app/words"
)

// view is how the window looks: palette, text size, columns.
type view struct {
	*frame
	host    viewHost
	reading *reading
}

// keepView remembers how the window is arranged.
func (vi *view) keepView() {
	s := vi.win.Canvas().Size()
	vi.host.KeepView(account.View{
		Theme: themeNames[vi.look.Choice], Language: vi.deps.View.Language, TextSize: int(vi.look.Unit*100 + 0.5),
		Width: int(s.Width), Height: int(s.Height),
	})
}

// keepColumns remembers how the columns of the mailbox stand.
func (vi *view) keepColumns() { vi.host.KeepColumns(vi.id, vi.mail.list.Arranged.Keep()) }

// headMenu opens the menu of the column names.
func (vi *view) headMenu(at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(vi.columnMenu(), vi.win.Canvas(), at)
}

// columnMenu shows and hides columns.
func (vi *view) columnMenu() *fyne.Menu {
	l := vi.mail.list
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
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(lang.T("menu.view.usual-columns"), func() {
		l.Arranged = list.UsualArrangement()
		l.ColumnsChanged()
	}))
	return fyne.NewMenu("", items...)
}

// setLook changes palette or text size.
func (vi *view) setLook(a kit.Appearance, unit float32) {
	vi.reading.hover(mailbox.Ref{}, fyne.Position{})
	vi.look = vi.look.With(a, unit)
	vi.deps.App.Settings().SetTheme(vi.look)
	vi.root.Refresh()
	vi.keepView()
}

// zoom makes the text larger or smaller; 0 is back to normal.
func (vi *view) zoom(by int) {
	sizes := textSizes()
	at := 1
	for i, s := range sizes {
		if s == vi.look.Unit {
			at = i
		}
	}
	if by == 0 {
		at = 1
	} else {
		at = min(max(at+by, 0), len(sizes)-1)
	}
	if sizes[at] != vi.look.Unit {
		vi.setLook(vi.look.Choice, sizes[at])
	}
}
