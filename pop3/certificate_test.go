package pop3_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/restante/restante/pop3"
)

// signer is an authority that signs what it is told to.
type signer struct {
	t    *testing.T
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
	pool *x509.CertPool
}

func newSigner(t *testing.T) *signer {
	t.Helper()
	s := &signer{t: t, key: newKey(t), pool: x509.NewCertPool()}
	s.cert = &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Signer of the tests"},
		NotBefore: time.Now().AddDate(-10, 0, 0), NotAfter: time.Now().AddDate(10, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	s.cert = s.sign(s.cert, &s.key.PublicKey)
	s.pool.AddCert(s.cert)
	return s
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func (s *signer) sign(template *x509.Certificate, public any) *x509.Certificate {
	s.t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, template, s.cert, public, s.key)
	if err != nil {
		s.t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		s.t.Fatal(err)
	}
	return cert
}

// issue makes a certificate for names that is valid for some days from now on,
// changed by edit.
func (s *signer) issue(key *ecdsa.PrivateKey, edit func(*x509.Certificate), names ...string) tls.Certificate {
	s.t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), DNSNames: names,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(0, 0, 3),
	}
	if edit != nil {
		edit(template)
	}
	cert := s.sign(template, &key.PublicKey)
	return tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: key, Leaf: cert}
}

// dialCert connects to a server that has the given certificate. It goes over a
// socket: on a pipe, which has no buffer, a client that refuses a certificate and
// a server that is still talking can wait for each other.
func dialCert(t *testing.T, cert tls.Certificate, opts pop3.Options) (*pop3.Conn, error) {
	t.Helper()
	srv, _ := filled(t, 1)
	srv.SetTLS(&tls.Config{Certificates: []tls.Certificate{cert}})
	opts.Dial = dialSocket(t, srv.ServeTLS)
	c, err := pop3.DialTLS(ctx, "mail.example.org:995", &opts)
	if err == nil {
		t.Cleanup(func() { c.Close() })
	}
	return c, err
}

func TestThreat_P06_Certificates(t *testing.T) {
	s := newSigner(t)
	day := func(n int) time.Time { return time.Now().AddDate(0, 0, n) }
	tests := []struct {
		name  string
		edit  func(*x509.Certificate)
		names []string
		good  bool
		dates bool
	}{
		{"good", nil, []string{"mail.example.org"}, true, false},
		{"one of several names", nil, []string{"a.example", "mail.example.org"}, true, false},
		{"wildcard", nil, []string{"*.example.org"}, true, false},
		{"wildcard of another level", nil, []string{"*.org"}, false, false},
		{"wildcard within a name", nil, []string{"m*.example.org"}, false, false},
		{"other name", nil, []string{"mail.example.net"}, false, false},
		{"name only in the subject", func(c *x509.Certificate) { c.Subject.CommonName = "mail.example.org" }, nil, false, false},
		{"expired", func(c *x509.Certificate) { c.NotBefore, c.NotAfter = day(-9), day(-2) }, []string{"mail.example.org"}, false, true},
		{"not yet valid", func(c *x509.Certificate) { c.NotBefore, c.NotAfter = day(2), day(9) }, []string{"mail.example.org"}, false, true},
		{"expired, and of another name", func(c *x509.Certificate) { c.NotBefore, c.NotAfter = day(-9), day(-2) }, []string{"x.example"}, false, false},
		{"for another purpose", func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }, []string{"mail.example.org"}, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cert := s.issue(newKey(t), tt.edit, tt.names...)
			// With a pin for another key everything is as without one.
			for _, pin := range []*pop3.KeyHash{nil, {1, 2, 3}} {
				_, err := dialCert(t, cert, pop3.Options{TLS: &tls.Config{RootCAs: s.pool}, Pin: pin})
				if tt.good {
					if err != nil {
						t.Errorf("pin %v: %v", pin, err)
					}
					continue
				}
				var bad *pop3.CertificateError
				if !errors.As(err, &bad) {
					t.Fatalf("got %v", err)
				}
				if bad.Host != "mail.example.org" || bad.Key != pop3.HashKey(cert.Leaf) || len(bad.Chain) != 1 || !bad.Chain[0].Equal(cert.Leaf) || bad.Pinned != pin || bad.DatesOnly != tt.dates {
					t.Errorf("got %+v", bad)
				}
				var verification *tls.CertificateVerificationError
				if !errors.As(err, &verification) {
					t.Errorf("the cause is %v", bad.Err)
				}
			}
		})
	}
	t.Run("unknown authority", func(t *testing.T) {
		_, err := dialCert(t, newSigner(t).issue(newKey(t), nil, "mail.example.org"), pop3.Options{TLS: &tls.Config{RootCAs: s.pool}})
		var unknown x509.UnknownAuthorityError
		var bad *pop3.CertificateError
		if !errors.As(err, &bad) || !errors.As(err, &unknown) || bad.DatesOnly {
			t.Errorf("got %v", err)
		}
	})
	t.Run("P26 wrong clock", func(t *testing.T) {
		late := func() time.Time { return time.Now().AddDate(3, 0, 0) }
		_, err := dialCert(t, s.issue(newKey(t), nil, "mail.example.org"), pop3.Options{TLS: &tls.Config{RootCAs: s.pool, Time: late}})
		var bad *pop3.CertificateError
		if !errors.As(err, &bad) || !bad.DatesOnly {
			t.Errorf("got %v", err)
		}
	})
}

