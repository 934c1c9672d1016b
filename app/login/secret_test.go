package login_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/login"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

func TestThreat_P27_TokenIsASecret(t *testing.T) {
	const token = "ya29.a0AfH6SMBx-a-token-that-opens-the-mailbox"
	cred, err := login.Token("anna", token)
	if err != nil {
		t.Fatal(err)
	}
	for _, mechanism := range []string{"XOAUTH2", "OAUTHBEARER"} {
		t.Run(mechanism, func(t *testing.T) {
			srv := memserver.New()
			defer srv.Close()
			// A server that repeats what it was told, which would be all of it.
			srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{
				{Verb: "CAPA", Act: memserver.Reply, Text: "+OK\r\nSASL " + mechanism + "\r\n.\r\n"},
				{Verb: "AUTH", Act: memserver.Reply, Text: "-ERR bad token " + token + " or " + base64.StdEncoding.EncodeToString([]byte(token)) + "\r\n"},
			}})
			var said strings.Builder
			trace := &pop3.Tracer{Tell: func(e pop3.Event) { fmt.Fprintln(&said, e.Text) }}
			trace.Listen(true)
			for _, agreed := range []bool{false, true} {
				c, err := pop3.NewConn(context.Background(), srv.Pipe(), &pop3.Options{AllowPlain: agreed, Trace: trace})
				if err != nil {
					t.Fatal(err)
				}
				err = c.Login(context.Background(), cred)
				c.Close()
				if !agreed && !errors.Is(err, pop3.ErrInsecure) {
					t.Errorf("on an open line: %v", err)
				}
				if err == nil || strings.Contains(err.Error(), token[:12]) {
					t.Errorf("the error is %v", err)
				}
			}
			if !strings.Contains(said.String(), "AUTH "+mechanism) || strings.Contains(said.String(), token) ||
				strings.Contains(said.String(), base64.StdEncoding.EncodeToString([]byte(token))) {
				t.Errorf("said was\n%s", said.String())
			}
		})
	}
	secret := account.NewSecret(token)
	if text := fmt.Sprintf("%v %+v %#v %s", secret, secret, secret, struct{ S account.Secret }{secret}); strings.Contains(text, token) {
		t.Errorf("prints as %s", text)
	}
	if _, err := secret.MarshalText(); err == nil {
		t.Error("it can be written down")
	}
}
