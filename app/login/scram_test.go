package login_test

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"

	"github.com/restante/restante/app/login"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

func TestSCRAM(t *testing.T) {
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		for hash := range hashes {
			for _, bound := range []bool{false, true} {
				s := side{hash: hash, bound: bound, password: "secret"}
				m := s.mechanism(t)
				t.Run(fmt.Sprintf("%s over %s", m.Name, tls.VersionName(version)), func(t *testing.T) {
					r := newRig(t, version, memserver.Logins{NoUser: true, SASL: []memserver.Mechanism{m}})
					c := r.dial(t, r.srv.PipeTLS)
					if state, _ := c.TLS(); state.Version != version {
						t.Fatalf("version %x", state.Version)
					}
					if err := c.Login(ctx, password(t, "secret")); err != nil || c.Method() != m.Name {
						t.Fatalf("logged in by %q: %v", c.Method(), err)
					}
					if _, _, err := c.Stat(ctx); err != nil {
						t.Error(err)
					}
					c = r.dial(t, r.srv.PipeTLS)
					if err := c.Login(ctx, password(t, "wrong")); !pop3.HasCode(err, pop3.CodeAuth) {
						t.Errorf("wrong password: %v", err)
					}
				})
			}
		}
	}
}

func TestStrongestFirst(t *testing.T) {
	order := []string{
		"SCRAM-SHA-512-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS",
		"SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN", "CRAM-MD5",
	}
	for i, want := range order {
		var offered []memserver.Mechanism
		for _, name := range order[i:] {
			hash, bound := strings.CutSuffix(name, "-PLUS")
			s := sayer{name: name, heard: new([]string)}
			switch {
			case hashes[hash] != nil:
				offered = append(offered, side{hash: hash, bound: bound, offers: i < 3, password: "secret"}.mechanism(t))
				continue
			case name != "PLAIN":
				s.first = []byte("challenge")
			}
			offered = append(offered, s.mechanism())
		}
		slices.Reverse(offered) // the server's order does not count
		r := newRig(t, tls.VersionTLS13, memserver.Logins{SASL: offered})
		c := r.dial(t, r.srv.PipeTLS)
		if err := c.Login(ctx, password(t, "secret")); err != nil || c.Method() != want {
			t.Errorf("%q instead of %q: %v", c.Method(), want, err)
		}
	}
}

func TestThreat_P09_ServerMustProveItself(t *testing.T) {
	var heard []string
	plain := sayer{name: "PLAIN", heard: &heard}.mechanism()
	for name, s := range map[string]side{
		"wrong proof": {hash: "SCRAM-SHA-256", password: "secret", spoil: true},
		"no proof":    {hash: "SCRAM-SHA-256", password: "secret", silent: true},
	} {
		t.Run(name, func(t *testing.T) {
			for _, line := range []string{"encrypted", "clear"} {
				// A server for each: it may hold the mailbox for a moment longer.
				r := newRig(t, 0, memserver.Logins{SASL: []memserver.Mechanism{s.mechanism(t), plain}})
				c := r.clear(t)
				if line == "encrypted" {
					c = r.dial(t, r.srv.PipeTLS)
				}
				err := c.Login(ctx, password(t, "secret"))
				if !errors.Is(err, pop3.ErrServerProof) || c.State() != pop3.Closed {
					t.Errorf("%s: got %v, state %v", line, err, c.State())
				}
			}
			if len(heard) > 0 {
				t.Errorf("the password was sent by %v", heard)
			}
		})
	}
}

func TestThreat_P09_DowngradeIsNoticed(t *testing.T) {
	var heard []string
	r := newRig(t, 0, memserver.Logins{SASL: []memserver.Mechanism{
		side{hash: "SCRAM-SHA-256", bound: true, hidden: true, password: "secret"}.mechanism(t),
		side{hash: "SCRAM-SHA-256", offers: true, password: "secret"}.mechanism(t),
		sayer{name: "PLAIN", heard: &heard}.mechanism(),
	}})
	c := r.dial(t, r.srv.PipeTLS)
	if err := c.Login(ctx, password(t, "secret")); !errors.Is(err, pop3.ErrChannelBinding) || c.State() != pop3.Closed {
		t.Errorf("got %v, state %v", err, c.State())
	}
	if len(heard) > 0 {
		t.Error("the password was sent")
	}
}

