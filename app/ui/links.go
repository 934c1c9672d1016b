package ui

import (
	"strings"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/page"
	"github.com/restante/restante/app/words"
)

// showLink shows where a link leads before anything is opened.
func (rd *reading) showLink(raw string) {
	t, ok := page.ReadTarget(raw)
	if !ok {
		return
	}
	title := lang.T("link.title", lang.Args{"Host": letters.Clean(t.Host, 80)})
	open := kit.NewChoice(lang.T("link.open"), kit.Plain, func() { rd.openLink(t) })
	if len(t.To) > 0 {
		title = lang.T("link.write.title", lang.Args{"Addresses": letters.Clean(words.List(t.To...), 80)})
		open.Text = lang.T("link.write.open")
	}
	rd.card = kit.Ask(
		rd.win.Canvas(), title, "", doubtWords(t),
		kit.NewChoice(lang.T("link.copy"), kit.Plain, func() { rd.copy(letters.ForCopy(t.Full)) }),
		open, kit.NewChoice(lang.T("button.cancel"), kit.Plain, nil),
	)
	rd.card.SetLines(t.Full)
}

// doubtWords tell why a link needs a second look; nothing where it does not.
func doubtWords(t page.Target) string {
	switch t.Doubt {
	case page.DoubtUser:
		return lang.T("link.doubt.user", lang.Args{"Host": letters.Clean(strings.ToLower(t.Host), letters.MaxName)})
	case page.DoubtNumber:
		return lang.T("link.doubt.number")
	case page.DoubtLetters:
		return lang.T("link.doubt.letters")
	case page.DoubtPlain:
		return lang.T("link.doubt.plain")
	case page.DoubtCopy:
		return lang.T("link.doubt.copy", lang.Args{"Addresses": letters.Clean(words.List(t.Copy...), letters.MaxDetails)})
	}
	return ""
}

// openLink hands a link to the system, which may take its time.
func (rd *reading) openLink(t page.Target) {
	rd.deps.Work(func() {
		if err := rd.deps.App.OpenURL(t.Url); err != nil {
			rd.deps.Post(func() {
				rd.notices.showNotice(words.Notice{
					Title: lang.T("link.failed.title"), Cause: lang.T("link.failed.cause"), Try: lang.T("link.failed.try"),
					Details: letters.Clean(err.Error(), letters.MaxDetails),
				})
				rd.mail.relayout()
			})
		}
	})
}
