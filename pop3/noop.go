package pop3

import "context"

// Noop does nothing but show the server that the client is still there
// (RFC 1939 section 5).
func (c *Conn) Noop(ctx context.Context) error { return c.runWithoutArgs(ctx, "NOOP") }
