package pop3_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/restante/restante/pop3"
)

// canned is a connection to a server that has all its answers ready. It answers
// each command when that was written, and costs next to nothing itself.
type canned struct {
	answers map[string][]byte // by verb

	mu      sync.Mutex
	ready   sync.Cond
	half    []byte   // of a command whose line end was not written yet
	waiting [][]byte // answers that were not read yet
	closed  bool
}

func newCanned(answers map[string]string) *canned {
	c := &canned{answers: map[string][]byte{}, waiting: [][]byte{[]byte("+OK ready\r\n")}}
	c.ready.L = &c.mu
	for verb, answer := range answers {
		c.answers[verb] = []byte(answer)
	}
	return c
}

// Write takes commands and makes their answers ready.
func (c *canned) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.half = append(c.half, p...)
	rest := c.half
	for {
		line, more, ok := bytes.Cut(rest, []byte("\r\n"))
		if !ok {
			break
		}
		verb, _, _ := bytes.Cut(line, []byte(" "))
		answer, known := c.answers[string(verb)]
		if !known {
			answer = []byte("-ERR what?\r\n")
		}
		c.waiting = append(c.waiting, answer)
		rest = more
	}
	c.half = append(c.half[:0], rest...)
	c.ready.Signal()
	return len(p), nil
}

// Read reads what is ready, and waits while that is nothing.
func (c *canned) Read(p []byte) (n int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.waiting) == 0 {
		if c.closed {
			return 0, net.ErrClosed
		}
		c.ready.Wait()
	}
	for n < len(p) && len(c.waiting) > 0 {
		k := copy(p[n:], c.waiting[0])
		n += k
		if c.waiting[0] = c.waiting[0][k:]; len(c.waiting[0]) == 0 {
			c.waiting = c.waiting[1:]
		}
	}
	return n, nil
}

// Close wakes a Read.
func (c *canned) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	c.ready.Broadcast()
	return nil
}

func (c *canned) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (c *canned) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (c *canned) SetDeadline(time.Time) error      { return nil }
func (c *canned) SetReadDeadline(time.Time) error  { return nil }
func (c *canned) SetWriteDeadline(time.Time) error { return nil }

// answering is a session with a server that offers pipelining and has one more
// answer, logged in.
func answering(b *testing.B, more map[string]string) *pop3.Conn {
	b.Helper()
	answers := map[string]string{
		"CAPA": "+OK\r\nTOP\r\nUIDL\r\nUSER\r\nPIPELINING\r\nRESP-CODES\r\nSASL PLAIN\r\n.\r\n",
		"AUTH": "+OK Logged in.\r\n",
		"STAT": "+OK 1 1\r\n",
	}
	for verb, answer := range more {
		answers[verb] = answer
	}
	c, err := pop3.NewConn(context.Background(), newCanned(answers), &pop3.Options{AllowPlain: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { c.Close() })
	if err := c.Login(context.Background(), anna); err != nil {
		b.Fatal(err)
	}
	return c
}

// upTo yields the numbers from 1 to n.
func upTo(n int) func() (int, bool) {
	num := 0
	return func() (int, bool) {
		num++
		return num, num <= n
	}
}

func BenchmarkList100k(b *testing.B) {
	const n = 100_000
	var list, uidl strings.Builder
	list.WriteString("+OK\r\n")
	uidl.WriteString("+OK\r\n")
	for num := 1; num <= n; num++ {
		fmt.Fprintf(&list, "%d %d\r\n", num, 2000+num%4000)
		fmt.Fprintf(&uidl, "%d %016x%08x\r\n", num, num, 1_700_000_000)
	}
	list.WriteString(".\r\n")
	uidl.WriteString(".\r\n")
	c := answering(b, map[string]string{"LIST": list.String(), "UIDL": uidl.String()})
	b.SetBytes(int64(list.Len() + uidl.Len()))
	b.ReportAllocs()
	for b.Loop() {
		l, err := c.List(context.Background())
		if err != nil || l.Doubt != nil || len(l.Entries) != n {
			b.Fatalf("%d entries, doubt %v, error %v", len(l.Entries), l.Doubt, err)
		}
	}
}

func BenchmarkTops10k(b *testing.B) {
	const n = 10_000
	head := "Return-Path: <bounce@mx.example.org>\r\n" + strings.Repeat("Received: from mx.example.org by mail.example.org; Tue, 24 Nov 2026 09:12:00 +0000\r\n", 8) +
		"From: Friend <friend@example.org>\r\nTo: anna@post.example\r\nSubject: A letter\r\nDate: Tue, 24 Nov 2026 09:12:00 +0000\r\n\r\n"
	answer := "+OK\r\n" + head + ".\r\n"
	c := answering(b, map[string]string{"TOP": answer})
	b.SetBytes(int64(n * len(answer)))
	b.ReportAllocs()
	for b.Loop() {
		got := 0
		err := c.Tops(context.Background(), upTo(n), 0, func(h pop3.Head) error {
			if h.Err != nil || len(h.Bytes) != len(head) {
				b.Fatalf("message %d has a header block of %d bytes, want %d: %v", h.Num, len(h.Bytes), len(head), h.Err)
			}
			got++
			return nil
		})
		if err != nil || got != n {
			b.Fatalf("%d answers, error %v", got, err)
		}
	}
}

func BenchmarkDele10k(b *testing.B) {
	const n = 10_000
	const answer = "+OK Marked to be deleted.\r\n"
	c := answering(b, map[string]string{"DELE": answer, "LIST": "+OK\r\n.\r\n"}) // LIST goes behind the deletions
	b.SetBytes(int64(n * len(answer)))
	b.ReportAllocs()
	for b.Loop() {
		agreed := 0
		_, err := c.Dele(context.Background(), upTo(n), func(_ int, refused error) error {
			if refused == nil {
				agreed++
			}
			return nil
		})
		if err != nil || agreed != n {
			b.Fatalf("%d deleted, error %v", agreed, err)
		}
	}
}
