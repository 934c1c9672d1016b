package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// About is what the name of a saved message is made of. None of it decides where
// the file is.
type About struct {
	From, Subject string
	Date          time.Time
}

// Copies saves messages before they are deleted: as a file each (.eml, every byte as
// it came), or all in one file (mbox in the form mboxrd, with LF for CRLF). Nothing
// that is there is overwritten, and no link is followed. It belongs to one goroutine
// and must not be used on the UI goroutine.
type Copies struct {
	root    *os.Root
	path    string // of the folder, or of the one file
	name    string // of either, in root
	mbox    *os.File
	end     int64 // of what is complete in the mbox
	count   int
	pending []saved // not proven yet
}

// saved is a message that was written, and what must be read back.
type saved struct {
	name   string // of the file; empty in an mbox
	offset int64  // in the mbox
	size   int64
	sum    [sha256.Size]byte
}

// NewCopies makes a place for messages in a folder, which is made when it is not
// there: a new folder, or a new file when oneFile. The name tells when, and what: a sender,
// a subject, or nothing.
func NewCopies(dir string, now time.Time, what string, oneFile bool) (*Copies, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	c := &Copies{root: root}
	stem := strings.TrimSpace(now.Format("2006-01-02 15.04") + " " + fileWords(what, 60))
	for n := 1; ; n++ {
		c.name = stem
		if n > 1 {
			c.name = fmt.Sprintf("%s (%d)", stem, n)
		}
		if oneFile {
			c.name += ".mbox"
			c.mbox, err = root.OpenFile(c.name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		} else {
			err = root.Mkdir(c.name, 0o700)
		}
		if !errors.Is(err, os.ErrExist) || n == 1000 {
			break
		}
	}
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	c.path = filepath.Join(dir, c.name)
	return c, nil
}

// Path is the folder, or the one file.
func (c *Copies) Path() string { return c.path }

// Saving takes in one message. It must be ended by Keep or Drop.
type Saving struct {
	c    *Copies
	name string
	f    *os.File
	out  io.Writer
	sum  hash.Hash
	size int64
	rd   *mboxrd
}

// Add begins a message.
func (c *Copies) Add(a About) (*Saving, error) {
	m := &Saving{c: c, sum: sha256.New()}
	if c.mbox != nil {
		m.f = c.mbox
		_, err := c.mbox.Seek(c.end, io.SeekStart)
		if err == nil {
			m.rd, err = newMboxrd(io.MultiWriter(c.mbox, (*counter)(&m.size)), a.Date)
		}
		m.out = m.rd
		return m, err
	}
	m.name = filepath.Join(c.name, fileName(c.count+1, a))
	f, err := c.root.OpenFile(m.name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	m.f, m.out = f, io.MultiWriter(f, (*counter)(&m.size))
	return m, nil
}

// Write implements [io.Writer].
func (m *Saving) Write(p []byte) (int, error) {
	if m.rd == nil {
		m.sum.Write(p)
	}
	return m.out.Write(p)
}

// Keep ends a message that is complete.
func (m *Saving) Keep() error {
	c := m.c
	s := saved{name: m.name}
	m.sum.Sum(s.sum[:0])
	if m.rd != nil {
		if err := m.rd.endMessage(); err != nil {
			return err
		}
		s.offset, s.sum = c.end, m.rd.digest()
		c.end += m.size
	} else if err := m.f.Close(); err != nil {
		return err
	}
	s.size = m.size
	c.count++
	c.pending = append(c.pending, s)
	return nil
}

// Drop takes back what was written of a message.
func (m *Saving) Drop() error {
	if m.rd != nil {
		return m.c.mbox.Truncate(m.c.end)
	}
	return errors.Join(m.f.Close(), m.c.root.Remove(m.name))
}

// TakeBack removes the last n messages that were kept. They must not be proven yet.
func (c *Copies) TakeBack(n int) (err error) {
	for ; n > 0 && len(c.pending) > 0; n-- {
		s := c.pending[len(c.pending)-1]
		c.pending = c.pending[:len(c.pending)-1]
		c.count--
		if s.name != "" {
			err = errors.Join(err, c.root.Remove(s.name))
			continue
		}
		c.end = s.offset
		err = errors.Join(err, c.mbox.Truncate(c.end))
	}
	return err
}

// Prove returns when all that was kept is safely on the disk, and was read back and
// compared. An error means that the copy must not be relied on.
func (c *Copies) Prove() error {
	if c.mbox != nil {
		if err := c.mbox.Sync(); err != nil {
			return err
		}
	}
	for _, s := range c.pending {
		if err := c.prove(s); err != nil {
			return err
		}
	}
	c.pending = nil
	return c.syncFolder()
}

// ErrCopy says that what was read back is not what was written.
var ErrCopy = errors.New("store: the saved copy is not what was written")

func (c *Copies) prove(s saved) error {
	if s.name == "" {
		raw := io.NewSectionReader(c.mbox, s.offset, s.size)
		if sum, err := sumMboxrd(raw); err != nil || sum != s.sum {
			return errors.Join(ErrCopy, err)
		}
		return nil
	}
	f, err := c.root.OpenFile(s.name, os.O_RDWR, 0)
	if err != nil {
		return errors.Join(ErrCopy, err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return err
	}
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err != nil || n != s.size || !bytes.Equal(h.Sum(nil), s.sum[:]) {
		return errors.Join(ErrCopy, err)
	}
	return nil
}

// syncFolder makes the names in the folder as safe as the files. Systems that do
// not have it refuse it, and do it by themselves.
func (c *Copies) syncFolder() error {
	for _, name := range []string{".", c.name} {
		d, err := c.root.Open(name)
		if err != nil {
			return errors.Join(ErrCopy, err)
		}
		_ = d.Sync()
		d.Close()
	}
	return nil
}

// Close ends the copy.
func (c *Copies) Close() error {
	var err error
	if c.mbox != nil {
		err = c.mbox.Close()
	}
	return errors.Join(err, c.root.Close())
}

// Remove takes the whole copy back.
func (c *Copies) Remove() error {
	var err error
	if c.mbox != nil {
		err = c.mbox.Close()
	}
	return errors.Join(err, c.root.RemoveAll(c.name), c.root.Close())
}

type counter int64

func (n *counter) Write(p []byte) (int, error) {
	*n += counter(len(p))
	return len(p), nil
}

// fileName is the name of the nth message: number, date, sender and subject, as far
// as they can stand in the name of a file on every system.
func fileName(n int, a About) string {
	name := fmt.Sprintf("%05d", n)
	if !a.Date.IsZero() {
		name += " " + a.Date.UTC().Format("2006-01-02")
	}
	for _, part := range []string{fileWords(a.From, 40), fileWords(a.Subject, 60)} {
		if part != "" {
			name += " " + part
		}
	}
	return name + ".eml"
}

// fileWords keeps the letters, digits and marks of a text that no system objects to,
// at most limit runes of them.
func fileWords(s string, limit int) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n == limit || b.Len() > 2*limit {
			break
		}
		switch {
		case r == utf8.RuneError:
			continue
		case unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune("-_,&()'+@", r):
		case unicode.IsSpace(r), unicode.IsPunct(r):
			if strings.HasSuffix(b.String(), " ") {
				continue
			}
			r = ' '
		case unicode.IsMark(r) && n > 0:
		default:
			continue
		}
		b.WriteRune(r)
		n++
	}
	return strings.TrimSpace(b.String())
}
