package pop3

import (
	"bytes"
	"errors"
	"os"
	"strconv"
)

// checkInStep reports an answer that nobody has asked for.
func (c *Conn) checkInStep(verb string) error {
	if c.in.Buffered() == 0 {
		return nil
	}
	line, _ := c.in.Peek(min(c.in.Buffered(), 100))
	return &ProtocolError{Command: verb, Detail: "more answers than commands", Line: printable(line)}
}

// isSilent waits for the first byte of an answer and reports whether none has come
// in the time after which a server is asked whether it is still there.
func (c *Conn) isSilent(verb string) (bool, error) {
	if c.in.Buffered() > 0 {
		return false, nil
	}
	patience := c.timer.patience
	c.timer.patience = min(patience, c.opts.Timeouts.Stall)
	_, err := c.in.Peek(1)
	c.timer.patience = patience
	if errors.Is(err, os.ErrDeadlineExceeded) && !c.timer.cancelled.Load() {
		return true, nil
	}
	if err != nil {
		return false, c.readError(verb, nil, err)
	}
	return false, nil
}

// wasThrownAway waits for the answer to a command in a flight whose first one has come.
// When there is silence, it sends a command whose answer cannot be taken for that
// one: if it comes next, the rest of the flight was thrown away.
func (c *Conn) wasThrownAway(line string, probe *string) (bool, error) {
	with := c.probeFor(line)
	if with == "" {
		return false, nil
	}
	quiet, err := c.isSilent("")
	if err != nil || !quiet {
		return false, err
	}
	*probe = with
	c.queueCommand(with)
	if err := c.sendQueued(with); err != nil {
		return false, err
	}
	c.startAnswerTimer()
	answer, err := c.readLine(with)
	if err != nil {
		return false, err
	}
	if with == "STAT" && string(answer) != c.statLine || with != "STAT" && !bytes.HasPrefix(answer, []byte("-")) {
		c.unreadLine = append([]byte(nil), answer...) // it was only slow
		return false, nil
	}
	c.oneAtATime = true
	return true, nil
}

// probeFor returns a command whose answer tells it from that of another one, or
// nothing. STAT and LIST are not refused, as the size of a message that cannot
// exist is; all others may be, and do not begin as STAT was answered before. The
// answer to LIST does, on some servers.
func (c *Conn) probeFor(line string) string {
	switch {
	case line == "STAT" || line == "LIST":
		return "LIST 0"
	case c.statLine != "":
		return "STAT"
	}
	return ""
}

// isStat reports whether a text behind +OK is that of an answer to STAT.
func (c *Conn) isStat(text string) bool {
	if c.statLine != "" && "+OK "+text == c.statLine {
		return true
	}
	// Some servers count other sizes later in a session, and after a deletion
	// both numbers are others.
	count, size, err := parseStat(text)
	return err == nil && count <= c.msgCount && (size > 0 || count == 0)
}

// checkByList looks whether the server answers for one message as it should: where it refuses
// STAT, that shows that answers and commands are in step, and that the refusal was not
// another command's. If this is refused, too, it returns that of STAT.
func (c *Conn) checkByList(num int, refused error) error {
	line := "LIST " + strconv.Itoa(num)
	c.queueCommand(line)
	if err := c.sendQueued(line); err != nil {
		return err
	}
	c.startAnswerTimer()
	text, err := c.readStatus(line)
	if _, again := asRefusal(err); again {
		return refused
	} else if err != nil {
		return err
	}
	if n, _, ok := parseRow([]byte(text)); !ok || n != num {
		return &ProtocolError{Command: line, Detail: "more answers than commands", Line: printable([]byte(text))}
	}
	return c.checkInStep(line)
}

// readStatProbe reads the answer to a STAT that turns out not to have been necessary.
func (c *Conn) readStatProbe() error {
	_, _, err := c.readStat("STAT")
	return err
}
