package login_test

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strconv"
	"strings"
	"testing"

	"github.com/restante/restante/app/login"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/poptest"
)

var ctx = context.Background()

// TestDovecot logs in to a Dovecot that takes exactly one mechanism, over TLS,
// with the right secret and with a wrong one.
func TestDovecot(t *testing.T) {
	password := func(secret string) (pop3.Credentials, error) { return login.Password(poptest.User, secret) }
	token := func(secret string) (pop3.Credentials, error) { return login.Token(poptest.User, secret) }
	good := poptest.Token(poptest.User)
	wrongToken := good[:len(good)-6] + "AAAAAA"
	tests := []struct {
		mechanism    string // as Dovecot calls it
		method       string
		cred         func(string) (pop3.Credentials, error)
		right, wrong string
	}{
		{"plain", "PLAIN", password, poptest.Password, "wrong-secret"},
		{"plain", pop3.MethodUser, func(s string) (pop3.Credentials, error) {
			return pop3.Credentials{User: poptest.User, Password: s, Mechanisms: []pop3.Mechanism{}}, nil
		}, poptest.Password, "wrong-secret"},
		{"login", "LOGIN", password, poptest.Password, "wrong-secret"},
		{"cram-md5", "CRAM-MD5", password, poptest.Password, "wrong-secret"},
		{"apop", pop3.MethodAPOP, password, poptest.Password, "wrong-secret"},
		{"scram-sha-1", "SCRAM-SHA-1", password, poptest.Password, "wrong-secret"},
		{"scram-sha-256", "SCRAM-SHA-256", password, poptest.Password, "wrong-secret"},
		{"xoauth2", "XOAUTH2", token, good, wrongToken},
		{"oauthbearer", "OAUTHBEARER", token, good, wrongToken},
	}
	for _, tt := range tests {
		t.Run(tt.method, func(t *testing.T) {
			r := poptest.Start(t, poptest.Dovecot, nil, "auth_mechanisms = "+tt.mechanism)
			for _, secret := range []string{tt.right, tt.wrong} {
				cred, err := tt.cred(secret)
				if err != nil {
					t.Fatal(err)
				}
				c := dialReal(t, r)
				err = c.Login(ctx, cred)
				if secret == tt.wrong {
					if !pop3.HasCode(err, pop3.CodeAuth) || c.Method() != "" {
						t.Errorf("wrong secret: %v, by %q", err, c.Method())
					}
					if strings.Contains(err.Error(), secret) {
						t.Errorf("the secret is in %v", err)
					}
					continue
				}
				if err != nil || c.Method() != tt.method {
					t.Fatalf("logged in by %q, want %q: %v", c.Method(), tt.method, err)
				}
				if _, _, err := c.Stat(ctx); err != nil {
					t.Error(err)
				}
				if err := c.Quit(ctx); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func dialReal(t *testing.T, r *poptest.Real) *pop3.Conn {
	t.Helper()
	c, err := pop3.DialTLS(ctx, net.JoinHostPort(r.Host, strconv.Itoa(r.TLSPort)), &pop3.Options{TLS: &tls.Config{RootCAs: r.CA.Pool}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// TestDovecotForgetsAMechanism logs in with what is remembered of a server that
// has since been set up otherwise.
func TestDovecotForgetsAMechanism(t *testing.T) {
	r := poptest.Start(t, poptest.Dovecot, nil, "auth_mechanisms = scram-sha-256")
	cred, err := login.Password(poptest.User, poptest.Password)
	if err != nil {
		t.Fatal(err)
	}
	cred.Known = &pop3.Caps{Known: true, Encrypted: true, AuthCodes: true, SASL: []string{"SCRAM-SHA-512", "PLAIN"}}
	c := dialReal(t, r)
	if err := c.Login(ctx, cred); err != nil || c.Method() != "SCRAM-SHA-256" {
		t.Errorf("logged in by %q: %v", c.Method(), err)
	}
	if caps := c.LoginCaps(); !caps.HasSASL("SCRAM-SHA-256") || caps.HasSASL("PLAIN") || !caps.Encrypted {
		t.Errorf("remembered is now %+v", caps)
	}
}

// TestThreat_P08_DovecotInClear checks that nothing is sent without consent.
func TestThreat_P08_DovecotInClear(t *testing.T) {
	r := poptest.Start(t, poptest.Dovecot, nil, "auth_mechanisms = plain cram-md5 scram-sha-256 apop")
	for _, allowed := range []bool{false, true} {
		c, err := pop3.DialInsecure(ctx, net.JoinHostPort(r.Host, strconv.Itoa(r.Port)), &pop3.Options{AllowPlain: allowed})
		if err != nil {
			t.Fatal(err)
		}
		cred, err := login.Password(poptest.User, poptest.Password)
		if err != nil {
			t.Fatal(err)
		}
		err = c.Login(ctx, cred)
		if allowed && (err != nil || c.Method() != "SCRAM-SHA-256") {
			t.Errorf("logged in by %q: %v", c.Method(), err)
		}
		if !allowed && !errors.Is(err, pop3.ErrInsecure) {
			t.Errorf("got %v", err)
		}
		c.Close()
	}
}
