package ui

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/page"
	"github.com/restante/restante/app/ui/reader"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// focus gives the keyboard to a widget.
func (w *Window) focus(o fyne.Focusable) {
	if c := w.win.Canvas(); c.Focused() != o {
		c.Focus(o)
	}
}

func (w *Window) focusList() { w.focus(w.mail.list.Body) }

// deleting reports whether a deletion is marked or under way.
func (w *Window) deleting() bool {
	return w.snap != nil && w.snap.Deletion != nil && w.snap.Deletion.Stage != mailbox.Finished
}

// enable switches the buttons that depend on what is going on.
func (w *Window) enable() {
	h := w.mail.header
	h.delete.Enable(w.mail.list.Selected() > 0 && !w.deleting())
	h.get.Enable(w.snap == nil || w.snap.Phase != mailbox.Connecting)
}

// selected follows a change of the selection.
func (w *Window) selected() {
	w.deps.Host.Active()
	w.followChoice()
	w.followSelection()
	if w.mail.flood.Visible() {
		w.showFlood()
	}
}

// followSelection brings up to date what tells of the selection.
func (w *Window) followSelection() {
	w.enable()
	if w.snap != nil {
		w.mail.status.Update(w.snap, &w.mail.list.Listing)
	}
	w.mail.side.Redraw()
}

// open shows a message in the reader.
func (w *Window) open(uid string) {
	if uid == w.opened && w.mail.reader.State != reader.ReaderProblem && w.resting == nil {
		return
	}
	w.stopResting()
	l := w.mail.list
	id := l.IDFor(uid)
	if id == listing.None {
		return
	}
	if l.Row(id).Size >= askSize {
		w.opened = uid
		l.SetOpened(uid)
		w.deps.Host.CloseMessage()
		w.mail.reader.SetLarge(l.Row(id))
		w.showGroup()
		return
	}
	w.download(uid)
}

// askSize is from which size on it is asked how much of a message to fetch.
const askSize = 8 << 20

// download gets a whole message and shows it.
func (w *Window) download(uid string) {
	l := w.mail.list
	id := l.IDFor(uid)
	if id == listing.None {
		return
	}
	w.stopResting()
	w.opened = uid
	l.SetOpened(uid)
	w.mail.reader.SetLoading(l.Row(id))
	w.mail.reader.Why = w.whyLifted(id)
	w.showGroup()
	w.deps.Host.Open(uid)
}

// restTime is how long the keyboard rests on a message before it is fetched, so that
// a key that is held down fetches nothing on its way.
const restTime = 150 * time.Millisecond

// followChoice lets the reader follow what is chosen without a box, however that came
// about. It tells at once whose turn it is: what Delete takes is never another letter
// than the one in the reader. Of a large one only the beginning is fetched.
func (w *Window) followChoice() {
	l := w.mail.list
	uid := l.UID(l.SoftChoice())
	if uid == "" || uid == w.opened {
		return
	}
	w.stopResting()
	row := l.Row(l.SoftChoice())
	if w.opened != "" {
		w.deps.Host.CloseMessage()
	}
	w.opened = uid
	l.SetOpened(uid)
	large := row.Size >= reader.LargeMessage
	if large {
		w.mail.reader.SetLarge(row)
	} else {
		w.mail.reader.SetLoading(row)
	}
	w.showGroup()
	w.resting = w.deps.After(restTime, func() {
		w.resting = nil
		if large {
			w.showBeginning(uid)
			return
		}
		w.download(uid)
	})
}

// stopResting ends the wait before a message is fetched.
func (w *Window) stopResting() {
	if w.resting != nil {
		w.resting()
		w.resting = nil
	}
}

// showBeginning gets the first lines of a large message.
func (w *Window) showBeginning(uid string) {
	w.deps.Host.Peek(uid, func(m *mime.Message, err error) {
		r := w.mail.reader
		if uid != w.opened || r.State != reader.ReaderLarge {
			return
		}
		if err != nil {
			r.SetProblem(uid, w.deps.Explain(err, words.Opening))
			return
		}
		r.SetBeginning(uid, m)
	})
}

// closeMessage empties the reader.
func (w *Window) closeMessage() {
	if w.opened == "" {
		return
	}
	w.stopResting()
	w.opened = ""
	w.mail.list.SetOpened("")
	w.mail.reader.Clear()
	w.deps.Host.CloseMessage()
	w.showGroup()
}

// delete deletes what is chosen. With nothing chosen, with a deletion under way
// or with a question open it does nothing, however often it is pressed.
func (w *Window) delete() {
	l := w.mail.list
	if w.page != pageMail || w.snap == nil || w.deleting() || w.asking() || l.Selected() == 0 {
		return
	}
	if hidden := l.Selected() - l.ShownChosen(); hidden > 0 {
		w.askHidden(hidden)
		return
	}
	w.removeChosen(l.ChosenUIDs(false))
}

// removeChosen deletes chosen messages; before many go, it is asked.
func (w *Window) removeChosen(uids []string) {
	l, n := w.mail.list, len(uids)
	if n == 0 {
		return
	}
	if n >= askFrom || len(w.oddOnes()) > 0 && n > 1 || l.IsEverything(n) || l.WithoutHeadOf(l.SetOf(uids)) > 0 || l.MeantBy(l.SetOf(uids), nil) != nil {
		w.askDelete(uids)
		return
	}
	w.remove(uids, nil, nil)
}

// asking reports whether a card or a menu lies over the window.
func (w *Window) asking() bool { return w.win.Canvas().Overlays().Top() != nil }

