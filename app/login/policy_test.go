package login_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/restante/restante/app/login"
	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

func TestThreat_P09_AfterARefusal(t *testing.T) {
	const bad, unfit = "[AUTH] wrong", "not implemented"
	tests := []struct {
		name  string
		clear bool
		texts []string // what PLAIN, LOGIN and CRAM-MD5 are refused with
		heard string
	}{
		{"wrong password", false, []string{bad, "", ""}, "PLAIN"},
		{"wrong password, in clear", true, []string{"", "", bad}, "CRAM-MD5"},
		{"unfit", false, []string{unfit, "", ""}, "PLAIN LOGIN"},
		{"unfit twice", false, []string{unfit, unfit, ""}, "PLAIN LOGIN"},
		{"unfit, in clear", true, []string{"", "", unfit}, "CRAM-MD5"},
		{"in use", false, []string{"[IN-USE] later", "", ""}, "PLAIN"},
		{"server's trouble", false, []string{"[SYS/TEMP] later", "", ""}, "PLAIN"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var heard []string
			var all []memserver.Mechanism
			for i, name := range []string{"PLAIN", "LOGIN", "CRAM-MD5"} {
				s := sayer{name: name, text: tt.texts[i], heard: &heard}
				if name != "PLAIN" {
					s.first = []byte("challenge")
				}
				all = append(all, s.mechanism())
			}
			r := newRig(t, 0, memserver.Logins{SASL: all})
			var c *pop3.Conn
			if tt.clear {
				c = r.clear(t)
			} else {
				c = r.dial(t, r.srv.PipeTLS)
			}
			err := c.Login(ctx, password(t, "not-the-right-one"))
			if got := strings.Join(heard, " "); got != tt.heard {
				t.Errorf("tried were %q, want %q; %v", got, tt.heard, err)
			}
			var refused *pop3.Error
			if tt.name != "unfit" && (!errors.As(err, &refused) || c.State() == pop3.Closed) {
				t.Errorf("got %v, state %v", err, c.State())
			}
		})
	}
}

func TestThreat_P08_OrderInClear(t *testing.T) {
	plain := sayer{name: "PLAIN", heard: new([]string)}.mechanism()
	cram := sayer{name: "CRAM-MD5", first: []byte("<1@x>"), heard: new([]string)}.mechanism()
	scram := side{hash: "SCRAM-SHA-1", password: "secret"}.mechanism(t)
	tests := []struct {
		name   string
		logins memserver.Logins
		least  string
		want   string // empty: nothing may be used
	}{
		{"SCRAM first", memserver.Logins{APOP: true, SASL: []memserver.Mechanism{plain, cram, scram}}, "", "SCRAM-SHA-1"},
		{"CRAM-MD5 before PLAIN", memserver.Logins{APOP: true, SASL: []memserver.Mechanism{plain, cram}}, "", "CRAM-MD5"},
		{"APOP before PLAIN", memserver.Logins{APOP: true, SASL: []memserver.Mechanism{plain}}, "", "APOP"},
		{"PLAIN before USER", memserver.Logins{SASL: []memserver.Mechanism{plain}}, "", "PLAIN"},
		{"USER", memserver.Logins{NoSASL: true}, "", "USER"},
		{"as before", memserver.Logins{SASL: []memserver.Mechanism{plain, cram}}, "CRAM-MD5", "CRAM-MD5"},
		{"better than before", memserver.Logins{SASL: []memserver.Mechanism{plain, scram}}, "CRAM-MD5", "SCRAM-SHA-1"},
		{"weaker than before", memserver.Logins{APOP: true, SASL: []memserver.Mechanism{plain}}, "CRAM-MD5", ""},
		{"no better than before", memserver.Logins{NoSASL: true}, "APOP", ""},
		{"unknown before", memserver.Logins{SASL: []memserver.Mechanism{scram}}, "X-STRANGE", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, 0, tt.logins)
			cred := password(t, "secret")
			cred.Least = tt.least
			c := r.clear(t)
			err := c.Login(ctx, cred)
			if tt.want == "" && (!errors.Is(err, pop3.ErrWeaker) || r.srv.Logins() > 0) {
				t.Errorf("logged in by %q: %v", c.Method(), err)
			}
			if tt.want != "" && (err != nil || c.Method() != tt.want) {
				t.Errorf("logged in by %q, want %q: %v", c.Method(), tt.want, err)
			}
		})
	}
}

