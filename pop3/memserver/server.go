package memserver

import (
	"crypto/tls"
	"errors"
	"net"
	"sync"
	"sync/atomic"
)

// Server serves the mailboxes of its users. It may be used from several
// goroutines.
type Server struct {
	mu       sync.Mutex
	users    map[string]*user
	faults   Faults
	logins   Logins
	hits     []int // how often each rule has fitted
	tls      *tls.Config
	conns    map[net.Conn]struct{}
	closed   bool
	sessions sync.WaitGroup

	roundTrips atomic.Int64
	loggedIn   atomic.Int64
}

type user struct {
	password string
	box      *Mailbox
}

// New returns a server without users.
func New() *Server {
	return &Server{users: make(map[string]*user), conns: make(map[net.Conn]struct{})}
}

// AddUser makes a user with an empty mailbox, or returns the mailbox of the one
// that is there.
func (s *Server) AddUser(name, password string) *Mailbox {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u := s.users[name]; u != nil {
		u.password = password
		return u.box
	}
	box := &Mailbox{}
	s.users[name] = &user{password: password, box: box}
	return box
}

// SetFaults changes how the server misbehaves, for connections to come.
func (s *Server) SetFaults(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = f
	s.hits = make([]int, len(f.Rules))
}

// SetTLS sets the certificate for STLS and for [Server.ServeTLS]. Without one
// STLS is not offered.
func (s *Server) SetTLS(cfg *tls.Config) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tls = cfg
}

// RoundTrips returns how often the server had to wait for the client after it
// had answered, over all sessions. It is what a client pays the round-trip time
// of a line for.
func (s *Server) RoundTrips() int64 { return s.roundTrips.Load() }

// Logins returns how many logins have succeeded.
func (s *Server) Logins() int64 { return s.loggedIn.Load() }

// Pipe returns the client's end of a new connection in memory.
func (s *Server) Pipe() net.Conn {
	client, server := net.Pipe()
	s.startSession(server, false)
	return client
}

// PipeTLS is Pipe with TLS from the first byte at the server's end; the client
// has yet to do its handshake.
func (s *Server) PipeTLS() net.Conn {
	client, server := net.Pipe()
	s.startSession(server, true)
	return client
}

// Serve accepts connections until the listener or the server is closed.
func (s *Server) Serve(l net.Listener) error { return s.serve(l, false) }

// ServeTLS is Serve with TLS from the first byte.
func (s *Server) ServeTLS(l net.Listener) error { return s.serve(l, true) }

func (s *Server) serve(l net.Listener, withTLS bool) error {
	for {
		conn, err := l.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			return err
		}
		s.startSession(conn, withTLS)
	}
}

// Close ends all sessions without their commit and waits until they are gone.
// Listeners belong to the caller.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	for conn := range s.conns {
		conn.Close()
	}
	s.mu.Unlock()
	s.sessions.Wait()
}

// startSession serves a connection.
func (s *Server) startSession(conn net.Conn, withTLS bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		conn.Close()
		return
	}
	s.conns[conn] = struct{}{}
	ses := newSession(s, conn, s.faults, s.hits)
	if withTLS {
		ses.wrapTLS(tls.Server(conn, s.tls))
	}
	s.sessions.Go(func() {
		ses.run()
		conn.Close()
		s.mu.Lock()
		delete(s.conns, conn)
		s.mu.Unlock()
	})
}

// isPassword reports whether a password is that of a user.
func (s *Server) isPassword(name, password string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[name]
	return u != nil && u.password == password
}

// mailboxOf returns that of a user, or nil.
func (s *Server) mailboxOf(name string) *Mailbox {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u := s.users[name]; u != nil {
		return u.box
	}
	return nil
}

// passwordOf returns that of a user, or nothing.
func (s *Server) passwordOf(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u := s.users[name]; u != nil {
		return u.password
	}
	return ""
}

func (s *Server) tlsConfig() *tls.Config {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tls
}
