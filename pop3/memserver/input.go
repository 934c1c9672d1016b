package memserver

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

// maxLine is how long a command line may be.
const maxLine = 64 << 10

var errLineTooLong = errors.New("memserver: command line too long")

// input takes in what a client sends as fast as it comes, beside the session
// that answers. Without it a client that writes many commands at once would
// block on a pipe, which has no buffer, where a socket would have taken them.
type input struct {
	mu   sync.Mutex
	cond *sync.Cond
	buf  bytes.Buffer
	err  error
}

func newInput() *input {
	in := &input{}
	in.cond = sync.NewCond(&in.mu)
	return in
}

// readAll reads until the connection ends.
func (in *input) readAll(r io.Reader) {
	chunk := make([]byte, 32<<10)
	for {
		n, err := r.Read(chunk)
		in.mu.Lock()
		in.buf.Write(chunk[:n])
		if err != nil {
			in.err = err
		}
		in.cond.Broadcast()
		in.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// hasLine reports whether a whole line waits.
func (in *input) hasLine() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return bytes.IndexByte(in.buf.Bytes(), '\n') >= 0
}

// lineCount counts the whole lines that wait.
func (in *input) lineCount() int {
	in.mu.Lock()
	defer in.mu.Unlock()
	return bytes.Count(in.buf.Bytes(), []byte("\n"))
}

// readLine waits for the next line and returns it without its end.
func (in *input) readLine() (string, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	for {
		if i := bytes.IndexByte(in.buf.Bytes(), '\n'); i >= 0 {
			return string(bytes.TrimRight(in.buf.Next(i+1), "\r\n")), nil
		}
		if in.err != nil {
			return "", in.err
		}
		if in.buf.Len() > maxLine {
			return "", errLineTooLong
		}
		in.cond.Wait()
	}
}

// discard throws away what has come.
func (in *input) discard() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.buf.Reset()
}

// Read makes the input the incoming side of a TLS connection, see
// [session.startTLS].
func (in *input) Read(p []byte) (int, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	for in.buf.Len() == 0 {
		if in.err != nil {
			return 0, in.err
		}
		in.cond.Wait()
	}
	return in.buf.Read(p)
}
