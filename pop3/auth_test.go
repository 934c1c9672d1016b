package pop3_test

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

func TestLoginFallsBackToUserAndPass(t *testing.T) {
	srv, _ := filled(t, 1)
	srv.SetFaults(memserver.Faults{NoCAPA: true})
	c := login(t, srv, nil)
	if n, _, err := c.Stat(ctx); err != nil || n != 1 {
		t.Errorf("Stat = %d, %v", n, err)
	}
}

func TestLongPasswordIsSentAfterTheChallenge(t *testing.T) {
	srv, _ := filled(t, 0)
	long := strings.Repeat("long", 100)
	srv.AddUser("anna", long)
	c, err := connect(t, srv, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Login(ctx, pop3.Credentials{User: "anna", Password: long}); err != nil {
		t.Error(err)
	}
}

func TestLoginRefused(t *testing.T) {
	srv, box := filled(t, 1)
	c, _ := connect(t, srv, nil)
	err := c.Login(ctx, pop3.Credentials{User: "anna", Password: "wrong"})
	if !pop3.HasCode(err, pop3.CodeAuth) {
		t.Errorf("wrong password: %v", err)
	}
	box.Lock()
	c, _ = connect(t, srv, nil)
	if err = c.Login(ctx, anna); !pop3.HasCode(err, pop3.CodeInUse) {
		t.Errorf("locked: %v", err)
	}
}

func TestThreat_P08_NoPasswordInClearUnlessAllowed(t *testing.T) {
	srv, _ := filled(t, 1)
	c, err := pop3.NewConn(ctx, srv.Pipe(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Login(ctx, anna); !errors.Is(err, pop3.ErrInsecure) {
		t.Errorf("got %v", err)
	}
	if srv.Logins() != 0 {
		t.Error("the server has seen a login")
	}
}

func TestThreat_P10_NoCommandInACredential(t *testing.T) {
	for _, bad := range []pop3.Credentials{
		{User: "anna\r\nDELE 1", Password: "secret"},
		{User: "anna", Password: "secret\r\nDELE 1"},
		{User: "anna\nx", Password: "secret"},
		{User: "anna", Password: "se\x00cret"},
		{User: "", Password: "secret"},
	} {
		srv, _ := filled(t, 1)
		c, _ := connect(t, srv, nil)
		if err := c.Login(ctx, bad); !errors.Is(err, pop3.ErrCredentials) {
			t.Errorf("%q, %q: got %v", bad.User, bad.Password, err)
		}
	}
}

func TestThreat_L04_EchoedPasswordIsHidden(t *testing.T) {
	nc := conversation(t, `S: +OK\r\n
		C: CAPA
		S: -ERR no\r\n
		C: USER anna
		S: +OK\r\n
		C: PASS hunter2
		S: -ERR unknown command PASS hunter2\r\n`)
	c, err := pop3.NewConn(ctx, nc, &pop3.Options{AllowPlain: true})
	if err != nil {
		t.Fatal(err)
	}
	err = c.Login(ctx, pop3.Credentials{User: "anna", Password: "hunter2"})
	if err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("got %v", err)
	}
}

// dialPipe makes every dial end at the server's pipe.
func dialPipe(pipe func() net.Conn) pop3.Dialer {
	return func(context.Context, string, string) (net.Conn, error) { return pipe(), nil }
}

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

func TestThreat_P01_InjectionBeforeTLS(t *testing.T) {
	ca := poptest.NewCA(t)
	srv, _ := filled(t, 1)
	srv.SetTLS(ca.Server("mail.example.org"))
	srv.SetFaults(memserver.Faults{InjectSTLS: "+OK logged in\r\n"})
	_, err := pop3.DialStartTLS(ctx, "mail.example.org:110", &pop3.Options{TLS: &tls.Config{RootCAs: ca.Pool}, Dial: dialPipe(srv.Pipe)})
	if !errors.Is(err, pop3.ErrInjected) {
		t.Errorf("got %v", err)
	}
}

func TestThreat_P02_NoSTLSNoLogin(t *testing.T) {
	tests := map[string]memserver.Faults{
		"not offered": {NoSTLS: true},
		"refused":     {Rules: []memserver.Rule{{Verb: "STLS", Act: memserver.Reply, Text: "-ERR not now\r\n"}}},
		"no CAPA":     {NoCAPA: true, NoSTLS: true},
	}
	for name, faults := range tests {
		t.Run(name, func(t *testing.T) {
			ca := poptest.NewCA(t)
			srv, _ := filled(t, 1)
			srv.SetTLS(ca.Server("mail.example.org"))
			srv.SetFaults(faults)
			_, err := pop3.DialStartTLS(ctx, "mail.example.org:110", &pop3.Options{TLS: &tls.Config{RootCAs: ca.Pool}, Dial: dialPipe(srv.Pipe)})
			if !errors.Is(err, pop3.ErrNoSTLS) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestThreat_P04_CapabilitiesAreAskedAnewAfterTLS(t *testing.T) {
	ca := poptest.NewCA(t)
	srv, _ := filled(t, 1)
	srv.SetTLS(ca.Server("mail.example.org"))
	// The first CAPA, in clear, lies about the mechanisms.
	srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "CAPA", Nth: 1, Act: memserver.Reply, Text: "+OK\r\nSTLS\r\nSASL X-WEAK\r\n.\r\n"}}})
	c, err := pop3.DialStartTLS(ctx, "mail.example.org:110", &pop3.Options{TLS: &tls.Config{RootCAs: ca.Pool}, Dial: dialPipe(srv.Pipe)})
	if err != nil {
		t.Fatal(err)
	}
	caps, err := c.Capa(ctx)
	if err != nil || !caps.HasSASL("PLAIN") || caps.HasSASL("X-WEAK") {
		t.Errorf("caps %+v, %v", caps, err)
	}
	c.Close()
}
