package app

import (
	"os"
	"path/filepath"
)

// settingsPath is where the settings are, if not told otherwise.
func settingsPath() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "restante", "settings.json"), nil
}

// copyDir is where copies of mail are saved before it is deleted, as long as the
// user says nothing else. It is made when it is needed.
func copyDir() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	if info, err := os.Stat(filepath.Join(home, "Documents")); err == nil && info.IsDir() {
		home = filepath.Join(home, "Documents")
	}
	return filepath.Join(home, "Restante")
}

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
