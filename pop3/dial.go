package pop3

import (
	"context"
	"crypto/tls"
	"net"
)

// Dialer opens a connection. It is the signature of net.Dialer.DialContext.
type Dialer func(ctx context.Context, network, address string) (net.Conn, error)

// DialTLS connects with TLS from the first byte, as RFC 8314 section 3.2 asks
// for; the port is 995 by custom. The certificate is checked against the host: a
// [CertificateError] says why it was not accepted.
func DialTLS(ctx context.Context, address string, opts *Options) (*Conn, error) {
	o := opts.orDefault()
	nc, err := o.dial(ctx, address)
	if err != nil {
		return nil, err
	}
	c := newConn(nc, o)
	c.loginState.address = address
	ctx, cancel := context.WithTimeout(ctx, o.Timeouts.Greeting)
	defer cancel()
	if err := c.handshake(ctx, address); err != nil {
		return nil, err
	}
	if err := c.readGreeting(ctx); err != nil {
		return nil, err
	}
	return c, nil
}

// DialStartTLS connects without TLS, the port is 110 by custom, and encrypts
// the line with STLS (RFC 2595 section 4) before it returns. Where the server
// does not offer STLS, or refuses it, it returns [ErrNoSTLS].
func DialStartTLS(ctx context.Context, address string, opts *Options) (*Conn, error) {
	c, err := DialInsecure(ctx, address, opts)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeouts.Greeting)
	defer cancel()
	if err := c.startTLS(ctx, address); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// DialInsecure connects without TLS. Login then refuses to send a password
// unless [Options.AllowPlain] is set.
func DialInsecure(ctx context.Context, address string, opts *Options) (*Conn, error) {
	o := opts.orDefault()
	nc, err := o.dial(ctx, address)
	if err != nil {
		return nil, err
	}
	c, err := NewConn(ctx, nc, &o)
	if err != nil {
		return nil, err
	}
	c.loginState.address = address
	return c, nil
}

// NewConn begins a session on a connection that is open already, and reads the
// greeting. When nc is a *tls.Conn the line counts as encrypted. On an error nc
// is closed.
func NewConn(ctx context.Context, nc net.Conn, opts *Options) (*Conn, error) {
	c := newConn(nc, opts.orDefault())
	if t, ok := nc.(*tls.Conn); ok {
		c.tls = t
	}
	if err := c.readGreeting(ctx); err != nil {
		return nil, err
	}
	return c, nil
}

// dial opens the connection.
func (o *Options) dial(ctx context.Context, address string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, o.Timeouts.Greeting)
	defer cancel()
	return o.Dial(ctx, "tcp", address)
}
