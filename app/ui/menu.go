package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// textSizes are the steps of "text larger".
func textSizes() []float32 { return []float32{0.85, 1, 1.15, 1.3, 1.5, 1.75, 2} }

func entry(text string, key fyne.KeyName, mod fyne.KeyModifier, do func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(text, do)
	if key != "" {
		i.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: mod}
	}
	return i
}

// menus are the menus of the program. Select all, copy and the like are not
// bound here: a main menu runs before the field one types into, which would
// lose them.
func (w *Window) menus() []*fyne.Menu {
	h, l := w.deps.Host, w.mail.list
	const ctrl = fyne.KeyModifierShortcutDefault
	mail := w.page == pageMail
	other := entry("Other account…", "", 0, h.SignOut)
	forget := entry("Forget this account and its password", "", 0, w.askForget)
	del := entry("Delete", fyne.KeyDelete, 0, w.delete)
	read := entry("Open", fyne.KeyReturn, 0, func() { l.Open(l.Cursor()) })
	save := entry("Save attachments…", "", 0, w.saveOpened)
	forget.Disabled = !mail || w.kind != Own
	del.Disabled = l.Selected() == 0 || w.deleting()
	read.Disabled = l.PlaceOf(l.Cursor()) < 0
	save.Disabled = w.mail.reader.Message == nil || len(w.mail.reader.Message.Attachments) == 0
	floods := entry("Look for floods again", "", 0, w.floodsAgain)
	floods.Disabled = !mail || len(w.sorting.NoFloods) == 0
	quit := entry("Quit", fyne.KeyQ, ctrl, w.quit)
	quit.IsQuit = true
	shown := "Select all " + words.Count(l.ShownCount())
	return []*fyne.Menu{
		fyne.NewMenu("Mailbox",
			entry("Get mail", fyne.KeyR, ctrl, h.Refresh), entry("Stop", "", 0, h.Stop), fyne.NewMenuItemSeparator(),
			entry("Rules…", "", 0, w.showRules), entry("Deletions…", "", 0, w.showDeletions), floods, fyne.NewMenuItemSeparator(),
			other, forget, fyne.NewMenuItemSeparator(), quit),
		fyne.NewMenu("Edit",
			entry(shown, "", 0, func() { l.All(); l.Changed() }),
			entry("Invert selection", fyne.KeyI, ctrl, func() { l.Invert(); l.Changed() }),
			fyne.NewMenuItemSeparator(), entry("Find", fyne.KeyF, ctrl, w.find)),
		fyne.NewMenu("Message", read, del, save),
		w.viewMenu(ctrl),
		fyne.NewMenu("Help", entry("Keyboard", fyne.KeyF1, 0, w.showKeys),
			entry("Conversation with the server", fyne.KeyF12, 0, w.showTalk), entry("About Restante", "", 0, w.about)),
	}
}

func (w *Window) viewMenu(ctrl fyne.KeyModifier) *fyne.Menu {
	choice := func(text string, a kit.Appearance) *fyne.MenuItem {
		i := fyne.NewMenuItem(text, func() { w.setLook(a, w.look.Unit) })
		i.Checked = w.look.Choice == a
		return i
	}
	columns := fyne.NewMenuItem("Columns", nil)
	columns.ChildMenu = w.columnMenu()
	return fyne.NewMenu("View",
		choice("As the system", kit.FollowSystem), choice("Light", kit.AlwaysLight), choice("Dark", kit.AlwaysDark),
		fyne.NewMenuItemSeparator(), columns, fyne.NewMenuItemSeparator(),
		entry("Larger text", fyne.KeyPlus, ctrl, func() { w.zoom(1) }),
		entry("Smaller text", fyne.KeyMinus, ctrl, func() { w.zoom(-1) }),
		entry("Normal text", fyne.Key0, ctrl, func() { w.zoom(0) }))
}

// showMenu opens the menus under their button.
func (w *Window) showMenu() {
	var items []*fyne.MenuItem
	for _, m := range w.menus() {
		i := fyne.NewMenuItem(m.Label, nil)
		i.ChildMenu = m
		items = append(items, i)
	}
	b := w.mail.header.menu
	at := w.deps.App.Driver().AbsolutePositionForObject(b)
	pop := widget.NewPopUpMenu(fyne.NewMenu("", items...), w.win.Canvas())
	pop.ShowAtPosition(at.AddXY(b.Size().Width-pop.MinSize().Width, b.Size().Height+kit.Px(4)))
}

