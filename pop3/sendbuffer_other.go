//go:build !unix

package pop3

import "net"

// grantedSendBuffer is how many bytes the system holds of what was sent and not
// taken by the server yet. Windows takes every size that is asked for.
func grantedSendBuffer(nc net.Conn) int {
	if _, ok := nc.(*net.TCPConn); ok {
		return sendBuffer
	}
	return 0
}
