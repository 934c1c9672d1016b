package pop3

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// readBody reads a multi-line answer of any line length, takes the stuffed dots off
// and hands the text to w with the line ends as they came. It returns how many
// bytes that were. An error of w does not stop the reading, so that the session
// stays usable; it is returned in werr. With e, which may be nil, it notices a text
// that has come without its end.
func (c *Conn) readBody(verb string, w io.Writer, limit int64, e *endFinder) (n int64, werr, err error) {
	write := func(p []byte) {
		if werr == nil && len(p) > 0 {
			_, werr = w.Write(p)
		}
	}
	atStart, lines := true, 0
	for {
		if e.mayBeOver(n, atStart) {
			if err := c.sendEndProbe(verb, e, atStart); err != nil {
				return n, werr, err
			}
		}
		if e == nil && atStart && c.skipBareDot() {
			c.traceFolded(lines, n)
			return n, werr, nil
		}
		piece, rerr := c.in.ReadSlice('\n')
		whole := rerr == nil
		if rerr != nil && !errors.Is(rerr, bufio.ErrBufferFull) {
			if errors.Is(rerr, io.EOF) {
				rerr = io.ErrUnexpectedEOF
			}
			write(e.releaseDot(false))
			return n, werr, &LineError{Command: verb, Err: rerr}
		}
		if atStart && len(piece) > 0 && (piece[0] == '.' || e.probeSent()) {
			if e.isProbeAnswer(c, piece) {
				write(e.releaseDot(true))
				c.traceFolded(lines, n)
				return n, werr, &UnendedError{Command: verb}
			}
			if piece[0] == '.' {
				piece = piece[1:]
				if whole && len(trimEnd(piece)) == 0 {
					write(e.releaseDot(false))
					c.traceFolded(lines, n)
					return n, werr, c.readEndProbe(e)
				}
			}
		}
		write(e.releaseDot(false))
		if whole {
			lines++
		}
		if n += int64(len(piece)); n > limit {
			return n, werr, &LimitError{Command: verb, What: "message", Limit: limit}
		}
		write(e.keepDot(piece, whole))
		atStart = whole
	}
}

// endFinder looks for a text that never ends: the server has forgotten the final dot,
// or put it behind the last line instead of under it.
type endFinder struct {
	size    int64  // of the text, as the server has told before; 0 where it has not
	keptDot []byte // a dot at the end of a line, and the line end: perhaps the final one
	probe   string // the command that was sent to see
}

// mayBeOver reports whether this may be all.
func (e *endFinder) mayBeOver(n int64, atStart bool) bool {
	return e != nil && e.probe == "" && (len(e.keptDot) > 0 || atStart && e.size > 0 && n >= e.size)
}

// probeSent reports whether a command was sent to see whether the text is over.
func (e *endFinder) probeSent() bool { return e != nil && e.probe != "" }

// keepDot keeps a dot that ends a line back, and returns what is before it.
func (e *endFinder) keepDot(piece []byte, whole bool) []byte {
	if e == nil || !whole {
		return piece
	}
	if end := len(trimEnd(piece)) - 1; end > 0 && piece[end] == '.' {
		e.keptDot = append(e.keptDot[:0], piece[end:]...)
		return piece[:end]
	}
	return piece
}

// releaseDot returns what was kept back, without the dot where that was the final one.
func (e *endFinder) releaseDot(final bool) []byte {
	if e == nil || len(e.keptDot) == 0 {
		return nil
	}
	held := e.keptDot
	e.keptDot = e.keptDot[:0]
	if final {
		held = held[1:]
	}
	return held
}

// isProbeAnswer reports whether a line is the answer to the probe.
func (e *endFinder) isProbeAnswer(c *Conn, line []byte) bool {
	if !e.probeSent() {
		return false
	}
	if e.probe == "STAT" {
		return string(trimEnd(line)) == c.statLine
	}
	return bytes.HasPrefix(line, []byte("-ERR"))
}

// sendEndProbe waits a while for more of a text that may be over. When nothing comes, it
// sends a command whose answer cannot be taken for a line of the text.
func (c *Conn) sendEndProbe(verb string, e *endFinder, atStart bool) error {
	have := c.in.Buffered()
	if have > 1 {
		return nil
	}
	if have == 1 {
		if b, _ := c.in.Peek(1); !atStart || b[0] != '.' {
			return nil
		}
	}
	if !c.staysSilent(have + 1) {
		return nil // the next read tells
	}
	if have == 1 {
		_, _ = c.in.Discard(1) // the final dot, without its line end
	}
	e.probe = "LIST 0"
	if c.statLine != "" {
		e.probe = "STAT"
	}
	c.queueCommand(e.probe)
	if err := c.sendQueued(e.probe); err != nil {
		return &LineError{Command: verb, Err: err}
	}
	c.startAnswerTimer()
	return nil
}

// readEndProbe reads the answer to a probe that turns out not to have been necessary.
func (c *Conn) readEndProbe(e *endFinder) error {
	if !e.probeSent() {
		return nil
	}
	_, err := c.readStatus(e.probe)
	if _, refused := asRefusal(err); refused {
		return nil
	}
	return err
}