func TestThreat_P08_NothingInClearUnlessAllowed(t *testing.T) {
	token, err := login.Token("anna", "ya29.token")
	if err != nil {
		t.Fatal(err)
	}
	var heard []string
	var all []memserver.Mechanism
	for _, name := range []string{"SCRAM-SHA-256", "CRAM-MD5", "PLAIN", "OAUTHBEARER", "XOAUTH2"} {
		all = append(all, sayer{name: name, heard: &heard}.mechanism())
	}
	for _, cred := range []pop3.Credentials{password(t, "secret"), token} {
		r := newRig(t, 0, memserver.Logins{SASL: all, APOP: true})
		before := r.srv.RoundTrips()
		c, err := pop3.NewConn(ctx, r.srv.Pipe(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Login(ctx, cred); !errors.Is(err, pop3.ErrInsecure) {
			t.Errorf("got %v", err)
		}
		c.Close()
		if r.srv.RoundTrips() != before || len(heard) > 0 || r.srv.Logins() > 0 {
			t.Errorf("something was sent: %v", heard)
		}
	}
}

func TestTokens(t *testing.T) {
	const secret = "ya29.a0AfH6SMBx-token"
	tests := []struct {
		name, mechanism string
		said            string // the server's error
		text            string
		ack             string
		code            pop3.Code
		want            string
	}{
		{"expired", "OAUTHBEARER", `{"status":"invalid_token","scope":"mail.pop"}`, "no", "\x01", pop3.CodeAuth, "invalid token (scope mail.pop). no"},
		{"a number", "XOAUTH2", `{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}`, "no", "", pop3.CodeAuth, "400 (scope https://mail.google.com/). no"},
		{"trouble", "XOAUTH2", `{"status":500}`, "[SYS/TEMP] later", "", pop3.CodeSysTemp, "500. later"},
		{"no JSON", "XOAUTH2", `oops`, "no", "", pop3.CodeAuth, "no"},
		{"echoed", "OAUTHBEARER", `{"status":"` + secret + `"}`, "no", "\x01", pop3.CodeAuth, "hidden"},
		{"echoed in pieces", "XOAUTH2", `{}`, "unknown command " + secret[:14], "", pop3.CodeAuth, "hidden"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cred, err := login.Token("anna", secret)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			m := refuser{name: tt.mechanism, said: tt.said, text: tt.text, got: &got}.mechanism()
			r := newRig(t, 0, memserver.Logins{SASL: []memserver.Mechanism{m}})
			c := r.dial(t, r.srv.PipeTLS)
			err = c.Login(ctx, cred)
			if !pop3.HasCode(err, tt.code) || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), secret[:10]) {
				t.Errorf("got %v", err)
			}
			first := map[string]string{
				"OAUTHBEARER": "n,a=anna,\x01host=mail.example.org\x01port=995\x01auth=Bearer " + secret + "\x01\x01",
				"XOAUTH2":     "user=anna\x01auth=Bearer " + secret + "\x01\x01",
			}[tt.mechanism]
			if want := []string{first, tt.ack}; !slices.Equal(got, want) {
				t.Errorf("sent %q, want %q", got, want)
			}
			if c.State() == pop3.Closed {
				t.Error("the session is over")
			}
		})
	}
}

func TestTokenIsNoPassword(t *testing.T) {
	r := newRig(t, 0, memserver.Logins{APOP: true})
	cred, err := login.Token("anna", "secret")
	if err != nil {
		t.Fatal(err)
	}
	c := r.dial(t, r.srv.PipeTLS)
	if err := c.Login(ctx, cred); !errors.Is(err, pop3.ErrNoLogin) || r.srv.Logins() != 0 {
		t.Errorf("got %v", err)
	}
}

