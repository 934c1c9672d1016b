package pop3

import (
	"context"
	"crypto/tls"
	"net"
	"slices"
)

// suites are the cipher suites of TLS 1.2 that are used: with forward secrecy and
// authenticated encryption (RFC 9325 section 4.2). Those of TLS 1.3 all are.
var suites = []uint16{
	tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
	tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
}

// tlsConfig is the configuration for a handshake with the host of address.
func (o *Options) tlsConfig(address string) *tls.Config {
	cfg := &tls.Config{}
	if o.TLS != nil {
		cfg = o.TLS.Clone()
	}
	cfg.MinVersion = max(cfg.MinVersion, tls.VersionTLS12)
	if cfg.CipherSuites == nil {
		cfg.CipherSuites = suites
	}
	cfg.CipherSuites = slices.DeleteFunc(slices.Clone(cfg.CipherSuites), func(id uint16) bool { return !slices.Contains(suites, id) })
	if len(cfg.CipherSuites) == 0 {
		cfg.CipherSuites = suites
	}
	if cfg.ServerName == "" {
		cfg.ServerName = hostOf(address)
	}
	if o.Pin != nil && !cfg.InsecureSkipVerify {
		o.acceptPin(cfg)
	}
	return cfg
}

// hostOf is the host of an address, with a port or without one.
func hostOf(address string) string {
	if host, _, err := net.SplitHostPort(address); err == nil {
		return host
	}
	return address
}

// handshake brings up TLS on the connection and closes it on failure.
func (c *Conn) handshake(ctx context.Context, address string) error {
	t := tls.Client(c.netConn, c.opts.tlsConfig(address))
	if err := t.HandshakeContext(ctx); err != nil {
		c.Close()
		return c.certificateError(address, err)
	}
	c.tls = t
	c.traceLine(Encrypted, "", []byte(tls.VersionName(t.ConnectionState().Version)))
	return nil
}
