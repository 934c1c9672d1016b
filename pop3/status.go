package pop3

import (
	"bytes"
	"errors"
	"strings"
)

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
	c.traceLine(Received, verb, line)
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

// asRefusal finds the refusal in an error, where it is one.
func asRefusal(err error) (*Error, bool) {
	var no *Error
	ok := errors.As(err, &no)
	return no, ok
}
