package pop3

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"time"
)

// KeyHash is the SHA-256 sum of the SubjectPublicKeyInfo of a certificate: it
// names the key of a server, also when the certificate is renewed.
type KeyHash [sha256.Size]byte

// HashKey returns the hash of the key in a certificate.
func HashKey(cert *x509.Certificate) KeyHash { return sha256.Sum256(cert.RawSubjectPublicKeyInfo) }

// CertificateError says that a server could not prove by its certificate who it
// is. The line was dropped before anything was sent on it.
type CertificateError struct {
	Host   string              // that was to be proved
	Chain  []*x509.Certificate // as the server sent it, its own first; not verified
	Key    KeyHash             // of the server's own certificate
	Pinned *KeyHash            // the key that was expected, see [Options.Pin]; nil where none was

	// DatesOnly says that nothing is wrong but the dates, at the time of this
	// computer: its clock may be wrong.
	DatesOnly bool

	Err error // what is wrong: a *tls.CertificateVerificationError
}

// Error describes the fault.
func (e *CertificateError) Error() string {
	if e.Pinned != nil {
		return fmt.Sprintf("pop3: %s: the key is %x, and %x was accepted before: %v", e.Host, e.Key, *e.Pinned, e.Err)
	}
	return fmt.Sprintf("pop3: %s: %v", e.Host, e.Err)
}

// Unwrap returns the cause.
func (e *CertificateError) Unwrap() error { return e.Err }

// certificateError types the error of a failed handshake where the certificate
// is what was wrong.
func (c *Conn) certificateError(address string, err error) error {
	var failed *tls.CertificateVerificationError
	if !errors.As(err, &failed) || len(failed.UnverifiedCertificates) == 0 {
		return err
	}
	cfg := c.opts.tlsConfig(address)
	chain := failed.UnverifiedCertificates
	return &CertificateError{
		Host: cfg.ServerName, Chain: chain, Key: HashKey(chain[0]), Pinned: c.opts.Pin,
		DatesOnly: datesOnly(chain, cfg), Err: err,
	}
}

// datesOnly reports whether a chain would have been accepted at another time:
// one at which all its certificates are valid.
func datesOnly(chain []*x509.Certificate, cfg *tls.Config) bool {
	from, to := chain[0].NotBefore, chain[0].NotAfter
	for _, cert := range chain[1:] {
		if cert.NotBefore.After(from) {
			from = cert.NotBefore
		}
		if cert.NotAfter.Before(to) {
			to = cert.NotAfter
		}
	}
	if at := now(cfg); from.After(to) || !at.Before(from) && !at.After(to) {
		return false
	}
	return verify(chain, cfg, cfg.ServerName, from.Add(to.Sub(from)/2)) == nil
}

// acceptPin makes a handshake accept a certificate that does not verify, when it
// holds the pinned key. Chain, names and dates are then checked here and not by
// the handshake, which still checks that the server owns the key.
func (o *Options) acceptPin(cfg *tls.Config) {
	cfg.InsecureSkipVerify = true
	also := cfg.VerifyConnection
	cfg.VerifyConnection = func(state tls.ConnectionState) error {
		chain := state.PeerCertificates
		if err := verify(chain, cfg, cfg.ServerName, now(cfg)); err != nil && HashKey(chain[0]) != *o.Pin {
			return &tls.CertificateVerificationError{UnverifiedCertificates: chain, Err: err}
		}
		if also != nil {
			return also(state)
		}
		return nil
	}
}

// PinNeeded reports whether the server was accepted for its pinned key alone. When
// it is false the exception can be forgotten.
func (c *Conn) PinNeeded() bool {
	state, ok := c.TLS()
	if !ok || c.opts.Pin == nil || len(state.PeerCertificates) == 0 {
		return false
	}
	cfg := c.opts.tlsConfig(c.loginState.address)
	return verify(state.PeerCertificates, cfg, cfg.ServerName, now(cfg)) != nil
}

// verify checks a chain as a handshake does.
func verify(chain []*x509.Certificate, cfg *tls.Config, host string, at time.Time) error {
	between := x509.NewCertPool()
	for _, cert := range chain[1:] {
		between.AddCert(cert)
	}
	_, err := chain[0].Verify(x509.VerifyOptions{DNSName: host, Roots: cfg.RootCAs, Intermediates: between, CurrentTime: at})
	return err
}

// now is the time by which certificates are judged.
func now(cfg *tls.Config) time.Time {
	if cfg.Time != nil {
		return cfg.Time()
	}
	return time.Now()
}
