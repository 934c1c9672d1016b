package app

import (
	"path/filepath"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui"
)

// keepFolder is where what is kept of mailboxes lies: beside the settings.
func (p *program) keepFolder() string { return filepath.Join(filepath.Dir(p.path), "mailboxes") }

// memoryFor is nil where nothing may be written.
func (p *program) memoryFor(v *visit) mailbox.Memory {
	switch {
	case v.kind != ui.Own:
		return nil
	case v.memory != nil:
		return v.memory
	}
	return store.NewSummaries(p.keepFolder(), v.form.Account.Key())
}
