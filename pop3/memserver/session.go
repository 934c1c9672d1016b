package memserver

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"time"
)

// session is one connection. Its run method belongs to one goroutine; the
// intake has another.
type session struct {
	srv     *Server
	faults  Faults
	logins  Logins
	hits    []int    // shared by all sessions under these faults; guarded by the server
	conn    net.Conn // TLS once that is up
	in      *intake
	out     *bufio.Writer
	pumps   sync.WaitGroup
	written int64 // bytes sent to the client
	replied bool  // something was sent since the last wait
	tls     bool
	owed    bool // the dot of the answer before is yet to come, see [Faults.Tangled]

	stamp string // of the greeting, for APOP
	utf8  bool   // UTF8 was said
	user  string
	box   *Mailbox
	msgs  []Message // as at the login
	gone  []bool    // marked by DELE, by index
	marks int
	told  int         // commands since the login
	limit *time.Timer // ends the session; nil where nothing does
}

var errEnd = errors.New("memserver: session ends")

func newSession(srv *Server, conn net.Conn, f Faults, hits []int) *session {
	s := &session{srv: srv, faults: f, hits: hits, logins: srv.logins}
	s.use(conn)
	return s
}

// use makes conn the line of the session.
func (s *session) use(conn net.Conn) {
	s.conn = conn
	s.out = bufio.NewWriterSize(&meter{s}, 32<<10)
}

// swap puts TLS on a connection that has not been used yet.
func (s *session) swap(conn *tls.Conn) {
	s.tls = true
	s.use(conn)
}

// meter counts what goes out and cuts the line where the faults say so.
type meter struct{ s *session }

func (m *meter) Write(p []byte) (int, error) {
	s, all := m.s, len(p)
	if s.faults.BareLF {
		p = bytes.ReplaceAll(p, []byte("\r"), nil)
	}
	if cut := s.faults.CutAfter; cut > 0 && s.written+int64(len(p)) >= cut {
		n, _ := s.conn.Write(p[:cut-s.written])
		s.written += int64(n)
		return n, errEnd
	}
	n, err := s.conn.Write(p)
	s.written += int64(n)
	if err == nil {
		n = all
	}
	return n, err
}

func (s *session) listen() {
	in := newIntake()
	conn := s.conn
	s.in = in
	s.pumps.Go(func() { in.pump(conn) })
}

// run serves the connection to its end and gives the mailbox back.
func (s *session) run() {
	s.listen()
	defer s.pumps.Wait()
	defer s.conn.Close()
	defer s.release()
	greeting := s.greeting()
	if s.faults.Greeting != "" {
		greeting = s.faults.Greeting
	}
	s.out.WriteString(greeting)
	for {
		if !s.in.has() {
			if s.replied {
				s.srv.roundTrips.Add(1)
			}
			s.replied = false
			if s.out.Flush() != nil {
				return
			}
		}
		line, err := s.in.line()
		if err != nil || s.command(line) != nil {
			// A refusal to go on may have been written before.
			_ = s.out.Flush()
			return
		}
		s.replied = true
	}
}

func (s *session) release() {
	if s.limit != nil {
		s.limit.Stop()
	}
	if s.box != nil && !s.faults.NoLock {
		s.box.Unlock()
	}
	s.box = nil
}

// command carries out one command line under the rule that fits it.
func (s *session) command(line string) error {
	if s.faults.NoPipelining {
		defer s.in.drop()
	}
	if s.box != nil {
		if s.told++; s.faults.Commands > 0 && s.told > s.faults.Commands {
			return errEnd
		}
	}
	if s.faults.Ahead > 0 && s.in.waiting() >= s.faults.Ahead {
		return errEnd
	}
	if s.faults.Strict && strings.TrimSpace(line) != line {
		s.fail("syntax error")
		return nil
	}
	verb, arg, _ := strings.Cut(line, " ")
	verb = strings.ToUpper(verb)
	first, _, _ := strings.Cut(arg, " ")
	rule := s.srv.rule(verb, first, s)
	if rule.Delay > 0 && rule.Act != Drip {
		_ = s.out.Flush()
		time.Sleep(rule.Delay)
	}
	switch rule.Act {
	case Reply:
		s.out.WriteString(rule.Text)
		return nil
	case Before:
		s.out.WriteString(rule.Text)
		return s.do(verb, arg)
	case After:
		err := s.do(verb, arg)
		s.out.WriteString(rule.Text)
		return err
	case Mistake:
		verb, arg, _ := strings.Cut(rule.Text, " ")
		return s.do(verb, arg)
	case Forget:
		defer s.in.drop()
	case Stall:
		_ = s.out.Flush()
		return s.stall()
	case Cut:
		return errEnd
	case CutDone:
		s.out = bufio.NewWriter(io.Discard)
		_ = s.do(verb, arg)
		return errEnd
	case NoDot, Endless, Drip, Say, Half:
		return s.spoil(rule, verb, arg)
	}
	return s.do(verb, arg)
}

// stall reads and forgets until the client goes away.
func (s *session) stall() error {
	for {
		if _, err := s.in.line(); err != nil {
			return errEnd
		}
	}
}

// spoil carries a command out and mangles its answer.
func (s *session) spoil(rule Rule, verb, arg string) error {
	var answer strings.Builder
	out := s.out
	s.out = bufio.NewWriter(&answer)
	err := s.do(verb, arg)
	_ = s.out.Flush()
	s.out = out
	text := answer.String()
	switch rule.Act {
	case Drip:
		return errors.Join(err, s.drip(text, rule.Delay))
	case Half:
		s.out.WriteString(text[:len(text)/2])
		_ = s.out.Flush()
		return s.stall()
	case Say:
		s.out.WriteString(chatter(verb, arg, text, rule.Text))
		return err
	}
	text = strings.TrimSuffix(text, ".\r\n")
	s.out.WriteString(text)
	for rule.Act == Endless {
		if _, e := s.out.WriteString("1 filling filling filling\r\n"); e != nil {
			return e
		}
	}
	return err
}

// chatter puts another text behind the +OK of an answer, unless the one that
// stands there means something.
func chatter(verb, arg, answer, text string) string {
	told := verb == "STAT" || (verb == "LIST" || verb == "UIDL") && arg != ""
	first, rest, _ := strings.Cut(answer, "\r\n")
	if told || !strings.HasPrefix(first, "+OK") {
		return answer
	}
	return "+OK" + text + "\r\n" + rest
}

func (s *session) drip(text string, pause time.Duration) error {
	for i := range len(text) {
		time.Sleep(pause)
		s.out.WriteByte(text[i])
		if err := s.out.Flush(); err != nil {
			return err
		}
	}
	return nil
}
