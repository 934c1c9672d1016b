package ui

import (
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// showDeletions lists what was deleted from this mailbox.
func (rc *record) showDeletions() {
	if rc.asking() {
		return
	}
	text := "What Restante has deleted from this mailbox, and what the server said. It is kept for a year, on this computer only."
	if rc.kind != Own {
		text = "Nothing is written down about this mailbox."
	}
	s := kit.NewSheet(rc.win.Canvas(), "Deletions", text, kit.NewChoice("Close", kit.Plain, nil))
	rc.overlay = s
	s.Set(0, nil, "Looking…")
	rc.host.Deletions(rc.id, func(list []store.Heading, err error) {
		now := rc.deps.Now()
		empty := "Nothing was deleted yet."
		if rc.kind != Own {
			empty = "There is no record."
		}
		if err != nil {
			empty = "The record cannot be read: " + rc.deps.Explain(err, words.Reading).Title
		}
		s.Set(len(list), func(i int) kit.SheetRow {
			h := list[i]
			return kit.SheetRow{
				Title: words.What(h.What, now), Text: words.Deleted(h), Right: words.ReadDate(h.At, now),
				Tap: func() { s.Close(); rc.showDeletion(h) },
			}
		}, empty)
	})
}

// showDeletion lists the messages of one deletion.
func (rc *record) showDeletion(h store.Heading) {
	text := words.ReadDate(h.At, rc.deps.Now()) + " · " + words.Deleted(h)
	if h.Folder != "" {
		text += " A copy was saved in " + h.Folder + "."
	}
	for _, said := range h.Said {
		text += " The server said: “" + letters.Clean(said, 200) + "”"
	}
	s := kit.NewSheet(rc.win.Canvas(), words.What(h.What, rc.deps.Now()), text,
		kit.NewChoice("Back", kit.Plain, rc.showDeletions), kit.NewChoice("Close", kit.Plain, nil))
	rc.overlay = s
	s.Set(0, nil, "Looking…")
	rc.host.DeletionMessages(rc.id, h, func(list []store.Deleted, err error) {
		now := rc.deps.Now()
		empty := "It was not written down which messages they were."
		if err != nil {
			empty = "This part of the record is damaged."
		}
		s.Set(len(list), func(i int) kit.SheetRow {
			m := list[i]
			row := kit.SheetRow{Title: m.Subject, Text: m.From.Display() + " · " + words.ByteSize(m.Size), Right: words.RowDate(m.Date, now)}
			if row.Title == "" {
				row.Title = "(no subject)"
			}
			switch m.Fate {
			case store.FateGone:
				row.Text += " · was no longer there"
			case store.FateKept:
				row.Text += " · is still on the server"
			case store.FateUnknown:
				row.Text += " · not known"
			}
			return row
		}, empty)
	})
}

// record shows what was deleted.
type record struct {
	*frame
	host recordHost
}
