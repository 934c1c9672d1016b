package poptest

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
)

// accept serves every connection to a port on loopback with handle, which closes
// it, until the test ends.
func (r *Real) accept(tb TB, port int, handle func(net.Conn)) {
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

func (r *Real) address(port int) string { return net.JoinHostPort(r.Host, strconv.Itoa(port)) }

// encrypt puts TLS before a server that has none.
func (r *Real) encrypt(tb TB) {
	tb.Helper()
	cfg := r.CA.Server("localhost", r.Host)
	r.accept(tb, r.TLSPort, func(raw net.Conn) {
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

// popa3d serves the unencrypted port: for each connection a process is started
// within the namespaces of the server, with the connection as its standard input
// and output.
func (r *Real) popa3d(tb TB, namespaces int) {
	tb.Helper()
	enter := []string{
		fmt.Sprintf("--mount=/proc/%d/ns/mnt", namespaces),
		fmt.Sprintf("--pid=/proc/%d/ns/pid_for_children", namespaces),
		"popa3d",
	}
	r.accept(tb, r.Port, func(conn net.Conn) {
		defer conn.Close()
		if _, err := os.Stat(filepath.Join(r.dir, "run", "ready")); err != nil {
			return // the namespaces are not made yet
		}
		socket, err := conn.(*net.TCPConn).File()
		if err != nil {
			return
		}
		defer socket.Close()
		cmd := exec.Command("nsenter", enter...)
		cmd.Stdin, cmd.Stdout = socket, socket
		_ = cmd.Run() // it fails with the line
	})
}
