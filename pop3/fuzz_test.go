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

func say(says []byte) *script { return &script{says: bytes.NewReader(says)} }

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
	return begun(t, []byte(says), pop3.Limits{})
}

// greeted is loggedIn with small limits.
func greeted(t *testing.T, says []byte) *pop3.Conn {
	t.Helper()
	return begun(t, says, small)
}

func begun(t *testing.T, says []byte, limits pop3.Limits) *pop3.Conn {
	t.Helper()
	server := say(says)
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

// fair checks what must be so after every call: the error has one of the types
// of this package, its text is harmless, and only a refusal leaves the session
// open.
func fair(t *testing.T, c *pop3.Conn, err error) {
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

func FuzzGreeting(f *testing.F) {
	for _, s := range []string{"+OK\r\n", "+OK POP3 <1896.697170952@dbc.mtview.ca.us>\r\n", "-ERR [IN-USE] busy\r\n", "+OK\n", "HTTP/1.1 200 OK\r\n", "220 smtp\r\n", "", "+OKAY\r\n", "-ERR [" + strings.Repeat("x", 200) + "\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c, err := pop3.NewConn(ctx, say(says), &pop3.Options{Limits: small})
		if err == nil {
			if !bytes.HasPrefix(bytes.ToUpper(says), []byte("+OK")) {
				t.Errorf("%q was taken for a greeting", says)
			}
			return
		}
		var refused *pop3.Error
		if errors.As(err, &refused) && len([]rune(refused.Text)) > 200 {
			t.Errorf("a text of %d runes", len([]rune(refused.Text)))
		}
		_ = c
	})
}

func FuzzStat(f *testing.F) {
	for _, s := range []string{"+OK 2 320\r\n", "+OK 0 0\r\n", "+OK -1 5\r\n", "+OK 1\r\n", "+OK 99999999999999999999 1\r\n", "+OK 2 320 extra\r\n", "-ERR no\r\n", "+ok\t2 3\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := greeted(t, says)
		count, size, err := c.Stat(ctx)
		fair(t, c, err)
		if count < 0 || size < 0 {
			t.Errorf("%d messages, %d bytes", count, size)
		}
	})
}

func FuzzListing(f *testing.F) {
	for _, s := range []string{
		"+OK\r\n1 a\r\n2 b\r\n.\r\n+OK\r\n1 10\r\n2 20\r\n.\r\n", "-ERR\r\n+OK\r\n1 10\r\n.\r\n", "+OK\n1 a\n.\n+OK\n1 10\n.\n",
		"+OK\r\n1 a\r\n1 a\r\n.\r\n+OK\r\n3 10\r\n.\r\n", "+OK\r\n1  \r\n..2 b\r\n.\r\n+OK\r\n1 9223372036854775808\r\n.\r\n",
		"+OK\r\n0 a\r\n-1 b\r\n.\r\n+OK\r\n1 x\r\n.\r\n", "+OK\r\n5 a\r\n2 b\r\n.\r\n+OK\r\n2 10\r\n5 20\r\n.\r\n", "+OK\r\n+OK\r\n1 a\r\n.\r\n+OK\r\n1 10\r\n.\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := greeted(t, says)
		l, err := c.List(ctx)
		fair(t, c, err)
		seen := make(map[int]bool)
		for _, e := range l.Entries {
			if e.Num <= 0 || e.Size < 0 || len(e.UID) > 1000 || strings.ContainsFunc(e.UID, func(r rune) bool { return r < 0x21 || r > 0x7e }) {
				t.Errorf("entry %+v", e)
			}
			if err == nil && seen[e.Num] && l.Doubt == nil {
				t.Errorf("number %d is listed twice, without a doubt", e.Num)
			}
			seen[e.Num] = true
		}
		if len(l.Entries) > small.Rows+1 {
			t.Errorf("%d entries", len(l.Entries))
		}
	})
}

func FuzzRetr(f *testing.F) {
	for _, s := range []string{"+OK\r\nhello\r\n.\r\n", "+OK\r\n..\r\n...\r\n.\r\n", "+OK\r\n.\r\n", "+OK\r\nno end", "+OK\na\n.\n", "+OK\r\na\r\n.b\r\n.\r\n", "-ERR no such message\r\n", "+OK\r\n.\r.\n.\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := greeted(t, says)
		var got bytes.Buffer
		n, err := c.Retr(ctx, 1, pop3.Expect{}, &got)
		fair(t, c, err)
		if err == nil && n != int64(got.Len()) || int64(got.Len()) > small.Message+100 {
			t.Errorf("%d bytes, %d written", n, got.Len())
		}
		if err != nil {
			return
		}
		_, sent, _ := bytes.Cut(says, []byte("\n"))
		if want := unstuffed(sent); !bytes.Equal(got.Bytes(), want) {
			t.Errorf("of %q got %q, want %q", sent, got.Bytes(), want)
		}
	})
}

// unstuffed reads a multi-line answer (RFC 1939 section 3), the simple way.
func unstuffed(sent []byte) []byte {
	var out []byte
	for line := range bytes.Lines(sent) {
		if text := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r"); text == "." {
			break
		}
		out = append(out, bytes.TrimPrefix(line, []byte("."))...)
	}
	return out
}

func FuzzTops(f *testing.F) {
	for _, s := range []string{
		"+OK\r\nSubject: a\r\n\r\n.\r\n+OK 1 10\r\n", "-ERR\r\n+OK 1 10\r\n", "+OK\r\n.\r\n", "+OK\r\n.\r\n+OK 1 1\r\n+OK\r\n", "+OK 1 10\r\n", "what?\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := greeted(t, says)
		answers := 0
		err := c.Tops(ctx, pop3.Nums([]int{1}), 0, func(h pop3.Head) error {
			if answers++; len(h.Bytes) > small.Head || h.Num != 1 {
				t.Errorf("head of %d with %d bytes", h.Num, len(h.Bytes))
			}
			return nil
		})
		fair(t, c, err)
		if err == nil && answers != 1 {
			t.Errorf("%d answers", answers)
		}
	})
}

func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"+OK 1 10\r\n+OK 1 a\r\n+OK\r\nSubject: a\r\n\r\n.\r\n+OK\r\n1 a\r\n.\r\n+OK\r\n1 10\r\n.\r\n", "-ERR\r\n-ERR\r\n-ERR\r\n-ERR\r\n+OK\r\n1 10\r\n.\r\n", "+OK 2 10\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := greeted(t, says)
		_, err := c.Page(ctx, []int{1}, func(e pop3.Entry, h pop3.Head) {
			if e.Num != 1 || e.Size < 0 || strings.ContainsAny(e.UID, " \r\n\x00") {
				t.Errorf("entry %+v", e)
			}
		})
		fair(t, c, err)
	})
}

func FuzzDele(f *testing.F) {
	for _, s := range []string{"+OK\r\n+OK\r\n.\r\n", "-ERR gone\r\n+OK\r\n1 10\r\n.\r\n", "+OK\r\n+OK\r\n1 10\r\n.\r\n+OK\r\n", "+OK\r\n-ERR\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := greeted(t, says)
		_, err := c.Dele(ctx, pop3.Nums([]int{1}), func(int, error) error { return nil })
		fair(t, c, err)
	})
}
