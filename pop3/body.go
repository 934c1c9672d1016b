package pop3

import (
	"bufio"
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
