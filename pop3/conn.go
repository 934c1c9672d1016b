package pop3

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"os"
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

// answerTimer holds what bounds the wait for the answer under way.
type answerTimer struct {
	cancelled atomic.Bool   // the context of the call has ended
	patience  time.Duration // how long silence may last
	started   time.Time     // when the answer began to be awaited
	received  int64         // bytes of the answer so far
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

// Close drops the connection at once, without QUIT: whatever was marked for
// deletion stays on the server (RFC 1939 section 6). It is harmless after Quit.
func (c *Conn) Close() error {
	if c.ended.Swap(true) {
		return nil
	}
	c.opts.Trace.emit(Event{Kind: Ended})
	return c.netConn.Close()
}

// startCall starts a call: it ties ctx to the connection and sets the patience for
// its answers. The returned function ends the call and turns the error of a
// cancelled one into that of its context.
func (c *Conn) startCall(ctx context.Context, patience time.Duration) (end func(error) error, err error) {
	if c.ended.Load() {
		return nil, ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return nil, err // nothing was sent: the session stays usable
	}
	c.timer.patience = patience
	c.startAnswerTimer()
	stop := context.AfterFunc(ctx, func() {
		c.timer.cancelled.Store(true)
		// A deadline in the past wakes a blocked read or write.
		_ = c.netConn.SetDeadline(time.Unix(1, 0))
	})
	return func(err error) error {
		if !stop() {
			// The context ended while the call ran. An answer may be half
			// read, so the session cannot go on even if this call succeeded.
			c.Close()
			if err == nil || isLineError(err) {
				err = &LineError{Err: context.Cause(ctx)}
			}
		}
		if isFatal(err) {
			c.Close()
		}
		return err
	}, nil
}

// startAnswerTimer marks the begin of the wait for the next answer.
func (c *Conn) startAnswerTimer() {
	c.timer.started = time.Now()
	c.timer.received = 0
}

// deadlineReader reads from the connection with the deadline of the answer under
// way: silence may not last longer than the patience, and a long answer must
// keep the least rate, so that a server that drips bytes cannot hold us.
type deadlineReader Conn

func (r *deadlineReader) Read(p []byte) (int, error) {
	w := &r.timer
	now := time.Now()
	until := now.Add(w.patience)
	slowest := w.started.Add(w.patience + time.Duration(w.received)*time.Second/time.Duration(r.opts.Timeouts.MinRate))
	if slowest.Before(until) {
		until = slowest
	}
	n, err := r.readUntil(p, until)
	w.received += int64(n)
	now = time.Now()
	(*Conn)(r).measureRoundTrip(now)
	r.received.add(n, now, r.roundTrip)
	return n, err
}

// idleAfter is how long nothing comes before [Options.Idle] is called.
const idleAfter = 50 * time.Millisecond

// readUntil reads what comes before a moment, and tells when there is time to spare.
func (r *deadlineReader) readUntil(p []byte, until time.Time) (int, error) {
	idle := r.opts.Idle
	for {
		deadline := until
		if soon := time.Now().Add(idleAfter); idle != nil && soon.Before(until) {
			deadline = soon
		} else {
			idle = nil
		}
		if err := r.netConn.SetReadDeadline(deadline); err != nil {
			return 0, err
		}
		if r.timer.cancelled.Load() { // checked after the deadline was set, see startCall
			return 0, context.Canceled
		}
		n, err := (*Conn)(r).stream().Read(p)
		if n > 0 || idle == nil || !errors.Is(err, os.ErrDeadlineExceeded) {
			return n, err
		}
		if r.timer.cancelled.Load() {
			return 0, context.Canceled
		}
		idle()
		idle = nil
	}
}

// stream is where bytes go in and out: TLS where it is up.
func (c *Conn) stream() net.Conn {
	if c.tls != nil {
		return c.tls
	}
	return c.netConn
}

// sendQueued writes the commands that wait.
func (c *Conn) sendQueued(verb string) error {
	if len(c.queued) == 0 {
		return nil
	}
	if c.state == Authorization {
		// Before the login one command follows the answer to another. Whoever
		// says more must not hear a password.
		if err := c.checkInStep(verb); err != nil {
			return err
		}
	}
	if err := c.netConn.SetWriteDeadline(time.Now().Add(c.timer.patience)); err != nil {
		return &LineError{Command: verb, Err: err}
	}
	if c.timer.cancelled.Load() {
		return &LineError{Command: verb, Err: context.Canceled}
	}
	_, err := c.stream().Write(c.queued)
	c.queued = c.queued[:0]
	if err != nil {
		return &LineError{Command: verb, Err: err}
	}
	return nil
}

// handshake brings up TLS on the connection and closes it on failure.
func (c *Conn) handshake(ctx context.Context, address string) error {
	t := tls.Client(c.netConn, c.opts.tlsConfig(address))
	if err := t.HandshakeContext(ctx); err != nil {
		c.Close()
		return c.certificateError(address, err)
	}
	c.tls = t
	c.trace(Encrypted, "", []byte(tls.VersionName(t.ConnectionState().Version)))
	return nil
}

// readGreeting reads the first line of the server (RFC 1939 section 4) and closes
// the connection when it is not one.
func (c *Conn) readGreeting(ctx context.Context) error {
	end, err := c.startCall(ctx, c.opts.Timeouts.Greeting)
	if err != nil {
		c.Close()
		return err
	}
	text, err := c.readStatus("")
	c.loginState.timestamp = timestamp(text)
	if err = end(err); err != nil {
		c.Close()
	}
	return err
}

func isLineError(err error) bool {
	var l *LineError
	return errors.As(err, &l)
}

// isFatal reports whether an error leaves the session unusable. A refusal by
// the server does not.
func isFatal(err error) bool {
	if err == nil {
		return false
	}
	_, refused := asRefusal(err)
	var unended *UnendedError
	return !refused && !errors.As(err, &unended) && !errors.Is(err, ErrPipelining)
}