// setLook changes palette or text size.
func (w *Window) setLook(a kit.Appearance, unit float32) {
	w.hover("", fyne.Position{})
	w.look = w.look.With(a, unit)
	w.deps.App.Settings().SetTheme(w.look)
	w.root.Refresh()
	w.keepView()
}

// zoom makes the text larger or smaller; 0 is back to normal.
func (w *Window) zoom(by int) {
	sizes := textSizes()
	at := 1
	for i, s := range sizes {
		if s == w.look.Unit {
			at = i
		}
	}
	if by == 0 {
		at = 1
	} else {
		at = min(max(at+by, 0), len(sizes)-1)
	}
	if sizes[at] != w.look.Unit {
		w.setLook(w.look.Choice, sizes[at])
	}
}

// rowMenu opens the menu of a row.
func (w *Window) rowMenu(uid string, at fyne.Position) {
	l := w.mail.list
	id := l.IDFor(uid)
	if id == listing.None {
		return
	}
	row := l.Row(id)
	addr := ""
	if len(row.Summary.From) > 0 {
		addr = row.Summary.From[0].Addr
	}
	sender := entry("Select all from this sender", "", 0, func() { l.FromSender(triage.FoldAddress(addr)); l.Changed() })
	alike := entry("Select alike", "", 0, func() { w.selectAlike(id) })
	others := entry("Select all but these", fyne.KeyI, fyne.KeyModifierShortcutDefault, func() { l.Invert(); l.Changed() })
	keepText := "Keep mail from this sender always"
	kept := w.isFriend(addr)
	if kept {
		keepText = "No longer keep mail from this sender"
	}
	keep := entry(keepText, "", 0, func() { w.keepSender(addr, !kept) })
	rule := entry("Delete such mail whenever it comes…", "", 0, func() { w.ruleForMessage(&row.Summary) })
	why := entry("Why is it here?", "", 0, func() { w.showWhy(id) })
	if !row.Caught.IsZero() {
		rule = entry("Keep it", "", 0, func() { w.keepCaught(id) })
	}
	copyAddr := entry("Copy address", "", 0, func() { w.copy(letters.Clean(addr, letters.MaxSubject)) })
	for _, i := range []*fyne.MenuItem{sender, copyAddr, keep} {
		i.Disabled = addr == ""
	}
	alike.Disabled, rule.Disabled = !row.Known, !row.Known
	why.Disabled = len(w.sorter.report.Why(id)) == 0
	others.Disabled = l.Selected() == 0
	del := entry("Delete", fyne.KeyDelete, 0, w.delete)
	if l.Selected() > 1 {
		del.Label = "Delete " + words.Messages(l.Selected())
	}
	del.Disabled = l.Selected() == 0 || w.deleting()
	m := fyne.NewMenu("",
		entry("Open", fyne.KeyReturn, 0, func() { w.open(uid) }), fyne.NewMenuItemSeparator(),
		alike, sender, others, fyne.NewMenuItemSeparator(),
		keep, rule, why, fyne.NewMenuItemSeparator(), copyAddr, fyne.NewMenuItemSeparator(), del)
	widget.ShowPopUpMenuAtPosition(m, w.win.Canvas(), at)
}

// messageMenu opens the menu of the message in the reader.
func (w *Window) messageMenu() {
	r := w.mail.reader
	if r.Message == nil {
		return
	}
	addr := ""
	if len(r.Message.From) > 0 {
		addr = r.Message.From[0].Addr
	}
	headers := "All headers"
	if r.Raw {
		headers = "Back to the text"
	}
	m := fyne.NewMenu("",
		entry(headers, "", 0, r.ToggleHeaders),
		entry("Copy address", "", 0, func() { w.copy(letters.Clean(addr, letters.MaxSubject)) }),
		entry("Copy subject", "", 0, func() { w.copy(letters.Clean(r.Message.Subject, 2*letters.MaxSubject)) }),
		entry("Copy text", "", 0, func() { r.Text.SelectAll(); w.copy(r.Text.Selected()) }))
	b := r.Head.More
	at := w.deps.App.Driver().AbsolutePositionForObject(b)
	pop := widget.NewPopUpMenu(m, w.win.Canvas())
	pop.ShowAtPosition(at.AddXY(b.Size().Width-pop.MinSize().Width, b.Size().Height+kit.Px(4)))
}

// onMac reports whether the system shows menus at the top of the screen.
func onMac() bool { return runtime.GOOS == "darwin" }
