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
	opts  Options
	nc    net.Conn
	tls   *tls.Conn // nil while the line is not encrypted
	in    *bufio.Reader
	out   []byte // commands not written yet
	wait  waiter
	state State
	caps  *Caps // nil when not asked, or asked at another stage of the session
	ended atomic.Bool

	before    *Caps         // what was said before the login; nil before it
	meter     meter         // of what comes from the server
	depth     int           // commands that were in flight at the end of the last pipeline
	maxFlight int           // bytes of commands that may be in flight
	count     int           // messages, as STAT or LIST have said last
	total     int64         // their bytes, as STAT has said last
	counted   bool          // the last answer to STAT has told both
	sentAt    time.Time     // when commands were sent while no answer was awaited
	rtt       time.Duration // the shortest time that a single answer has taken; 0 when none was measured
	heads     bytes.Buffer  // of the TOP answer under way
	tops      int           // answers to TOP so far
	topBytes  int64         // of these
	stat      string        // the line that STAT was answered with last
	unread    []byte        // a line that is to be read again
	secrets   []string      // what no event and no error may repeat
	alone     bool          // the server throws away what is sent ahead: one command at a time for the rest of the session
	auth      authState
}

// waiter holds what bounds the wait for the answer under way.
type waiter struct {
	cancelled atomic.Bool   // the context of the call has ended
	patience  time.Duration // how long silence may last
	start     time.Time     // when the answer began to be awaited
	got       int64         // bytes of the answer so far
}

func newConn(nc net.Conn, opts Options) *Conn {
	c := &Conn{opts: opts, nc: nc, maxFlight: widestFlight(nc)}
	c.in = bufio.NewReaderSize((*lineReader)(c), 32<<10)
	c.wait.patience = opts.Timeouts.Answer
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
	c.opts.Trace.tell(Event{Kind: Ended})
	return c.nc.Close()
}

// begin starts a call: it ties ctx to the connection and sets the patience for
// its answers. The returned function ends the call and turns the error of a
// cancelled one into that of its context.
func (c *Conn) begin(ctx context.Context, patience time.Duration) (end func(error) error, err error) {
	if c.ended.Load() {
		return nil, ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return nil, err // nothing was sent: the session stays usable
	}
	c.wait.patience = patience
	c.expect()
	stop := context.AfterFunc(ctx, func() {
		c.wait.cancelled.Store(true)
		// A deadline in the past wakes a blocked read or write.
		_ = c.nc.SetDeadline(time.Unix(1, 0))
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

// expect marks the begin of the wait for the next answer.
func (c *Conn) expect() {
	c.wait.start = time.Now()
	c.wait.got = 0
}

// lineReader reads from the connection with the deadline of the answer under
// way: silence may not last longer than the patience, and a long answer must
// keep the least rate, so that a server that drips bytes cannot hold us.
type lineReader Conn

func (r *lineReader) Read(p []byte) (int, error) {
	w := &r.wait
	now := time.Now()
	until := now.Add(w.patience)
	slowest := w.start.Add(w.patience + time.Duration(w.got)*time.Second/time.Duration(r.opts.Timeouts.MinRate))
	if slowest.Before(until) {
		until = slowest
	}
	n, err := r.readUntil(p, until)
	w.got += int64(n)
	now = time.Now()
	(*Conn)(r).measure(now)
	r.meter.took(n, now, r.rtt)
	return n, err
}

// idleAfter is how long nothing comes before [Options.Idle] is called.
const idleAfter = 50 * time.Millisecond

// readUntil reads what comes before a moment, and tells when there is time to spare.
func (r *lineReader) readUntil(p []byte, until time.Time) (int, error) {
	idle := r.opts.Idle
	for {
		deadline := until
		if soon := time.Now().Add(idleAfter); idle != nil && soon.Before(until) {
			deadline = soon
		} else {
			idle = nil
		}
		if err := r.nc.SetReadDeadline(deadline); err != nil {
			return 0, err
		}
		if r.wait.cancelled.Load() { // checked after the deadline was set, see begin
			return 0, context.Canceled
		}
		n, err := (*Conn)(r).stream().Read(p)
		if n > 0 || idle == nil || !errors.Is(err, os.ErrDeadlineExceeded) {
			return n, err
		}
		if r.wait.cancelled.Load() {
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
	return c.nc
}

// flush writes the commands that wait.
func (c *Conn) flush(verb string) error {
	if len(c.out) == 0 {
		return nil
	}
	if c.state == Authorization {
		// Before the login one command follows the answer to another. Whoever
		// says more must not hear a password.
		if err := c.inStep(verb); err != nil {
			return err
		}
	}
	if err := c.nc.SetWriteDeadline(time.Now().Add(c.wait.patience)); err != nil {
		return &LineError{Command: verb, Err: err}
	}
	if c.wait.cancelled.Load() {
		return &LineError{Command: verb, Err: context.Canceled}
	}
	_, err := c.stream().Write(c.out)
	c.out = c.out[:0]
	if err != nil {
		return &LineError{Command: verb, Err: err}
	}
	return nil
}

// handshake brings up TLS on the connection and closes it on failure.
func (c *Conn) handshake(ctx context.Context, address string) error {
	t := tls.Client(c.nc, c.opts.tlsConfig(address))
	if err := t.HandshakeContext(ctx); err != nil {
		c.Close()
		return c.certificateError(address, err)
	}
	c.tls = t
	c.trace(Encrypted, "", []byte(tls.VersionName(t.ConnectionState().Version)))
	return nil
}

// greeting reads the first line of the server (RFC 1939 section 4) and closes
// the connection when it is not one.
func (c *Conn) greeting(ctx context.Context) error {
	end, err := c.begin(ctx, c.opts.Timeouts.Greeting)
	if err != nil {
		c.Close()
		return err
	}
	text, err := c.status("")
	c.auth.stamp = timestamp(text)
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
