package mailbox

import (
	"bufio"
	"io"
	"os"
)

// maxHeld is how many bytes of a message are held in memory before it goes to a
// file.
const maxHeld = 1 << 20

// chunkSize is by how much a message that must stay in memory grows.
const chunkSize = 1 << 20

// spool takes in a message and lets it be read from any place: a small one in
// memory, a larger one in a temporary file that nobody else can open and that is
// gone with the program. Where nothing may be written it stays in memory.
type spool struct {
	inMemory bool
	chunks   [][]byte // all of chunkSize but the last
	size     int64
	unended  bool // the server has not marked its end
	all      bool // what was announced has come all the same
	file     *os.File
	out      *bufio.Writer
}

// Write implements [io.Writer].
func (s *spool) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	if s.file == nil && !s.inMemory && s.size > maxHeld {
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
func (s *spool) toFile() error {
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

// finish must be called between the last Write and the first ReadAt.
func (s *spool) finish() error {
	if s.out == nil {
		return nil
	}
	err := s.out.Flush()
	s.out = nil
	return err
}

// beginning returns a copy of the first bytes, as long as they are in memory.
func (s *spool) beginning(n int) []byte {
	if len(s.chunks) == 0 {
		return nil
	}
	return append([]byte(nil), s.chunks[0][:min(n, len(s.chunks[0]))]...)
}

// ReadAt implements [io.ReaderAt].
func (s *spool) ReadAt(p []byte, off int64) (n int, err error) {
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
func (s *spool) Close() error {
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}
