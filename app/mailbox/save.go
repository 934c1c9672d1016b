package mailbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// SaveError says that no copy could be saved, so that nothing was deleted.
type SaveError struct {
	Dir string // the folder that was to hold it
	Err error
}

// Error describes the fault.
func (e *SaveError) Error() string {
	return fmt.Sprintf("mailbox: no copy can be saved in %s: %v", e.Dir, e.Err)
}

// Unwrap returns the cause.
func (e *SaveError) Unwrap() error { return e.Err }

// save saves copies of the messages that are about to be deleted, by number, as far
// as that was not done in an earlier round, and returns when they are safely on the
// disk and were read back. A message that the server does not hand out is taken out
// of nums: it is not deleted.
func (m *Mailbox) save(ctx context.Context, d *deletion, nums map[int]*target) error {
	if d.copy == nil {
		return nil
	}
	var order []int
	for num, t := range nums {
		if !t.saved {
			order = append(order, num)
		}
	}
	if len(order) == 0 {
		return nil
	}
	slices.Sort(order)
	d.state.Stage = Saving
	m.publish()
	if d.copies == nil {
		c, err := store.NewCopies(d.copy.Dir, time.Now(), strconv.Itoa(len(d.targets))+" messages", d.copy.OneFile)
		if err != nil {
			return &SaveError{d.copy.Dir, err}
		}
		d.copies, d.state.Folder = c, c.Path()
	}
	if err := m.fetchCopies(ctx, d, nums, order); err != nil {
		return err
	}
	if err := d.copies.Prove(); err != nil {
		return &SaveError{d.copy.Dir, err}
	}
	return nil
}

// fetchCopies fetches messages into the copy.
func (m *Mailbox) fetchCopies(ctx context.Context, d *deletion, nums map[int]*target, order []int) error {
	return m.aheadOrNot(func() error {
		s := &saving{m: m, d: d, nums: nums}
		todo := slices.DeleteFunc(slices.Clone(order), func(num int) bool { return nums[num] == nil || nums[num].saved })
		err := m.sess.conn.Retrs(ctx, pop3.Nums(todo), s.into, s.got)
		if err != nil {
			err = errors.Join(err, s.drop())
		}
		if inDoubt(err) {
			s.forget() // what was saved may be other messages
		}
		return err
	})
}

// saving is one flight of messages on its way to the disk.
type saving struct {
	m    *Mailbox
	d    *deletion
	nums map[int]*target
	file *store.Saving // the one that is being written
	err  error         // why it could not be begun
	done []*target
}

// into begins the file of a message.
func (s *saving) into(num int) io.Writer {
	about := store.About{}
	if r := s.nums[num].row; r != nil && r.Known {
		about = store.About{From: mime.First(r.Summary.From).Display(), Subject: r.Summary.Subject, Date: r.Summary.Date}
	}
	s.file, s.err = s.d.copies.Add(about)
	return s
}

// Write implements [io.Writer].
func (s *saving) Write(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	s.d.state.Fetched += int64(len(p))
	s.m.publishSoon()
	return s.file.Write(p)
}

// got ends the file of a message.
func (s *saving) got(w pop3.Whole) error {
	t := s.nums[w.Num]
	if w.Err != nil {
		t.fate, s.d.err = refused, w.Err
		s.d.hear(w.Err)
		delete(s.nums, w.Num)
		return nil
	}
	err := errors.Join(s.err, w.Write)
	if err == nil {
		err = s.file.Keep()
	}
	if err != nil {
		return &SaveError{s.d.copy.Dir, errors.Join(err, s.drop())}
	}
	s.file = nil
	t.saved = true
	s.done = append(s.done, t)
	s.d.state.Saved++
	s.m.publishSoon()
	return nil
}

// drop takes back a message that is not complete.
func (s *saving) drop() error {
	f := s.file
	s.file = nil
	if f == nil || s.err != nil {
		return nil
	}
	return f.Drop()
}

// forget has everything of this flight saved again.
func (s *saving) forget() {
	for _, t := range s.done {
		t.saved = false
	}
	s.d.state.Saved -= len(s.done)
}

// endCopies ends the copy. When nothing was deleted, nobody needs it.
func (m *Mailbox) endCopies(d *deletion) {
	c := d.copies
	if c == nil {
		return
	}
	d.copies = nil
	if d.count(sent, confirmed, deleted) > 0 {
		if err := c.Close(); err != nil && d.err == nil {
			d.err = &SaveError{d.copy.Dir, err}
		}
		return
	}
	if err := c.Remove(); err != nil {
		return // its place is told
	}
	d.state.Folder = ""
}