// askHidden asks what is meant when the search hides some of the chosen ones. What is
// shown may change while it stands there: the answer is about what was asked.
func (w *Window) askHidden(hidden int) {
	l := w.mail.list
	shown, all := l.ChosenUIDs(true), l.ChosenUIDs(false)
	choices := []kit.Choice{}
	if len(shown) > 0 {
		choices = append(choices, kit.NewChoice("Delete only the "+words.Count(len(shown))+" shown", kit.Delete, func() { w.removeStill(shown) }))
	}
	choices = append(
		choices,
		kit.NewChoice("Delete all "+words.Count(len(all)), kit.Delete, func() { w.removeStill(all) }),
		kit.NewChoice("Cancel", kit.Plain, nil),
	)
	title := words.Count(hidden) + " of the " + words.Count(l.Selected()) + " selected " + words.Plural(hidden, "message is", "messages are") + " not shown now"
	w.card = kit.Ask(w.win.Canvas(), title, "What is hidden would go too. Nothing has been deleted yet.", "", choices...)
}

// removeStill deletes those of some messages that are still chosen.
func (w *Window) removeStill(uids []string) {
	l := w.mail.list
	w.removeChosen(slices.DeleteFunc(uids, func(uid string) bool { return !l.Has(l.IDFor(uid)) }))
}

// remove hands messages over for deletion; a copy is saved first when there is a
// place for it.
func (w *Window) remove(uids []string, copyTo *mailbox.Copy, means *listing.Meaning) {
	l := w.mail.list
	if len(uids) == 0 || w.deleting() {
		return
	}
	going := l.SetOf(uids)
	if going[l.IDFor(w.opened)] && w.opened != "" {
		w.closeMessage()
	}
	title := cmp.Or(w.choiceTitle(going), w.titleFor(going))
	w.copyOn = copyTo != nil
	if copyTo != nil {
		w.copyDir, w.copyOne = copyTo.Dir, copyTo.OneFile
	}
	l.AfterDeletion(going)
	for id := range going {
		l.Choose(id, false)
	}
	l.EndSoft()
	if at := l.PlaceOf(l.Cursor()); at >= 0 {
		l.Reveal(at)
	}
	w.last = uids
	l.Changed()
	w.deps.Host.Delete(mailbox.Order{UIDs: uids, Alike: w.alike(means), Title: title, Copy: copyTo})
}

// titleFor says what is deleted, for the record of deletions.
func (w *Window) titleFor(going map[int32]bool) string {
	l := w.mail.list
	if len(going) == 1 {
		for id := range going {
			return letters.Clean(l.Row(id).Summary.Subject, letters.MaxSubject)
		}
	}
	if addr := l.OneSender(going); addr != "" {
		return words.Messages(len(going)) + " from " + letters.Clean(addr, 80)
	}
	if text := w.mail.header.search.Field.Input.Text; text != "" {
		return words.Messages(len(going)) + ", found by “" + letters.Clean(text, 80) + "”"
	}
	return words.Messages(len(going))
}

// undo takes the deletion back and chooses the messages again.
func (w *Window) undo() {
	w.restore = w.last
	w.deps.Host.Undo()
}

// askTrust shows a certificate that could not be checked, and lets the user accept
// its key, for this account alone.
func (w *Window) askTrust(n words.Notice) {
	w.card = kit.Ask(
		w.win.Canvas(), "Is this your server?", "",
		"Accept it only if you know why it cannot be checked, for example because the server is your own, and the key is the right one. "+
			"Somebody who listens in would show such a certificate too. It holds for this account and this key alone.",
		kit.NewChoice("Accept this key", kit.Delete, func() {
			form := w.first.Form()
			form.Account.PinnedKey = n.Trust
			w.deps.Host.SignIn(form)
		}),
		kit.NewChoice("Cancel", kit.Plain, nil),
	)
	w.card.SetLines(n.Papers)
}

// askWeaker lets the user agree, for this account, to a way to sign in that reveals more
// than what worked before.
func (w *Window) askWeaker(n words.Notice, agree func()) {
	w.card = kit.Ask(
		w.win.Canvas(), "Sign in in a weaker way?", "",
		n.Cause+" If you agree, that holds for this account until a better way works again.",
		kit.NewChoice("Agree and sign in", kit.Delete, agree),
		kit.NewChoice("Cancel", kit.Plain, nil),
	)
}

// copy puts text on the clipboard.
func (w *Window) copy(text string) { w.deps.App.Clipboard().SetContent(text) }

// showLink shows where a link leads before anything is opened.
func (w *Window) showLink(raw string) {
	t, ok := page.ReadTarget(raw)
	if !ok {
		return
	}
	title := "This link leads to " + letters.Clean(t.Host, 80)
	open := kit.NewChoice("Open in browser", kit.Plain, func() { w.openLink(t) })
	if t.Url.Scheme == "mailto" {
		title, open.Text = "Write to "+letters.Clean(t.Host, 80), "Open in mail program"
	}
	w.card = kit.Ask(
		w.win.Canvas(), title, "", t.Warning,
		kit.NewChoice("Copy link", kit.Plain, func() { w.copy(letters.ForCopy(t.Full)) }), open, kit.NewChoice("Cancel", kit.Plain, nil),
	)
	w.card.SetLines(t.Full)
}

// openLink hands a link to the system, which may take its time.
func (w *Window) openLink(t page.Target) {
	w.deps.Work(func() {
		if err := w.deps.App.OpenURL(t.Url); err != nil {
			w.deps.Post(func() {
				w.ShowNotice(words.Notice{
					Title: "The link could not be opened", Cause: "The system found no program for it.",
					Try: "Copy the link, and paste it where you want to open it.", Details: letters.Clean(err.Error(), letters.MaxDetails),
				})
				w.mail.relayout()
			})
		}
	})
}
