package pop3

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"net"
	"sync/atomic"
	"time"
)

// State is the state of a session (RFC 1939 section 3).
type State int

// The states of a session.
const (
	Authorization State = iota // greeted, not logged in
	Transaction                // logged in
	Closed                     // ended, properly or not
)

// Conn is one session with a server. It belongs to one goroutine at a time;
// only Close may be called from elsewhere.
type Conn struct {
	opts    Options
	netConn net.Conn
	tls     *tls.Conn // nil while the line is not encrypted
	in      *bufio.Reader
	queued  []byte // commands not written yet
	timer   answerTimer
	state   State
	caps    *Caps // nil when not asked, or asked at another stage of the session
	ended   atomic.Bool

	capsBeforeLogin *Caps         // what was said before the login; nil before it
	received        byteRate      // of what comes from the server
	lastDepth       int           // commands that were in flight at the end of the last pipeline
	maxFlightBytes  int           // bytes of commands that may be in flight
	msgCount        int           // messages, as STAT or LIST have said last
	msgBytes        int64         // their bytes, as STAT has said last
	statParsed      bool          // the last answer to STAT has told both
	sentAt          time.Time     // when commands were sent while no answer was awaited
	roundTrip       time.Duration // the shortest time that a single answer has taken; 0 when none was measured
	headBuf         bytes.Buffer  // of the TOP answer under way
	topAnswers      int           // answers to TOP so far
	topBytes        int64         // of these
	statLine        string        // the line that STAT was answered with last
	unreadLine      []byte        // a line that is to be read again
	secrets         []string      // what no event and no error may repeat
	oneAtATime      bool          // the server throws away what is sent ahead: one command at a time for the rest of the session
	loginState      loginState
}

func newConn(nc net.Conn, opts Options) *Conn {
	c := &Conn{opts: opts, netConn: nc, maxFlightBytes: maxFlightBytes(nc)}
	c.in = bufio.NewReaderSize((*deadlineReader)(c), 32<<10)
	c.timer.patience = opts.Timeouts.Answer
	c.trace(Connected, "", []byte(nc.RemoteAddr().String()))
	return c
}

// State returns the state of the session.
func (c *Conn) State() State {
	if c.ended.Load() {
		return Closed
	}
	return c.state
}

// Encrypted reports whether the line is encrypted.
func (c *Conn) Encrypted() bool { return c.tls != nil }

// TLS returns the state of the encryption, and false where there is none.
func (c *Conn) TLS() (tls.ConnectionState, bool) {
	if c.tls == nil {
		return tls.ConnectionState{}, false
	}
	return c.tls.ConnectionState(), true
}

// stream is where bytes go in and out: TLS where it is up.
func (c *Conn) stream() net.Conn {
	if c.tls != nil {
		return c.tls
	}
	return c.netConn
}

// Close drops the connection at once, without QUIT: whatever was marked for
// deletion stays on the server (RFC 1939 section 6). It is harmless after Quit.
func (c *Conn) Close() error {
	if c.ended.Swap(true) {
		return nil
	}
	c.opts.Trace.emit(Event{Kind: Ended})
	return c.netConn.Close()
}
