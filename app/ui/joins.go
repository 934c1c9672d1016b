package ui

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/groups"
	"github.com/restante/restante/app/words"
)

// joinGroups joins the panel at the left, the bar of a flood and the page of a
// group with one another.
func (w *Window) joinGroups() {
	m := w.mail
	m.side.OnShow, m.side.OnSelect = w.sorting.choose, w.sorting.selectChoice
	m.side.OnTrait = func(t triage.Trait) { m.side.SetTrait(t); w.sorting.choose(groups.ChoiceKey{}) }
	m.side.Chosen = m.list.ExtentOf
	m.side.OnKey = w.keys.key
	m.flood.OnLook = func() { w.sorting.choose(floodKey(m.flood.Flood)) }
	m.flood.OnLifted = w.sorting.readLifted
	m.flood.OnSelect = func() {
		w.sorting.choose(floodKey(m.flood.Flood))
		w.sorting.selectChoice(w.sorting.choice)
	}
	m.flood.OnNone, m.flood.OnNow = w.sorting.noFlood, w.sorting.tellWhatNow
	m.group.OnOpen = w.reading.open
	m.group.OnSelect = func() { w.sorting.selectChoice(w.sorting.choice) }
	m.group.OnRule = w.rules.ruleForGroup
	m.group.OnKeep = func() {
		addr := w.sorting.soleAddress(w.sorting.groupOf(w.sorting.choice))
		w.sorting.keepSender(addr, !w.sorting.wishes.IsFriend(addr))
		w.sorting.showGroup()
	}
}

// joinFirst joins the first page with the program.
func (w *Window) joinFirst() {
	h := w.host
	w.signing.first.Suggest = h.Suggest
	w.signing.first.OnSignIn = h.SignIn
	w.signing.first.OnCancel = h.CancelSignIn
	w.signing.first.OnSample = h.OpenSample
	w.signing.first.OnForget = w.signing.askForget
	w.signing.first.OnAgain = w.withID(h.Refresh)
	w.signing.first.OnTrust = w.signing.askTrust
	w.signing.first.OnWeaker = func(n words.Notice) {
		w.signing.askWeaker(n, func() {
			form := w.signing.first.Form()
			form.Account.Login, form.Account.Refused = n.Weaker, n.Unfit
			w.host.SignIn(form)
		})
	}
	for _, f := range w.signing.first.Fields() {
		f.Input.OnCombo, f.Input.OnKey = w.keys.combo, w.keys.fieldKey
	}
}

// joinMail joins the parts of the open mailbox with one another and the program.
func (w *Window) joinMail() {
	h, m := w.host, w.mail
	m.header.get.OnTapped = w.withID(h.Refresh)
	m.header.delete.OnTapped = w.deletion.delete
	m.header.menu.OnTapped = w.menu.showMenu
	m.header.search.OnChange = func(s string) { m.list.Search(s); w.searching.showSearchHelp() }
	m.header.search.OnFocus = w.searching.showSearchHelp
	m.help.OnPick = w.searching.pickSearchWord
	m.header.search.OnLeave = w.focusList
	m.header.search.Field.Input.OnCombo = w.keys.combo

	l := m.list
	l.Modifiers, l.Focus = w.deps.Modifiers, w.focusList
	l.OnOpen, l.OnDelete, l.OnVisible = w.reading.open, w.deletion.delete, func(uids []string) { h.Want(w.id, uids) }
	l.OnSelect, l.OnMenu = w.selected, w.menu.rowMenu
	l.OnClear = func() { m.header.search.Reset(); w.focusList() }
	l.OnHover = w.reading.hover
	l.OnHeadMenu, l.OnColumns = w.view.headMenu, w.view.keepColumns
	l.OnKey, l.OnCombo, l.OnScroll = w.keys.key, w.keys.combo, h.Active

	m.undo.OnUndo, m.undo.OnNow, m.undo.OnDismiss, m.undo.OnStop = w.deletion.undo, w.withID(h.DeleteNow), w.withID(h.DismissDeletion), w.withID(h.Stop)
	m.undo.OnUnlisted = w.withID(h.DeleteUnlisted)
	m.undo.Explain = func(err error) string {
		n := w.deps.Explain(err, words.Deleting)
		if n.Action == words.ActionUnlisted {
			return lang.T("notice.title-try", lang.Args{"Title": n.Title, "Try": n.Try}) // there is a button for it
		}
		return n.Short()
	}
	m.status.OnStop, m.status.OnTry = w.withID(h.Stop), w.withID(h.Refresh)
	m.sample.OnAction = func(words.Action) { h.SignOut() }
	m.problem.OnAction, m.problem.OnDismiss = w.act, w.notices.dismissProblem
	w.joinReader()
}

func (w *Window) joinReader() {
	r := w.mail.reader
	r.OnStop = w.reading.closeMessage
	r.OnBeginning = w.reading.showBeginning
	r.OnWhole = func(r mailbox.Ref) { w.reading.opened = mailbox.Ref{}; w.reading.download(r) }
	r.OnSave = w.saving.saveMessage
	r.OnRetry = func(r mailbox.Ref) { w.reading.opened = mailbox.Ref{}; w.reading.open(r) }
	r.Head.OnMenu = w.menu.messageMenu
	r.Parts.OnSave, r.Parts.OnSaveAll = w.saving.saveOne, w.saving.saveAll
	t := r.Text
	t.Modifiers = w.deps.Modifiers
	t.Focus = func() { w.focus(t.Body) }
	t.OnLink, t.OnCopy = w.reading.showLink, w.copy
	t.OnKey, t.OnCombo, t.OnScroll = w.keys.key, w.keys.combo, w.host.Active
	t.Later = func(f func()) { w.deps.Work(func() { w.deps.Post(f) }) }
}
