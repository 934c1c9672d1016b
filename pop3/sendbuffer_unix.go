//go:build unix

package pop3

import (
	"net"
	"syscall"
)

// grantedSendBuffer is how many bytes the system holds of what was sent and not
// taken by the server yet; 0 when it does not say.
func grantedSendBuffer(nc net.Conn) (granted int) {
	sc, ok := nc.(syscall.Conn)
	if !ok {
		return 0
	}
	raw, err := sc.SyscallConn()
	if err != nil {
		return 0
	}
	err = raw.Control(func(fd uintptr) {
		n, err := syscall.GetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_SNDBUF)
		if err == nil {
			granted = n
		}
	})
	if err != nil {
		return 0
	}
	return granted
}
