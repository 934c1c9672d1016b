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
	opts       Options
	state      State
	ended      atomic.Bool
	caps       *Caps    // nil when not asked, or asked at another stage of the session
	secrets    []string // what no event and no error may repeat
	loginState loginState

	// The line.
	netConn    net.Conn
	tls        *tls.Conn // nil while the line is not encrypted
	in         *bufio.Reader
	unreadLine []byte // a line that is to be read again
	queued     []byte // commands not written yet
	timer      answerTimer

	// How fast it is, and how many commands may be in flight.
	received       byteRate
	sentAt         time.Time     // when commands were sent while no answer was awaited
	roundTrip      time.Duration // the shortest time that a single answer has taken; 0 when none was measured
	lastDepth      int           // commands that were in flight at the end of the last pipeline
	maxFlightBytes int           // bytes of commands that may be in flight
	oneAtATime     bool          // the server throws away what is sent ahead: one command at a time for the rest of the session

	// What the server has told of the mailbox.
	statLine   string // the line that STAT was answered with last
	statParsed bool   // the last answer to STAT has told both numbers
	msgCount   int    // messages, as STAT or LIST have said last
	msgBytes   int64  // their bytes, as STAT has said last

	// TOP.
	headBuf    bytes.Buffer // of the answer under way
	topAnswers int          // answers so far
	topBytes   int64        // of these
}

// newConn makes the Conn of a session in which nothing was said yet.
func newConn(nc net.Conn, opts Options) *Conn {
	c := &Conn{opts: opts, netConn: nc, maxFlightBytes: maxFlightBytes(nc)}
	c.in = bufio.NewReaderSize((*deadlineReader)(c), 32<<10)
	c.timer.patience = opts.Timeouts.Answer
	c.traceLine(Connected, "", []byte(nc.RemoteAddr().String()))
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
