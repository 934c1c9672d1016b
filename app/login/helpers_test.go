package login_test

import (
	"context"
	"crypto/sha1"
	"crypto/tls"
	"errors"
	"net"
	"testing"

	"github.com/xdg-go/scram"

	"github.com/restante/restante/app/login"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

var hashes = map[string]scram.HashGeneratorFcn{"SCRAM-SHA-512": scram.SHA512, "SCRAM-SHA-256": scram.SHA256, "SCRAM-SHA-1": sha1.New}

// side is the server's side of SCRAM.
type side struct {
	hash     string
	bound    bool // the -PLUS form
	hidden   bool // not announced
	offers   bool // the server has -PLUS forms, so that a client that knows them should have used one
	password string
	spoil    bool // the server does not know the password, and still says +OK
	silent   bool // +OK comes without the server's proof
}

func (s side) mechanism(t *testing.T) memserver.Mechanism {
	t.Helper()
	fcn := hashes[s.hash]
	client, err := fcn.NewClientUnprepped("anna", s.password, "")
	if err != nil {
		t.Fatal(err)
	}
	stored, err := client.GetStoredCredentialsWithError(scram.KeyFactors{Salt: "salt of the test", Iters: 4096})
	if err != nil {
		t.Fatal(err)
	}
	if s.spoil {
		stored.ServerKey = make([]byte, len(stored.ServerKey))
	}
	server, err := fcn.NewServer(func(name string) (scram.StoredCredentials, error) {
		if name != "anna" {
			return scram.StoredCredentials{}, errors.New("unknown user")
		}
		return stored, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	name := s.hash
	if s.bound {
		name += "-PLUS"
	}
	return memserver.Mechanism{Name: name, Hidden: s.hidden, Begin: func(state *tls.ConnectionState) memserver.Exchange {
		conv := server.NewConversation()
		switch {
		case s.bound:
			conv = server.NewConversationWithChannelBindingRequired(bindingOf(t, state))
		case s.offers:
			conv = server.NewConversationWithChannelBinding(bindingOf(t, state))
		}
		return &sideExchange{side: s, conv: conv}
	}}
}

// bindingOf computes what the server ties a login to, by itself.
func bindingOf(t *testing.T, state *tls.ConnectionState) scram.ChannelBinding {
	if state.Version == tls.VersionTLS12 {
		return scram.ChannelBinding{Type: "tls-unique", Data: state.TLSUnique}
	}
	data, err := state.ExportKeyingMaterial("EXPORTER-Channel-Binding", nil, 32) // RFC 9266 section 2
	if err != nil {
		t.Error(err)
	}
	return scram.ChannelBinding{Type: "tls-exporter", Data: data}
}

type sideExchange struct {
	side
	conv *scram.ServerConversation
}

func (ex *sideExchange) Next(response []byte) ([]byte, string, error) {
	text, err := ex.conv.Step(string(response))
	if err != nil {
		if text == "" {
			return nil, "", errors.New("no")
		}
		return []byte(text), "", errors.New("authentication failed")
	}
	if !ex.conv.Valid() {
		return []byte(text), "", nil
	}
	if ex.silent {
		return nil, "anna", nil
	}
	return []byte(text), "anna", nil
}

// rig is a server in memory with TLS, and a client that trusts it.
type rig struct {
	srv *memserver.Server
	ca  *poptest.CA
}

func newRig(t *testing.T, version uint16, logins memserver.Logins) *rig {
	t.Helper()
	r := &rig{srv: memserver.New(), ca: poptest.NewCA(t)}
	t.Cleanup(r.srv.Close)
	r.srv.AddUser("anna", "secret")
	r.srv.SetLogins(logins)
	cfg := r.ca.Server("mail.example.org")
	cfg.MaxVersion = version
	r.srv.SetTLS(cfg)
	return r
}

// dial connects over TLS; pipe makes the connection.
func (r *rig) dial(t *testing.T, pipe func() net.Conn) *pop3.Conn {
	t.Helper()
	c, err := pop3.DialTLS(ctx, "mail.example.org:995", &pop3.Options{
		TLS:  &tls.Config{RootCAs: r.ca.Pool},
		Dial: func(context.Context, string, string) (net.Conn, error) { return pipe(), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// clear connects without TLS.
func (r *rig) clear(t *testing.T) *pop3.Conn {
	t.Helper()
	c, err := pop3.NewConn(ctx, r.srv.Pipe(), &pop3.Options{AllowPlain: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func password(t *testing.T, secret string) pop3.Credentials {
	t.Helper()
	cred, err := login.Password("anna", secret)
	if err != nil {
		t.Fatal(err)
	}
	return cred
}

// sayer is a mechanism of the server that remembers what it heard and refuses
// with a text, or lets everybody in where there is none.
type sayer struct {
	name  string
	first []byte // the first challenge, where the server speaks first
	text  string
	heard *[]string
}

func (s sayer) mechanism() memserver.Mechanism {
	return memserver.Mechanism{Name: s.name, ServerFirst: s.first != nil, Begin: func(*tls.ConnectionState) memserver.Exchange {
		*s.heard = append(*s.heard, s.name)
		return s
	}}
}

func (s sayer) Next(response []byte) ([]byte, string, error) {
	switch {
	case response == nil && s.first != nil:
		return s.first, "", nil
	case s.text != "":
		return nil, "", errors.New(s.text)
	}
	return nil, "anna", nil
}

// refuser refuses every token with an error of OAuth, and remembers what it
// heard.
type refuser struct {
	name, said, text string
	got              *[]string
}

func (o refuser) mechanism() memserver.Mechanism {
	return memserver.Mechanism{Name: o.name, Begin: func(*tls.ConnectionState) memserver.Exchange { return &refusal{refuser: o} }}
}

type refusal struct {
	refuser
	asked bool
}

func (o *refusal) Next(response []byte) ([]byte, string, error) {
	*o.got = append(*o.got, string(response))
	if o.asked {
		return nil, "", errors.New(o.text)
	}
	o.asked = true
	return []byte(o.said), "", nil
}
