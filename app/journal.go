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
	v.journal = store.NewJournal(p.keepFolder(), v.form.Account.Key())
	return v.journal
}

// end closes what a visit has open on the disk. Its mailbox must be closed.
func (v *visit) end() {
	if v.sample != nil {
		v.sample.close()
	}
	if v.journal != nil {
		_ = v.journal.Close() // nothing was written to it
	}
}
