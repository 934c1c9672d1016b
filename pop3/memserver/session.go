package memserver

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"net"
	"sync"
	"time"
)

// session is one connection. Its run method belongs to one goroutine; the
// input has another.
type session struct {
	srv     *Server
	faults  Faults
	logins  Logins
	hits    []int    // shared by all sessions under these faults; guarded by the server
	conn    net.Conn // TLS once that is up
	in      *input
	out     *bufio.Writer
	readers sync.WaitGroup
	written int64 // bytes sent to the client
	replied bool  // something was sent since the last wait
	tls     bool
	dotOwed bool // the dot of the answer before is yet to come, see [Faults.Tangled]

	stamp     string // of the greeting, for APOP
	utf8      bool   // UTF8 was said
	user      string
	box       *Mailbox
	messages  []Message // as at the login
	marked    []bool    // marked by DELE, by index
	markCount int
	commands  int         // commands since the login
	endTimer  *time.Timer // ends the session; nil where nothing does
}

// errSessionEnds says that the connection is to be closed.
var errSessionEnds = errors.New("memserver: session ends")

func newSession(srv *Server, conn net.Conn, f Faults, hits []int) *session {
	s := &session{srv: srv, faults: f, hits: hits, logins: srv.logins}
	s.setConn(conn)
	return s
}

// setConn makes conn the line of the session.
func (s *session) setConn(conn net.Conn) {
	s.conn = conn
	s.out = bufio.NewWriterSize(&countingWriter{s}, 32<<10)
}

// wrapTLS puts TLS on a connection that has not been used yet.
func (s *session) wrapTLS(conn *tls.Conn) {
	s.tls = true
	s.setConn(conn)
}

// countingWriter counts what goes out, and leaves CR out or cuts the line where the faults
// say so.
type countingWriter struct{ session *session }

func (w *countingWriter) Write(p []byte) (int, error) {
	s, all := w.session, len(p)
	if s.faults.BareLF {
		p = bytes.ReplaceAll(p, []byte("\r"), nil)
	}
	if cut := s.faults.CutAfter; cut > 0 && s.written+int64(len(p)) >= cut {
		n, _ := s.conn.Write(p[:cut-s.written])
		s.written += int64(n)
		return n, errSessionEnds
	}
	n, err := s.conn.Write(p)
	s.written += int64(n)
	if err == nil {
		n = all
	}
	return n, err
}

// startInput begins to take in what the client sends.
func (s *session) startInput() {
	in := newInput()
	conn := s.conn
	s.in = in
	s.readers.Go(func() { in.readAll(conn) })
}

// run serves the connection to its end and gives the mailbox back.
func (s *session) run() {
	s.startInput()
	defer s.readers.Wait()
	defer s.conn.Close()
	defer s.unlockMailbox()
	greeting := s.greeting()
	if s.faults.Greeting != "" {
		greeting = s.faults.Greeting
	}
	s.out.WriteString(greeting)
	for {
		if !s.in.hasLine() {
			if s.replied {
				s.srv.roundTrips.Add(1)
			}
			s.replied = false
			if s.out.Flush() != nil {
				return
			}
		}
		line, err := s.in.readLine()
		if err != nil || s.handleLine(line) != nil {
			// A refusal to go on may have been written before.
			_ = s.out.Flush()
			return
		}
		s.replied = true
	}
}

// unlockMailbox gives the mailbox back, if the session has one.
func (s *session) unlockMailbox() {
	if s.endTimer != nil {
		s.endTimer.Stop()
	}
	if s.box != nil && !s.faults.NoLock {
		s.box.Unlock()
	}
	s.box = nil
}
