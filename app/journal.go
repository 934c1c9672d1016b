package app

import (
	"path/filepath"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui"
)

// journal is the note of a deletion under way, of one account.
type journal struct {
	*store.Journal
	account string
}

// journalFor is nil where nothing may be written.
func (p *program) journalFor(kind ui.Kind, a account.Account) mailbox.Journal {
	if kind != ui.Own {
		return nil
	}
	return journal{store.NewJournal(filepath.Dir(p.path)), a.Key()}
}

// Begin implements [mailbox.Journal].
func (j journal) Begin(n store.Note) error {
	n.Account = j.account
	return j.Journal.Begin(n)
}

// Unfinished implements [mailbox.Journal].
func (j journal) Unfinished() *store.Note { return j.Journal.Unfinished(j.account) }
