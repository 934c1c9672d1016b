package app

import (
	"path/filepath"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui"
)

// keepFolder is where what is kept of mailboxes lies: beside the settings, unless the
// system has a folder for what does not travel with its user.
func (p *program) keepFolder() string {
	if p.local != "" {
		return p.local
	}
	return filepath.Join(filepath.Dir(p.path), "mailboxes")
}

// localFolder is where mailboxes are kept on a system that copies the usual place to
// other computers: Windows does that in a domain. It is empty elsewhere, and where the
// user has named a place for the settings.
func localFolder(system, settings string, cacheDir func() (string, error)) string {
	if system != "windows" || settings != "" {
		return ""
	}
	dir, err := cacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "restante", "mailboxes")
}

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
