package pop3

// Steps are a few commands of different kinds that belong together, such as those of a
// listing. Where the server allows it all go out in one flight. (Many commands of one kind
// are a pipeline.)

// step is one command, and what reads its answer.
type step struct {
	command    string
	readAnswer func(command string) error
}

// runSteps sends steps, all at once where the server allows that, and reads their
// answers in order. CAPA goes ahead of them when it is due. What the server has
// thrown away is sent again. A refusal that a step does not tolerate is returned
// after all answers were read.
func (c *Conn) runSteps(steps ...step) error {
	for {
		lost, err := c.runFlight(steps...)
		if lost == nil || err != nil {
			return err
		}
		steps = lost
	}
}

// runFlight is runSteps for one flight, but returns the steps whose answers were lost:
// the server has thrown their commands away, or something on the way has swallowed an
// answer. Then those before may have been taken for each other where they look alike.
// From there on there is one command at a time.
func (c *Conn) runFlight(steps ...step) (lost []step, err error) {
	if c.caps == nil && c.loginState.caps != nil {
		if c.loginState.caps.Known {
			steps = append([]step{{"CAPA", c.readAndKeepCaps}}, steps...)
		} else {
			c.caps = c.loginState.caps // a server that does not know CAPA is not asked twice
		}
	}
	var refused *Error
	probe, sent := "", 0
	for i, s := range steps {
		behind := i < sent // others are ahead of it in the flight
		if !behind {
			if err := c.sendSteps(steps[i:], &sent); err != nil {
				return nil, err
			}
		}
		c.startAnswerTimer()
		if behind && probe == "" {
			lost, err := c.wasThrownAway(s.command, &probe)
			if err != nil {
				return nil, err
			}
			if lost {
				return steps[i:], nil
			}
		}
		err := s.readAnswer(s.command)
		if no, ok := asRefusal(err); ok {
			refused = no
		} else if err != nil {
			return nil, err
		}
	}
	return nil, c.endFlight(probe, refused)
}

// sendSteps writes the first of the steps, or all of them where the server allows
// that, and counts them.
func (c *Conn) sendSteps(steps []step, sent *int) error {
	if !c.Pipelining() {
		steps = steps[:1]
	}
	for _, s := range steps {
		c.queueCommand(s.command)
	}
	*sent += len(steps)
	return c.sendTimed(steps[0].command)
}

// endFlight ends a flight whose answers were read.
func (c *Conn) endFlight(probe string, refused *Error) error {
	if probe != "" {
		if _, err := c.readStatus(probe); err != nil {
			if _, ok := asRefusal(err); !ok {
				return err
			}
		}
	}
	if err := c.checkInStep("NOOP"); err != nil {
		return err
	}
	if refused != nil {
		return refused
	}
	return nil
}
