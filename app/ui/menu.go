package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// menu holds the menus of the program, of a row and of a message.
type menu struct {
	*frame
	host interface {
		accountHost
		mailHost
	}
	reading      *reading
	sorting      *sorting
	rules        *rules
	deletion     *deletion
	record       *record
	signing      *signing
	searching    *searching
	conversation *conversation
	view         *view
	saving       *saving
}

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
func (me *menu) menus() []*fyne.Menu {
	h, l := me.host, me.mail.list
	const ctrl = fyne.KeyModifierShortcutDefault
	mail := me.page == pageMail
	other := entry("Other account…", "", 0, h.SignOut)
	forget := entry("Forget this account and its password", "", 0, me.signing.askForget)
	del := entry("Delete", fyne.KeyDelete, 0, me.deletion.delete)
	read := entry("Open", fyne.KeyReturn, 0, func() { l.Open(l.Cursor()) })
	save := entry("Save attachments…", "", 0, me.saving.saveOpened)
	forget.Disabled = !mail || me.kind != Own
	del.Disabled = l.Selected() == 0 || me.deleting()
	read.Disabled = l.PlaceOf(l.Cursor()) < 0
	save.Disabled = me.mail.reader.Message == nil || len(me.mail.reader.Message.Attachments) == 0
	floods := entry("Look for floods again", "", 0, me.sorting.floodsAgain)
	floods.Disabled = !mail || len(me.sorting.wishes.NoFloods) == 0
	quit := entry("Quit", fyne.KeyQ, ctrl, me.quit)
	quit.IsQuit = true
	shown := "Select all " + words.Count(l.ShownCount())
	return []*fyne.Menu{
		fyne.NewMenu("Mailbox",
			entry("Get mail", fyne.KeyR, ctrl, me.withID(h.Refresh)), entry("Stop", "", 0, me.withID(h.Stop)), fyne.NewMenuItemSeparator(),
			entry("Rules…", "", 0, me.rules.showRules), entry("Deletions…", "", 0, me.record.showDeletions), floods, fyne.NewMenuItemSeparator(),
			other, forget, fyne.NewMenuItemSeparator(), quit),
		fyne.NewMenu("Edit",
			entry(shown, "", 0, func() { l.All(); l.Changed() }),
			entry("Invert selection", fyne.KeyI, ctrl, func() { l.Invert(); l.Changed() }),
			fyne.NewMenuItemSeparator(), entry("Find", fyne.KeyF, ctrl, me.searching.find)),
		fyne.NewMenu("Message", read, del, save),
		me.viewMenu(ctrl),
		fyne.NewMenu("Help", entry("Keyboard", fyne.KeyF1, 0, me.showKeys),
			entry("Conversation with the server", fyne.KeyF12, 0, me.conversation.showTalk), entry("About Restante", "", 0, me.about)),
	}
}

func (me *menu) viewMenu(ctrl fyne.KeyModifier) *fyne.Menu {
	choice := func(text string, a kit.Appearance) *fyne.MenuItem {
		i := fyne.NewMenuItem(text, func() { me.view.setLook(a, me.look.Unit) })
		i.Checked = me.look.Choice == a
		return i
	}
	columns := fyne.NewMenuItem("Columns", nil)
	columns.ChildMenu = me.view.columnMenu()
	return fyne.NewMenu("View",
		choice("As the system", kit.FollowSystem), choice("Light", kit.AlwaysLight), choice("Dark", kit.AlwaysDark),
		fyne.NewMenuItemSeparator(), columns, fyne.NewMenuItemSeparator(),
		entry("Larger text", fyne.KeyPlus, ctrl, func() { me.view.zoom(1) }),
		entry("Smaller text", fyne.KeyMinus, ctrl, func() { me.view.zoom(-1) }),
		entry("Normal text", fyne.Key0, ctrl, func() { me.view.zoom(0) }))
}

// showMenu opens the menus under their button.
func (me *menu) showMenu() {
	var items []*fyne.MenuItem
	for _, m := range me.menus() {
		i := fyne.NewMenuItem(m.Label, nil)
		i.ChildMenu = m
		items = append(items, i)
	}
	b := me.mail.header.menu
	at := me.deps.App.Driver().AbsolutePositionForObject(b)
	pop := widget.NewPopUpMenu(fyne.NewMenu("", items...), me.win.Canvas())
	pop.ShowAtPosition(at.AddXY(b.Size().Width-pop.MinSize().Width, b.Size().Height+kit.Px(4)))
}

