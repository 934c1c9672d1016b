package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/restante/restante/app/file"
)

// Note is the note of a deletion that has been begun. It lies on the disk from
// before the server hears of it until its end is known, so that a crash or a power
// cut in between leaves nobody in the dark.
type Note struct {
	Version int       `json:"version"`        // of the file
	ID      string    `json:"id,omitempty"`   // of the record, see [Heading]
	Account string    `json:"account"`        // whose mailbox, as account.Account.Key has it
	What    []What    `json:"what,omitempty"` // what it is about
	Begun   time.Time `json:"begun"`
	UIDs    []string  `json:"uids"`
	Others  []string  `json:"others,omitempty"` // some that are not deleted, to know the mailbox again by
}

// Journal is the file that holds the deletion under way of one account, if there is
// one. As long as a process has a note there, no other one sees or ends it; what a
// process has left that has ended can be taken up by the next. Its methods touch the
// disk and must not be called on the UI goroutine; it belongs to one goroutine at a
// time.
type Journal struct {
	path, account string
	lock          io.Closer // held from the first look at a note or the first note on
}

// noteVersion is that of the file. One of a newer version says nothing to this program.
const noteVersion = 2

const journalExt = ".deletion.json"

// NewJournal is that of an account, as account.Account.Key names it, in a folder that
// is made when it is needed.
func NewJournal(folder, account string) *Journal {
	return &Journal{path: AccountFile(folder, account, journalExt), account: account}
}

// takeLock makes sure that no other process has a note of this account.
func (j *Journal) takeLock() error {
	if j.lock != nil {
		return nil
	}
	lock, err := file.Lock(lockPath(j.path))
	if err != nil {
		return fmt.Errorf("store: the note of a deletion: %w", err)
	}
	j.lock = lock
	return nil
}

// Begin writes down what is about to be deleted, and returns when it is safely on
// the disk.
func (j *Journal) Begin(n Note) error {
	if err := j.takeLock(); err != nil {
		return err
	}
	n.Version, n.Account = noteVersion, j.account
	data, err := json.Marshal(n)
	if err != nil {
		return err
	}
	if _, newer := readNote(j.path); newer {
		if _, err := file.PutAside(j.path); err != nil {
			return err
		}
	}
	return file.Replace(j.path, data)
}

// End says that the end of the deletion is known. It ends nobody else's.
func (j *Journal) End() error {
	if j.lock == nil {
		return nil
	}
	return errors.Join(remove(j.path), j.Close())
}

// Unfinished returns the deletion whose end is not known, or nil. A file that cannot
// be read says nothing, and one of a process that is still at it is that one's.
func (j *Journal) Unfinished() *Note {
	if _, err := os.Stat(j.path); err != nil {
		return nil // to look must not write
	}
	if j.takeLock() != nil {
		return nil
	}
	n, newer := readNote(j.path)
	if newer {
		_ = j.Close() // it is left to that version
	}
	if n == nil || n.Account != j.account {
		return nil
	}
	return n
}

// Close lets go of a note whose end is not known: whoever opens the account next
// finds it out.
func (j *Journal) Close() error {
	if j.lock == nil {
		return nil
	}
	err := j.lock.Close()
	j.lock = nil
	return err
}

// readNote reads a note; nil where there is none that can be understood. It reports whether
// that is because a newer version of the program has written it.
func readNote(path string) (note *Note, newer bool) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, false
	}
	var n struct {
		Note
		Title string `json:"title"` // what a file of version 1 says in place of What
	}
	if json.Unmarshal(data, &n) != nil || len(n.UIDs) == 0 || n.Version > noteVersion {
		return nil, n.Version > noteVersion
	}
	if n.Title != "" {
		n.What = []What{{Kind: WhatTold, Text: n.Title}}
	}
	return &n.Note, false
}

// ForgetJournal removes the note of an account. Nobody may have it open.
func ForgetJournal(folder, account string) error {
	path := AccountFile(folder, account, journalExt)
	return errors.Join(remove(path), remove(lockPath(path)))
}

// moveJournal moves a note from the one file for all accounts, in which earlier
// versions kept it, to where it belongs.
func moveJournal(old, folder string) error {
	n, newer := readNote(old)
	switch {
	case newer:
		return nil
	case n == nil:
		return remove(old)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	err := os.Rename(old, AccountFile(folder, n.Account, journalExt))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// oldJournal is the name of that file.
const oldJournal = "deletion.json"

// MoveKept moves what earlier versions kept of mailboxes to where it is kept now: from
// a folder, and from the note beside it. What cannot be moved stays where it is.
func MoveKept(beside, folder string) error {
	var err error
	if old := filepath.Join(beside, "mailboxes"); old != folder {
		err = moveFolder(old, folder)
	}
	if _, there := os.Lstat(filepath.Join(beside, oldJournal)); there == nil {
		err = errors.Join(err, moveJournal(filepath.Join(beside, oldJournal), folder))
	}
	return err
}

// moveFolder moves a folder whole, unless there is one at its new place already.
func moveFolder(old, folder string) error {
	if _, err := os.Lstat(old); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := os.Lstat(folder); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o700); err != nil {
		return err
	}
	if os.Rename(old, folder) == nil {
		return nil
	}
	// Another disk: it is copied, and the old one goes only when all of it is there.
	if err := os.CopyFS(folder, os.DirFS(old)); err != nil {
		return errors.Join(err, os.RemoveAll(folder))
	}
	return os.RemoveAll(old)
}
