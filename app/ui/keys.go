package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/ui/kit"
)

// keys does what keys mean wherever one is.
type keys struct {
	*frame
	host interface {
		userHost
		mailHost
	}
	menu         *menu
	searching    *searching
	view         *view
	conversation *conversation
	deletion     *deletion
}

// joinKeys takes the keys that no widget has taken.
func (ke *keys) joinKeys() {
	c := ke.win.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch {
		case e.Name == fyne.KeyF12:
			ke.conversation.showTalk()
		case ke.asking():
			if e.Name == fyne.KeyEscape {
				ke.escape()
			}
		case ke.page == pageMail:
			ke.mail.list.Key(e, ke.deps.Modifiers())
		}
	})
	c.AddShortcut(&fyne.ShortcutSelectAll{}, func(s fyne.Shortcut) {
		if ke.page == pageMail && !ke.asking() {
			ke.mail.list.Body.TypedShortcut(s)
		}
	})
	for _, k := range []fyne.KeyName{
		fyne.KeyF, fyne.KeyR, fyne.KeyQ, fyne.KeyI, fyne.KeyPlus, fyne.KeyEqual, fyne.KeyMinus, fyne.Key0,
		fyne.KeyUp, fyne.KeyDown, fyne.KeySpace,
	} {
		for _, m := range []fyne.KeyModifier{fyne.KeyModifierShortcutDefault, fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift} {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: m}, func(s fyne.Shortcut) {
				if ke.page == pageMail && !ke.asking() {
					ke.mail.list.Body.TypedShortcut(s)
					return
				}
				ke.combo(s)
			})
		}
	}
	if onMac() {
		ke.win.SetMainMenu(fyne.NewMainMenu(ke.menu.menus()...))
	}
}

// key does what keys mean wherever one is.
func (ke *keys) key(e *fyne.KeyEvent) {
	ke.host.Active()
	ke.mail.peek.Hide() // whoever types looks elsewhere
	if ke.page != pageMail || ke.asking() {
		return
	}
	switch e.Name {
	case fyne.KeyF5:
		ke.host.Refresh(ke.id)
	case fyne.KeyF1:
		ke.menu.showKeys()
	case fyne.KeyF12:
		ke.conversation.showTalk()
	case fyne.KeyF10:
		ke.menu.showMenu()
	case fyne.KeyDelete:
		ke.deletion.delete()
	case fyne.KeyEscape:
		ke.focusList()
	}
}

// fieldKey takes the keys that mean the same while one types.
func (ke *keys) fieldKey(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyF12 {
		return false
	}
	ke.conversation.showTalk()
	return true
}

// combo does what combinations mean wherever one is.
func (ke *keys) combo(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || !kit.IsCommand(c.Modifier) || ke.asking() {
		return
	}
	switch c.KeyName {
	case fyne.KeyQ:
		ke.quit()
	case fyne.KeyPlus, fyne.KeyEqual:
		ke.view.zoom(1)
	case fyne.KeyMinus:
		ke.view.zoom(-1)
	case fyne.Key0:
		ke.view.zoom(0)
	}
	if ke.page != pageMail {
		return
	}
	switch c.KeyName {
	case fyne.KeyF:
		ke.searching.focusSearch()
	case fyne.KeyR:
		ke.host.Refresh(ke.id)
	}
}

// escape closes the questions over the window the way that changes nothing.
func (ke *keys) escape() {
	if ke.page == pageClosing && ke.card != nil && ke.card.OnEscape != nil {
		ke.card.OnEscape()
		return
	}
	ke.closeCards()
}
