package pop3_test

import (
	"crypto/tls"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

// secure is filled with TLS and the given ways to log in, and a function that
// connects to it.
func secure(t *testing.T, logins memserver.Logins) (*memserver.Server, func() *pop3.Conn) {
	t.Helper()
	ca := poptest.NewCA(t)
	srv, _ := filled(t, 1)
	srv.SetTLS(ca.Server("mail.example.org"))
	srv.SetLogins(logins)
	return srv, func() *pop3.Conn {
		c, err := pop3.DialTLS(ctx, "mail.example.org:995", &pop3.Options{TLS: &tls.Config{RootCAs: ca.Pool}, Dial: dialPipe(srv.PipeTLS)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		return c
	}
}

func TestMethods(t *testing.T) {
	tests := []struct {
		name   string
		logins memserver.Logins
		cred   pop3.Credentials
		want   string
	}{
		{"SASL", memserver.Logins{APOP: true}, anna, "PLAIN"},
		{"time stamp and no SASL", memserver.Logins{APOP: true, NoSASL: true}, anna, "USER"},
		{"time stamp and no mechanism", memserver.Logins{APOP: true, SASL: []memserver.Mechanism{}}, anna, "APOP"},
		{"only APOP", memserver.Logins{APOP: true, NoUser: true, SASL: []memserver.Mechanism{}}, anna, "APOP"},
		{"no APOP wanted", memserver.Logins{APOP: true, SASL: []memserver.Mechanism{}}, pop3.Credentials{User: "anna", Password: "secret", NoAPOP: true}, "USER"},
		{"no mechanism wanted", memserver.Logins{}, pop3.Credentials{User: "anna", Password: "secret", Mechanisms: []pop3.Mechanism{}}, "USER"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, dial := secure(t, tt.logins)
			c := dial()
			if got := c.Method(); got != "" {
				t.Errorf("before the login: %q", got)
			}
			if err := c.Login(ctx, tt.cred); err != nil || c.Method() != tt.want {
				t.Errorf("logged in by %q, want %q: %v", c.Method(), tt.want, err)
			}
		})
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
		srv, dial := secure(t, logins)
		srv.AddUser("anna b", "with a blank")
		c := dial()
		if err := c.Login(ctx, pop3.Credentials{User: "anna b", Password: "with a blank"}); err != nil || c.Method() != want {
			t.Errorf("logged in by %q, want %q: %v", c.Method(), want, err)
		}
	}
}

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

func TestAPOPDigest(t *testing.T) {
	// The example of RFC 1939 section 7.
	nc := conversation(t, `S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>\r\n
		C: CAPA
		S: -ERR no\r\n
		C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
		S: -ERR c4c9334bac560ecc979e58001b3e22fb\r\n`)
	c, err := pop3.NewConn(ctx, nc, &pop3.Options{AllowPlain: true})
	if err != nil {
		t.Fatal(err)
	}
	err = c.Login(ctx, pop3.Credentials{User: "mrose", Password: "tanstaaf"})
	var refused *pop3.Error
	if !errors.As(err, &refused) || refused.Command != "APOP" || strings.Contains(err.Error(), "c4c9334b") {
		t.Errorf("got %v", err)
	}
}

// errLocked stands for a refusal that is not about letters.
var errLocked = errors.New("locked")

func TestUTF8(t *testing.T) {
	tests := []struct {
		name     string
		logins   memserver.Logins
		faults   memserver.Faults
		password string
		trips    int64 // beyond the greeting, at most
		want     error
	}{
		{"with pipelining", memserver.Logins{UTF8: true}, memserver.Faults{}, "secret", 2, nil},
		{"without pipelining", memserver.Logins{UTF8: true}, memserver.Faults{NoPipelining: true}, "secret", 3, nil},
		{"refused", memserver.Logins{UTF8: true}, memserver.Faults{Rules: []memserver.Rule{{Verb: "UTF8", Act: memserver.Reply, Text: "-ERR no\r\n"}}}, "secret", 2, nil},
		{"letters in USER", memserver.Logins{UTF8: true, NoSASL: true}, memserver.Faults{}, "pässword", 4, nil},
		{"letters in APOP", memserver.Logins{UTF8: true, APOP: true, NoUser: true, SASL: []memserver.Mechanism{}}, memserver.Faults{}, "pässword", 3, nil},
		{"letters in PLAIN", memserver.Logins{}, memserver.Faults{}, "pässword", 2, nil},
		{"letters and no UTF8", memserver.Logins{NoSASL: true}, memserver.Faults{}, "pässword", 3, nil},
		{"letters that are refused", memserver.Logins{NoSASL: true}, memserver.Faults{Rules: []memserver.Rule{{Verb: "PASS", Act: memserver.Reply, Text: "-ERR no\r\n"}}}, "pässword", 3, pop3.ErrNotASCII},
		{"letters, and a lock", memserver.Logins{NoSASL: true}, memserver.Faults{Rules: []memserver.Rule{{Verb: "PASS", Act: memserver.Reply, Text: "-ERR maildrop is locked\r\n"}}}, "pässword", 3, errLocked},
		{"letters and UTF8 refused", memserver.Logins{UTF8: true, NoSASL: true}, memserver.Faults{Rules: []memserver.Rule{{Verb: "UTF8", Act: memserver.Reply, Text: "-ERR no\r\n"}}}, "pässword", 4, pop3.ErrNotASCII},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv, dial := secure(t, tt.logins)
			srv.AddUser("anna", tt.password)
			srv.SetFaults(tt.faults)
			c := dial()
			before := srv.RoundTrips()
			err := c.Login(ctx, pop3.Credentials{User: "anna", Password: tt.password})
			if refused := new(pop3.Error); tt.want == errLocked && errors.As(err, &refused) && refused.Hint() == pop3.HintInUse && !errors.Is(err, pop3.ErrNotASCII) {
				err = errLocked
			}
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if got := srv.RoundTrips() - before; got > tt.trips {
				t.Errorf("%d round trips, want at most %d", got, tt.trips)
			}
		})
	}
}

func TestKnownSparesARoundTrip(t *testing.T) {
	srv, dial := secure(t, memserver.Logins{})
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
	srv, dial := secure(t, memserver.Logins{})
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
			srv, dial := secure(t, memserver.Logins{})
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
