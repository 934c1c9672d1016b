package pop3

import (
	"bytes"
	"cmp"
)

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
	if silent, _ := c.isSilent(have + 1); !silent {
		return nil // the next read tells
	}
	if have == 1 {
		_, _ = c.in.Discard(1) // the final dot, without its line end
	}
	e.probe = cmp.Or(c.probeFor(verb), "LIST 0")
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