// rowMenu opens the menu of a row.
func (me *menu) rowMenu(ref mailbox.Ref, at fyne.Position) {
	l := me.mail.list
	id := l.IDFor(ref)
	if id == listing.None {
		return
	}
	row := l.Row(id)
	addr := ""
	if len(row.Summary.From) > 0 {
		addr = row.Summary.From[0].Addr
	}
	sender := entry("Select all from this sender", "", 0, func() { l.FromSender(triage.FoldAddress(addr)); l.Changed() })
	alike := entry("Select alike", "", 0, func() { me.sorting.askAlike(id) })
	others := entry("Select all but these", fyne.KeyI, fyne.KeyModifierShortcutDefault, func() { l.Invert(); l.Changed() })
	keepText := "Keep mail from this sender always"
	kept := me.sorting.wishes.IsFriend(addr)
	if kept {
		keepText = "No longer keep mail from this sender"
	}
	keep := entry(keepText, "", 0, func() { me.sorting.keepSender(addr, !kept) })
	rule := entry("Delete such mail whenever it comes…", "", 0, func() { me.rules.ruleForMessage(&row.Summary) })
	why := entry("Why is it here?", "", 0, func() { me.sorting.showWhy(id) })
	if !row.Caught.IsZero() {
		rule = entry("Keep it", "", 0, func() { me.rules.keepCaught(id) })
	}
	copyAddr := entry("Copy address", "", 0, func() { me.copy(letters.Clean(addr, letters.MaxSubject)) })
	for _, i := range []*fyne.MenuItem{sender, copyAddr, keep} {
		i.Disabled = addr == ""
	}
	alike.Disabled, rule.Disabled = !row.Known, !row.Known
	why.Disabled = len(me.sorting.report.Why(id)) == 0
	others.Disabled = l.Selected() == 0
	del := entry("Delete", fyne.KeyDelete, 0, me.deletion.delete)
	if l.Selected() > 1 {
		del.Label = "Delete " + words.Messages(l.Selected())
	}
	del.Disabled = l.Selected() == 0 || me.deleting()
	m := fyne.NewMenu("",
		entry("Open", fyne.KeyReturn, 0, func() { me.reading.open(ref) }), fyne.NewMenuItemSeparator(),
		alike, sender, others, fyne.NewMenuItemSeparator(),
		keep, rule, why, fyne.NewMenuItemSeparator(), copyAddr, fyne.NewMenuItemSeparator(), del)
	widget.ShowPopUpMenuAtPosition(m, me.win.Canvas(), at)
}

// messageMenu opens the menu of the message in the reader.
func (me *menu) messageMenu() {
	r := me.mail.reader
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
		entry("Copy address", "", 0, func() { me.copy(letters.Clean(addr, letters.MaxSubject)) }),
		entry("Copy subject", "", 0, func() { me.copy(letters.Clean(r.Message.Subject, 2*letters.MaxSubject)) }),
		entry("Copy text", "", 0, func() { r.Text.SelectAll(); me.copy(r.Text.Selected()) }))
	b := r.Head.More
	at := me.deps.App.Driver().AbsolutePositionForObject(b)
	pop := widget.NewPopUpMenu(m, me.win.Canvas())
	pop.ShowAtPosition(at.AddXY(b.Size().Width-pop.MinSize().Width, b.Size().Height+kit.Px(4)))
}

// onMac reports whether the system shows menus at the top of the screen.
func onMac() bool { return runtime.GOOS == "darwin" }

// showKeys lists the keys.
func (me *menu) showKeys() {
	me.card = kit.Ask(me.win.Canvas(), "Keyboard", "", "", kit.NewChoice("Close", kit.Plain, nil))
	me.card.SetLines("Up, Down, Page, Home, End – go through the list\n" +
		"with Shift – select a range · with Ctrl – move only\n" +
		"Enter – read · Space – check the box\n" +
		"Ctrl A – select all that is shown · Ctrl I – invert\n" +
		"Escape – select nothing · Delete – delete\n" +
		"Ctrl F – search · F5 – get mail · F10 – menu\n" +
		"F12 – conversation with the server\n" +
		"Ctrl + and Ctrl − – text size · Ctrl Q – quit")
}

func (me *menu) about() {
	me.card = kit.Ask(
		me.win.Canvas(), "Restante", "Read mail where it waits, and delete what nobody asked for.",
		me.deps.Version+". Set in Inter, © The Inter Project Authors, SIL Open Font License.", kit.NewChoice("Close", kit.Plain, nil),
	)
}
