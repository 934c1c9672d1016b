package pop3

import (
	"context"
	"crypto/tls"
	"net"
)

// Dialer opens a connection. It is the signature of net.Dialer.DialContext.
type Dialer func(ctx context.Context, network, address string) (net.Conn, error)

// Options tune a session. The zero value and a nil pointer mean the defaults.
type Options struct {
	// TLS is the base of the TLS configuration. ServerName is set from the
	// address where it is empty. Versions below TLS 1.2 are never used (RFC 9325
	// section 3.1.1), and of TLS 1.2 only suites with forward secrecy and
	// authenticated encryption. The name is looked for in the subjectAltName
	// alone (RFC 7817 section 3, RFC 8314 section 5.4).
	TLS *tls.Config

	// Pin is an exception that the user made for this host: the key in it is
	// accepted although the certificate does not verify. Any other key is
	// refused with a [CertificateError] that holds both, unless its certificate
	// verifies as usual. Then it is accepted, because a properly proved
	// identity is worth more than the exception; see [Conn.PinNeeded].
	Pin *KeyHash

	// Dial opens the connection; default is a net.Dialer.
	Dial Dialer

	// AllowPlain permits to log in over a line that is not encrypted. Set it
	// only after the user has agreed to that.
	AllowPlain bool

	// NoPipelining makes every command wait for its answer, also where the
	// server offers pipelining.
	NoPipelining bool

	// NoCAPA does without asking what the server can do: some break at it. What it
	// has is found by trying then.
	NoCAPA bool

	// NoUIDL does without unique-ids, as NoCAPA does without CAPA.
	NoUIDL bool

	// Trace, when it is not nil, is told what is said in the session, for
	// those who want to learn or to find a fault.
	Trace *Tracer

	Limits   Limits
	Timeouts Timeouts

	// Idle is called, on the goroutine that waits for an answer, when nothing has
	// come for a moment. It may be nil, and must not call the Conn.
	Idle func()
}

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

func (o *Options) orDefault() Options {
	var r Options
	if o != nil {
		r = *o
	}
	if r.Dial == nil {
		r.Dial = new(net.Dialer).DialContext
	}
	r.Limits = r.Limits.withDefaults()
	r.Timeouts = r.Timeouts.withDefaults()
	return r
}

func (o *Options) dial(ctx context.Context, address string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, o.Timeouts.Greeting)
	defer cancel()
	return o.Dial(ctx, "tcp", address)
}
