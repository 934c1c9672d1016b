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
