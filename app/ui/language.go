package ui

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/first"
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
// still comes back to them changes nothing that is seen. What the list holds and what has
// been sorted out are no words, and go over as they are.
func (w *Window) rebuild() {
	w.closeCards()
	w.reading.stopResting()
	w.reading.unhover()
	w.conversation.end()
	before, opened, sorted, deletion := w.mail, w.reading.opened, w.sorting, w.deletion
	page, title, notices := w.signing.first, w.mail.header.title.Text, w.notices
	f := *w.frame
	f.card, f.overlay = nil, nil
	f.mail = newMailPage(f.deps.Now)
	f.mail.Hide()
	w.frame = &f
	w.assemble()
	if w.page == pageFirst {
		w.ShowFirstPage(first.SignInForm{}, nil)
		w.signing.first.TakeOver(page)
		return
	}
	snap := w.snap
	w.signing.first.TakeOver(page)
	w.ShowMailbox(w.id, title, w.kind, before.list.Arranged.Keep())
	w.mail.across, w.mail.down = before.across, before.down
	w.mail.header.search.Field.Input.SetText(before.header.search.Field.Input.Text)
	w.mail.list.Listing = before.list.Listing
	w.sorting.sorter, w.sorting.choice = sorted.sorter, sorted.choice
	w.sorting.sorter.frame, w.sorting.onReport = w.frame, w.sorting.reported
	w.deletion.last, w.deletion.restore = deletion.last, deletion.restore
	w.deletion.copyDir, w.deletion.copyOn, w.deletion.copyOne = deletion.copyDir, deletion.copyOn, deletion.copyOne
	w.notices.unheard = notices.unheard
	w.mail.side.Choose(sorted.choice)
	if snap != nil {
		w.Show(snap)
	}
	w.sorting.showReport()
	w.sorting.showGroup()
	w.mail.list.ScrollTo(before.list.Offset)
	w.mail.list.Changed()
	if notices.told != nil {
		w.ShowNotice(*notices.told)
	}
	if opened != (mailbox.Ref{}) {
		w.reading.open(opened)
	}
}
