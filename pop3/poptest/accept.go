package poptest

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strconv"
	"sync"
)

// serveConns serves every connection to a port on loopback with handle, which closes
// it, until the test ends.
func (r *Real) serveConns(tb TB, port int, handle func(net.Conn)) {
	tb.Helper()
	l, err := net.Listen("tcp", r.address(port))
	if err != nil {
		tb.Fatal(err)
	}
	var running sync.WaitGroup
	var mu sync.Mutex
	open := make(map[net.Conn]bool)
	running.Go(func() {
		for {
			conn, err := l.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil {
				continue // a connection that was gone before it was taken
			}
			mu.Lock()
			open[conn] = true
			mu.Unlock()
			running.Go(func() {
				handle(conn)
				mu.Lock()
				delete(open, conn)
				mu.Unlock()
			})
		}
	})
	tb.Cleanup(func() {
		l.Close()
		mu.Lock()
		for conn := range open {
			conn.Close()
		}
		mu.Unlock()
		running.Wait()
	})
}

// address is that of a port of the server.
func (r *Real) address(port int) string { return net.JoinHostPort(r.Host, strconv.Itoa(port)) }

// serveTLS puts TLS before a server that has none.
func (r *Real) serveTLS(tb TB) {
	tb.Helper()
	cfg := r.CA.Server("localhost", r.Host)
	r.serveConns(tb, r.TLSPort, func(raw net.Conn) {
		client := tls.Server(raw, cfg)
		defer client.Close()
		server, err := net.Dial("tcp", r.address(r.Port))
		if err != nil {
			return
		}
		var up sync.WaitGroup
		up.Go(func() {
			_, _ = io.Copy(server, client)
			server.Close() // a line that breaks on one side breaks on the other
		})
		_, _ = io.Copy(client, server)
		server.Close()
		client.Close()
		up.Wait()
	})
}
