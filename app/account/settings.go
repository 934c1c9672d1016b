package account

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/restante/restante/app/file"
)

// version is that of the settings file. A file of a newer version is put aside and not
// used; one of an older version is read, and written anew as one of this version.
//
//	1  one account at most, the columns of the list beside it
//	2  a list of accounts, each with its own columns
const version = 2

// maxSettings bounds the bytes of a settings file that is read.
const maxSettings = 1 << 20

// Settings are what the program remembers on the user's own computer. They hold
// no secret. The methods that change them leave what others have a copy of as it is.
type Settings struct {
	Version  int     `json:"version"`
	Accounts []Entry `json:"accounts,omitempty"` // that are set up here; the first one is opened at the start
	View
}

// Entry is an account that is set up, with what belongs to it alone.
type Entry struct {
	Account
	Columns []Column `json:"columns,omitempty"` // of the list, from the left; empty is the usual arrangement
}

// View is how the window looks, whatever it shows.
type View struct {
	Theme    string `json:"theme,omitempty"`    // "light", "dark" or empty for the system's
	Language string `json:"language,omitempty"` // such as "de"; empty for the system's
	TextSize int    `json:"textSize,omitempty"` // per cent; 0 is 100
	Width    int    `json:"width,omitempty"`    // of the window, in pixels at 100 %; 0 is the default
	Height   int    `json:"height,omitempty"`
}

// First is the account that is opened at the start; false where none is set up.
func (s *Settings) First() (Entry, bool) {
	if len(s.Accounts) == 0 {
		return Entry{}, false
	}
	return s.Accounts[0], true
}

// Entry returns the account of that name; false where it is not set up.
func (s *Settings) Entry(id ID) (Entry, bool) {
	i := s.index(id)
	if i < 0 {
		return Entry{}, false
	}
	return s.Accounts[i], true
}

// Put sets an account up, or takes over what has changed about it.
func (s *Settings) Put(a Account) {
	i := s.index(a.ID())
	s.Accounts = slices.Clone(s.Accounts)
	if i < 0 {
		s.Accounts = append(s.Accounts, Entry{Account: a})
		return
	}
	s.Accounts[i].Account = a
}

// Arrange takes over how the columns of a mailbox stand; false where it is not set up.
func (s *Settings) Arrange(id ID, columns []Column) bool {
	i := s.index(id)
	if i < 0 {
		return false
	}
	s.Accounts = slices.Clone(s.Accounts)
	s.Accounts[i].Columns = columns
	return true
}

// Remove forgets an account.
func (s *Settings) Remove(id ID) {
	s.Accounts = slices.DeleteFunc(slices.Clone(s.Accounts), func(e Entry) bool { return e.ID() == id })
}

func (s *Settings) index(id ID) int {
	return slices.IndexFunc(s.Accounts, func(e Entry) bool { return e.ID() == id })
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
	if !errors.Is(err, fs.ErrPermission) {
		if kept, err := file.PutAside(path); err == nil {
			broken.Kept = kept
		}
	}
	return Settings{Version: version}, broken
}

func read(path string) (Settings, error) {
	var s struct {
		Settings
		settings1
	}
	if err := file.ReadDocument(path, maxSettings, version, &s); err != nil {
		return Settings{}, err
	}
	if s.Version < 2 && s.Account != nil {
		s.Accounts = []Entry{{Account: *s.Account, Columns: s.Columns}}
	}
	return s.Settings, nil
}

// settings1 is what only a file of version 1 holds.
type settings1 struct {
	Account *Account `json:"account"`
	Columns []Column `json:"columns"`
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

// ForgetBroken removes the settings files that were put aside: one may hold an account.
func ForgetBroken(path string) error { return file.RemoveAside(path) }
