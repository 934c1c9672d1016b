package ui

import (
	"cmp"

	"github.com/restante/restante/app/lang"
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
	text := words.RecordLead()
	if rc.kind != Own {
		text = lang.T("record.lead-none")
	}
	s := kit.NewSheet(rc.win.Canvas(), lang.T("record.title"), text, kit.NewChoice(lang.T("button.close"), kit.Plain, nil))
	rc.overlay = s
	s.Set(0, nil, lang.T("record.looking"))
	rc.host.Deletions(rc.id, func(list []store.Heading, err error) {
		now := rc.deps.Now()
		empty := lang.T("record.empty")
		if rc.kind != Own {
			empty = lang.T("record.none")
		}
		if err != nil {
			empty = lang.T("record.unreadable", lang.Args{"Why": rc.deps.Explain(err, words.Reading).Title})
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
	text := []string{words.Items(words.ReadDate(h.At, rc.deps.Now()), words.Deleted(h))}
	if h.Folder != "" {
		text = append(text, lang.T("record.copy-in", lang.Args{"Folder": letters.Clean(h.Folder, letters.MaxWords)}))
	}
	for _, said := range h.Said {
		text = append(text, lang.T("record.said", lang.Args{"Said": letters.Clean(said, 200)}))
	}
	s := kit.NewSheet(rc.win.Canvas(), words.What(h.What, rc.deps.Now()), words.Sentences(text...),
		kit.NewChoice(lang.T("button.back"), kit.Plain, rc.showDeletions), kit.NewChoice(lang.T("button.close"), kit.Plain, nil))
	rc.overlay = s
	s.Set(0, nil, lang.T("record.looking"))
	rc.host.DeletionMessages(rc.id, h, func(list []store.Deleted, err error) {
		now := rc.deps.Now()
		empty := lang.T("record.messages-none")
		if err != nil {
			empty = lang.T("record.damaged")
		}
		s.Set(len(list), func(i int) kit.SheetRow {
			m := list[i]
			from := letters.Clean(m.From.Display(), letters.MaxName)
			return kit.SheetRow{
				Title: cmp.Or(m.Subject, words.NoSubject()), Right: words.RowDate(m.Date, now),
				Text: words.Items(from, words.ByteSize(m.Size), fateWords(m.Fate)),
			}
		}, empty)
	})
}

// fateWords tell what became of a message that was to be deleted, where that is not what
// is expected.
func fateWords(f store.Fate) string {
	switch f {
	case store.FateGone:
		return lang.T("record.fate.gone")
	case store.FateKept:
		return lang.T("record.fate.kept")
	case store.FateUnknown:
		return lang.T("record.fate.unknown")
	}
	return ""
}

// record shows what was deleted.
type record struct {
	*frame
	host recordHost
}
