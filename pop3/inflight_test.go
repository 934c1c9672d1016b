package pop3_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/restante/restante/pop3"
)

func TestRoundTrips(t *testing.T) {
	srv, _ := filled(t, 5000)
	c := login(t, srv, nil)
	if got := srv.RoundTrips(); got > 5 {
		t.Errorf("login took %d round trips, want at most 5: greeting, CAPA, AUTH, CAPA", got)
	}
	before := srv.RoundTrips()
	if _, err := c.List(ctx); err != nil {
		t.Fatal(err)
	}
	if got := srv.RoundTrips() - before; got > 1 {
		t.Errorf("list took %d round trips, want 1", got)
	}
	nums := numbers(5000)
	before = srv.RoundTrips()
	if err := c.Tops(ctx, pop3.Nums(nums), 0, func(pop3.Head) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if got := srv.RoundTrips() - before; got > 5000/64+1 {
		t.Errorf("5,000 headers took %d round trips, want at most 79", got)
	}
}

// TestWritingNeverLocksUp talks to a server that does one thing after the other:
// while its answers are not read it takes no commands. A client that writes
// without bound would wait for it for ever, and it for the client.
func TestWritingNeverLocksUp(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	served := make(chan error, 1)
	go func() { served <- serveInTurn(l, 40_000) }()
	c, err := pop3.DialInsecure(ctx, l.Addr().String(), &pop3.Options{AllowPlain: true, Timeouts: pop3.Timeouts{Answer: 20 * time.Second}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Login(ctx, anna); err != nil {
		t.Fatal(err)
	}
	got := 0
	err = c.Tops(ctx, pop3.Nums(numbers(40_000)), 0, func(h pop3.Head) error {
		got++
		return h.Err
	})
	if err != nil || got != 40_000 {
		t.Errorf("%d answers, %v", got, err)
	}
	c.Close()
	if err := <-served; err != nil && !errors.Is(err, io.EOF) {
		t.Logf("server: %v", err)
	}
}

// serveInTurn serves one connection with small buffers.
func serveInTurn(l net.Listener, n int) error {
	nc, err := l.Accept()
	if err != nil {
		return err
	}
	defer nc.Close()
	_ = nc.(*net.TCPConn).SetReadBuffer(32 << 10)
	_ = nc.(*net.TCPConn).SetWriteBuffer(32 << 10)
	in := bufio.NewReaderSize(nc, 16)
	head := strings.Repeat("X-Filling: "+strings.Repeat("x", 60)+"\r\n", 8)
	if _, err := io.WriteString(nc, "+OK\r\n"); err != nil {
		return err
	}
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return err
		}
		answer := "+OK\r\n"
		switch verb, _, _ := strings.Cut(strings.TrimSpace(line), " "); verb {
		case "CAPA":
			answer = "+OK\r\nTOP\r\nUIDL\r\nUSER\r\nPIPELINING\r\n.\r\n"
		case "STAT":
			answer = fmt.Sprintf("+OK %d 1000\r\n", n)
		case "TOP":
			answer = "+OK\r\n" + head + "\r\n.\r\n"
		}
		if _, err := io.WriteString(nc, answer); err != nil {
			return err
		}
	}
}
