package ui

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
)

// speak changes the language. All that is on the screen is made anew, and looks as it did
// before; a message that is open is opened again.
func (w *Window) speak(tag string) {
	if w.page != pageFirst && w.page != pageMail {
		return // it is on its way to one of these
	}
	w.deps.View.Language = tag
	lang.Choose(tag, w.deps.Locales...)
	w.rebuild()
	w.view.keepView()
}

// rebuild makes the parts of the window anew. The old ones have a frame of their own: what
// still comes back to them changes nothing that is seen.
func (w *Window) rebuild() {
	w.closeCards()
	w.reading.stopResting()
	w.reading.unhover()
	w.conversation.end()
	before, opened, wishes, deleted := w.mail, w.reading.opened, w.sorting.wishes, w.deletion.last
	form, title, told := w.signing.first.Form(), w.mail.header.title.Text, w.notices.told
	f := *w.frame
	f.card, f.overlay = nil, nil
	f.mail = newMailPage(f.deps.Now)
	f.mail.Hide()
	w.frame = &f
	w.assemble()
	if w.page == pageFirst {
		w.ShowFirstPage(form, nil)
		return
	}
	snap, chosen, soft := w.snap, before.list.ChosenRefs(false), before.list.SoftChoice() != listing.None
	w.signing.first.Set(form, nil)
	w.ShowMailbox(w.id, title, w.kind, before.list.Arranged.Keep())
	w.mail.across, w.mail.down = before.across, before.down
	w.sorting.setWishes(wishes)
	if snap != nil {
		w.Show(snap)
	}
	w.deletion.last = deleted
	w.mail.header.search.Field.Input.SetText(before.header.search.Field.Input.Text)
	if !soft {
		for _, r := range chosen {
			w.mail.list.Choose(w.mail.list.IDFor(r), true)
		}
	}
	w.mail.list.Changed()
	if told != nil {
		w.ShowNotice(*told)
	}
	if opened != (mailbox.Ref{}) {
		if soft {
			w.mail.list.Only(w.mail.list.IDFor(opened))
		}
		w.reading.open(opened)
	}
}
