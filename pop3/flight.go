package pop3

import (
	"bytes"
	"time"
)

// step is one command of a flight of different ones, and what reads its answer.
type step struct {
	command    string
	readAnswer func(verb string) error
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

// runFlight is runSteps for one flight, but returns the steps whose answers were lost: the server has thrown
// their commands away, or something on the way has swallowed an answer. Then those
// before may have been taken for each other where they look alike. From here on
// there is one command at a time.
func (c *Conn) runFlight(steps ...step) (lost []step, err error) {
	if c.caps == nil && c.capsBeforeLogin != nil {
		if c.capsBeforeLogin.Known {
			steps = append([]step{{"CAPA", c.readAndKeepCaps}}, steps...)
		} else {
			c.caps = c.capsBeforeLogin // a server that does not know CAPA is not asked twice
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

// sendTimed writes the commands that wait while no answer is awaited, and takes
// the time until the first byte comes.
func (c *Conn) sendTimed(verb string) error {
	c.sentAt = time.Now()
	return c.sendQueued(verb)
}

// measureRoundTrip ends what sendTimed has begun.
func (c *Conn) measureRoundTrip(now time.Time) {
	if c.sentAt.IsZero() {
		return
	}
	if took := now.Sub(c.sentAt); c.roundTrip == 0 || took < c.roundTrip {
		c.roundTrip = took
	}
	c.sentAt = time.Time{}
}

// RoundTrip is the shortest time in which the server has answered in this
// session; 0 before the first answer.
func (c *Conn) RoundTrip() time.Duration { return c.roundTrip }
