package pop3_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
)

// TestMessageWithoutAnEnd fetches messages whose final dot is not where it belongs.
func TestMessageWithoutAnEnd(t *testing.T) {
	const text = "Subject: x\r\n\r\nline\r\nlast"
	for name, c := range map[string]struct {
		sent string // as the whole answer
		size int64
		want string
		ok   bool // the session goes on without a word
	}{
		"dot behind the last line":      {"+OK\r\n" + text + ".\r\n", int64(len(text)), text + "\r\n", false},
		"the same, size unknown":        {"+OK\r\n" + text + ".\r\n", 0, text + "\r\n", false},
		"dot without a line end":        {"+OK\r\n" + text + "\r\n.", int64(len(text)), text + "\r\n", false},
		"no dot at all":                 {"+OK\r\n" + text + "\r\n", int64(len(text)) + 2, text + "\r\n", false},
		"bare LF":                       {"+OK\n" + text + ".\n", 0, text + "\n", false},
		"a sentence ends with a dot":    {"+OK\r\n" + text + ".\r\nmore.\r\n.\r\n", 0, text + ".\r\nmore.\r\n", true},
		"the last sentence does":        {"+OK\r\n" + text + ".\r\n.\r\n", 0, text + ".\r\n", true},
		"a stuffed dot":                 {"+OK\r\n" + text + "\r\n..\r\n.\r\n", 0, text + "\r\n.\r\n", true},
		"dots at the end":               {"+OK\r\n" + text + "...\r\n.\r\n", 0, text + "...\r\n", true},
		"longer than was told":          {"+OK\r\n" + text + "\r\n" + text + "\r\n.\r\n", 10, text + "\r\n" + text + "\r\n", true},
		"a line like an answer, no end": {"+OK\r\n" + text + "\r\n-ERR no\r\n+OK 2 100\r\nend.\r\n", 0, text + "\r\n-ERR no\r\n+OK 2 100\r\nend\r\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv, box := filled(t, 0)
				box.Add("a", []byte(text+"\r\n"))
				box.Add("b", message(2))
				for _, asked := range []bool{true, false} {
					srv.SetFaults(memserver.Faults{NoLock: true, Rules: []memserver.Rule{{Verb: "RETR", Nth: 1, Act: memserver.Reply, Text: c.sent}}})
					conn := login(t, srv, nil)
					if asked {
						if _, _, err := conn.Stat(context.Background()); err != nil {
							t.Fatal(err)
						}
					}
					var buf bytes.Buffer
					n, err := conn.Retr(context.Background(), 1, pop3.Expect{Size: c.size}, &buf)
					var unended *pop3.UnendedError
					if (err == nil) != c.ok || !c.ok && !errors.As(err, &unended) {
						t.Errorf("asked %v: error %v", asked, err)
					}
					if buf.String() != c.want {
						t.Errorf("asked %v: got %q of %d bytes, want %q", asked, buf.String(), n, c.want)
					}
					buf.Reset()
					if _, err := conn.Retr(context.Background(), 2, pop3.Expect{}, &buf); err != nil || buf.String() != string(message(2)) {
						t.Errorf("asked %v: the session is out of step: %q, %v", asked, buf.String(), err)
					}
					conn.Close()
				}
			})
		})
	}
}

// TestSlowMessageIsNoneWithoutAnEnd has the server pause where a text could end.
func TestSlowMessageIsNoneWithoutAnEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv, box := filled(t, 0)
		text := "Subject: x\r\n\r\nOne. Two.\r\nThree.\r\nFour\r\n"
		box.Add("a", []byte(text))
		srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "RETR", Act: memserver.Drip, Delay: 200 * time.Millisecond}}})
		c := login(t, srv, &pop3.Options{Timeouts: pop3.Timeouts{Stall: 100 * time.Millisecond}})
		var buf bytes.Buffer
		_, err := c.Retr(context.Background(), 1, pop3.Expect{Size: 5}, &buf)
		if err != nil || buf.String() != text {
			t.Errorf("%q, %v", buf.String(), err)
		}
		if err := c.Noop(context.Background()); err != nil {
			t.Error(err)
		}
	})
}