// TestRememberedWithoutBinding logs in where the server has channel binding that
// it did not have when its capabilities were remembered.
func TestRememberedWithoutBinding(t *testing.T) {
	r := newRig(t, 0, memserver.Logins{SASL: []memserver.Mechanism{
		side{hash: "SCRAM-SHA-256", bound: true, password: "secret"}.mechanism(t),
		side{hash: "SCRAM-SHA-256", offers: true, password: "secret"}.mechanism(t),
	}})
	cred := password(t, "secret")
	cred.Known = &pop3.Caps{Known: true, Encrypted: true, SASL: []string{"SCRAM-SHA-256"}}
	c := r.dial(t, r.srv.PipeTLS)
	if err := c.Login(ctx, cred); err != nil || c.Method() != "SCRAM-SHA-256-PLUS" {
		t.Errorf("logged in by %q: %v", c.Method(), err)
	}
}

// TestThreat_P09_ManInTheMiddle has somebody between, who has a certificate that
// the client trusts, and hands on everything from one encrypted line to another.
func TestThreat_P09_ManInTheMiddle(t *testing.T) {
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		for _, bound := range []bool{true, false} {
			s := side{hash: "SCRAM-SHA-256", bound: bound, password: "secret"}
			t.Run(fmt.Sprintf("%v over %s", s.mechanism(t).Name, tls.VersionName(version)), func(t *testing.T) {
				r := newRig(t, version, memserver.Logins{NoUser: true, SASL: []memserver.Mechanism{s.mechanism(t)}})
				c := r.dial(t, func() net.Conn { return between(t, r, version) })
				err := c.Login(ctx, password(t, "secret"))
				if bound && (!errors.Is(err, pop3.ErrChannelBinding) || r.srv.Logins() != 0) {
					t.Errorf("got %v, %d logins", err, r.srv.Logins())
				}
				if !bound && err != nil {
					t.Errorf("the test's man in the middle does not work: %v", err)
				}
			})
		}
	}
}

// between returns the client's end of a line on which somebody sits.
func between(t *testing.T, r *rig, version uint16) net.Conn {
	client, near := net.Pipe()
	cfg := r.ca.Server("mail.example.org")
	cfg.MaxVersion = version
	front := tls.Server(near, cfg)
	back := tls.Client(r.srv.PipeTLS(), &tls.Config{RootCAs: r.ca.Pool, ServerName: "mail.example.org"})
	t.Cleanup(func() { front.Close(); back.Close() })
	go func() { _, _ = io.Copy(front, back); front.Close() }()
	go func() { _, _ = io.Copy(back, front); back.Close() }()
	return client
}

func TestBindingFlag(t *testing.T) {
	r := newRig(t, 0, memserver.Logins{})
	c := r.dial(t, r.srv.PipeTLS)
	state, _ := c.TLS()
	old := tls.ConnectionState{Version: tls.VersionTLS12, TLSUnique: []byte("finished")}
	resumed := tls.ConnectionState{Version: tls.VersionTLS12, DidResume: true}
	tests := []struct {
		name, mechanism string
		line            pop3.Line
		want            string // empty: cannot be used
	}{
		{"clear", "SCRAM-SHA-256", pop3.Line{}, "n,,"},
		{"clear, bound", "SCRAM-SHA-256-PLUS", pop3.Line{}, ""},
		{"not offered", "SCRAM-SHA-256", pop3.Line{TLS: &state, Offered: []string{"SCRAM-SHA-256"}}, "y,,"},
		{"offered and not used", "SCRAM-SHA-256", pop3.Line{TLS: &state, Offered: []string{"SCRAM-SHA-256", "SCRAM-SHA-1-PLUS"}}, "n,,"},
		{"1.3", "SCRAM-SHA-512-PLUS", pop3.Line{TLS: &state}, "p=tls-exporter,,"},
		{"1.2", "SCRAM-SHA-512-PLUS", pop3.Line{TLS: &old}, "p=tls-unique,,"},
		{"1.2 resumed", "SCRAM-SHA-512-PLUS", pop3.Line{TLS: &resumed}, ""},
		{"1.2 resumed, unbound", "SCRAM-SHA-512", pop3.Line{TLS: &resumed}, "n,,"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			initial, _, err := find(t, tt.mechanism).Begin(tt.line)
			if tt.want == "" && !errors.Is(err, errors.ErrUnsupported) {
				t.Errorf("got %q, %v", initial, err)
			}
			if tt.want != "" && (err != nil || !strings.HasPrefix(string(initial), tt.want+"n=anna,r=")) {
				t.Errorf("got %q, %v", initial, err)
			}
		})
	}
}