func TestThreat_P07_PinnedKey(t *testing.T) {
	s, key := newSigner(t), newKey(t)
	// Nothing about this certificate is right but its key.
	cert := newSigner(t).issue(key, func(c *x509.Certificate) { c.NotAfter = c.NotBefore.Add(time.Minute) }, "x.example")
	pin := pop3.HashKey(cert.Leaf)
	opts := pop3.Options{TLS: &tls.Config{RootCAs: s.pool}, Pin: &pin}

	c, err := dialCert(t, cert, opts)
	if err != nil || !c.PinNeeded() {
		t.Fatalf("the pinned key is refused: %v", err)
	}
	if err := c.Login(ctx, anna); err != nil {
		t.Error(err)
	}

	// The certificate may be renewed; it is the key that counts.
	if _, err = dialCert(t, newSigner(t).issue(key, nil, "y.example"), opts); err != nil {
		t.Errorf("the same key in another certificate: %v", err)
	}

	_, err = dialCert(t, newSigner(t).issue(newKey(t), nil, "mail.example.org"), opts)
	var bad *pop3.CertificateError
	if !errors.As(err, &bad) || bad.Pinned == nil || *bad.Pinned != pin || bad.Key == pin {
		t.Errorf("another key: %v", err)
	}

	// An identity that is properly proved needs no exception.
	c, err = dialCert(t, s.issue(newKey(t), nil, "mail.example.org"), opts)
	if err != nil || c.PinNeeded() {
		t.Errorf("another key that verifies: %v", err)
	}

	// The server has to own the key: a copy of the certificate is not enough.
	stolen := cert
	stolen.PrivateKey = newKey(t)
	if _, err = dialCert(t, stolen, opts); err == nil {
		t.Error("a server that does not own the pinned key is accepted")
	}
}

func TestThreat_P07_OtherChecksStay(t *testing.T) {
	cert := newSigner(t).issue(newKey(t), nil, "x.example")
	pin := pop3.HashKey(cert.Leaf)
	called := errors.New("called")
	opts := pop3.Options{Pin: &pin, TLS: &tls.Config{VerifyConnection: func(tls.ConnectionState) error { return called }}}
	if _, err := dialCert(t, cert, opts); !errors.Is(err, called) {
		t.Errorf("the caller's own check was left out: %v", err)
	}
}
