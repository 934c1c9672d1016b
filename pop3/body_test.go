package pop3_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
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

func TestHeadIsCutAtItsLimit(t *testing.T) {
	srv, box := filled(t, 0)
	box.Add("a", []byte("Subject: x\r\n"+strings.Repeat("X: y\r\n", 1000)+"\r\n"))
	box.Add("b", message(2))
	c := login(t, srv, &pop3.Options{Limits: pop3.Limits{Head: 100}})
	var sizes []int
	err := c.Tops(ctx, pop3.Nums([]int{1, 2}), 0, func(h pop3.Head) error {
		sizes = append(sizes, len(h.Bytes))
		return nil
	})
	if err != nil || len(sizes) != 2 || sizes[0] != 100 || sizes[1] > 100 {
		t.Errorf("sizes %v, %v", sizes, err)
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

func TestMissingDotIsAFault(t *testing.T) {
	srv, _ := filled(t, 3)
	srv.SetFaults(memserver.Faults{Rules: []memserver.Rule{{Verb: "UIDL", Act: memserver.NoDot}}})
	c := login(t, srv, &pop3.Options{Timeouts: quick})
	if l, err := c.List(ctx); err == nil && l.Doubt == nil {
		t.Error("a listing without an end was taken as sound")
	}
}
