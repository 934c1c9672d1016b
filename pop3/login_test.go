package pop3_test

import (
	"errors"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

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

func TestNoWayToLogIn(t *testing.T) {
	for name, text := range map[string]string{"USER is not offered": `SASL X-STRANGE\r\n`, "a token": `SASL PLAIN\r\nUSER\r\n`} {
		t.Run(name, func(t *testing.T) {
			nc := conversation(t, "S: +OK <1@x>\\r\\n\nC: CAPA\nS: +OK\\r\\n"+text+".\\r\\n")
			c, err := pop3.NewConn(ctx, nc, &pop3.Options{AllowPlain: true})
			if err != nil {
				t.Fatal(err)
			}
			cred := pop3.Credentials{User: "anna", Password: "secret", NoAPOP: true, Token: name == "a token"}
			if err := c.Login(ctx, cred); !errors.Is(err, pop3.ErrNoLogin) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestBlankInTheName(t *testing.T) {
	for want, logins := range map[string]memserver.Logins{
		"PLAIN": {APOP: true},
		"USER":  {NoSASL: true, APOP: true},
	} {
		srv, dial := secureServer(t, logins)
		srv.AddUser("anna b", "with a blank")
		c := dial()
		if err := c.Login(ctx, pop3.Credentials{User: "anna b", Password: "with a blank"}); err != nil || c.Method() != want {
			t.Errorf("logged in by %q, want %q: %v", c.Method(), want, err)
		}
	}
}

func TestKnownSparesARoundTrip(t *testing.T) {
	srv, dial := secureServer(t, memserver.Logins{})
	c := dial()
	if err := c.Login(ctx, anna); err != nil {
		t.Fatal(err)
	}
	known := c.LoginCaps()
	if err := c.Quit(ctx); err != nil {
		t.Fatal(err)
	}
	c = dial()
	before := srv.RoundTrips()
	cred := anna
	cred.Known = &known
	if err := c.Login(ctx, cred); err != nil {
		t.Fatal(err)
	}
	if got := srv.RoundTrips() - before; got > 1 {
		t.Errorf("%d round trips, want 1", got)
	}
	if caps, err := c.Capa(ctx); err != nil || !caps.Known || caps.HasSASL("PLAIN") {
		t.Errorf("after the login: %+v, %v", caps, err)
	}
}

// TestThreat_P04_KnownFromAClearLine remembers what was said before the line was
// encrypted, which anybody can have said.
func TestThreat_P04_KnownFromAClearLine(t *testing.T) {
	srv, dial := secureServer(t, memserver.Logins{})
	c := dial()
	before := srv.RoundTrips()
	cred := anna
	cred.Known = &pop3.Caps{Known: true, SASL: []string{"PLAIN"}}
	if err := c.Login(ctx, cred); err != nil {
		t.Fatal(err)
	}
	if caps := c.LoginCaps(); srv.RoundTrips()-before < 2 || !caps.Encrypted || !caps.UIDL {
		t.Errorf("CAPA was not asked: %+v", caps)
	}
}

func TestKnownIsOutdated(t *testing.T) {
	tests := []struct {
		name, answer string
		want         string // empty: the refusal stands
	}{
		{"mechanism gone", "-ERR [AUTH] unsupported\r\n", "PLAIN"},
		{"mechanism still there", "-ERR [AUTH] wrong\r\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := memserver.Mechanism{Name: "X", Hidden: tt.want != "", ServerFirst: true}
			srv, dial := secureServer(t, memserver.Logins{})
			srv.SetLogins(memserver.Logins{SASL: []memserver.Mechanism{x, srv.Plain()}})
			srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "AUTH", Arg: "X", Act: memserver.Reply, Text: tt.answer}}})
			cred := anna
			cred.Mechanisms = []pop3.Mechanism{scripted{}, pop3.Plain("anna", "secret")}
			cred.Known = &pop3.Caps{Known: true, Encrypted: true, SASL: []string{"X", "PLAIN"}}
			c := dial()
			err := c.Login(ctx, cred)
			if c.Method() != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("logged in by %q: %v", c.Method(), err)
			}
		})
	}
}
