package memserver_test

import (
	"bufio"
	"encoding/base64"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/restante/restante/pop3/memserver"
)

// talk sends lines and returns everything the server says up to its end.
func talk(t *testing.T, srv *memserver.Server, lines ...string) string {
	t.Helper()
	c := srv.Pipe()
	defer c.Close()
	done := make(chan string)
	go func() {
		all, _ := io.ReadAll(c)
		done <- string(all)
	}()
	if _, err := io.WriteString(c, strings.Join(lines, "\r\n")+"\r\nQUIT\r\n"); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(<-done, "\r\n", "|")
}

func newServer() (*memserver.Server, *memserver.Mailbox) {
	srv := memserver.New()
	box := srv.AddUser("anna", "secret")
	box.Add("a", []byte("Subject: 1\r\n\r\n.dot\r\nline 2\r\n"))
	box.Add("b", []byte("Subject: 2\r\n\r\nhello\r\n"))
	return srv, box
}

func TestConversations(t *testing.T) {
	const in, out = "+OK memserver ready|+OK|+OK logged in|", "+OK good bye|"
	login := []string{"USER anna", "PASS secret"}
	tests := []struct {
		name  string
		lines []string
		want  string
	}{
		{"stat", []string{"STAT"}, "+OK 2 49|"},
		{"list", []string{"LIST", "LIST 2", "LIST 3"}, "+OK|1 28|2 21|.|+OK 2 21|-ERR no such message|"},
		{"uidl", []string{"UIDL", "UIDL 1"}, "+OK|1 a|2 b|.|+OK 1 a|"},
		{"retr", []string{"RETR 1", "RETR x", "RETR 0"}, "+OK 28 octets|Subject: 1||..dot|line 2|.|-ERR no such message|-ERR no such message|"},
		{"top", []string{"TOP 1 0", "TOP 1 1", "TOP 1"}, "+OK|Subject: 1||.|+OK|Subject: 1||..dot|.|-ERR how many lines|"},
		{"dele", []string{"DELE 1", "DELE 1", "STAT", "LIST", "RSET", "STAT"}, "+OK marked|-ERR no such message|+OK 1 21|+OK|2 21|.|+OK|+OK 2 49|"},
		{"lower case", []string{"noop"}, "+OK|"},
		{"unknown", []string{"XTND"}, "-ERR unknown command|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv, _ := newServer()
			defer srv.Close()
			if got := talk(t, srv, append(login[:2:2], tt.lines...)...); got != in+tt.want+out {
				t.Errorf("got  %s\nwant %s", got, in+tt.want+out)
			}
		})
	}
}

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

func TestNewMailIsNotSeenInASession(t *testing.T) {
	srv, box := newServer()
	defer srv.Close()
	c := srv.Pipe()
	defer c.Close()
	r := bufio.NewReader(c)
	say := func(line string) string {
		if line != "" {
			if _, err := io.WriteString(c, line+"\r\n"); err != nil {
				t.Fatal(err)
			}
		}
		answer, err := r.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	say("")
	say("USER anna")
	say("PASS secret")
	box.Add("c", []byte("Subject: 3\r\n\r\n"))
	if got := say("STAT"); got != "+OK 2 49\r\n" {
		t.Errorf("got %q", got)
	}
	say("DELE 2")
	say("QUIT")
	var uids []string
	for _, m := range box.Messages() {
		uids = append(uids, m.UID)
	}
	if got := strings.Join(uids, " "); got != "a c" {
		t.Errorf("left are %s", got)
	}
}

func TestServe(t *testing.T) {
	srv, _ := newServer()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error)
	go func() { served <- srv.Serve(l) }()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil || line != "+OK memserver ready\r\n" {
		t.Errorf("got %q, %v", line, err)
	}
	l.Close()
	if err := <-served; err != nil {
		t.Error(err)
	}
	srv.Close() // ends the session too
	if _, err := c.Read(make([]byte, 1)); err == nil {
		t.Error("the session goes on")
	}
	c.Close()
}

func TestCutAfter(t *testing.T) {
	srv, _ := newServer()
	defer srv.Close()
	srv.SetFaults(memserver.Faults{CutAfter: 30})
	if got := talk(t, srv, "USER anna", "PASS secret"); len(got) > 30 {
		t.Errorf("%d bytes came: %q", len(got), got)
	}
}

func TestOddAnswers(t *testing.T) {
	login := []string{"USER anna", "PASS secret"}
	tests := []struct {
		name   string
		faults memserver.Faults
		lines  []string
		want   string
	}{
		{"gaps", memserver.Faults{Gaps: 3}, []string{"LIST", "UIDL 6", "LIST 2", "DELE 3", "LIST"}, "+OK|3 28|6 21|.|+OK 6 b|-ERR no such message|+OK marked|+OK|6 21|.|+OK good bye|"},
		{"other unique-ids", memserver.Faults{UIDL: func(uid string) string { return uid + uid }}, []string{"UIDL"}, "+OK|1 aa|2 bb|.|+OK good bye|"},
		{"chatter", memserver.Faults{Rules: []memserver.Rule{{Act: memserver.Say, Text: " ha"}}}, []string{"STAT", "LIST 1", "LIST", "DELE 9", "NOOP"}, "+OK 2 49|+OK 1 28|+OK ha|1 28|2 21|.|-ERR no such message|+OK ha|+OK ha|"},
		{"other rows", memserver.Faults{Row: func(verb, row string) string { return row + " of " + verb }}, []string{"LIST", "UIDL 2"}, "+OK|1 28 of LIST|2 21 of LIST|.|+OK 2 b of UIDL|+OK good bye|"},
		{"tangled", memserver.Faults{Tangled: true}, []string{"LIST", "NOOP", "TOP 2 0"}, "+OK|1 28|2 21|+OK|.|+OK|Subject: 2||+OK good bye|.|"},
		{"tangled with a refusal", memserver.Faults{Tangled: true}, []string{"LIST", "DELE 9"}, "+OK|1 28|2 21|-ERR no such message|.|+OK good bye|"},
		{"bare dot", memserver.Faults{BareDot: true}, []string{"LIST"}, "+OK|1 28|2 21|.+OK good bye|"},
		{"strict", memserver.Faults{Strict: true}, []string{"NOOP ", "NOOP"}, "|-ERR syntax error|+OK|+OK good bye|"},
		{"too much ahead", memserver.Faults{Ahead: 2}, nil, "+OK memserver ready|"},
		{"TOP gives all", memserver.Faults{TopAll: true}, []string{"TOP 2 0"}, "+OK|Subject: 2||hello|.|+OK good bye|"},
		{"dots as they are", memserver.Faults{Unstuffed: true}, []string{"RETR 1"}, "+OK 28 octets|Subject: 1||.dot|line 2|.|+OK good bye|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv, _ := newServer()
			defer srv.Close()
			srv.SetFaults(tt.faults)
			if got := talk(t, srv, append(login[:2:2], tt.lines...)...); !strings.HasSuffix(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestBareLF(t *testing.T) {
	srv, _ := newServer()
	defer srv.Close()
	srv.SetFaults(memserver.Faults{BareLF: true})
	if got, want := talk(t, srv, "USER anna"), "+OK memserver ready\n+OK\n+OK good bye\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
