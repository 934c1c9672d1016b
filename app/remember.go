package app

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui"
)

// journalFor is nil where nothing may be written.
func (p *program) journalFor(v *visit) mailbox.Journal {
	if v.kind != ui.Own {
		return nil
	}
	v.journal = store.NewJournal(p.keepFolder(), string(v.id()))
	return v.journal
}

// memoryFor is nil where nothing may be written.
func (p *program) memoryFor(v *visit) mailbox.Memory {
	switch {
	case v.kind != ui.Own:
		return nil
	case v.memory != nil:
		return v.memory
	}
	return store.NewSummaries(p.keepFolder(), string(v.id()))
}
