package mailbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/restante/restante/app/mailbox/ledger"
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

// saveCopies saves copies of the messages that are about to be deleted, by number, as far
// as that was not done in an earlier round, and returns when they are safely on the
// disk and were read back. A message that the server does not hand out is taken out
// of nums: it is not deleted.
func (w *worker) saveCopies(ctx context.Context, d *deleteJob, nums map[int]*ledger.Target) error {
	if d.copy == nil {
		return nil
	}
	var order []int
	for num, t := range nums {
		if e, ok := w.sess.ByNumber(num); ok && e.Size > MaxMessage && !t.Saved {
			d.KeepUnsaved(t, ErrTooLarge)
			delete(nums, num)
		} else if !t.Saved {
			order = append(order, num)
		}
	}
	if len(order) == 0 {
		return nil
	}
	slices.Sort(order)
	d.state.Stage = Saving
	w.publish()
	if d.copies == nil {
		c, err := store.NewCopies(d.copy.Dir, time.Now(), d.about(), d.copy.OneFile)
		if err != nil {
			return &SaveError{d.copy.Dir, err}
		}
		d.copies, d.state.Folder = c, c.Path()
	}
	if err := w.fetchCopies(ctx, d, nums, order); err != nil {
		return err
	}
	if err := d.copies.Prove(); err != nil {
		return &SaveError{d.copy.Dir, err}
	}
	return nil
}

// checkCopies is after how many copies it is checked that answers are in step.
const checkCopies = 20

// fetchCopies fetches messages into the copy. Those that may have torn a session go behind
// all others, each alone.
func (w *worker) fetchCopies(ctx context.Context, d *deleteJob, nums map[int]*ledger.Target, order []int) error {
	whole := func(num int) bool { return !nums[num].Torn() }
	if err := w.pipelineCopies(ctx, d, nums, slices.DeleteFunc(slices.Clone(order), func(num int) bool { return !whole(num) })); err != nil {
		return err
	}
	for _, num := range order {
		if nums[num] != nil && !whole(num) {
			if err := w.pipelineCopies(ctx, d, nums, []int{num}); err != nil {
				return err
			}
		}
	}
	return nil
}

// pipelineCopies fetches messages into the copy, in one flight.
func (w *worker) pipelineCopies(ctx context.Context, d *deleteJob, nums map[int]*ledger.Target, order []int) error {
	return w.pipelineOrNot(func() error {
		s := &copyFlight{w: w, d: d, nums: nums}
		todo := slices.DeleteFunc(slices.Clone(order), func(num int) bool { return nums[num] == nil || nums[num].Saved })
		err := w.sess.conn.Retrs(ctx, pop3.Nums(todo), s.beginFile, s.endFile, checkCopies, s.noteProved)
		if err != nil {
			err = errors.Join(err, s.dropFile(), s.forgetUnproved()) // what was not proved may be other messages
			s.blameTear(err)
		}
		return err
	})
}

// blameTear takes note of the message behind whose end something came that is no answer. Some
// servers do not mark a dot that stands alone in a line: what is behind it is then lost.
func (s *copyFlight) blameTear(err error) {
	var odd *pop3.ProtocolError
	if s.last == nil || !errors.As(err, &odd) {
		return
	}
	if s.d.BlameTear(s.last) {
		s.d.KeepUnsaved(s.last, &pop3.UnendedError{Command: "RETR"})
	}
}

// copyFlight is one flight of messages on its way to the disk.
type copyFlight struct {
	w    *worker
	d    *deleteJob
	nums map[int]*ledger.Target
	file *store.Saving // the one that is being written
	err  error         // why it could not be begun
	done []*ledger.Target
	last *ledger.Target // of these, where nothing has shown that it has come whole
}

// beginFile begins the file of a message.
func (s *copyFlight) beginFile(num int) io.Writer {
	s.file, s.err = s.d.copies.Add(aboutMessage(s.nums[num]))
	return s
}

// about is what the name of a copy tells besides the time: words of others, and none of the
// program, as the name outlives the language that it speaks now.
func (d *deleteJob) about() string {
	if len(d.what) != 1 {
		return ""
	}
	return d.what[0].Text
}

// aboutMessage is what is known of a message for the name of its file.
func aboutMessage(t *ledger.Target) store.About {
	if s := t.Summary; s != nil {
		return store.About{From: mime.First(s.From).Display(), Subject: s.Subject, Date: s.Date}
	}
	return store.About{}
}

// Write implements [io.Writer].
func (s *copyFlight) Write(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	s.d.state.Fetched += int64(len(p))
	s.w.publishSoon()
	return s.file.Write(p)
}

// endFile ends the file of a message.
func (s *copyFlight) endFile(w pop3.Whole) error {
	t := s.nums[w.Num]
	if w.Err != nil {
		t.Fate, s.d.Err = ledger.Refused, w.Err
		s.d.NoteSaid(w.Err)
		delete(s.nums, w.Num)
		return nil
	}
	err := errors.Join(s.err, w.WriteErr)
	if e, ok := s.w.sess.ByNumber(w.Num); err == nil && ok && e.Size > 0 && w.Size == 0 {
		s.d.KeepUnsaved(t, ErrEmpty)
		delete(s.nums, w.Num)
		if err = s.dropFile(); err == nil {
			return nil
		}
	}
	if err == nil {
		err = s.file.Keep()
	}
	if err != nil {
		return &SaveError{s.d.copy.Dir, errors.Join(err, s.dropFile())}
	}
	s.file = nil
	t.Saved = true
	s.done, s.last = append(s.done, t), t
	s.d.state.Saved++
	s.w.publishSoon()
	return nil
}

// dropFile takes back a message that is not complete.
func (s *copyFlight) dropFile() error {
	f := s.file
	s.file = nil
	if f == nil || s.err != nil {
		return nil
	}
	return f.Drop()
}

// noteProved takes note that all that has come was in step.
func (s *copyFlight) noteProved() { s.done, s.last = nil, nil }

// forgetUnproved has what was not proved saved again.
func (s *copyFlight) forgetUnproved() error {
	for _, t := range s.done {
		t.Saved = false
	}
	s.d.state.Saved -= len(s.done)
	err := s.d.copies.TakeBack(len(s.done))
	s.done = nil
	if err != nil {
		return &SaveError{s.d.copy.Dir, err}
	}
	return nil
}

// endCopies ends the copy. Where all that is in it is certain to be still on the server,
// nobody needs it.
func (w *worker) endCopies(d *deleteJob) {
	c := d.copies
	if c == nil {
		return
	}
	d.copies = nil
	if d.NeedsCopies() {
		if err := c.Close(); err != nil && d.Err == nil {
			d.Err = &SaveError{d.copy.Dir, err}
		}
		return
	}
	if err := c.Remove(); err != nil {
		return // its place is told
	}
	d.state.Folder = ""
}
