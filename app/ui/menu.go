package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
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
	speak        func(tag string) // changes the language; empty is the system's
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
	other := entry(lang.T("menu.mailbox.other"), "", 0, h.SignOut)
	forget := entry(lang.T("menu.mailbox.forget"), "", 0, me.signing.askForget)
	del := entry(lang.T("button.delete"), fyne.KeyDelete, 0, me.deletion.delete)
	read := entry(lang.T("menu.message.open"), fyne.KeyReturn, 0, func() { l.Open(l.Cursor()) })
	save := entry(lang.T("menu.message.save"), "", 0, me.saving.saveOpened)
	forget.Disabled = !mail || me.kind != Own
	del.Disabled = l.Selected() == 0 || me.deleting()
	read.Disabled = l.PlaceOf(l.Cursor()) < 0
	save.Disabled = me.mail.reader.Message == nil || len(me.mail.reader.Message.Attachments) == 0
	floods := entry(lang.T("menu.mailbox.floods"), "", 0, me.sorting.floodsAgain)
	floods.Disabled = !mail || len(me.sorting.wishes.NoFloods) == 0
	quit := entry(lang.T("menu.mailbox.quit"), fyne.KeyQ, ctrl, me.quit)
	quit.IsQuit = true
	shown := lang.T("select.all-of", lang.Args{"Count": l.ShownCount()})
	return []*fyne.Menu{
		fyne.NewMenu(lang.T("menu.mailbox"),
			entry(lang.T("button.get-mail"), fyne.KeyR, ctrl, me.withID(h.Refresh)), entry(lang.T("button.stop"), "", 0, me.withID(h.Stop)), fyne.NewMenuItemSeparator(),
			entry(lang.T("menu.mailbox.rules"), "", 0, me.rules.showRules), entry(lang.T("menu.mailbox.deletions"), "", 0, me.record.showDeletions), floods, fyne.NewMenuItemSeparator(),
			other, forget, fyne.NewMenuItemSeparator(), quit),
		fyne.NewMenu(lang.T("menu.edit"),
			entry(shown, "", 0, func() { l.All(); l.Changed() }),
			entry(lang.T("menu.edit.invert"), fyne.KeyI, ctrl, func() { l.Invert(); l.Changed() }),
			fyne.NewMenuItemSeparator(), entry(lang.T("menu.edit.find"), fyne.KeyF, ctrl, me.searching.focusSearch)),
		fyne.NewMenu(lang.T("menu.message"), read, del, save),
		me.viewMenu(ctrl),
		fyne.NewMenu(lang.T("menu.help"), entry(lang.T("menu.help.keyboard"), fyne.KeyF1, 0, me.showKeys),
			entry(lang.T("menu.help.conversation"), fyne.KeyF12, 0, me.conversation.showTalk), entry(lang.T("menu.help.about"), "", 0, me.about)),
	}
}

func (me *menu) viewMenu(ctrl fyne.KeyModifier) *fyne.Menu {
	choice := func(text string, a kit.Appearance) *fyne.MenuItem {
		i := fyne.NewMenuItem(text, func() { me.view.setLook(a, me.look.Unit) })
		i.Checked = me.look.Choice == a
		return i
	}
	columns := fyne.NewMenuItem(lang.T("menu.view.columns"), nil)
	columns.ChildMenu = me.view.columnMenu()
	return fyne.NewMenu(lang.T("menu.view"),
		choice(lang.T("menu.view.system"), kit.FollowSystem), choice(lang.T("menu.view.light"), kit.AlwaysLight), choice(lang.T("menu.view.dark"), kit.AlwaysDark),
		fyne.NewMenuItemSeparator(), columns, me.languageItem(), fyne.NewMenuItemSeparator(),
		entry(lang.T("menu.view.larger"), fyne.KeyPlus, ctrl, func() { me.view.zoom(1) }),
		entry(lang.T("menu.view.smaller"), fyne.KeyMinus, ctrl, func() { me.view.zoom(-1) }),
		entry(lang.T("menu.view.normal"), fyne.Key0, ctrl, func() { me.view.zoom(0) }))
}

