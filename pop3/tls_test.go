package pop3_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/poptest"
)

func TestTLS(t *testing.T) {
	ca := poptest.NewCA(t)
	srv, _ := filled(t, 3)
	srv.SetTLS(ca.Server("mail.example.org"))
	opts := &pop3.Options{TLS: &tls.Config{RootCAs: ca.Pool}}
	t.Run("from the start", func(t *testing.T) {
		opts.Dial = dialPipe(srv.PipeTLS)
		c, err := pop3.DialTLS(ctx, "mail.example.org:995", opts)
		if err != nil {
			t.Fatal(err)
		}
		if err := useAll(ctx, c); err != nil {
			t.Error(err)
		}
	})
	t.Run("STLS", func(t *testing.T) {
		opts.Dial = dialPipe(srv.Pipe)
		c, err := pop3.DialStartTLS(ctx, "mail.example.org:110", opts)
		if err != nil {
			t.Fatal(err)
		}
		if !c.Encrypted() {
			t.Error("not encrypted")
		}
		if err := useAll(ctx, c); err != nil {
			t.Error(err)
		}
	})
	t.Run("P06 wrong name", func(t *testing.T) {
		opts.Dial = dialPipe(srv.PipeTLS)
		_, err := pop3.DialTLS(ctx, "other.example.org:995", opts)
		var bad *tls.CertificateVerificationError
		if !errors.As(err, &bad) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("P06 unknown authority", func(t *testing.T) {
		_, err := pop3.DialTLS(ctx, "mail.example.org:995", &pop3.Options{Dial: dialPipe(srv.PipeTLS)})
		var bad *tls.CertificateVerificationError
		if !errors.As(err, &bad) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("P05 old versions", func(t *testing.T) {
		old, _ := filled(t, 1)
		cfg := ca.Server("mail.example.org")
		cfg.MinVersion, cfg.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
		old.SetTLS(cfg)
		opts := &pop3.Options{TLS: &tls.Config{RootCAs: ca.Pool, MinVersion: tls.VersionTLS10}, Dial: dialPipe(old.PipeTLS)}
		if c, err := pop3.DialTLS(ctx, "mail.example.org:995", opts); err == nil {
			c.Close()
			t.Error("TLS 1.1 was accepted")
		}
	})
}

func TestThreat_P05_WeakSuites(t *testing.T) {
	s := newSigner(t)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	leaf := s.sign(&x509.Certificate{SerialNumber: big.NewInt(3), DNSNames: []string{"mail.example.org"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}, &key.PublicKey)
	cert := tls.Certificate{Certificate: [][]byte{leaf.Raw}, PrivateKey: key}
	for _, suite := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		if suite.SupportedVersions[0] == tls.VersionTLS13 || strings.Contains(suite.Name, "ECDSA") {
			continue
		}
		t.Run(suite.Name, func(t *testing.T) {
			srv, _ := filled(t, 1)
			srv.SetTLS(&tls.Config{Certificates: []tls.Certificate{cert}, MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{suite.ID}})
			dial := dialSocket(t, srv.ServeTLS)
			// Not even a caller who asks for a weak one gets it.
			for _, mine := range [][]uint16{nil, {suite.ID}} {
				c, err := pop3.DialTLS(ctx, "mail.example.org:995", &pop3.Options{TLS: &tls.Config{RootCAs: s.pool, CipherSuites: mine}, Dial: dial})
				good := strings.HasPrefix(suite.Name, "TLS_ECDHE_") && (strings.Contains(suite.Name, "GCM") || strings.Contains(suite.Name, "POLY1305"))
				if (err == nil) != good {
					t.Errorf("got %v", err)
				}
				if err == nil {
					c.Close()
				}
			}
		})
	}
}
