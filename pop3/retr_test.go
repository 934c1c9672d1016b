package pop3_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
)

func TestRetrKeepsEveryByte(t *testing.T) {
	tests := map[string]string{
		"empty body":           "Subject: x\r\n\r\n",
		"dots":                 "Subject: x\r\n\r\n.\r\n..\r\n...\r\n.a\r\n",
		"a line of 10,000":     "Subject: x\r\n\r\n" + strings.Repeat("x", 10_000) + "\r\nend\r\n",
		"a line of 1,000,000":  "Subject: x\r\n\r\n" + strings.Repeat("long ", 200_000) + "\r\n",
		"dots at buffer edges": "Subject: x\r\n\r\n" + strings.Repeat(strings.Repeat("x", 32<<10-2)+"\r\n.\r\n", 4),
		"bare LF":              "Subject: x\r\n\r\na\nb\n.c\r\n",
		"8-bit and NUL":        "Subject: x\r\n\r\n\x00\xff\xfe\r\n",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			srv, box := filled(t, 0)
			box.Add("a", []byte(text))
			box.Add("b", []byte("Subject: next\r\n\r\n"))
			c := login(t, srv, nil)
			var buf bytes.Buffer
			if n, err := c.Retr(ctx, 1, pop3.Expect{}, &buf); err != nil || n != int64(len(text)) || buf.String() != text {
				t.Errorf("%d bytes of %d, %v", n, len(text), err)
			}
			if n, _, err := c.Stat(ctx); err != nil || n != 2 {
				t.Errorf("the session is out of step: %d, %v", n, err)
			}
		})
	}
}

type fullDisk struct{ left int }

var errFull = errors.New("disk full")

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.left -= len(p); d.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestRetrIntoAFullDisk(t *testing.T) {
	srv, box := filled(t, 0)
	box.Add("a", []byte("Subject: x\r\n\r\n"+strings.Repeat("line\r\n", 100_000)))
	c := login(t, srv, nil)
	if _, err := c.Retr(ctx, 1, pop3.Expect{}, &fullDisk{left: 1000}); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
	if n, _, err := c.Stat(ctx); err != nil || n != 1 {
		t.Errorf("the session is lost: %d, %v", n, err)
	}
}

func TestThreat_P11_MessageOverItsLimit(t *testing.T) {
	srv, box := filled(t, 0)
	box.Add("a", []byte(strings.Repeat("line\r\n", 10_000)))
	c := login(t, srv, &pop3.Options{Limits: pop3.Limits{Message: 1000}})
	var buf bytes.Buffer
	_, err := c.Retr(ctx, 1, pop3.Expect{}, &buf)
	var limit *pop3.LimitError
	if !errors.As(err, &limit) || buf.Len() > 64<<10 {
		t.Errorf("got %v after %d bytes", err, buf.Len())
	}
}

func FuzzRetr(f *testing.F) {
	for _, s := range []string{"+OK\r\nhello\r\n.\r\n", "+OK\r\n..\r\n...\r\n.\r\n", "+OK\r\n.\r\n", "+OK\r\nno end", "+OK\na\n.\n", "+OK\r\na\r\n.b\r\n.\r\n", "-ERR no such message\r\n", "+OK\r\n.\r.\n.\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, says []byte) {
		c := loggedInSmall(t, says)
		var got bytes.Buffer
		n, err := c.Retr(ctx, 1, pop3.Expect{}, &got)
		var unended *pop3.UnendedError
		behind := errors.As(err, &unended) // more came behind the end
		if behind {
			if c.State() != pop3.Closed || unended.All {
				t.Errorf("state %v after %+v", c.State(), unended)
			}
		} else {
			checkError(t, c, err)
		}
		if (err == nil || behind) && n != int64(got.Len()) || int64(got.Len()) > small.Message+100 {
			t.Errorf("%d bytes, %d written", n, got.Len())
		}
		if err != nil && !behind {
			return
		}
		_, sent, _ := bytes.Cut(withoutLF(says), []byte("\n"))
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
