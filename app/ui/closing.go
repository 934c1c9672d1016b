package ui

import (
	"github.com/restante/restante/app/ui/kit"
)

// showClosing is [Window.ShowClosing].
func (de *deletion) showClosing(closing bool) {
	de.closeCards()
	de.page, de.quitting = pageClosing, closing
	leave := "Leave"
	if closing {
		leave = "Close"
	}
	if d := de.snap.Deletion; d != nil && d.Final {
		leave += " without waiting"
	} else {
		leave += ", and delete nothing"
	}
	de.card = kit.Ask(
		de.win.Canvas(), "Finishing the deletion…", "", "",
		kit.NewChoice(leave, kit.Delete, func() { de.page = pageMail; de.host.GiveUpAndLeave() }),
		kit.NewChoice("Stay", kit.Plain, func() { de.page = pageMail; de.host.Stay() }),
	)
	de.card.OnEscape = de.card.Buttons[1].OnTapped
	for _, b := range de.card.Buttons {
		b.OnEscape = de.card.OnEscape
	}
	de.tellClosing()
}

// tellClosing says why leaving takes a while.
func (de *deletion) tellClosing() {
	if de.page != pageClosing || de.card == nil {
		return
	}
	what := "Then this mailbox is left."
	if de.quitting {
		what = "Then the window closes by itself."
	}
	if d := de.snap.Deletion; d == nil || !d.Final {
		what += " Left now, nothing is deleted."
	} else {
		what += " Left now, it is not found out what of it is deleted; the next visit shows it."
	}
	if de.card.Text.Text != de.mail.undo.Text.Text || de.card.Extra.Text != what {
		de.card.Extra.Set(what)
		de.card.SetLines(de.mail.undo.Text.Text)
	}
}
