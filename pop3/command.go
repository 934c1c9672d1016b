package pop3

import (
	"context"
	"time"
)

// queueCommand appends one command line to those that wait to be written. The
// arguments hold no line end: callers build them from numbers or from strings
// that were checked.
func (c *Conn) queueCommand(line string) {
	if c.opts.Trace.enabled() {
		c.traceLine(Sent, "", []byte(line))
	}
	c.queued = append(c.queued, line...)
	c.queued = append(c.queued, '\r', '\n')
}

// sendQueued writes the commands that wait.
func (c *Conn) sendQueued(verb string) error {
	if len(c.queued) == 0 {
		return nil
	}
	if c.state == Authorization {
		// Before the login one command follows the answer to another. Whoever
		// says more must not hear a password.
		if err := c.checkInStep(verb); err != nil {
			return err
		}
	}
	if err := c.netConn.SetWriteDeadline(time.Now().Add(c.timer.patience)); err != nil {
		return &LineError{Command: verb, Err: err}
	}
	if c.timer.cancelled.Load() {
		return &LineError{Command: verb, Err: context.Canceled}
	}
	_, err := c.stream().Write(c.queued)
	c.queued = c.queued[:0]
	if err != nil {
		return &LineError{Command: verb, Err: err}
	}
	return nil
}

// runCommand writes one command and reads the status line of its answer. It returns
// the text behind +OK.
func (c *Conn) runCommand(verb, args string) (string, error) {
	if args != "" {
		args = " " + args
	}
	c.queueCommand(verb + args)
	if err := c.sendTimed(verb); err != nil {
		return "", err
	}
	c.startAnswerTimer()
	return c.readStatus(verb)
}

// runWithoutArgs is a whole call of one command that has no arguments and whose answer
// tells nothing.
func (c *Conn) runWithoutArgs(ctx context.Context, verb string) error {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return err
	}
	_, err = c.runCommand(verb, "")
	return end(err)
}
