package pop3_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/poptest"
)

// server is what the suite runs on: the server in memory or a real one.
type server struct {
	poptest.Traits
	dial     func(ctx context.Context) (*pop3.Conn, error)
	dialSTLS func(ctx context.Context) (*pop3.Conn, error)
	stored   func() [][]byte // what is stored now, in order
}

// inMemory is a server in memory on a real socket with TLS.
func inMemory(t *testing.T, messages [][]byte) server {
	srv, box := filled(t, 0)
	for i, m := range messages {
		box.Add(fmt.Sprintf("uid-%d", i+1), m)
	}
	ca := poptest.NewCA(t)
	srv.SetTLS(ca.Server("localhost"))
	opts := pop3.Options{TLS: &tls.Config{RootCAs: ca.Pool}}
	withTLS, plain := opts, opts
	withTLS.Dial, plain.Dial = dialPipe(srv.PipeTLS), dialPipe(srv.Pipe)
	return server{
		Traits:   poptest.Traits{STLS: true, CAPA: true, Pipelining: true, Codes: true, Lock: true, ExactSizes: true},
		dial:     func(ctx context.Context) (*pop3.Conn, error) { return pop3.DialTLS(ctx, "localhost:995", &withTLS) },
		dialSTLS: func(ctx context.Context) (*pop3.Conn, error) { return pop3.DialStartTLS(ctx, "localhost:110", &plain) },
		stored: func() (all [][]byte) {
			for _, m := range box.Messages() {
				all = append(all, m.Data)
			}
			return all
		},
	}
}

// realServer is a real server on loopback.
func realServer(t *testing.T, kind poptest.Kind, messages [][]byte) server {
	r := poptest.Start(t, kind, messages)
	opts := &pop3.Options{TLS: &tls.Config{RootCAs: r.CA.Pool}}
	address := func(port int) string { return net.JoinHostPort(r.Host, strconv.Itoa(port)) }
	return server{
		Traits:   kind.Traits(),
		dial:     func(ctx context.Context) (*pop3.Conn, error) { return pop3.DialTLS(ctx, address(r.TLSPort), opts) },
		dialSTLS: func(ctx context.Context) (*pop3.Conn, error) { return pop3.DialStartTLS(ctx, address(r.Port), opts) },
		stored: func() [][]byte {
			all, err := r.OnDisk()
			if err != nil {
				t.Fatal(err)
			}
			return all
		},
	}
}

// TestSuite runs the same tests on every server there is.
func TestSuite(t *testing.T) {
	makers := map[string]func(*testing.T, [][]byte) server{"memserver": inMemory}
	for _, kind := range poptest.Kinds {
		makers[string(kind)] = func(t *testing.T, m [][]byte) server { return realServer(t, kind, m) }
	}
	for name, make := range makers {
		t.Run(name, func(t *testing.T) {
			var messages [][]byte
			for i := 1; i <= 300; i++ {
				messages = append(messages, message(i))
			}
			s := make(t, messages)
			t.Run("read", func(t *testing.T) { suiteRead(t, s, messages) })
			t.Run("whole", func(t *testing.T) { suiteWhole(t, s, messages) })
			t.Run("STLS", func(t *testing.T) { suiteSTLS(t, s, messages) })
			t.Run("refused", func(t *testing.T) { suiteRefused(t, s) })
			t.Run("lock", func(t *testing.T) { suiteLock(t, s) })
			t.Run("reset", func(t *testing.T) { suiteReset(t, s, messages) })
			t.Run("delete", func(t *testing.T) { suiteDelete(t, s, messages) })
		})
	}
}

