// Package spool takes a message in as it comes from the server, and lets it be read
// from any place once it is whole.
package spool

import (
	"bufio"
	"io"
	"os"
)

// MaxHeld is how many bytes of a message are held in memory before it goes to a file.
const MaxHeld = 1 << 20

// chunkSize is by how much a message that must stay in memory grows.
const chunkSize = 1 << 20

// Spool holds one message: a small one in memory, a larger one in a temporary file that
// nobody else can open and that is gone with the program. It belongs to one goroutine
// until Finish, and may then be read by any.
type Spool struct {
	inMemory bool
	chunks   [][]byte // all of chunkSize but the last
	size     int64
	file     *os.File
	out      *bufio.Writer
}

// New makes an empty spool. Where nothing may be written to a disk, all of it stays in
// memory.
func New(inMemory bool) *Spool { return &Spool{inMemory: inMemory} }

// Size is how many bytes have come.
func (s *Spool) Size() int64 { return s.size }

// Write implements [io.Writer]. Its errors are those of the disk.
func (s *Spool) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	if s.file == nil && !s.inMemory && s.size > MaxHeld {
		if err := s.toFile(); err != nil {
			return 0, err
		}
	}
	if s.file != nil {
		return s.out.Write(p)
	}
	n := len(p)
	for len(p) > 0 {
		last := len(s.chunks) - 1
		if last < 0 || len(s.chunks[last]) == chunkSize {
			s.chunks = append(s.chunks, nil)
			last++
		}
		take := min(len(p), chunkSize-len(s.chunks[last]))
		s.chunks[last] = append(s.chunks[last], p[:take]...)
		p = p[take:]
	}
	return n, nil
}

// toFile moves what has come to a temporary file.
func (s *Spool) toFile() error {
	f, err := tempFile()
	if err != nil {
		return err
	}
	s.file, s.out = f, bufio.NewWriterSize(f, 64<<10)
	for _, chunk := range s.chunks {
		if _, err := s.out.Write(chunk); err != nil {
			return err
		}
	}
	s.chunks = nil
	return nil
}

// Finish must be called between the last Write and the first ReadAt. The error is that
// of the disk.
func (s *Spool) Finish() error {
	if s.out == nil {
		return nil
	}
	err := s.out.Flush()
	s.out = nil
	return err
}

// Beginning returns a copy of the first n bytes, or of fewer where they have not come;
// nil once they are in a file.
func (s *Spool) Beginning(n int) []byte {
	if len(s.chunks) == 0 {
		return nil
	}
	return append([]byte(nil), s.chunks[0][:min(n, len(s.chunks[0]))]...)
}

// ReadAt implements [io.ReaderAt].
func (s *Spool) ReadAt(p []byte, off int64) (n int, err error) {
	if s.file != nil {
		return s.file.ReadAt(p, off)
	}
	for n < len(p) && off < s.size {
		took := copy(p[n:], s.chunks[off/chunkSize][off%chunkSize:])
		n += took
		off += int64(took)
	}
	if n < len(p) {
		err = io.EOF
	}
	return n, err
}

// Close frees the file. What is not closed is freed when nothing refers to it
// any more.
func (s *Spool) Close() error {
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}
