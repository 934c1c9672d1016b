package pop3_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/restante/restante/pop3"
)

// script is a connection on which the server answers to a login, one line for
// each command, and then says what it has to say, whatever it is asked, and hangs
// up.
type script struct {
	net.Conn
	login []string
	says  io.Reader
}

func newScript(says []byte) *script { return &script{says: bytes.NewReader(says)} }

func (s *script) Read(p []byte) (int, error) {
	if len(s.login) > 0 {
		n := copy(p, s.login[0])
		s.login = s.login[1:]
		return n, nil
	}
	return s.says.Read(p)
}

func (s *script) Write(p []byte) (int, error)      { return len(p), nil }
func (s *script) Close() error                     { return nil }
func (s *script) SetDeadline(time.Time) error      { return nil }
func (s *script) SetReadDeadline(time.Time) error  { return nil }
func (s *script) SetWriteDeadline(time.Time) error { return nil }
func (s *script) RemoteAddr() net.Addr             { return &net.TCPAddr{} }

// small are limits that a few bytes reach.
var small = pop3.Limits{Line: 100, Rows: 20, Head: 50, Message: 500}

// loggedIn begins a session in which the server then says something.
func loggedIn(t *testing.T, says string) *pop3.Conn {
	t.Helper()
	return startScripted(t, []byte(says), pop3.Limits{})
}

// loggedInSmall is loggedIn with small limits.
func loggedInSmall(t *testing.T, says []byte) *pop3.Conn {
	t.Helper()
	return startScripted(t, says, small)
}

// startScripted logs in to a server that then says something.
func startScripted(t *testing.T, says []byte, limits pop3.Limits) *pop3.Conn {
	t.Helper()
	server := newScript(says)
	server.login = []string{"+OK\r\n", "-ERR no CAPA\r\n", "+OK\r\n", "+OK\r\n"}
	c, err := pop3.NewConn(ctx, server, &pop3.Options{AllowPlain: true, Limits: limits})
	if err == nil {
		err = c.Login(ctx, anna)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// withoutLF takes the line feed off that some servers send before an answer.
func withoutLF(says []byte) []byte { return bytes.TrimPrefix(says, []byte("\n")) }

// checkError checks what must be so after every call: the error has one of the types
// of this package, its text is harmless, and only a refusal leaves the session
// open.
func checkError(t *testing.T, c *pop3.Conn, err error) {
	t.Helper()
	if err == nil {
		return
	}
	var refused *pop3.Error
	var odd *pop3.ProtocolError
	var limit *pop3.LimitError
	var line *pop3.LineError
	if !errors.As(err, &refused) && !errors.As(err, &odd) && !errors.As(err, &limit) && !errors.As(err, &line) {
		t.Errorf("an error of the type %T: %v", err, err)
	}
	if strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.IsControl(r) || r == '\u202e' }) || len(err.Error()) > 2000 {
		t.Errorf("the text of an error is not harmless: %q", err)
	}
	if refused == nil && c.State() != pop3.Closed {
		t.Errorf("the session goes on after %v", err)
	}
}
