package ui

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/words"
)

// showDeletions lists what was deleted from this mailbox.
func (w *Window) showDeletions() {
	if w.asking() {
		return
	}
	text := "What Restante has deleted from this mailbox, and what the server said. It is kept for a year, on this computer only."
	if w.kind != Own {
		text = "Nothing is written down about this mailbox."
	}
	s := newSheet(w.win.Canvas(), "Deletions", text, choice{"Close", kindPlain, nil})
	w.overlay = s
	s.set(0, nil, "Looking…")
	w.deps.Host.Deletions(func(list []store.Heading, err error) {
		now := w.deps.Now()
		empty := "Nothing was deleted yet."
		if w.kind != Own {
			empty = "There is no record."
		}
		if err != nil {
			empty = "The record cannot be read: " + w.deps.Explain(err, words.Reading).Title
		}
		s.set(len(list), func(i int) sheetRow {
			h := list[i]
			return sheetRow{
				title: h.Title, text: headingWords(h), right: readDate(h.At, now),
				tap: func() { s.close(); w.showDeletion(h) },
			}
		}, empty)
	})
}

// headingWords tell how a deletion ended.
func headingWords(h store.Heading) string {
	text, _ := resultWords(mailbox.Report{
		Asked: h.Asked, Found: h.Found, Deleted: h.Deleted, AlreadyGone: h.AlreadyGone, Kept: h.Kept, Unknown: h.Unknown,
	})
	if h.ByRule {
		text = "By a rule. " + text
	}
	return text
}

// showDeletion lists the messages of one deletion.
func (w *Window) showDeletion(h store.Heading) {
	text := readDate(h.At, w.deps.Now()) + " · " + headingWords(h)
	if h.Folder != "" {
		text += " A copy was saved in " + h.Folder + "."
	}
	for _, said := range h.Said {
		text += " The server said: “" + Clean(said, 200) + "”"
	}
	s := newSheet(w.win.Canvas(), h.Title, text,
		choice{"Back", kindPlain, w.showDeletions}, choice{"Close", kindPlain, nil})
	w.overlay = s
	s.set(0, nil, "Looking…")
	w.deps.Host.DeletionMessages(h, func(list []store.Deleted, err error) {
		now := w.deps.Now()
		empty := "It was not written down which messages they were."
		if err != nil {
			empty = "This part of the record is damaged."
		}
		s.set(len(list), func(i int) sheetRow {
			m := list[i]
			row := sheetRow{title: m.Subject, text: m.From.Display() + " · " + byteSize(m.Size), right: rowDate(m.Date, now)}
			if row.title == "" {
				row.title = "(no subject)"
			}
			switch m.Fate {
			case store.FateGone:
				row.text += " · was no longer there"
			case store.FateKept:
				row.text += " · is still on the server"
			case store.FateUnknown:
				row.text += " · not known"
			}
			return row
		}, empty)
	})
}
