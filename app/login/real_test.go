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
	cred.Known = &pop3.Caps{Known: true, Encrypted: true, SASL: []string{"SCRAM-SHA-512", "PLAIN"}}
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

// TestCyrus logs in to a Cyrus that lists every form of SCRAM. Over TLS 1.3 it refuses the
// bound ones as if the password were wrong.
func TestCyrus(t *testing.T) {
	tests := []struct {
		name    string
		version uint16
		extra   string
		method  string
		refused string
	}{
		{"TLS 1.3", tls.VersionTLS13, "", "SCRAM-SHA-512", "SCRAM-SHA-512-PLUS"},
		{"TLS 1.2", tls.VersionTLS12, "", "SCRAM-SHA-512-PLUS", ""},
		{"passwords alone", tls.VersionTLS13, "sasl_mech_list: PLAIN LOGIN", "PLAIN", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var extra []string
			if tt.extra != "" {
				extra = []string{tt.extra}
			}
			r := poptest.Start(t, poptest.Cyrus, nil, extra...)
			dial := func() *pop3.Conn {
				c, err := pop3.DialTLS(ctx, net.JoinHostPort(r.Host, strconv.Itoa(r.TLSPort)), &pop3.Options{TLS: &tls.Config{RootCAs: r.CA.Pool, MaxVersion: tt.version}})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { c.Close() })
				return c
			}
			cred, err := login.Password(poptest.User, poptest.Password)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				c := dial()
				if err := c.Login(ctx, cred); err != nil || c.Method() != tt.method || strings.Join(c.Refused(), " ") != tt.refused {
					t.Fatalf("logged in by %q, refused %q: %v", c.Method(), c.Refused(), err)
				}
				cred.Least, cred.Refused = c.Method(), c.Refused()
				if err := c.Quit(ctx); err != nil {
					t.Error(err)
				}
			}
			wrong, err := login.Password(poptest.User, "wrong-secret")
			if err != nil {
				t.Fatal(err)
			}
			if err := dial().Login(ctx, wrong); !pop3.HasCode(err, pop3.CodeAuth) || errors.Is(err, pop3.ErrWeaker) {
				t.Errorf("wrong password: %v", err)
			}
		})
	}
}

// TestCyrusAfterADowngrade logs in where a bound form has worked, to a Cyrus that has
// nothing but passwords any more: nothing is told to it.
func TestCyrusAfterADowngrade(t *testing.T) {
	r := poptest.Start(t, poptest.Cyrus, nil, "sasl_mech_list: PLAIN LOGIN")
	cred, err := login.Password(poptest.User, poptest.Password)
	if err != nil {
		t.Fatal(err)
	}
	cred.Least = "SCRAM-SHA-512-PLUS"
	c := dialReal(t, r)
	if err := c.Login(ctx, cred); !errors.Is(err, pop3.ErrWeaker) || c.Method() != "" {
		t.Errorf("logged in by %q: %v", c.Method(), err)
	}
}

// TestPasswordsAloneOnRealServers sends letters beyond ASCII and a blank in the name to
// servers that have nothing but USER and PASS.
func TestPasswordsAloneOnRealServers(t *testing.T) {
	for _, kind := range []poptest.Kind{poptest.Popa3d, poptest.Mailutils} {
		t.Run(string(kind), func(t *testing.T) {
			r := poptest.Start(t, kind, nil)
			for _, tt := range []struct {
				user, password string
				refused        string // the command; empty for a login that works
				letters        bool
			}{
				{poptest.User, poptest.Password, "", false},
				{poptest.User, "wrong", "PASS", false},
				{poptest.User, "wröng", "PASS", true},
				{"no body", "wröng", "USER", false},
			} {
				cred, err := login.Password(tt.user, tt.password)
				if err != nil {
					t.Fatal(err)
				}
				err = dialReal(t, r).Login(ctx, cred)
				var refused *pop3.Error
				if errors.As(err, &refused) != (tt.refused != "") || refused != nil && refused.Command != tt.refused || errors.Is(err, pop3.ErrNotASCII) != tt.letters {
					t.Errorf("%q: %v", tt.user+" "+tt.password, err)
				}
				if err != nil && strings.Contains(err.Error(), tt.password) {
					t.Errorf("the password is in %v", err)
				}
			}
		})
	}
}
