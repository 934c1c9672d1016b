package pop3

import (
	"bytes"
	"errors"
	"os"
	"strconv"
)

// What is done where answers and commands may be out of step.
//
// An answer belongs to the oldest command that has none, and nothing in it says so. So two
// things must be noticed: an answer that nobody has asked for, and commands that the
// server has thrown away although it had offered to take them ahead.
//
// The first shows as bytes where none are awaited; the session then ends with a
// [ProtocolError]. The second shows as silence: when nothing comes for [Timeouts.Stall]
// with several commands in flight, a probe is sent behind them, a command whose answer
// cannot be taken for the one that is awaited. If its answer comes next, what was before
// it is lost: steps are then run again, a pipeline ends with [ErrPipelining], and from
// there on the session has one command at a time. If another answer comes, the server was
// only slow, and the answer to the probe is read in its turn.

// checkInStep reports an answer that nobody has asked for.
func (c *Conn) checkInStep(verb string) error {
	if c.in.Buffered() == 0 {
		return nil
	}
	line, _ := c.in.Peek(min(c.in.Buffered(), strayBytes))
	return outOfStep(verb, line)
}

// strayBytes is how much is shown of what nobody has asked for.
const strayBytes = 100

// outOfStep says that a line is the answer to another command, or to none.
func outOfStep(command string, line []byte) error {
	return &ProtocolError{Command: command, Detail: "more answers than commands", Line: printable(line)}
}

// isSilent waits for n bytes, no longer than the time after which a server is asked
// whether it is still there, and reports whether fewer have come. An error is one of the
// connection, which the next read would find too.
func (c *Conn) isSilent(n int) (bool, error) {
	if c.in.Buffered() >= n {
		return false, nil
	}
	patience := c.timer.patience
	c.timer.patience = min(patience, c.opts.Timeouts.Stall)
	_, err := c.in.Peek(n)
	c.timer.patience = patience
	if errors.Is(err, os.ErrDeadlineExceeded) && !c.timer.cancelled.Load() {
		return true, nil
	}
	return false, err
}

// wasThrownAway waits for the answer to a command in a flight of which the first was
// answered. When there is silence, it sends a probe, and reports whether the answer to
// that comes next.
func (f *flight) wasThrownAway(command string) (bool, error) {
	c, probe := f.c, f.c.probeFor(command)
	if probe == "" {
		return false, nil
	}
	silent, err := c.isSilent(1)
	if err != nil {
		return false, c.readError("", nil, err)
	}
	if !silent {
		return false, nil
	}
	f.probe = probe
	c.queueCommand(probe)
	if err := c.sendQueued(probe); err != nil {
		return false, err
	}
	c.startAnswerTimer()
	answer, err := c.readLine(probe)
	if err != nil {
		return false, err
	}
	if probe == "STAT" && string(answer) != c.statLine || probe != "STAT" && !bytes.HasPrefix(answer, []byte("-")) {
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
func (c *Conn) probeFor(command string) string {
	switch {
	case command == "STAT" || command == "LIST":
		return "LIST 0"
	case c.statLine != "":
		return "STAT"
	}
	return ""
}

// probeIfSilent sends STAT behind the commands in flight when nothing comes.
func (p *pipeline) probeIfSilent() error {
	c := p.c
	silent, err := c.isSilent(1)
	if err != nil {
		return c.readError(p.verb, nil, err)
	}
	if !silent {
		return nil
	}
	p.probing = true
	c.queueCommand("STAT")
	if err := c.sendQueued("STAT"); err != nil {
		return err
	}
	c.startAnswerTimer()
	return nil
}

// isAheadOfItsTurn reports whether what stands behind +OK is the answer to a STAT that was
// sent behind the command whose answer is awaited.
func (p *pipeline) isAheadOfItsTurn(text string) bool {
	statSent := p.probing || p.verb == "TOP" && (p.flight.checks > 0 || p.lastSent)
	return statSent && p.c.isStat(text)
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

// readNeedlessProbe reads the answer to a probe that stands behind all commands in
// flight: they were only answered slowly.
func (p *pipeline) readNeedlessProbe() error {
	err := p.c.readStatProbe("STAT")
	p.probing = err != nil
	return err
}

// checkByList looks whether the server answers for one message as it should: where it refuses
// STAT, that shows that answers and commands are in step, and that the refusal was not
// another command's. If this is refused, too, it returns that of STAT.
func (c *Conn) checkByList(num int, refused error) error {
	command := "LIST " + strconv.Itoa(num)
	c.queueCommand(command)
	if err := c.sendQueued(command); err != nil {
		return err
	}
	c.startAnswerTimer()
	text, err := c.readStatus(command)
	if _, again := asRefusal(err); again {
		return refused
	} else if err != nil {
		return err
	}
	if n, _, ok := parseRow([]byte(text)); !ok || n != num {
		return outOfStep(command, []byte(text))
	}
	return c.checkInStep(command)
}
