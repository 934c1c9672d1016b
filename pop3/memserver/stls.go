package memserver

import (
	"crypto/tls"
	"net"
)

// canTLS reports whether STLS can be had now.
func (s *session) canTLS() bool {
	return !s.tls && !s.faults.NoSTLS && s.srv.tlsConfig() != nil
}

// startTLS encrypts the line (RFC 2595 section 4).
func (s *session) startTLS() error {
	if !s.canTLS() {
		s.replyErr("no encryption here")
		return nil
	}
	s.replyOK("go on")
	s.out.WriteString(s.faults.InjectSTLS)
	if err := s.out.Flush(); err != nil {
		return err
	}
	s.tls = true
	s.setConn(tls.Server(&inputConn{Conn: s.conn, in: s.in}, s.srv.tlsConfig()))
	s.startInput()
	return nil
}

// inputConn is a connection whose incoming side goes through an input.
type inputConn struct {
	net.Conn
	in *input
}

func (c *inputConn) Read(p []byte) (int, error) { return c.in.Read(p) }
