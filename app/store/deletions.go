package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/restante/restante/app/file"
)

// Bounds of the record of deletions.
const (
	keptFor      = 365 * 24 * time.Hour // after which a deletion is forgotten
	maxRecorded  = 200_000              // messages of one deletion that are written down
	maxHeading   = 1 << 16              // bytes of a heading
	recordFormat = 1
)

// Heading is what is written down of a deletion as a whole.
type Heading struct {
	Format      int       `json:"format"`
	When        time.Time `json:"when"`  // when it was finished
	Title       string    `json:"title"` // what was deleted, in words
	Asked       int       `json:"asked"`
	Found       int       `json:"found,omitempty"` // of those, how many came to light only on the way
	Deleted     int       `json:"deleted"`
	AlreadyGone int       `json:"gone,omitempty"`
	Kept        int       `json:"kept,omitempty"`
	Unknown     int       `json:"unknown,omitempty"`
	Verified    bool      `json:"verified,omitempty"` // the mailbox was listed afterwards
	ByRule      bool      `json:"byRule,omitempty"`
	Bytes       int64     `json:"bytes"`            // sum of the sizes
	Folder      string    `json:"folder,omitempty"` // where a copy was saved first
	Said        string    `json:"said,omitempty"`   // by the server, where it refused something
	Recorded    int       `json:"recorded"`         // how many messages follow

	name string // of the file
}

// Deleted is one message of a deletion.
type Deleted struct {
	From    string    `json:"from,omitempty"`
	Subject string    `json:"subject,omitempty"`
	Date    time.Time `json:"date,omitzero"`
	Size    int64     `json:"size"`
	Fate    string    `json:"fate"` // "deleted", "gone", "kept" or "unknown"
}

// Deletions is the record of the deletions of one account: what was deleted, when,
// and what the server said. Each has a file of its own, which is complete at every
// moment. The methods touch the disk and must not be called on the UI goroutine;
// they may be called from several.
type Deletions struct{ dir string }

// NewDeletions keeps the record in a folder, which is made when it is needed.
func NewDeletions(dir string) *Deletions { return &Deletions{dir} }

// Put writes a deletion down, and forgets those that are older than a year. began
// tells it from others: a deletion that is put again replaces what was known of it.
func (d *Deletions) Put(began time.Time, h Heading, messages []Deleted) error {
	h.Format, h.Recorded = recordFormat, min(len(messages), maxRecorded)
	first, err := json.Marshal(h)
	if err != nil {
		return err
	}
	if len(first) >= maxHeading {
		return fmt.Errorf("store: the heading of a deletion has %d bytes", len(first))
	}
	var b bytes.Buffer
	b.Write(append(first, '\n'))
	z := gzip.NewWriter(&b)
	enc := json.NewEncoder(z)
	for _, m := range messages[:h.Recorded] {
		if err := enc.Encode(m); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	name := began.UTC().Format("20060102-150405.000000000") + recordExt
	return errors.Join(file.Replace(filepath.Join(d.dir, name), b.Bytes()), d.prune(h.When))
}

const recordExt = ".deletion"

// prune removes what is older than a year.
func (d *Deletions) prune(now time.Time) error {
	oldest := now.Add(-keptFor).UTC().Format("20060102-150405")
	names, err := d.names()
	for _, name := range names {
		if name < oldest {
			err = errors.Join(err, os.Remove(filepath.Join(d.dir, name)))
		}
	}
	return err
}

// names are the files, the newest first.
func (d *Deletions) names() ([]string, error) {
	entries, err := os.ReadDir(d.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), recordExt) && e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	slices.Reverse(names)
	return names, err
}

// List returns what is known of all deletions, the newest first. A file that
// cannot be read is left out.
func (d *Deletions) List() ([]Heading, error) {
	names, err := d.names()
	var list []Heading
	for _, name := range names {
		if h, ok := d.heading(name); ok {
			list = append(list, h)
		}
	}
	return list, err
}

func (d *Deletions) heading(name string) (h Heading, ok bool) {
	f, err := os.Open(filepath.Join(d.dir, name))
	if err != nil {
		return h, false
	}
	defer f.Close()
	line, err := bufio.NewReader(io.LimitReader(f, maxHeading)).ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		line, err = wholeLine(f)
	}
	if err != nil || json.Unmarshal(line, &h) != nil || h.Format != recordFormat {
		return h, false
	}
	h.name = name
	return h, true
}

// wholeLine reads the first line of a file when it is longer than a buffer.
func wholeLine(f *os.File) ([]byte, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return bufio.NewReader(io.LimitReader(f, maxHeading)).ReadBytes('\n')
}

// Messages yields the messages of a deletion. An error ends it: the file is gone or
// damaged.
func (d *Deletions) Messages(h Heading) iter.Seq2[Deleted, error] {
	return func(yield func(Deleted, error) bool) {
		f, err := os.Open(filepath.Join(d.dir, filepath.Base(h.name)))
		if err != nil {
			yield(Deleted{}, err)
			return
		}
		defer f.Close()
		r := bufio.NewReader(f)
		if _, err = r.ReadBytes('\n'); err != nil {
			yield(Deleted{}, err)
			return
		}
		z, err := gzip.NewReader(r)
		if err != nil {
			yield(Deleted{}, err)
			return
		}
		dec := json.NewDecoder(z)
		for range maxRecorded {
			var m Deleted
			if err := dec.Decode(&m); err != nil {
				if !errors.Is(err, io.EOF) {
					yield(Deleted{}, err)
				}
				return
			}
			if !yield(m, nil) {
				return
			}
		}
	}
}

// Forget removes the whole record.
func (d *Deletions) Forget() error { return os.RemoveAll(d.dir) }
