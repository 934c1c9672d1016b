package pop3

import (
	"bytes"
	"time"
)

// step is one command of a flight of different ones, and what reads its answer.
type step struct {
	line string
	read func(verb string) error
}

// run sends steps, all at once where the server allows that, and reads their
// answers in order. CAPA goes ahead of them when it is due. What the server has
// thrown away is sent again. A refusal that a step does not tolerate is returned
// after all answers were read.
func (c *Conn) run(steps ...step) error {
	for {
		lost, err := c.fly(steps...)
		if lost == nil || err != nil {
			return err
		}
		steps = lost
	}
}

// fly is run, but returns the steps whose answers were lost: the server has thrown
// their commands away, or something on the way has swallowed an answer. Then those
// before may have been taken for each other where they look alike. From here on
// there is one command at a time.
func (c *Conn) fly(steps ...step) (lost []step, err error) {
	if c.caps == nil && c.before != nil {
		if c.before.Known {
			steps = append([]step{{"CAPA", c.takeCaps}}, steps...)
		} else {
			c.caps = c.before // a server that does not know CAPA is not asked twice
		}
	}
	var refused *Error
	probe, sent := "", 0
	for i, s := range steps {
		behind := i < sent // others are ahead of it in the flight
		if !behind {
			if err := c.send(steps[i:], &sent); err != nil {
				return nil, err
			}
		}
		c.expect()
		if behind && probe == "" {
			lost, err := c.lost(s.line, &probe)
			if err != nil {
				return nil, err
			}
			if lost {
				return steps[i:], nil
			}
		}
		err := s.read(s.line)
		if no, ok := asRefusal(err); ok {
			refused = no
		} else if err != nil {
			return nil, err
		}
	}
	return nil, c.landed(probe, refused)
}

// send writes the first of the steps, or all of them where the server allows
// that, and counts them.
func (c *Conn) send(steps []step, sent *int) error {
	if !c.ahead() {
		steps = steps[:1]
	}
	for _, s := range steps {
		c.command(s.line)
	}
	*sent += len(steps)
	return c.flushIdle(steps[0].line)
}

// landed ends a flight whose answers were read.
func (c *Conn) landed(probe string, refused *Error) error {
	if probe != "" {
		if _, err := c.status(probe); err != nil {
			if _, ok := asRefusal(err); !ok {
				return err
			}
		}
	}
	if err := c.inStep("NOOP"); err != nil {
		return err
	}
	if refused != nil {
		return refused
	}
	return nil
}

// lost waits for the answer to a command in a flight whose first one has come.
// When there is silence, it sends a command whose answer cannot be taken for that
// one: if it comes next, the rest of the flight was thrown away.
func (c *Conn) lost(line string, probe *string) (bool, error) {
	with := c.probeFor(line)
	if with == "" {
		return false, nil
	}
	quiet, err := c.quiet("")
	if err != nil || !quiet {
		return false, err
	}
	*probe = with
	c.command(with)
	if err := c.flush(with); err != nil {
		return false, err
	}
	c.expect()
	answer, err := c.readLine(with)
	if err != nil {
		return false, err
	}
	if with == "STAT" && string(answer) != c.stat || with != "STAT" && !bytes.HasPrefix(answer, []byte("-")) {
		c.unread = append([]byte(nil), answer...) // it was only slow
		return false, nil
	}
	c.alone = true
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
	case c.stat != "":
		return "STAT"
	}
	return ""
}

// flushIdle writes the commands that wait while no answer is awaited, and takes
// the time until the first byte comes.
func (c *Conn) flushIdle(verb string) error {
	c.sentAt = time.Now()
	return c.flush(verb)
}

// measure ends what flushIdle has begun.
func (c *Conn) measure(now time.Time) {
	if c.sentAt.IsZero() {
		return
	}
	if took := now.Sub(c.sentAt); c.rtt == 0 || took < c.rtt {
		c.rtt = took
	}
	c.sentAt = time.Time{}
}

// RoundTrip is the shortest time in which the server has answered in this
// session; 0 before the first answer.
func (c *Conn) RoundTrip() time.Duration { return c.rtt }
