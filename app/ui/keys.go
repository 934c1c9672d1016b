package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/ui/kit"
)

// joinKeys takes the keys that no widget has taken.
func (w *Window) joinKeys() {
	c := w.win.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch {
		case e.Name == fyne.KeyF12:
			w.showTalk()
		case w.asking():
			if e.Name == fyne.KeyEscape {
				w.escape()
			}
		case w.page == pageMail:
			w.mail.list.Key(e, w.deps.Modifiers())
		}
	})
	c.AddShortcut(&fyne.ShortcutSelectAll{}, func(s fyne.Shortcut) {
		if w.page == pageMail && !w.asking() {
			w.mail.list.Body.TypedShortcut(s)
		}
	})
	for _, k := range []fyne.KeyName{
		fyne.KeyF, fyne.KeyR, fyne.KeyQ, fyne.KeyI, fyne.KeyPlus, fyne.KeyEqual, fyne.KeyMinus, fyne.Key0,
		fyne.KeyUp, fyne.KeyDown, fyne.KeySpace,
	} {
		for _, m := range []fyne.KeyModifier{fyne.KeyModifierShortcutDefault, fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift} {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: m}, func(s fyne.Shortcut) {
				if w.page == pageMail && !w.asking() {
					w.mail.list.Body.TypedShortcut(s)
					return
				}
				w.combo(s)
			})
		}
	}
	if onMac() {
		w.win.SetMainMenu(fyne.NewMainMenu(w.menus()...))
	}
}

// key does what keys mean wherever one is.
func (w *Window) key(e *fyne.KeyEvent) {
	w.deps.Host.Active()
	if w.page != pageMail || w.asking() {
		return
	}
	switch e.Name {
	case fyne.KeyF5:
		w.deps.Host.Refresh()
	case fyne.KeyF1:
		w.showKeys()
	case fyne.KeyF12:
		w.showTalk()
	case fyne.KeyF10:
		w.showMenu()
	case fyne.KeyDelete:
		w.delete()
	case fyne.KeyEscape:
		w.focusList()
	}
}

// fieldKey takes the keys that mean the same while one types.
func (w *Window) fieldKey(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyF12 {
		return false
	}
	w.showTalk()
	return true
}

// combo does what combinations mean wherever one is.
func (w *Window) combo(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || !kit.IsCommand(c.Modifier) || w.asking() {
		return
	}
	switch c.KeyName {
	case fyne.KeyQ:
		w.quit()
	case fyne.KeyPlus, fyne.KeyEqual:
		w.zoom(1)
	case fyne.KeyMinus:
		w.zoom(-1)
	case fyne.Key0:
		w.zoom(0)
	}
	if w.page != pageMail {
		return
	}
	switch c.KeyName {
	case fyne.KeyF:
		w.find()
	case fyne.KeyR:
		w.deps.Host.Refresh()
	}
}

// closeCards closes the questions over the window, without an answer.
func (w *Window) closeCards() {
	if w.card != nil {
		w.card.Close()
	}
	if w.sheet != nil {
		w.sheet.Close()
	}
	if w.overlay != nil {
		w.overlay.Close()
	}
}

// escape closes the questions over the window the way that changes nothing.
func (w *Window) escape() {
	if w.page == pageClosing && w.card != nil && w.card.OnEscape != nil {
		w.card.OnEscape()
		return
	}
	w.closeCards()
}

// find puts the keyboard into the search.
func (w *Window) find() {
	w.hover("", fyne.Position{}) // its card would lie beside the help
	i := w.mail.header.search.Field.Input
	w.focus(i)
	i.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// quit ends the program the way closing the window does.
func (w *Window) quit() {
	if w.closing != nil {
		w.closing()
		return
	}
	w.win.Close()
}

// askForget makes sure before an account is removed from this computer.
func (w *Window) askForget() {
	w.card = kit.Ask(
		w.win.Canvas(), "Forget this account on this computer?", "The account and its password are removed from here.",
		"Your mail stays on the server.",
		kit.NewChoice("Forget it", kit.Delete, w.deps.Host.ForgetAccount), kit.NewChoice("Cancel", kit.Plain, nil),
	)
}

// showKeys lists the keys.
func (w *Window) showKeys() {
	w.card = kit.Ask(w.win.Canvas(), "Keyboard", "", "", kit.NewChoice("Close", kit.Plain, nil))
	w.card.SetLines("Up, Down, Page, Home, End – go through the list\n" +
		"with Shift – select a range · with Ctrl – move only\n" +
		"Enter – read · Space – check the box\n" +
		"Ctrl A – select all that is shown · Ctrl I – invert\n" +
		"Escape – select nothing · Delete – delete\n" +
		"Ctrl F – search · F5 – get mail · F10 – menu\n" +
		"F12 – conversation with the server\n" +
		"Ctrl + and Ctrl − – text size · Ctrl Q – quit")
}

func (w *Window) about() {
	w.card = kit.Ask(
		w.win.Canvas(), "Restante", "Read mail where it waits, and delete what nobody asked for.",
		"Set in Inter, © The Inter Project Authors, SIL Open Font License.", kit.NewChoice("Close", kit.Plain, nil),
	)
}
