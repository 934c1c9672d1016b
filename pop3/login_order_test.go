package pop3_test

import (
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

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
			_, dial := secureServer(t, tt.logins)
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
