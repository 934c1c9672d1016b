package ui

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// showClosing is [Window.ShowClosing].
func (de *deletion) showClosing(closing bool) {
	de.closeCards()
	de.page, de.quitting = pageClosing, closing
	de.card = kit.Ask(
		de.win.Canvas(), lang.T("leave.title"), "", "",
		kit.NewChoice(leaveWords(closing, de.final()), kit.Delete, func() { de.page = pageMail; de.host.GiveUpAndLeave() }),
		kit.NewChoice(lang.T("leave.stay"), kit.Plain, func() { de.page = pageMail; de.host.Stay() }),
	)
	de.card.OnEscape = de.card.Buttons[1].OnTapped
	for _, b := range de.card.Buttons {
		b.OnEscape = de.card.OnEscape
	}
	de.tellClosing()
}

// final reports whether the server is at work on a deletion that cannot be called off.
func (de *deletion) final() bool { return de.snap.Deletion != nil && de.snap.Deletion.Final }

// leaveWords are on the button that does not wait.
func leaveWords(closing, final bool) string {
	switch {
	case closing && final:
		return lang.T("leave.close-now")
	case closing:
		return lang.T("leave.close-undeleted")
	case final:
		return lang.T("leave.now")
	}
	return lang.T("leave.undeleted")
}

// tellClosing says why leaving takes a while.
func (de *deletion) tellClosing() {
	if de.page != pageClosing || de.card == nil {
		return
	}
	then, now := lang.T("leave.then"), lang.T("leave.now-undeleted")
	if de.quitting {
		then = lang.T("leave.then-close")
	}
	if de.final() {
		now = lang.T("leave.now-unknown")
	}
	what := words.Sentences(then, now)
	if de.card.Text.Text != de.mail.undo.Text.Text || de.card.Extra.Text != what {
		de.card.Extra.Set(what)
		de.card.SetLines(de.mail.undo.Text.Text)
	}
}
