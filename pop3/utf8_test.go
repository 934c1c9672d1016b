package pop3_test

import (
	"errors"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

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
			srv, dial := secureServer(t, tt.logins)
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
