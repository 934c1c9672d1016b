package account

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/restante/restante/app/file"
)

// version is that of the settings file. A file of a newer version is kept and
// not used.
const version = 1

// maxSettings bounds the bytes of a settings file that is read.
const maxSettings = 1 << 20

// Settings are what the program remembers on the user's own computer. They hold
// no secret.
type Settings struct {
	Version int      `json:"version"`
	Account *Account `json:"account,omitempty"` // nil as long as none is set up
	View
}

// View is how the window is arranged.
type View struct {
	Theme    string   `json:"theme,omitempty"`    // "light", "dark" or empty for the system's
	TextSize int      `json:"textSize,omitempty"` // per cent; 0 is 100
	Width    int      `json:"width,omitempty"`    // of the window, in pixels at 100 %; 0 is the default
	Height   int      `json:"height,omitempty"`
	Columns  []Column `json:"columns,omitempty"` // of the list, from the left; empty is the usual arrangement
}

// Column is one column of the message list.
type Column struct {
	Name   string  `json:"name"`
	Width  float32 `json:"width,omitempty"` // pixels at 100 %; 0 is the usual width
	Hidden bool    `json:"hidden,omitempty"`
}

// SettingsError says that the settings file could not be used. It was moved to
// Kept, so that nothing in it is lost, or stays where it is when Kept is empty.
type SettingsError struct {
	Path, Kept string
	Err        error
}

// Error describes the fault.
func (e *SettingsError) Error() string {
	return fmt.Sprintf("account: settings in %s cannot be used: %v", e.Path, e.Err)
}

// Unwrap returns the cause.
func (e *SettingsError) Unwrap() error { return e.Err }

// Load reads the settings. Where there is no file it returns empty settings.
// Where the file cannot be used it returns empty settings and a
// [SettingsError]: the program starts in any case.
func Load(path string) (Settings, error) {
	s, err := read(path)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		s.Version = version
		return s, nil
	}
	broken := &SettingsError{Path: path, Err: err}
	if kept := brokenPath(path); !errors.Is(err, fs.ErrPermission) {
		if _, statErr := os.Lstat(kept); errors.Is(statErr, fs.ErrNotExist) && os.Rename(path, kept) == nil {
			broken.Kept = kept
		}
	}
	return Settings{Version: version}, broken
}

func read(path string) (Settings, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Settings{}, err
	}
	if info.Size() > maxSettings {
		return Settings{}, errors.New("the file is too large")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return Settings{}, err
	}
	var s Settings
	if err := json.Unmarshal(data, &s); err != nil {
		return Settings{}, err
	}
	if s.Version > version {
		return Settings{}, fmt.Errorf("the file is of version %d, this program knows %d", s.Version, version)
	}
	return s, nil
}

// Save writes the settings so that the file holds either the old or the new
// ones at every moment, also when the disk is full or the power fails. Others on
// the computer cannot read it.
func Save(path string, s Settings) error {
	s.Version = version
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return file.Replace(path, append(data, '\n'))
}

// brokenPath is where a settings file is put that cannot be used.
func brokenPath(path string) string { return path + ".broken" }

// ForgetBroken removes a settings file that was put aside: it may hold an account.
func ForgetBroken(path string) error {
	if err := os.Remove(brokenPath(path)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
