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
