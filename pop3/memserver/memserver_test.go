package memserver_test

import (
	"bufio"
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
