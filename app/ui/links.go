package ui

import (
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
	title := "This link leads to " + letters.Clean(t.Host, 80)
	open := kit.NewChoice("Open in browser", kit.Plain, func() { rd.openLink(t) })
	if t.Url.Scheme == "mailto" {
		title, open.Text = "Write to "+letters.Clean(t.Host, 80), "Open in mail program"
	}
	rd.card = kit.Ask(
		rd.win.Canvas(), title, "", t.Warning,
		kit.NewChoice("Copy link", kit.Plain, func() { rd.copy(letters.ForCopy(t.Full)) }), open, kit.NewChoice("Cancel", kit.Plain, nil),
	)
	rd.card.SetLines(t.Full)
}

// openLink hands a link to the system, which may take its time.
func (rd *reading) openLink(t page.Target) {
	rd.deps.Work(func() {
		if err := rd.deps.App.OpenURL(t.Url); err != nil {
			rd.deps.Post(func() {
				rd.notices.showNotice(words.Notice{
					Title: "The link could not be opened", Cause: "The system found no program for it.",
					Try: "Copy the link, and paste it where you want to open it.", Details: letters.Clean(err.Error(), letters.MaxDetails),
				})
				rd.mail.relayout()
			})
		}
	})
}
