package store

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/restante/restante/app/file"
)

// Deletion is a deletion that has been begun. It lies on the disk from before the
// server hears of it until its end is known, so that a crash or a power cut in
// between leaves nobody in the dark.
type Deletion struct {
	Account string    `json:"account"` // whose mailbox, as account.Account.Key has it
	Begun   time.Time `json:"begun"`
	UIDs    []string  `json:"uids"`
	Others  []string  `json:"others,omitempty"` // some that are not deleted, to know the mailbox again by
}

// Journal is the file that holds the deletion under way, if there is one. Its
// methods touch the disk and must not be called on the UI goroutine; it belongs
// to one goroutine at a time.
type Journal struct{ path string }

// NewJournal uses a file in a folder, which is made when it is needed.
func NewJournal(folder string) *Journal {
	return &Journal{path: filepath.Join(folder, "deletion.json")}
}

// Begin writes down what is about to be deleted, and returns when it is safely on
// the disk.
func (j *Journal) Begin(d Deletion) error {
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return file.Replace(j.path, data)
}

// End says that the end of the deletion is known.
func (j *Journal) End() error {
	if err := os.Remove(j.path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Unfinished returns the deletion of an account whose end is not known, or nil. A
// file that cannot be read says nothing.
func (j *Journal) Unfinished(account string) *Deletion {
	data, err := os.ReadFile(j.path)
	if err != nil {
		return nil
	}
	var d Deletion
	if json.Unmarshal(data, &d) != nil || d.Account != account || len(d.UIDs) == 0 {
		return nil
	}
	return &d
}
