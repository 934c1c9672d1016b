package app

import (
	"path/filepath"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui"
)

// keepFolder is where what is kept of mailboxes lies: beside the settings.
func (p *program) keepFolder() string { return filepath.Join(filepath.Dir(p.path), "mailboxes") }

// memoryFor is nil where nothing may be written.
func (p *program) memoryFor(kind ui.Kind, a account.Account) mailbox.Memory {
	if kind != ui.Own {
		return nil
	}
	return store.NewSummaries(p.keepFolder(), a.Key())
}
