package pop3

import "time"

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
