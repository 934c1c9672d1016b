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
// answers in order. CAPA goes ahead of them when it is due. A refusal that a
// step does not tolerate is returned after all answers were read.
func (c *Conn) run(steps ...step) error {
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
				return err
			}
		}
		c.expect()
		if behind && probe == "" {
			lost, err := c.lost(&probe)
			if err != nil {
				return err
			}
			if lost {
				return c.run(steps[i:]...)
			}
		}
		err := s.read(s.line)
		if no, ok := asRefusal(err); ok {
			refused = no
		} else if err != nil {
			return err
		}
	}
	return c.landed(probe, refused)
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

// lost waits for an answer in a flight whose first one has come. When there is
// silence, it sends a command whose answer cannot be taken for another: if that
// comes next, the rest of the flight was thrown away. STAT answers as it did
// before; as long as it was not asked, the size of a message that cannot exist
// is refused, and nothing else is that goes behind others in the first flight.
func (c *Conn) lost(probe *string) (bool, error) {
	quiet, err := c.quiet("")
	if err != nil || !quiet {
		return false, err
	}
	if *probe = "LIST 0"; c.stat != "" {
		*probe = "STAT"
	}
	c.command(*probe)
	if err := c.flush(*probe); err != nil {
		return false, err
	}
	c.expect()
	line, err := c.readLine(*probe)
	if err != nil {
		return false, err
	}
	if c.stat == "" && !bytes.HasPrefix(line, []byte("-")) || c.stat != "" && string(line) != c.stat {
		c.unread = append([]byte(nil), line...) // it was only slow
		return false, nil
	}
	c.alone = true
	return true, nil
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
