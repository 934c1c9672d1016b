package pop3

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// queueCommand appends one command line to those that wait to be written. The
// arguments hold no line end: callers build them from numbers or from strings
// that were checked.
func (c *Conn) queueCommand(line string) {
	if c.opts.Trace.enabled() {
		c.trace(Sent, "", []byte(line))
	}
	c.queued = append(c.queued, line...)
	c.queued = append(c.queued, '\r', '\n')
}

// runCommand writes one command and reads the status line of its answer. It returns
// the text behind +OK.
func (c *Conn) runCommand(verb, args string) (string, error) {
	if args != "" {
		args = " " + args
	}
	c.queueCommand(verb + args)
	if err := c.sendTimed(verb); err != nil {
		return "", err
	}
	c.startAnswerTimer()
	return c.readStatus(verb)
}

// readStatus reads a status line (RFC 1939 section 3): +OK or -ERR, then anything
// behind a blank. Only the first word counts.
//
// Some servers send a line feed before each answer. It is passed over; an empty line
// that ends as it should may be an answer of its own.
func (c *Conn) readStatus(verb string) (string, error) {
	if c.unreadLine == nil {
		// An error is told by the next read.
		if b, err := c.in.Peek(1); err == nil && b[0] == '\n' && c.in.Buffered() > 1 {
			_, _ = c.in.Discard(1)
		}
	}
	line, err := c.readLine(verb)
	if err != nil {
		return "", err
	}
	c.trace(Received, verb, line)
	word, text := line, []byte(nil)
	if i := bytes.IndexAny(line, " \t"); i >= 0 {
		word, text = line[:i], line[i+1:]
	}
	switch {
	case bytes.EqualFold(word, []byte("+OK")):
		return string(text), nil
	case bytes.EqualFold(word, []byte("-ERR")):
		return "", parseRefusal(verb, text)
	}
	return "", &ProtocolError{Command: verb, Detail: "the answer begins with neither +OK nor -ERR", Line: printable(line)}
}

// parseRefusal makes the typed error of an -ERR answer, taking a response code off
// its front (RFC 2449 section 8).
func parseRefusal(verb string, text []byte) *Error {
	e := &Error{Command: verb}
	if len(text) > 0 && text[0] == '[' {
		if i := bytes.IndexByte(text, ']'); i > 0 && i < 64 {
			e.Code = Code(strings.ToUpper(printable(text[1:i])))
			text = bytes.TrimLeft(text[i+1:], " ")
		}
	}
	e.Text = printable(text)
	return e
}

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

func trimEnd(line []byte) []byte {
	line = bytes.TrimSuffix(line, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r"))
}

// rowBytes is how long the rows of a list may be on average: with 2,000,000 of
// them that makes 128 MB.
const rowBytes = 64

// readRows reads the lines of a multi-line answer (RFC 1939 section 3) up to the
// final dot, and hands each to row without its line end and stuffed dot.
func (c *Conn) readRows(verb string, row func(line []byte) error) error {
	bytes := int64(0)
	limit := int64(c.opts.Limits.Line) + rowBytes*int64(c.opts.Limits.Rows)
	for n := 0; ; n++ {
		if n > c.opts.Limits.Rows {
			return &LimitError{Command: verb, What: "list", Limit: int64(c.opts.Limits.Rows)}
		}
		if c.skipBareDot() {
			c.traceFolded(n-shownRows, bytes)
			return nil
		}
		line, err := c.readLine(verb)
		if err != nil {
			return err
		}
		if len(line) > 0 && line[0] == '.' {
			if line = line[1:]; len(line) == 0 {
				c.traceFolded(n-shownRows, bytes)
				return nil
			}
		}
		if verb == "CAPA" && len(line) > 0 && (line[0] == '+' || line[0] == '-') {
			// No capability begins so (RFC 2449 section 5): it is the answer
			// that was awaited, and the one before it was to nothing.
			return &ProtocolError{Command: verb, Detail: "more answers than commands", Line: printable(line)}
		}
		if n < shownRows {
			c.trace(Row, "", line)
		} else {
			bytes += int64(len(line))
		}
		if bytes > limit {
			return &LimitError{Command: verb, What: "answer", Limit: limit}
		}
		if err := row(line); err != nil {
			return err
		}
	}
}

// skipBareDot waits for the next line of a multi-line answer, and reports whether it is
// the final dot without a line end, and nothing comes behind it for a while. Some
// servers send it so.
func (c *Conn) skipBareDot() bool {
	if c.unreadLine != nil || c.in.Buffered() > 1 {
		return false
	}
	if b, err := c.in.Peek(1); err != nil || b[0] != '.' || c.in.Buffered() > 1 {
		return false // an error is told by the next read
	}
	if !c.staysSilent(2) {
		return false
	}
	_, _ = c.in.Discard(1)
	return true
}

// staysSilent reports whether less than n bytes have come in the time after which a server
// is asked whether it is still there.
func (c *Conn) staysSilent(n int) bool {
	patience := c.timer.patience
	c.timer.patience = min(patience, c.opts.Timeouts.Stall)
	_, err := c.in.Peek(n)
	c.timer.patience = patience
	return errors.Is(err, os.ErrDeadlineExceeded) && !c.timer.cancelled.Load()
}

// printable makes text from a server safe to show: one line, at most 200 runes,
// no control or invisible formatting characters.
func printable(b []byte) string {
	var sb strings.Builder
	count := 0
	for len(b) > 0 && count < 200 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			r = '?'
		case !unicode.IsPrint(r) && r != ' ':
			r = ' '
		}
		sb.WriteRune(r)
		b = b[size:]
		count++
	}
	return strings.TrimSpace(sb.String())
}
