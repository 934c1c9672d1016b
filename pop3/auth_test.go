package pop3_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
)

// TestSASLOnTheWire checks the lines of AUTH (RFC 5034 section 4).
func TestSASLOnTheWire(t *testing.T) {
	long := strings.Repeat("x", 300)
	b64 := base64.StdEncoding.EncodeToString
	tests := []struct {
		name, script string
		mechanism    scripted
		want         string // in the error; empty for none
	}{
		{"first response in the line", `C: AUTH X ` + b64([]byte("hello")) + `
			S: +OK\r\n`, scripted{first: []byte("hello")}, ""},
		{"empty first response", `C: AUTH X =
			S: +OK\r\n`, scripted{first: []byte{}}, ""},
		{"long first response", `C: AUTH X
			S: + \r\n
			C: ` + b64([]byte(long)) + `
			S: +OK\r\n`, scripted{first: []byte(long)}, ""},
		{"a challenge that says nothing", `C: AUTH X
			S: +\r\n
			C: ` + b64([]byte(long)) + `
			S: +OK\r\n`, scripted{first: []byte(long)}, ""},
		{"server first", `C: AUTH X
			S: + ` + b64([]byte("who")) + `\r\n
			C: ` + b64([]byte("re: who")) + `
			S: + \r\n
			C: ` + b64([]byte("re: ")) + `
			S: +OK\r\n`, scripted{}, ""},
		{"empty response", `C: AUTH X
			S: + ` + b64([]byte("silence")) + `\r\n
			C: 
			S: +OK\r\n`, scripted{}, ""},
		{"cancelled", `C: AUTH X
			S: + ` + b64([]byte("stop")) + `\r\n
			C: *
			S: -ERR cancelled\r\n`, scripted{}, "stopped"},
		{"no base64", `C: AUTH X
			S: + who?\r\n
			C: *
			S: -ERR cancelled\r\n`, scripted{}, "not in base64"},
		{"refused", `C: AUTH X
			S: -ERR [AUTH] no\r\n`, scripted{}, "refused: [AUTH] no"},
		{"no proof", `C: AUTH X
			S: +OK\r\n`, scripted{unproved: true}, "could not prove"},
		{"neither", `C: AUTH X
			S: *OK\r\n`, scripted{}, "neither +OK nor -ERR"},
		{"without end", "C: AUTH X\n" + strings.Repeat("S: + \\r\\n\nC: "+b64([]byte("re: "))+"\n", 10), scripted{}, "without end"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			nc := conversation(t, `S: +OK\r\n
				C: CAPA
				S: +OK\r\nSASL X\r\n.\r\n
				`+tt.script)
			c, err := pop3.NewConn(ctx, nc, &pop3.Options{AllowPlain: true})
			if err != nil {
				t.Fatal(err)
			}
			err = c.Login(ctx, pop3.Credentials{User: "anna", Password: "secret", Mechanisms: []pop3.Mechanism{tt.mechanism}})
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v", err)
			}
			if refused := pop3.HasCode(err, pop3.CodeAuth); err != nil && !refused && c.State() != pop3.Closed {
				t.Error("the session goes on")
			}
		})
	}
}

// scripted is a mechanism that repeats what it hears.
type scripted struct {
	first    []byte
	unproved bool
}

func (scripted) Name() string                                     { return "X" }
func (scripted) Exposes() pop3.Exposure                           { return pop3.ExposesProof }
func (s scripted) Begin(pop3.Line) ([]byte, pop3.Exchange, error) { return s.first, s, nil }

func (s scripted) Next(challenge []byte) (response []byte, err error) {
	switch string(challenge) {
	case "stop":
		return nil, errors.New("stopped")
	case "silence":
		return nil, nil
	}
	return []byte("re: " + string(challenge)), nil
}

func (s scripted) Finish(refused *pop3.Error) error {
	switch {
	case refused != nil:
		return refused
	case s.unproved:
		return pop3.ErrServerProof
	}
	return nil
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
