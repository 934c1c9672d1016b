package pop3_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/pop3"
	"github.com/restante/restante/pop3/memserver"
	"github.com/restante/restante/pop3/poptest"
)

var ctx = context.Background()

var anna = pop3.Credentials{User: "anna", Password: "secret"}

// quick are time-outs that let a test with a silent server end soon.
var quick = pop3.Timeouts{Greeting: 2 * time.Second, Answer: 300 * time.Millisecond, Quit: 300 * time.Millisecond, MinRate: 1 << 20}

// message returns a small message that can be told from all others.
func message(n int) []byte {
	return fmt.Appendf(nil, "From: Sender %d <s%d@example.org>\r\nSubject: Message %d\r\nMessage-ID: <%d@example.org>\r\n\r\nHello %d\r\n.leading dot\r\n..two\r\nend\r\n", n%7, n%7, n, n, n)
}

// filled returns a server with n messages for the user anna, password secret.
func filled(t testing.TB, n int) (*memserver.Server, *memserver.Mailbox) {
	t.Helper()
	srv := memserver.New()
	t.Cleanup(srv.Close)
	box := srv.AddUser("anna", "secret")
	for i := 1; i <= n; i++ {
		box.Add(fmt.Sprintf("uid-%d", i), message(i))
	}
	return srv, box
}

// numbers returns the numbers from 1 to n.
func numbers(n int) []int {
	nums := make([]int, n)
	for i := range nums {
		nums[i] = i + 1
	}
	return nums
}

// connect opens a session on a pipe.
func connect(t testing.TB, srv *memserver.Server, opts *pop3.Options) (*pop3.Conn, error) {
	t.Helper()
	if opts == nil {
		opts = &pop3.Options{}
	}
	opts.AllowPlain = true
	c, err := pop3.NewConn(context.Background(), srv.Pipe(), opts)
	if err == nil {
		t.Cleanup(func() { c.Close() })
	}
	return c, err
}

// login opens a session on a pipe and logs in.
func login(t testing.TB, srv *memserver.Server, opts *pop3.Options) *pop3.Conn {
	t.Helper()
	c, err := connect(t, srv, opts)
	if err != nil {
		t.Fatalf("connect: %v", err)
	}
	if err := c.Login(context.Background(), anna); err != nil {
		t.Fatalf("login: %v", err)
	}
	return c
}

// useAll goes through a whole session and returns the first error.
func useAll(ctx context.Context, c *pop3.Conn) error {
	if err := c.Login(ctx, anna); err != nil {
		return err
	}
	if _, _, err := c.Stat(ctx); err != nil {
		return err
	}
	if _, err := c.List(ctx); err != nil {
		return err
	}
	if err := c.Tops(ctx, pop3.Nums([]int{1, 2}), 0, func(h pop3.Head) error { return h.Err }); err != nil {
		return err
	}
	if _, err := c.Retr(ctx, 1, pop3.Expect{}, &bytes.Buffer{}); err != nil {
		return err
	}
	if _, err := c.Dele(ctx, pop3.Nums([]int{1}), func(_ int, err error) error { return err }); err != nil {
		return err
	}
	return c.Quit(ctx)
}

// quitAndClose ends a session in virtual time.
func quitAndClose(t *testing.T, c *pop3.Conn, srv *memserver.Server) {
	t.Helper()
	if err := c.Quit(ctx); err != nil {
		t.Error(err)
	}
	srv.Close()
}

// secureServer is filled with TLS and the given ways to log in, and a function that
// connects to it.
func secureServer(t *testing.T, logins memserver.Logins) (*memserver.Server, func() *pop3.Conn) {
	t.Helper()
	ca := poptest.NewCA(t)
	srv, _ := filled(t, 1)
	srv.SetTLS(ca.Server("mail.example.org"))
	srv.SetLogins(logins)
	return srv, func() *pop3.Conn {
		c, err := pop3.DialTLS(ctx, "mail.example.org:995", &pop3.Options{TLS: &tls.Config{RootCAs: ca.Pool}, Dial: dialPipe(srv.PipeTLS)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		return c
	}
}

// dialPipe makes every dial end at the server's pipe.
func dialPipe(pipe func() net.Conn) pop3.Dialer {
	return func(context.Context, string, string) (net.Conn, error) { return pipe(), nil }
}

// dialSocket makes every dial end at a socket that serve listens to.
func dialSocket(t *testing.T, serve func(net.Listener) error) pop3.Dialer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = serve(l) }()
	t.Cleanup(func() { l.Close(); <-done })
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, l.Addr().String())
	}
}

// conversation serves a fixed script: lines that begin with "S: " are sent,
// lines that begin with "C: " are awaited. What the client sent instead is
// reported. It returns the client's end.
func conversation(t testing.TB, script string) net.Conn {
	t.Helper()
	client, server := net.Pipe()
	done := make(chan struct{})
	t.Cleanup(func() { client.Close(); server.Close(); <-done })
	go func() {
		defer close(done)
		defer server.Close()
		buf := make([]byte, 0, 4096)
		for _, step := range strings.Split(strings.TrimSpace(script), "\n") {
			side, text, _ := strings.Cut(strings.TrimSpace(step), " ")
			switch side {
			case "S:":
				text = strings.NewReplacer(`\r`, "\r", `\n`, "\n", `\0`, "\x00").Replace(text)
				if _, err := server.Write([]byte(text)); err != nil {
					return
				}
			case "C:":
				for !strings.Contains(string(buf), "\r\n") {
					chunk := make([]byte, 4096)
					n, err := server.Read(chunk)
					if err != nil {
						t.Errorf("awaited %q: %v", text, err)
						return
					}
					buf = append(buf, chunk[:n]...)
				}
				line, rest, _ := strings.Cut(string(buf), "\r\n")
				if line != text {
					t.Errorf("client sent %q, awaited %q", line, text)
				}
				buf = []byte(rest)
			}
		}
	}()
	return client
}
