package pop3

import (
	"context"
	"crypto/tls"
	"errors"
)

// startTLS sends STLS and encrypts the line (RFC 2595 section 4). Nothing that was heard before
// is kept: neither what the server can do nor the time stamp of its greeting.
func (c *Conn) startTLS(ctx context.Context, address string) error {
	caps, err := c.Capa(ctx)
	if err != nil {
		return err
	}
	if caps.Known && !caps.STLS {
		return ErrNoSTLS
	}
	end, err := c.startCall(ctx, c.opts.Timeouts.Greeting)
	if err != nil {
		return err
	}
	_, err = c.runCommand("STLS", "")
	if err == nil && c.in.Buffered() > 0 {
		// Whoever sent this is not the server behind the encryption.
		err = ErrInjected
	}
	if err = end(err); err != nil {
		var refused *Error
		if errors.As(err, &refused) {
			return errors.Join(ErrNoSTLS, err)
		}
		return err
	}
	c.caps, c.loginState.timestamp = nil, ""
	err = c.handshake(ctx, address)
	var notTLS tls.RecordHeaderError
	if errors.As(err, &notTLS) {
		return errors.Join(ErrInjected, err) // it came a moment later
	}
	return err
}
