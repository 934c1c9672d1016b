package ui

import (
	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/words"
)

// focus gives the keyboard to a widget.
func (w *Window) focus(o fyne.Focusable) {
	if c := w.win.Canvas(); c.Focused() != o {
		c.Focus(o)
	}
}

func (w *Window) focusList() { w.focus(w.mail.list.body) }

// deleting reports whether a deletion is marked or under way.
func (w *Window) deleting() bool {
	return w.snap != nil && w.snap.Deletion != nil && w.snap.Deletion.Stage != mailbox.Finished
}

// enable switches the buttons that depend on what is going on.
func (w *Window) enable() {
	h := w.mail.header
	h.delete.enable(w.mail.list.count > 0 && !w.deleting())
	h.get.enable(w.snap == nil || w.snap.Phase != mailbox.Connecting)
}

// selected follows a change of the selection.
func (w *Window) selected() {
	w.deps.Host.Active()
	w.enable()
	if w.snap != nil {
		w.mail.status.Update(w.snap, &w.mail.list.listing)
	}
}

// open shows a message in the reader.
func (w *Window) open(uid string) {
	if uid == w.opened && w.mail.reader.state != readerProblem {
		return
	}
	l := w.mail.list
	id := l.idFor(uid)
	if id == none {
		return
	}
	w.opened = uid
	l.SetOpened(uid)
	w.mail.reader.SetLoading(l.row[id])
	w.deps.Host.Open(uid)
}

// closeMessage empties the reader.
func (w *Window) closeMessage() {
	if w.opened == "" {
		return
	}
	w.opened = ""
	w.mail.list.SetOpened("")
	w.mail.reader.Clear()
	w.deps.Host.CloseMessage()
}

// delete deletes what is chosen. With nothing chosen, with a deletion under way
// or with a question open it does nothing, however often it is pressed.
func (w *Window) delete() {
	l := w.mail.list
	if w.page != pageMail || w.snap == nil || w.deleting() || w.asking() || l.count == 0 {
		return
	}
	if hidden := l.count - l.shownChosen(); hidden > 0 {
		w.askHidden(hidden)
		return
	}
	w.remove(l.chosenUIDs(false))
}

// asking reports whether a card or a menu lies over the window.
func (w *Window) asking() bool { return w.win.Canvas().Overlays().Top() != nil }

// askHidden asks what is meant when the search hides some of the chosen ones.
func (w *Window) askHidden(hidden int) {
	l := w.mail.list
	shown := l.count - hidden
	choices := []choice{}
	if shown > 0 {
		choices = append(choices, choice{"Delete only the " + count(shown) + " shown", kindDelete, func() { w.remove(l.chosenUIDs(true)) }})
	}
	choices = append(
		choices,
		choice{"Delete all " + count(l.count), kindDelete, func() { w.remove(l.chosenUIDs(false)) }},
		choice{"Cancel", kindPlain, nil},
	)
	title := count(hidden) + " of the " + count(l.count) + " selected " + plural(hidden, "message is", "messages are") + " hidden by your search"
	w.card = ask(w.win.Canvas(), title, "What is hidden would go too. Nothing has been deleted yet.", "", choices...)
}

// remove hands messages over for deletion.
func (w *Window) remove(uids []string) {
	l := w.mail.list
	if len(uids) == 0 || w.deleting() {
		return
	}
	going := make(map[int32]bool, len(uids))
	for _, uid := range uids {
		going[l.idFor(uid)] = true
	}
	if going[l.idFor(w.opened)] && w.opened != "" {
		w.closeMessage()
	}
	alike := l.group(going)
	l.afterDeletion(going)
	for id := range going {
		l.choose(id, false)
	}
	l.soft = none
	if at := l.placeOf(l.focus); at >= 0 {
		l.reveal(at)
	}
	w.last = uids
	l.changed()
	w.deps.Host.Delete(mailbox.Order{UIDs: uids, Alike: alike})
}

// undo takes the deletion back and chooses the messages again.
func (w *Window) undo() {
	w.restore = w.last
	w.deps.Host.Undo()
}

// askTrust shows a certificate that could not be checked, and lets the user accept
// its key, for this account alone.
func (w *Window) askTrust(n words.Notice) {
	w.card = ask(
		w.win.Canvas(), "Is this your server?", "",
		"Accept it only if you know why it cannot be checked, for example because the server is your own, and the key is the right one. "+
			"Somebody who listens in would show such a certificate too. It holds for this account and this key alone.",
		choice{"Accept this key", kindDelete, func() {
			form := w.first.Form()
			form.Account.PinnedKey = n.Trust
			w.deps.Host.SignIn(form)
		}},
		choice{"Cancel", kindPlain, nil},
	)
	w.card.setLines(n.Papers)
}

// copy puts text on the clipboard.
func (w *Window) copy(text string) { w.deps.App.Clipboard().SetContent(text) }

// showLink shows where a link leads before anything is opened.
func (w *Window) showLink(raw string) {
	t, ok := readTarget(raw)
	if !ok {
		return
	}
	title := "This link leads to " + Clean(t.host, 80)
	open := choice{"Open in browser", kindPlain, func() { _ = w.deps.App.OpenURL(t.url) }}
	if t.url.Scheme == "mailto" {
		title, open.text = "Write to "+Clean(t.host, 80), "Open in mail program"
	}
	w.card = ask(
		w.win.Canvas(), title, "", t.warning,
		choice{"Copy link", kindPlain, func() { w.copy(cleanCopy(t.full)) }}, open, choice{"Cancel", kindPlain, nil},
	)
	w.card.setLines(t.full)
}