func TestNamesInTokensAreEscaped(t *testing.T) {
	cred, err := login.Token("a=b,c", "t")
	if err != nil {
		t.Fatal(err)
	}
	first, _, err := cred.Mechanisms[0].Begin(pop3.Line{})
	if want := "n,a=a=3Db=2Cc,\x01auth=Bearer t\x01\x01"; err != nil || string(first) != want {
		t.Errorf("got %q, %v", first, err)
	}
}

// TestBoundFormsThatAreRefused lists bound forms and refuses each at its first message,
// as Cyrus does over TLS 1.3.
func TestBoundFormsThatAreRefused(t *testing.T) {
	var heard []string
	const refusal = "[AUTH] authenticating: bad protocol / cancel"
	listed := []memserver.Mechanism{
		sayer{name: "SCRAM-SHA-512-PLUS", text: refusal, heard: &heard}.mechanism(),
		sayer{name: "SCRAM-SHA-256-PLUS", text: refusal, heard: &heard}.mechanism(),
		side{hash: "SCRAM-SHA-256", offers: true, password: "secret"}.mechanism(t),
		sayer{name: "PLAIN", heard: &heard}.mechanism(),
	}
	r := newRig(t, 0, memserver.Logins{SASL: listed})
	c := r.dial(t, r.srv.PipeTLS)
	if err := c.Login(ctx, password(t, "secret")); err != nil || c.Method() != "SCRAM-SHA-256" {
		t.Fatalf("logged in by %q: %v", c.Method(), err)
	}
	again := password(t, "secret")
	again.Least, again.Refused = c.Method(), c.Refused()
	if err := c.Quit(ctx); err != nil {
		t.Fatal(err)
	}
	c = r.dial(t, r.srv.PipeTLS)
	if err := c.Login(ctx, again); err != nil || c.Method() != "SCRAM-SHA-256" || !slices.Equal(heard, []string{"SCRAM-SHA-512-PLUS"}) {
		t.Errorf("the second time by %q, heard %v: %v", c.Method(), heard, err)
	}
	wrong := password(t, "not-the-right-one")
	c = r.dial(t, r.srv.PipeTLS)
	if err := c.Login(ctx, wrong); err == nil || errors.Is(err, pop3.ErrWeaker) || slices.Contains(heard, "PLAIN") {
		t.Errorf("wrong password: %v, heard %v", err, heard)
	}
}

// TestThreat_P09_BoundFormThatHasWorked refuses a bound form that has worked before: an
// unbound one needs the user. Taken out of the list, the server itself would notice.
func TestThreat_P09_BoundFormThatHasWorked(t *testing.T) {
	var heard []string
	r := newRig(t, 0, memserver.Logins{SASL: []memserver.Mechanism{
		sayer{name: "SCRAM-SHA-256-PLUS", text: "bad protocol", heard: &heard}.mechanism(),
		side{hash: "SCRAM-SHA-256", offers: true, password: "secret"}.mechanism(t),
		sayer{name: "PLAIN", heard: &heard}.mechanism(),
	}})
	cred := password(t, "secret")
	cred.Least = "SCRAM-SHA-256-PLUS"
	var weaker *pop3.WeakerError
	if err := r.dial(t, r.srv.PipeTLS).Login(ctx, cred); !errors.As(err, &weaker) || weaker.Offered != "SCRAM-SHA-256" || weaker.Reveals != pop3.ExposesProof {
		t.Errorf("got %v", err)
	}
	if r.srv.Logins() != 0 || slices.Contains(heard, "PLAIN") {
		t.Errorf("%d logins, heard %v", r.srv.Logins(), heard)
	}
}

