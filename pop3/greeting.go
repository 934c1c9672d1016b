package pop3

import "context"

// readGreeting reads the first line of the server (RFC 1939 section 4) and closes
// the connection when it is not one.
func (c *Conn) readGreeting(ctx context.Context) error {
	end, err := c.startCall(ctx, c.opts.Timeouts.Greeting)
	if err != nil {
		c.Close()
		return err
	}
	text, err := c.readStatus("")
	c.loginState.timestamp = timestamp(text)
	if err = end(err); err != nil {
		c.Close()
	}
	return err
}
