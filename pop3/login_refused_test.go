package pop3_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// TestRefusedCommand refuses AUTH for what it is: USER with PASS reveals no more, and the
// next login begins with it.
func TestRefusedCommand(t *testing.T) {
	auth := func(text string) memserver.Rule {
		return memserver.Rule{Verb: "AUTH", Act: memserver.Reply, Text: "-ERR " + text + "\r\n"}
	}
	tests := []struct {
		name    string
		logins  memserver.Logins
		rule    memserver.Rule
		method  string // empty: the refusal stands
		refused string
	}{
		{"syntax error", memserver.Logins{}, auth("Syntax error"), "USER", "AUTH"},
		{"unknown command", memserver.Logins{}, auth("Unknown command"), "USER", "AUTH"},
		{"unknown, in Russian", memserver.Logins{}, auth("Неизвестная команда"), "USER", "AUTH"},
		{"mechanism", memserver.Logins{}, auth("unsupported mechanism"), "USER", "PLAIN"},
		{"mechanism, with a code", memserver.Logins{}, auth("[AUTH] Unsupported authentication mechanism."), "USER", "PLAIN"},
		{"response on the line", memserver.Logins{NoUser: true}, memserver.Rule{Verb: "AUTH", Nth: 1, Act: memserver.Reply, Text: "-ERR too many arguments\r\n"}, "PLAIN", "AUTH"},
		{"password", memserver.Logins{}, auth("invalid password"), "", ""},
		{"password, with a code", memserver.Logins{}, auth("[AUTH] no"), "", ""},
		{"lock", memserver.Logins{}, auth("unable to lock maildrop"), "", ""},
		{"locked account", memserver.Logins{}, auth("account disabled"), "", ""},
		{"no encryption", memserver.Logins{}, auth("must issue a STLS command first"), "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv, dial := secureServer(t, tt.logins)
			srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{tt.rule}})
			c := dial()
			err := c.Login(ctx, anna)
			if c.Method() != tt.method || (err == nil) != (tt.method != "") || strings.Join(c.Refused(), " ") != tt.refused {
				t.Fatalf("logged in by %q, want %q; refused %q: %v", c.Method(), tt.method, c.Refused(), err)
			}
			if tt.method == "" {
				if refused := new(pop3.Error); !errors.As(err, &refused) || c.State() == pop3.Closed {
					t.Errorf("got %v, state %v", err, c.State())
				}
				return
			}
			// The same again begins with what has worked.
			cred := anna
			known := c.LoginCaps()
			cred.Least, cred.Refused, cred.Known = c.Method(), c.Refused(), &known
			if err := c.Quit(ctx); err != nil {
				t.Fatal(err)
			}
			if tt.method == "PLAIN" {
				srv.SetFaults(memserver.Faults{}) // it would count anew
			}
			c = dial()
			before := srv.RoundTrips()
			if err := c.Login(ctx, cred); err != nil || c.Method() != tt.method || strings.Join(c.Refused(), " ") != tt.refused {
				t.Errorf("the second time by %q, refused %q: %v", c.Method(), c.Refused(), err)
			}
			if got := srv.RoundTrips() - before; got != 2 {
				t.Errorf("the second time took %d round trips, want 2", got)
			}
		})
	}
}

// TestThreat_P09_OnlyOneOtherWay counts how often a server is told the password that
// refuses everything in words that speak of the way.
func TestThreat_P09_OnlyOneOtherWay(t *testing.T) {
	for _, text := range []string{"Syntax error", "unsupported mechanism", "not implemented"} {
		srv, dial := secureServer(t, memserver.Logins{APOP: true})
		var rules []memserver.Rule
		for _, verb := range []string{"AUTH", "USER", "PASS", "APOP"} {
			rules = append(rules, memserver.Rule{Verb: verb, Act: memserver.Reply, Text: "-ERR " + text + "\r\n"})
		}
		srv.SetFaults(memserver.Faults{Rules: rules})
		c := dial()
		before := srv.RoundTrips()
		err := c.Login(ctx, anna)
		if tries := srv.RoundTrips() - before - 1; err == nil || tries > 2 { // one is CAPA
			t.Errorf("%s: %d tries: %v", text, tries, err)
		}
	}
}

// TestThreat_P09_WeakerNeedsConsent asks for more than what worked before, on an
// encrypted line and on one in clear.
func TestThreat_P09_WeakerNeedsConsent(t *testing.T) {
	x := memserver.Mechanism{Name: "X", ServerFirst: true}
	strong := anna
	strong.Mechanisms = []pop3.Mechanism{scripted{}, pop3.Plain("anna", "secret")}
	tests := []struct {
		name   string
		sasl   bool   // X is listed
		answer string // to X
		least  string
		want   string // the method; or what is offered to the user, in brackets
	}{
		{"never logged in", false, "", "", "PLAIN"},
		{"X has worked", false, "", "X", "[PLAIN]"},
		{"APOP has worked", false, "", "APOP", "[PLAIN]"},
		{"USER has worked", false, "", "USER", "PLAIN"},
		{"something unknown has worked", false, "", "X-STRANGE", "[PLAIN]"},
		{"X is refused", true, "unsupported", "", "[PLAIN]"},
		{"X is refused without words", true, "no", "", "[PLAIN]"},
		{"X has worked and is refused", true, "no", "X", "[PLAIN]"},
		{"X is refused, and the user has agreed", true, "no", "PLAIN", "PLAIN"},
		{"X is refused for the password", true, "[AUTH] no", "PLAIN", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv, dial := secureServer(t, memserver.Logins{})
			if tt.sasl {
				srv.SetLogins(memserver.Logins{SASL: []memserver.Mechanism{x, srv.Plain()}})
			}
			srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "AUTH", Arg: "X", Act: memserver.Reply, Text: "-ERR " + tt.answer + "\r\n"}}})
			cred := strong
			cred.Least = tt.least
			c := dial()
			err := c.Login(ctx, cred)
			got := c.Method()
			var weaker *pop3.WeakerError
			if errors.As(err, &weaker) {
				got = "[" + weaker.Offered + "]"
				if !errors.Is(err, pop3.ErrWeaker) || weaker.Before != tt.least || !weaker.Encrypted || weaker.Reveals != pop3.ExposesSecret || (weaker.Refused != nil) != tt.sasl {
					t.Errorf("facts: %+v", weaker)
				}
			}
			if got != tt.want || srv.Logins() > 0 != (c.Method() != "") {
				t.Errorf("got %s, want %s: %v", got, tt.want, err)
			}
		})
	}
}
