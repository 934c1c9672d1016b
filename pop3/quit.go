package pop3

import "context"

// Quit ends the session. In the Transaction state this makes the deletions final
// (UPDATE state, RFC 1939 section 6); it waits longer for the answer than for
// anything else, because servers do the work then. When an answer of +OK does
// not arrive it returns an [UncertainError]: the server may or may not have
// removed the marked messages. The connection is closed in any case.
func (c *Conn) Quit(ctx context.Context) error {
	end, err := c.startCall(ctx, c.opts.Timeouts.Quit)
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = c.runCommand("QUIT", "")
	if err = end(err); err != nil && c.state == Transaction {
		return &UncertainError{Err: err}
	}
	return err
}
