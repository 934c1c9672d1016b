package pop3

import (
	"crypto/tls"
	"net"
)

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

// orDefault is a copy with the defaults where nothing was set.
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
