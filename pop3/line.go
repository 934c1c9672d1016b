package pop3

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// readLine reads one line without its end. CRLF and a bare LF both end a line.
// The result is valid until the next read.
func (c *Conn) readLine(verb string) ([]byte, error) {
	if line := c.unreadLine; line != nil {
		c.unreadLine = nil
		return line, nil
	}
	line, err := c.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) || len(line) > c.opts.Limits.Line {
		return nil, &LimitError{Command: verb, What: "line", Limit: int64(c.opts.Limits.Line)}
	}
	if err != nil {
		return nil, c.readError(verb, line, err)
	}
	return trimEnd(line), nil
}

// readError types a failed read: a cut inside a line is told from one between.
func (c *Conn) readError(verb string, part []byte, err error) error {
	if errors.Is(err, io.EOF) && len(part) > 0 {
		err = io.ErrUnexpectedEOF
	}
	return &LineError{Command: verb, Err: err}
}

// trimEnd takes the line end off, which is CRLF or LF.
func trimEnd(line []byte) []byte {
	line = bytes.TrimSuffix(line, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r"))
}
