package store

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/restante/restante/app/file"
	"github.com/restante/restante/mime"
)

// Fate is what has become of a message that was to be deleted.
type Fate uint8

// The fates.
const (
	FateUnknown Fate = iota // it could not be found out
	FateDeleted
	FateGone // it was no longer there
	FateKept // it is still on the server
)

// Heading is what is recorded of a deletion, apart from its messages.
type Heading struct {
	ID      string    // names the deletion
	At      time.Time // when it was begun
	Account string    // as account.Account.Key has it
	What    []What    // what it was about, an order each
	ByRule  bool      // no person has marked these messages, a rule has

	Asked       int // how many messages were to go, and the Found ones
	Found       int // came to light only after others were deleted
	Deleted     int
	AlreadyGone int
	Kept        int
	Unknown     int

	Said   []string // what the server said where it refused, each text once
	Folder string   // where copies of the messages are; empty where none were saved
	Listed int      // of how many messages there is more to know
}

// Deleted is one message of a deletion.
type Deleted struct {
	UID     string
	From    mime.Address
	Subject string
	Date    time.Time // zero where the message had no credible one
	Size    int64
	Fate    Fate
}

// Deletion is all that is recorded of a deletion.
type Deletion struct {
	Heading
	Messages []Deleted
}

// RecordError says that the record of deletions could not be read or written. The
// deletions themselves are as they were.
type RecordError struct{ Err error }

func (e *RecordError) Error() string { return "store: record of deletions: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *RecordError) Unwrap() error { return e.Err }

// DeletionYears is for how many years deletions are remembered.
const DeletionYears = 1

const (
	headingsKind = headingsName + "2"
	headingsName = "restante deletions "
	maxHeadings  = 64 << 20

	// maxListed is of how many messages of one deletion more is recorded than
	// that they are counted.
	maxListed = 200_000

	maxSaid     = 5   // texts of the server
	maxText     = 300 // bytes of a text
	recordBytes = 256 << 10
)

// Deletions is the record of what was deleted, for a year: a file of headings, and
// a file of messages for each deletion. The methods touch the disk and must not be
// called on the UI goroutine. Several processes may use the same folder. The
// errors are [RecordError].
type Deletions struct{ folder string }

// NewDeletions keeps the record in a folder of its own, which is made when it is
// needed.
func NewDeletions(folder string) *Deletions { return &Deletions{folder: folder} }

// Add records a deletion. One of the same ID takes the place of what was recorded
// before; what only the earlier one knew of its messages stays.
func (d *Deletions) Add(del Deletion) error {
	return d.locked(func(h *headings) error {
		del = del.bounded()
		path := d.messagesPath(del.ID)
		if old := h.find(del.ID); old != nil {
			before, err := readMessages(path, del.ID)
			if err != nil {
				return err
			}
			del.complete(Deletion{*old, before})
		}
		if err := writeMessages(path, del.ID, del.Messages); err != nil {
			return err
		}
		return h.add(del.Heading)
	})
}

// List returns what was deleted, the newest first, without the messages.
func (d *Deletions) List() (all []Heading, err error) {
	err = d.ifThere(func(h *headings) error {
		all = slices.Clone(h.all)
		return nil
	})
	slices.SortStableFunc(all, func(a, b Heading) int { return b.At.Compare(a.At) })
	return all, err
}

// Messages returns the messages of a deletion, in the order in which they were
// recorded.
func (d *Deletions) Messages(h Heading) (all []Deleted, err error) {
	err = d.ifThere(func(*headings) error {
		all, err = readMessages(d.messagesPath(h.ID), h.ID)
		return err
	})
	return all, err
}

// Prune forgets what is older than a year.
func (d *Deletions) Prune(now time.Time) error {
	return d.forget(func(h Heading) bool { return h.At.Before(now.AddDate(-DeletionYears, 0, 0)) })
}

// Forget forgets all deletions of an account.
func (d *Deletions) Forget(account string) error {
	return d.forget(func(h Heading) bool { return h.Account == account })
}

// forget removes deletions, and files of messages that belong to none.
func (d *Deletions) forget(which func(Heading) bool) error {
	return d.ifThere(func(h *headings) error {
		left := slices.DeleteFunc(slices.Clone(h.all), which)
		if len(left) < len(h.all) {
			if err := h.replace(left); err != nil {
				return err
			}
		}
		needed := make(map[string]bool, len(left))
		for _, l := range left {
			needed[d.messagesPath(l.ID)] = true
		}
		files, err := filepath.Glob(d.messagesPathOf("*"))
		for _, path := range files {
			if !needed[path] {
				err = errors.Join(err, remove(path))
			}
		}
		return err
	})
}

// ifThere is locked where anything was recorded: to look must not write.
func (d *Deletions) ifThere(f func(*headings) error) error {
	if _, err := os.Stat(d.folder); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return d.locked(f)
}

// locked calls f with the headings while no other process uses the folder.
func (d *Deletions) locked(f func(*headings) error) error {
	path := filepath.Join(d.folder, "headings")
	lock, err := lockSoon(lockPath(path))
	if err != nil {
		return &RecordError{err}
	}
	if err := errors.Join(upgradeHeadings(path)); err != nil {
		return &RecordError{errors.Join(err, lock.Close())}
	}
	h := &headings{log: newLog(path, headingsKind, "", maxHeadings), place: make(map[string]int)}
	h.log.precious = true
	if err = h.open(); err == nil {
		err = errors.Join(f(h), h.log.close())
	}
	if err = errors.Join(err, lock.Close()); err != nil {
		return &RecordError{err}
	}
	return nil
}

// lockSoon waits a little for a lock: others hold it for moments.
func lockSoon(path string) (lock io.Closer, err error) {
	for range 100 {
		lock, err = file.Lock(path)
		if !errors.Is(err, file.ErrLocked) {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return lock, err
}

// messagesPath is a file name that no ID can break out of.
func (d *Deletions) messagesPath(id string) string {
	sum := sha256.Sum256([]byte(id))
	return d.messagesPathOf(hex.EncodeToString(sum[:16]))
}

func (d *Deletions) messagesPathOf(name string) string {
	return filepath.Join(d.folder, name+".messages")
}

// bounded returns the deletion with texts and numbers that are not too large.
func (d Deletion) bounded() Deletion {
	d.What = boundedWhat(d.What)
	d.Said = slices.Clone(d.Said[:min(len(d.Said), maxSaid)])
	for i := range d.Said {
		d.Said[i] = cut(d.Said[i])
	}
	d.Messages = d.Messages[:min(len(d.Messages), maxListed)]
	d.Listed = len(d.Messages)
	return d
}

// cut cuts a text that is too long, not within a character.
func cut(s string) string {
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "")
	}
	return s
}

// complete takes over from an earlier record what only that knew.
func (d *Deletion) complete(old Deletion) {
	d.Folder = cmp.Or(d.Folder, old.Folder)
	if len(d.What) == 0 {
		d.What = old.What
	}
	d.ByRule = d.ByRule || old.ByRule
	known := make(map[string]Deleted, len(old.Messages))
	for _, m := range old.Messages {
		known[m.UID] = m
	}
	messages := slices.Clone(d.Messages)
	for i, m := range messages {
		if before, ok := known[m.UID]; ok && m.From == (mime.Address{}) && m.Subject == "" {
			before.Fate = m.Fate
			messages[i] = before
		}
	}
	d.Messages = messages
}
