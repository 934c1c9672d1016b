package store

import (
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"github.com/restante/restante/app/file"
)

// Note is the note of a deletion that has been begun. It lies on the disk from
// before the server hears of it until its end is known, so that a crash or a power
// cut in between leaves nobody in the dark.
type Note struct {
	ID      string    `json:"id,omitempty"` // of the record, see [Heading]
	Account string    `json:"account"`      // whose mailbox, as account.Account.Key has it
	Title   string    `json:"title,omitempty"`
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
func (j *Journal) Begin(n Note) error {
	data, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return file.Replace(j.path, data)
}

// End says that the end of the deletion is known.
func (j *Journal) End() error { return remove(j.path) }

// Unfinished returns the deletion of an account whose end is not known, or nil. A
// file that cannot be read says nothing.
func (j *Journal) Unfinished(account string) *Note {
	data, err := os.ReadFile(j.path)
	if err != nil {
		return nil
	}
	var n Note
	if json.Unmarshal(data, &n) != nil || n.Account != account || len(n.UIDs) == 0 {
		return nil
	}
	return &n
}
