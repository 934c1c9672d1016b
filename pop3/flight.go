package pop3

import "time"

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
	probing, sent := false, 0
	for i, s := range steps {
		behind := i < sent // others are ahead of it in the flight
		if !behind {
			if err := c.send(steps[i:], &sent); err != nil {
				return err
			}
		}
		c.expect()
		began := time.Now()
		if behind && !probing && !c.proven {
			lost, err := c.lost(&probing)
			if err != nil {
				return err
			}
			if lost {
				return c.run(steps[i:]...)
			}
		}
		err := s.read(s.line)
		if !behind && sent == i+1 && c.in.Buffered() == 0 {
			c.measured(time.Since(began))
		}
		if no, ok := asRefusal(err); ok {
			refused = no
		} else if err != nil {
			return err
		}
	}
	return c.landed(probing, refused)
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
	return c.flush(steps[0].line)
}

// landed ends a flight whose answers were read.
func (c *Conn) landed(probing bool, refused *Error) error {
	if probing {
		if _, err := c.status("LIST"); err == nil {
			return &ProtocolError{Command: "LIST", Detail: "a message that does not exist has a size"}
		} else if _, ok := asRefusal(err); !ok {
			return err
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
// silence, it asks for the size of a message that cannot exist: what goes behind
// others in a flight is not refused, so that a refusal says that it was thrown
// away.
func (c *Conn) lost(probing *bool) (bool, error) {
	quiet, err := c.quiet("")
	if err != nil {
		return false, err
	}
	if !quiet {
		c.proven = true
		return false, nil
	}
	*probing = true
	c.command("LIST 0")
	if err := c.flush("LIST"); err != nil {
		return false, err
	}
	c.expect()
	first, err := c.in.Peek(1)
	if err != nil {
		return false, c.readError("LIST", nil, err)
	}
	if first[0] != '-' {
		return false, nil // it was only slow
	}
	if _, err := c.status("LIST"); err != nil {
		if _, ok := asRefusal(err); !ok {
			return false, err
		}
	}
	c.alone = true
	return true, nil
}

// measured takes note of how long an answer has taken.
func (c *Conn) measured(took time.Duration) {
	if c.rtt == 0 || took < c.rtt {
		c.rtt = took
	}
}
