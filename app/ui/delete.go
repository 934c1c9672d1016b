package ui

import (
	"slices"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
)

// delete deletes what is chosen. With nothing chosen, with a deletion under way
// or with a question open it does nothing, however often it is pressed.
func (de *deletion) delete() {
	l := de.mail.list
	if de.page != pageMail || de.snap == nil || de.deleting() || de.asking() || l.Selected() == 0 {
		return
	}
	if hidden := l.Selected() - l.ShownChosen(); hidden > 0 {
		de.askHidden(hidden)
		return
	}
	de.removeChosen(l.ChosenRefs(false))
}

// removeChosen deletes chosen messages; before many go, it is asked.
func (de *deletion) removeChosen(refs []mailbox.Ref) {
	l, n := de.mail.list, len(refs)
	if n == 0 {
		return
	}
	if n >= askFrom || len(de.oddOnes()) > 0 && n > 1 || l.IsEverything(n) || l.WithoutHeadOf(l.SetOf(refs)) > 0 || l.MeantBy(l.SetOf(refs), nil) != nil {
		de.askDelete(refs)
		return
	}
	de.remove(refs, nil, nil)
}

// askHidden asks what is meant when the search hides some of the chosen ones. What is
// shown may change while it stands there: the answer is about what was asked.
func (de *deletion) askHidden(hidden int) {
	l := de.mail.list
	shown, all := l.ChosenRefs(true), l.ChosenRefs(false)
	choices := []kit.Choice{}
	if len(shown) > 0 {
		choices = append(choices, kit.NewChoice(lang.T("delete.hidden.shown", lang.Args{"Count": len(shown)}), kit.Delete, func() { de.removeStill(shown) }))
	}
	choices = append(
		choices,
		kit.NewChoice(lang.T("delete.hidden.all", lang.Args{"Count": len(all)}), kit.Delete, func() { de.removeStill(all) }),
		kit.NewChoice(lang.T("button.cancel"), kit.Plain, nil),
	)
	title := lang.T("delete.hidden.title", lang.Args{"Count": hidden, "Selected": l.Selected()})
	de.card = kit.Ask(de.win.Canvas(), title, lang.T("delete.hidden.text"), "", choices...)
}

// removeStill deletes those of some messages that are still chosen.
func (de *deletion) removeStill(refs []mailbox.Ref) {
	l := de.mail.list
	de.removeChosen(slices.DeleteFunc(refs, func(r mailbox.Ref) bool { return !l.Has(l.IDFor(r)) }))
}