func (s server) login(t *testing.T) *pop3.Conn {
	t.Helper()
	c, err := s.dial(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.Login(ctx, anna); err != nil {
		t.Fatal(err)
	}
	return c
}

// suiteWhole fetches all messages at once.
func suiteWhole(t *testing.T, s server, messages [][]byte) {
	c := s.login(t)
	if _, _, err := c.Stat(ctx); err != nil {
		t.Fatal(err)
	}
	shown := s.Shown(len(messages))
	bodies := make([]bytes.Buffer, shown)
	nums, i, sound := make([]int, shown), 0, 0
	for k := range nums {
		nums[k] = shown - k
	}
	err := c.Retrs(ctx, pop3.Nums(nums), func(num int) io.Writer { return &bodies[num-1] }, func(w pop3.Whole) error {
		if w.Num != nums[i] || w.Err != nil || w.WriteErr != nil || w.Size != int64(bodies[w.Num-1].Len()) {
			t.Fatalf("answer %d: %+v", i, w)
		}
		i++
		return nil
	}, 2, func() { sound = i })
	if err != nil || i != shown || sound != shown {
		t.Fatalf("%d answers of %d, %d sound: %v", i, shown, sound, err)
	}
	for k := range bodies {
		_, want, _ := bytes.Cut(messages[k], []byte("\r\n\r\n")) // a server may add to the header
		if s.ExtraLine {
			want = append(bytes.Clone(want), "\r\n"...)
		}
		if _, got, _ := bytes.Cut(bodies[k].Bytes(), []byte("\r\n\r\n")); !bytes.Equal(got, want) {
			t.Fatalf("message %d is %q, want %q", k+1, got, want)
		}
	}
}

func suiteRead(t *testing.T, s server, messages [][]byte) {
	c := s.login(t)
	shown := s.Shown(len(messages))
	n, _, err := c.Stat(ctx)
	if err != nil || n != shown {
		t.Fatalf("Stat = %d, %v", n, err)
	}
	if c.Pipelining() != s.Pipelining {
		t.Errorf("commands go ahead of answers: %v", c.Pipelining())
	}
	l, err := c.List(ctx)
	if err != nil || l.Doubt != nil || !l.HasUIDs || len(l.Entries) != shown {
		t.Fatalf("List: %d entries, doubt %v, %v", len(l.Entries), l.Doubt, err)
	}
	seen := make(map[string]bool)
	var nums []int
	for _, e := range l.Entries {
		if e.UID == "" || seen[e.UID] {
			t.Errorf("unique-id %q of %d", e.UID, e.Num)
		}
		seen[e.UID] = true
		nums = append(nums, e.Num)
	}
	slices.Reverse(nums)
	i := 0
	err = c.Tops(ctx, pop3.Nums(nums), 0, func(h pop3.Head) error {
		if want := fmt.Appendf(nil, "Subject: Message %d\r\n", nums[i]); h.Err != nil || h.Num != nums[i] || !bytes.Contains(h.Bytes, want) {
			t.Fatalf("head %d: %d %q %v", i, h.Num, h.Bytes, h.Err)
		}
		if bytes.Contains(h.Bytes, []byte("Hello")) {
			t.Fatalf("head %d holds text", i)
		}
		i++
		return nil
	})
	if err != nil || i != shown {
		t.Fatalf("Tops: %d, %v", i, err)
	}
	for _, num := range []int{1, shown / 2, shown} {
		s.retrieve(t, c, l.Entries[num-1], messages[num-1])
	}
	if _, err := c.Retr(ctx, 9999, pop3.Expect{}, &bytes.Buffer{}); err == nil {
		t.Error("a message that is not there was fetched")
	}
	if err := c.Noop(ctx); err != nil {
		t.Error(err)
	}
	if err := c.Quit(ctx); err != nil {
		t.Error(err)
	}
}

// retrieve fetches a message and compares it with what it should be. A server
// may have added lines to its header.
func (s server) retrieve(t *testing.T, c *pop3.Conn, e pop3.Entry, want []byte) {
	t.Helper()
	var buf bytes.Buffer
	size, err := c.Retr(ctx, e.Num, pop3.Expect{}, &buf)
	if err != nil || size != int64(buf.Len()) {
		t.Fatalf("Retr %d: %d, %v", e.Num, size, err)
	}
	_, body, _ := bytes.Cut(want, []byte("\r\n\r\n"))
	if s.ExtraLine {
		body = append(bytes.Clone(body), "\r\n"...)
	}
	if _, got, _ := bytes.Cut(buf.Bytes(), []byte("\r\n\r\n")); !bytes.Equal(got, body) {
		t.Errorf("message %d is %q, want %q", e.Num, got, body)
	}
	if s.ExactSizes && size != e.Size {
		t.Errorf("message %d has %d bytes, listed %d", e.Num, size, e.Size)
	}
}

func suiteSTLS(t *testing.T, s server, messages [][]byte) {
	c, err := s.dialSTLS(ctx)
	if !s.STLS {
		if !errors.Is(err, pop3.ErrNoSTLS) {
			t.Errorf("a server without STLS: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Login(ctx, anna); err != nil {
		t.Fatal(err)
	}
	if n, _, err := c.Stat(ctx); err != nil || n != s.Shown(len(messages)) || !c.Encrypted() {
		t.Errorf("Stat = %d, %v", n, err)
	}
	if err := c.Quit(ctx); err != nil {
		t.Error(err)
	}
}

func suiteRefused(t *testing.T, s server) {
	c, err := s.dial(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if caps, err := c.Capa(ctx); err != nil || caps.Known != s.CAPA {
		t.Errorf("capabilities are known: %v, %v", caps.Known, err)
	}
	err = c.Login(ctx, pop3.Credentials{User: "anna", Password: "wrong"})
	var refused *pop3.Error
	if !errors.As(err, &refused) || s.Codes != (refused.Code == pop3.CodeAuth) {
		t.Errorf("wrong password: %v", err)
	}
}

func suiteLock(t *testing.T, s server) {
	first := s.login(t)
	if _, err := first.List(ctx); err != nil {
		t.Fatal(err)
	}
	second, err := s.dial(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if err := second.Login(ctx, anna); s.Lock != pop3.HasCode(err, pop3.CodeInUse) || !s.Lock && err != nil {
		t.Errorf("second login while the first lasts: %v", err)
	}
	if err := first.Quit(ctx); err != nil {
		t.Error(err)
	}
	third := s.login(t)
	if err := third.Quit(ctx); err != nil {
		t.Error(err)
	}
}

func suiteReset(t *testing.T, s server, messages [][]byte) {
	c := s.login(t)
	agree := func(_ int, err error) error { return err }
	if _, err := c.Dele(ctx, pop3.Nums([]int{1, 2}), agree); err != nil {
		t.Fatal(err)
	}
	want := s.Shown(len(messages))
	if !s.MarksStay {
		want -= 2
	}
	if l, err := c.List(ctx); err != nil || len(l.Entries) != want {
		t.Errorf("%d listed after DELE, want %d, %v", len(l.Entries), want, err)
	}
	if err := c.Reset(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Dele(ctx, pop3.Nums([]int{3}), agree); err != nil {
		t.Fatal(err)
	}
	c.Close() // a line that breaks deletes nothing
	if got := len(s.stored()); got != len(messages) {
		t.Errorf("%d are stored, want %d", got, len(messages))
	}
}

func suiteDelete(t *testing.T, s server, messages [][]byte) {
	c := s.login(t)
	if _, err := c.List(ctx); err != nil {
		t.Fatal(err)
	}
	var nums []int
	var want [][]byte
	for i, m := range messages {
		if i%3 == 0 && i < s.Shown(len(messages)) {
			nums = append(nums, i+1)
		} else {
			want = append(want, m)
		}
	}
	agreed := 0
	_, err := c.Dele(ctx, pop3.Nums(nums), func(_ int, err error) error {
		if err == nil {
			agreed++
		}
		return err
	})
	if err != nil || agreed != len(nums) {
		t.Fatalf("Dele: %d agreed, %v", agreed, err)
	}
	if err := c.Quit(ctx); err != nil {
		t.Fatal(err)
	}
	got := s.stored()
	for range 50 {
		if !s.LateCommit || len(got) == len(want) {
			break
		}
		time.Sleep(20 * time.Millisecond)
		got = s.stored()
	}
	if len(got) != len(want) {
		t.Fatalf("%d are left, want %d", len(got), len(want))
	}
	for i := range want {
		if !bytes.Equal(got[i], want[i]) {
			t.Fatalf("message %d left is %q, want %q", i, got[i], want[i])
		}
	}
}
