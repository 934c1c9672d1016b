package pop3

import (
	"context"
	"errors"
	"os"
	"sync/atomic"
	"time"
)

// How long is waited.
//
// Every wait has an end, so that no server can hold a session:
//
//   - Silence lasts no longer than the patience of the call: [Timeouts.Greeting] for TLS
//     and the greeting, [Timeouts.Quit] for the answer to QUIT, [Timeouts.Answer] for all
//     others. A write has the same time.
//   - A server that sends a byte now and then is not silent. So an answer of n bytes may
//     take no longer than the patience and n divided by [Timeouts.MinRate].
//   - [Timeouts.Stall] is much shorter and ends nothing: after it a probe asks whether
//     there is more to come, see outofstep.go and ending.go.
//   - The end of the context ends every wait at once, see startCall.

// Timeouts bound every wait. A zero field means the default.
type Timeouts struct {
	Greeting time.Duration // TLS and the first line; default 30 s
	Answer   time.Duration // silence while an answer is awaited; default 60 s
	Stall    time.Duration // silence behind the first of several commands, after which it is asked whether they were thrown away; default 5 s
	Quit     time.Duration // the answer to QUIT, in which servers do the work; default 5 min
	MinRate  int           // bytes a second that a long answer must keep on average; default 256
}

// withDefaults puts the defaults where nothing was set.
func (t Timeouts) withDefaults() Timeouts {
	if t.Greeting <= 0 {
		t.Greeting = 30 * time.Second
	}
	if t.Answer <= 0 {
		t.Answer = time.Minute
	}
	if t.Stall <= 0 {
		t.Stall = 5 * time.Second
	}
	if t.Quit <= 0 {
		t.Quit = 5 * time.Minute
	}
	if t.MinRate <= 0 {
		t.MinRate = 256
	}
	return t
}

// answerTimer holds what bounds the wait for the answer under way.
type answerTimer struct {
	cancelled atomic.Bool   // the context of the call has ended
	patience  time.Duration // how long silence may last
	started   time.Time     // when the answer began to be awaited
	received  int64         // bytes of the answer so far
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