// languageItem is the entry under which the language is chosen. Each is called by its own
// name, so that whoever cannot read the one in use finds his.
func (me *menu) languageItem() *fyne.MenuItem {
	item := func(text, tag string) *fyne.MenuItem {
		i := fyne.NewMenuItem(text, func() { me.speak(tag) })
		i.Checked = me.deps.View.Language == tag
		return i
	}
	items := []*fyne.MenuItem{item(lang.T("menu.view.language-system"), ""), fyne.NewMenuItemSeparator()}
	for _, tag := range lang.All() {
		items = append(items, item(lang.Name(tag), tag))
	}
	all := fyne.NewMenuItem(lang.T("menu.view.language"), nil)
	all.ChildMenu = fyne.NewMenu("", items...)
	return all
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
	sender := entry(lang.T("menu.row.sender"), "", 0, func() { l.FromSender(triage.FoldAddress(addr)); l.Changed() })
	alike := entry(lang.T("menu.row.alike"), "", 0, func() { me.sorting.askAlike(id) })
	with := entry(lang.T("menu.row.with"), "", 0, func() { me.sorting.askWith(id) })
	others := entry(lang.T("menu.row.others"), fyne.KeyI, fyne.KeyModifierShortcutDefault, func() { l.Invert(); l.Changed() })
	keepText := lang.T("sender.keep")
	kept := me.sorting.wishes.IsFriend(addr)
	if kept {
		keepText = lang.T("sender.keep-no-longer")
	}
	keep := entry(keepText, "", 0, func() { me.sorting.keepSender(addr, !kept) })
	rule := entry(lang.T("rule.make"), "", 0, func() { me.rules.ruleForMessage(&row.Summary) })
	why := entry(lang.T("menu.row.why"), "", 0, func() { me.sorting.showWhy(id) })
	if !row.Caught.IsZero() {
		rule = entry(lang.T("menu.row.keep"), "", 0, func() { me.rules.keepCaught(id) })
	}
	copyAddr := entry(lang.T("menu.message.copy-address"), "", 0, func() { me.copy(letters.Clean(addr, letters.MaxSubject)) })
	for _, i := range []*fyne.MenuItem{sender, copyAddr, keep} {
		i.Disabled = addr == ""
	}
	alike.Disabled, with.Disabled, rule.Disabled = !row.Known, !row.Known, !row.Known
	why.Disabled = len(me.sorting.report.Why(id)) == 0
	others.Disabled = l.Selected() == 0
	del := entry(lang.T("button.delete"), fyne.KeyDelete, 0, me.deletion.delete)
	if l.Selected() > 1 {
		del.Label = lang.T("menu.row.delete", lang.Args{"Count": l.Selected()})
	}
	del.Disabled = l.Selected() == 0 || me.deleting()
	m := fyne.NewMenu("",
		entry(lang.T("menu.message.open"), fyne.KeyReturn, 0, func() { me.reading.open(ref) }), fyne.NewMenuItemSeparator(),
		alike, sender, with, others, fyne.NewMenuItemSeparator(),
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
	headers := lang.T("menu.message.headers")
	if r.Raw {
		headers = lang.T("menu.message.text")
	}
	m := fyne.NewMenu("",
		entry(headers, "", 0, r.ToggleHeaders),
		entry(lang.T("menu.message.copy-address"), "", 0, func() { me.copy(letters.Clean(addr, letters.MaxSubject)) }),
		entry(lang.T("menu.message.copy-subject"), "", 0, func() { me.copy(letters.Clean(r.Message.Subject, 2*letters.MaxSubject)) }),
		entry(lang.T("menu.message.copy-text"), "", 0, func() { r.Text.SelectAll(); me.copy(r.Text.Selected()) }))
	b := r.Head.More
	at := me.deps.App.Driver().AbsolutePositionForObject(b)
	pop := widget.NewPopUpMenu(m, me.win.Canvas())
	pop.ShowAtPosition(at.AddXY(b.Size().Width-pop.MinSize().Width, b.Size().Height+kit.Px(4)))
}

// onMac reports whether the system shows menus at the top of the screen.
func onMac() bool { return runtime.GOOS == "darwin" }

// showKeys lists the keys.
func (me *menu) showKeys() {
	me.card = kit.Ask(me.win.Canvas(), lang.T("keyboard.title"), "", "", kit.NewChoice(lang.T("button.close"), kit.Plain, nil))
	me.card.SetLines(kit.JoinLines([]string{
		lang.T("keyboard.list"),
		words.Items(lang.T("keyboard.range"), lang.T("keyboard.move")),
		words.Items(lang.T("keyboard.read"), lang.T("keyboard.check")),
		words.Items(lang.T("keyboard.all"), lang.T("keyboard.invert")),
		words.Items(lang.T("keyboard.nothing"), lang.T("keyboard.delete")),
		words.Items(lang.T("keyboard.search"), lang.T("keyboard.get-mail"), lang.T("keyboard.menu")),
		lang.T("keyboard.conversation"),
		words.Items(lang.T("keyboard.text-size"), lang.T("keyboard.quit")),
	}))
}

func (me *menu) about() {
	me.card = kit.Ask(
		me.win.Canvas(), "Restante", lang.T("about.text"), lang.T("about.credits", lang.Args{"Version": me.deps.Version}),
		kit.NewChoice(lang.T("button.close"), kit.Plain, nil),
	)
}
