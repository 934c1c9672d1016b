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
	f := flight{c: c, steps: c.withCaps(steps)}
	for i, s := range f.steps {
		behind := i < f.sent // others are ahead of it in the flight
		if !behind {
			if err := f.sendFrom(i); err != nil {
				return nil, err
			}
		}
		c.startAnswerTimer()
		if behind && f.probe == "" {
			lost, err := f.wasThrownAway(s.command)
			if err != nil {
				return nil, err
			}
			if lost {
				return f.steps[i:], nil
			}
		}
		err := s.readAnswer(s.command)
		if refused, ok := asRefusal(err); ok {
			f.refused = refused
		} else if err != nil {
			return nil, err
		}
	}
	return nil, f.finish()
}

// withCaps puts CAPA before some steps where it is due: behind the login a server may say
// something else. One that does not know CAPA is not asked twice.
func (c *Conn) withCaps(steps []step) []step {
	before := c.loginState.caps
	if c.caps != nil || before == nil {
		return steps
	}
	if !before.Known {
		c.caps = before
		return steps
	}
	return append([]step{{"CAPA", c.readAndKeepCaps}}, steps...)
}

// flight is some steps under way.
type flight struct {
	c       *Conn
	steps   []step
	sent    int    // steps that were sent
	probe   string // the command that was sent behind them because nothing came; empty where none was
	refused *Error // the last refusal that a step did not tolerate
}

// sendFrom sends a step, or all from there on where the server allows that.
func (f *flight) sendFrom(i int) error {
	steps := f.steps[i:]
	if !f.c.Pipelining() {
		steps = steps[:1]
	}
	for _, s := range steps {
		f.c.queueCommand(s.command)
	}
	f.sent += len(steps)
	return f.c.sendTimed(steps[0].command)
}

// finish ends a flight whose answers were read.
func (f *flight) finish() error {
	if f.probe != "" {
		if _, err := f.c.readStatus(f.probe); err != nil {
			if _, ok := asRefusal(err); !ok {
				return err
			}
		}
	}
	if err := f.c.checkInStep("NOOP"); err != nil {
		return err
	}
	return asError(f.refused)
}
