package memserver_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/restante/restante/pop3/memserver"
)

func TestLogins(t *testing.T) {
	b64 := base64.StdEncoding.EncodeToString
	good, bad := b64([]byte("\x00anna\x00secret")), b64([]byte("\x00anna\x00wrong"))
	tests := []struct {
		name   string
		logins memserver.Logins
		lines  []string
		want   string
	}{
		{"PLAIN", memserver.Logins{}, []string{"AUTH PLAIN " + good}, "+OK logged in|"},
		{"PLAIN, wrong", memserver.Logins{}, []string{"AUTH PLAIN " + bad}, "-ERR [AUTH] name or password are wrong|"},
		{"PLAIN, asked for", memserver.Logins{}, []string{"auth plain", good}, "+ |+OK logged in|"},
		{"PLAIN, cancelled", memserver.Logins{}, []string{"AUTH PLAIN", "*", "AUTH PLAIN " + good}, "+ |-ERR cancelled|+OK logged in|"},
		{"PLAIN, no base64", memserver.Logins{}, []string{"AUTH PLAIN ?"}, "-ERR bad response|"},
		{"PLAIN, empty", memserver.Logins{}, []string{"AUTH PLAIN ="}, "-ERR bad response|"},
		{"another mechanism", memserver.Logins{}, []string{"AUTH X"}, "-ERR unknown mechanism|"},
		{"no AUTH", memserver.Logins{NoSASL: true}, []string{"AUTH PLAIN " + good}, "-ERR unknown mechanism|"},
		{"no USER", memserver.Logins{NoUser: true}, []string{"USER anna", "PASS secret"}, "-ERR unknown command|-ERR unknown command|"},
		{"no APOP", memserver.Logins{}, []string{"APOP anna 00"}, "-ERR unknown command|"},
		{"no UTF8", memserver.Logins{}, []string{"UTF8"}, "-ERR unknown command|"},
		{"letters before UTF8", memserver.Logins{UTF8: true}, []string{"USER änna", "PASS secret", "UTF8"}, "+OK|-ERR only ASCII before UTF8|+OK|"},
		{"UTF8 too late", memserver.Logins{UTF8: true}, []string{"USER anna", "PASS secret", "UTF8"}, "+OK|+OK logged in|-ERR unknown command|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv, _ := newServer()
			defer srv.Close()
			srv.SetLogins(tt.logins)
			if got, want := talk(t, srv, tt.lines...), "+OK memserver ready|"+tt.want+"+OK good bye|"; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestLock(t *testing.T) {
	srv, box := newServer()
	defer srv.Close()
	if !box.Lock() {
		t.Fatal("locked from the start")
	}
	if got := talk(t, srv, "USER anna", "PASS secret", "STAT"); !strings.Contains(got, "-ERR [IN-USE]") || !strings.Contains(got, "-ERR log in first") {
		t.Errorf("got %s", got)
	}
	box.Unlock()
	if got := talk(t, srv, "USER anna", "PASS secret", "DELE 1"); !strings.Contains(got, "+OK marked") {
		t.Errorf("got %s", got)
	}
	if n := len(box.Messages()); n != 1 || box.Locked() {
		t.Errorf("%d messages, locked %v", n, box.Locked())
	}
}
