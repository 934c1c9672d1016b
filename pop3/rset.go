package pop3

import "context"

// Reset takes all marks for deletion back (RSET, RFC 1939 section 5).
func (c *Conn) Reset(ctx context.Context) error { return c.runWithoutArgs(ctx, "RSET") }