// TestThreat_P09_WeakerInsideTLS has a server that lists less than before, and one that
// refuses what it lists.
func TestThreat_P09_WeakerInsideTLS(t *testing.T) {
	scram := side{hash: "SCRAM-SHA-256", password: "secret"}.mechanism(t)
	plain := sayer{name: "PLAIN", heard: new([]string)}.mechanism()
	cram := sayer{name: "CRAM-MD5", first: []byte("<1@x>"), heard: new([]string)}.mechanism()
	unfit := sayer{name: "SCRAM-SHA-256", text: "not implemented", heard: new([]string)}.mechanism()
	silent := sayer{name: "SCRAM-SHA-256", text: "no", heard: new([]string)}.mechanism()
	tests := []struct {
		name  string
		sasl  []memserver.Mechanism
		least string
		want  string // in brackets: what is offered to the user
	}{
		{"PLAIN after a bound form", []memserver.Mechanism{plain}, "SCRAM-SHA-256-PLUS", "[PLAIN]"},
		{"PLAIN after SCRAM", []memserver.Mechanism{plain}, "SCRAM-SHA-1", "[PLAIN]"},
		{"CRAM-MD5 after SCRAM", []memserver.Mechanism{cram, plain}, "SCRAM-SHA-1", "[CRAM-MD5]"},
		{"PLAIN after CRAM-MD5", []memserver.Mechanism{plain}, "CRAM-MD5", "[PLAIN]"},
		{"USER after APOP", []memserver.Mechanism{}, "APOP", "[USER]"},
		{"CRAM-MD5 and more", []memserver.Mechanism{plain, cram}, "CRAM-MD5", "CRAM-MD5"},
		{"LOGIN has worked", []memserver.Mechanism{plain}, "LOGIN", "PLAIN"},
		{"PLAIN has worked", []memserver.Mechanism{plain, scram}, "PLAIN", "SCRAM-SHA-256"},
		{"another SCRAM", []memserver.Mechanism{plain, scram}, "SCRAM-SHA-512", "SCRAM-SHA-256"},
		{"SCRAM without binding", []memserver.Mechanism{plain, scram}, "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"},
		{"SCRAM is unfit", []memserver.Mechanism{unfit, plain, cram}, "", "[CRAM-MD5]"},
		{"SCRAM is refused without words", []memserver.Mechanism{silent, plain}, "", "[PLAIN]"},
		{"agreed", []memserver.Mechanism{unfit, plain}, "PLAIN", "PLAIN"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, 0, memserver.Logins{SASL: tt.sasl})
			cred := password(t, "secret")
			cred.Least = tt.least
			c := r.dial(t, r.srv.PipeTLS)
			err := c.Login(ctx, cred)
			got := c.Method()
			if weaker := new(pop3.WeakerError); errors.As(err, &weaker) {
				got = "[" + weaker.Offered + "]"
			}
			if got != tt.want {
				t.Errorf("got %s, want %s: %v", got, tt.want, err)
			}
		})
	}
}

// TestThreat_P09_ConsentLeadsIn has a server that takes none of the better ways it lists:
// who agrees gets in.
func TestThreat_P09_ConsentLeadsIn(t *testing.T) {
	r := newRig(t, 0, memserver.Logins{SASL: []memserver.Mechanism{
		sayer{name: "SCRAM-SHA-256-PLUS", text: "[AUTH] bad protocol", heard: new([]string)}.mechanism(),
		sayer{name: "SCRAM-SHA-256", text: "unsupported mechanism", heard: new([]string)}.mechanism(),
		sayer{name: "PLAIN", heard: new([]string)}.mechanism(),
	}})
	cred := password(t, "secret")
	var weaker *pop3.WeakerError
	if err := r.dial(t, r.srv.PipeTLS).Login(ctx, cred); !errors.As(err, &weaker) || weaker.Offered != "PLAIN" || len(weaker.Unfit) != 2 {
		t.Fatalf("got %v", err)
	}
	cred.Least, cred.Refused = weaker.Offered, weaker.Unfit
	c := r.dial(t, r.srv.PipeTLS)
	if err := c.Login(ctx, cred); err != nil || c.Method() != "PLAIN" {
		t.Errorf("logged in by %q: %v", c.Method(), err)
	}
}