func find(t *testing.T, name string) pop3.Mechanism {
	t.Helper()
	all := password(t, "secret").Mechanisms
	i := slices.IndexFunc(all, func(m pop3.Mechanism) bool { return m.Name() == name })
	if i < 0 {
		t.Fatalf("no %s", name)
	}
	return all[i]
}

func TestPasswordsBeyondASCII(t *testing.T) {
	for name, tt := range map[string]struct{ stored, typed string }{
		"composed":        {"pässwörd", "pässwörd"},
		"decomposed":      {"pässwörd", "pa\u0308sswo\u0308rd"},
		"hard blank":      {"a b", "a\u00a0b"},
		"young letters":   {"kitten 🐈", "kitten 🐈"},
		"hebrew, letters": {"a\u05d0", "a\u05d0"}, // SASLprep refuses the mixture
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, 0, memserver.Logins{NoUser: true, SASL: []memserver.Mechanism{side{hash: "SCRAM-SHA-256", password: tt.stored}.mechanism(t)}})
			c := r.dial(t, r.srv.PipeTLS)
			if err := c.Login(ctx, password(t, tt.typed)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestThreat_P11_TooMuchWork(t *testing.T) {
	for name, first := range map[string]string{
		"too many":     "r=%sx,s=c2FsdA==,i=2000000000",
		"no number":    "r=%sx,s=c2FsdA==,i=99999999999999999999",
		"too few":      "r=%sx,s=c2FsdA==,i=1",
		"other nonce":  "r=x,s=c2FsdA==,i=4096",
		"no salt":      "r=%sx,i=4096",
		"empty":        "",
		"an extension": "m=x,r=%sx,s=c2FsdA==,i=4096",
	} {
		t.Run(name, func(t *testing.T) {
			initial, ex, err := find(t, "SCRAM-SHA-256").Begin(pop3.Line{})
			if err != nil {
				t.Fatal(err)
			}
			_, nonce, _ := strings.Cut(string(initial), ",r=")
			var odd *pop3.ProtocolError
			if got, err := ex.Next([]byte(strings.ReplaceAll(first, "%s", nonce))); !errors.As(err, &odd) {
				t.Errorf("got %q, %v", got, err)
			}
			if err := ex.Finish(nil); !errors.Is(err, pop3.ErrServerProof) {
				t.Errorf("+OK was taken: %v", err)
			}
		})
	}
}

func TestCredentialsAreChecked(t *testing.T) {
	for _, bad := range []string{"a\r\nDELE 1", "a\x00b", "a\x01auth=Bearer x", "a\x7f", "a\u0085b", "\xff"} {
		if _, err := login.Password("anna", bad); !errors.Is(err, pop3.ErrCredentials) {
			t.Errorf("P10 password %q: %v", bad, err)
		}
		if _, err := login.Password(bad, "secret"); !errors.Is(err, pop3.ErrCredentials) {
			t.Errorf("P10 name %q: %v", bad, err)
		}
		if _, err := login.Token("anna", bad); !errors.Is(err, pop3.ErrCredentials) {
			t.Errorf("P10 token %q: %v", bad, err)
		}
	}
	for _, bad := range []string{"", "a b", "ä"} {
		if _, err := login.Token("anna", bad); !errors.Is(err, pop3.ErrCredentials) {
			t.Errorf("P10 token %q: %v", bad, err)
		}
	}
}
