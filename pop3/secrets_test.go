package pop3_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

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

func TestThreat_L04_SecretsAreHiddenInEveryForm(t *testing.T) {
	const secret = "correct horse battery"
	b64 := base64.StdEncoding.EncodeToString
	for name, echo := range map[string]string{
		"plain":       secret,
		"upper case":  strings.ToUpper(secret),
		"cut":         secret[:12],
		"base64":      b64([]byte(secret)),
		"the line":    "AUTH PLAIN " + b64([]byte("\x00anna\x00"+secret)),
		"in the code": "[" + secret + "] no",
	} {
		for _, kind := range []string{"-ERR ", "* "} {
			t.Run(name+" "+kind, func(t *testing.T) {
				nc := conversation(t, `S: +OK\r\n
					C: CAPA
					S: +OK\r\nSASL PLAIN\r\n.\r\n
					C: AUTH PLAIN `+b64([]byte("\x00anna\x00"+secret))+`
					S: `+kind+echo+`\r\n`)
				c, err := pop3.NewConn(ctx, nc, &pop3.Options{AllowPlain: true})
				if err != nil {
					t.Fatal(err)
				}
				err = c.Login(ctx, pop3.Credentials{User: "anna", Password: secret})
				if err == nil || !strings.Contains(err.Error(), "hidden") || strings.Contains(strings.ToLower(err.Error()), strings.ToLower(echo[3:])) {
					t.Errorf("got %v", err)
				}
			})
		}
	}
}

func TestThreat_L04_LettersThatAreRefusedAreHidden(t *testing.T) {
	const secret = "pässwörd-of-anna"
	srv, dial := secureServer(t, memserver.Logins{NoSASL: true})
	srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "PASS", Act: memserver.Reply, Text: "-ERR cannot read " + secret + "\r\n"}}})
	err := dial().Login(ctx, pop3.Credentials{User: "anna", Password: secret})
	if !errors.Is(err, pop3.ErrNotASCII) || strings.Contains(err.Error(), "wörd-of") {
		t.Errorf("got %v", err)
	}
}
