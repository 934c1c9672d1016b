package pop3_test

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

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

// TestThreat_P01_InjectionAMomentLater puts bytes on the line in a packet of
// their own, right behind the answer to STLS.
func TestThreat_P01_InjectionAMomentLater(t *testing.T) {
	for _, text := range []string{"+OK logged in\r\n", "+OK\r\nTOP\r\nUSER\r\n.\r\n", strings.Repeat("x", 5000)} {
		client, server := net.Pipe()
		said := make(chan string, 1)
		go func() {
			defer server.Close()
			line := make([]byte, 100)
			var all strings.Builder
			for _, answer := range []string{"+OK\r\n", "+OK\r\nSTLS\r\n.\r\n", "+OK go on\r\n"} {
				if answer != "+OK\r\n" {
					n, _ := server.Read(line)
					all.Write(line[:n])
				}
				_, _ = io.WriteString(server, answer)
			}
			// net.Pipe has no buffer: this is taken by the TLS of the client.
			go func() { _, _ = io.WriteString(server, text) }()
			rest, _ := io.ReadAll(server)
			all.Write(rest)
			said <- all.String()
		}()
		_, err := pop3.DialStartTLS(ctx, "mail.example.org:110", &pop3.Options{Dial: func(context.Context, string, string) (net.Conn, error) { return client, nil }})
		if !errors.Is(err, pop3.ErrInjected) {
			t.Errorf("got %v", err)
		}
		if all := <-said; strings.Contains(all, "USER") || strings.Contains(all, "AUTH") {
			t.Errorf("a login was sent: %q", all)
		}
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

// TestThreat_P04_StampFromAClearLine greets with a time stamp in clear: behind
// STLS it is not used.
func TestThreat_P04_StampFromAClearLine(t *testing.T) {
	ca := poptest.NewCA(t)
	srv, _ := filled(t, 1)
	srv.SetTLS(ca.Server("mail.example.org"))
	srv.SetLogins(memserver.Logins{APOP: true, SASL: []memserver.Mechanism{}})
	c, err := pop3.DialStartTLS(ctx, "mail.example.org:110", &pop3.Options{TLS: &tls.Config{RootCAs: ca.Pool}, Dial: dialPipe(srv.Pipe)})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Login(ctx, anna); err != nil || c.Method() != pop3.MethodUser {
		t.Errorf("logged in by %q: %v", c.Method(), err)
	}
}

// TestThreat_P05_NoFallBack has a server whose TLS does not come about: no login
// is sent in clear instead.
func TestThreat_P05_NoFallBack(t *testing.T) {
	srv, _ := filled(t, 1)
	srv.SetTLS(poptest.NewCA(t).Server("mail.example.org")) // not trusted
	srv.SetLogins(memserver.Logins{APOP: true})
	_, err := pop3.DialStartTLS(ctx, "mail.example.org:110", &pop3.Options{AllowPlain: true, Dial: dialSocket(t, srv.Serve)})
	var bad *pop3.CertificateError
	if !errors.As(err, &bad) || srv.Logins() != 0 {
		t.Errorf("got %v, %d logins", err, srv.Logins())
	}
}
