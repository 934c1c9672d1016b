package poptest

import (
	"net"
	"os"
	"path/filepath"
)

// servePopa3d serves the unencrypted port: for each connection a process is started
// within the namespaces of the server, with the connection as its standard input
// and output.
func (r *Real) servePopa3d(tb TB) {
	tb.Helper()
	r.serveConns(tb, r.Port, func(conn net.Conn) {
		defer conn.Close()
		if _, err := os.Stat(filepath.Join(r.dir, "run", "ready")); err != nil {
			return // the namespaces are not made yet
		}
		socket, err := conn.(*net.TCPConn).File()
		if err != nil {
			return
		}
		defer socket.Close()
		cmd := r.inNamespaces("popa3d")
		cmd.Stdin, cmd.Stdout = socket, socket
		_ = cmd.Run() // it fails with the line
	})
}
