package pop3

import (
	"bytes"
	"math"
)

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
			return outOfStep(verb, line)
		}
		if n < shownRows {
			c.traceLine(Row, "", line)
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
	if silent, _ := c.isSilent(2); !silent {
		return false
	}
	_, _ = c.in.Discard(1)
	return true
}

// readOneRow reads the answer to LIST or UIDL with the number of a message, which is on
// one line (RFC 1939 sections 5 and 7), and hands on what stands behind the number. A
// refusal hands nothing on.
func (c *Conn) readOneRow(command string, num int, use func(rest []byte)) error {
	text, err := c.readStatus(command)
	if _, refused := asRefusal(err); refused {
		return nil
	}
	if n, rest, ok := parseRow([]byte(text)); err == nil && ok && n == num {
		use(rest)
	} else if err == nil {
		err = &ProtocolError{Command: command, Detail: "another message was answered", Line: printable([]byte(text))}
	}
	return err
}

// listRows reads the rows of LIST or UIDL. Empty ones harm nobody.
func (l *lister) listRows(verb string, row func(num int, rest []byte)) error {
	return l.c.readRows(verb, func(line []byte) error {
		if num, rest, ok := parseRow(line); ok {
			row(num, rest)
		} else if len(bytes.TrimSpace(line)) > 0 {
			l.addDoubt(verb, "a row has no message number", line)
		}
		return nil
	})
}

// parseRow splits a row of LIST or UIDL into the message number and the rest. It
// is called for every row of lists that can be long.
func parseRow(line []byte) (num int, rest []byte, ok bool) {
	line = bytes.TrimLeft(line, " \t")
	i := 0
	for ; i < len(line) && line[i] != ' ' && line[i] != '\t'; i++ {
		digit := int(line[i]) - '0'
		if digit < 0 || digit > 9 || num > (math.MaxInt32-digit)/10 {
			return 0, nil, false
		}
		num = num*10 + digit
	}
	return num, bytes.TrimSpace(line[i:]), num > 0
}
