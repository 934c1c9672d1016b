package pop3

import (
	"crypto/tls"
	"net"
)

// How many commands are in flight, and why.
//
// Where the server offers pipelining (RFC 2449 section 6.6), a command costs no round trip
// of its own when it goes out before the answers to those before it have come. Three
// bounds hold how many do:
//
//   - Bytes: a [Conn] starts no goroutine, so while it writes it does not read. A write
//     must never wait for a server that waits for its answers to be read, or both would
//     wait for ever. So what is in flight must fit what the system holds by itself.
//   - Commands: as many as the server answers in a round trip and half a second more. With
//     fewer the line is not full; with more, what the user asks for next waits behind
//     them. See pace.go.
//   - One, where the server does not offer it, where [Options.NoPipelining] is set, or for
//     the rest of the session once the server has thrown away what was sent ahead.

// Pipelining reports whether commands are sent before earlier ones are answered
// (RFC 2449 section 6.6): the server offers it, and nothing speaks against it. What was
// said before the login holds until CAPA was asked behind it.
func (c *Conn) Pipelining() bool {
	caps := c.caps
	if caps == nil {
		caps = c.loginState.caps
	}
	return caps != nil && caps.Pipelining && !c.opts.NoPipelining && !c.oneAtATime
}

const (
	// sendBuffer is asked of the system for what was sent and not taken by the
	// server yet.
	sendBuffer = 1 << 20

	// leastFlightBytes is how many bytes of commands may be in flight on any
	// connection: it fits the buffers of every system.
	leastFlightBytes = 12 << 10
)

// maxFlightBytes bounds the bytes of commands in flight on a connection. A quarter of
// what the system holds by itself fits, as systems count their own overhead in.
func maxFlightBytes(nc net.Conn) int {
	if t, ok := nc.(*tls.Conn); ok {
		nc = t.NetConn()
	}
	if b, ok := nc.(interface{ SetWriteBuffer(bytes int) error }); ok {
		_ = b.SetWriteBuffer(sendBuffer) // what was granted is asked for
	}
	return max(grantedSendBuffer(nc)/4, leastFlightBytes)
}

// inFlight are the commands of a pipeline whose answers are awaited.
type inFlight struct {
	oneAtATime bool
	pace       pace
	maxBytes   int
	filling    bool // commands are being added

	nums   []int // of the messages, oldest first; or statCheck
	sizes  []int // bytes of each command, oldest first
	bytes  int   // their sum
	checks int   // STATs among them
}

// statCheck stands for a STAT among the numbers of the messages.
const statCheck = 0

// newInFlight has nothing in flight yet.
func (c *Conn) newInFlight(verb string) inFlight {
	return inFlight{pace: newPace(c.startDepth(verb), c.roundTrip), maxBytes: c.maxFlightBytes, oneAtATime: !c.Pipelining()}
}

// len counts the commands in flight.
func (f *inFlight) len() int { return len(f.nums) }

// hasRoom reports whether another command may be sent. The flight is filled up when it is
// half empty: many small packets cost both sides more than few large ones.
func (f *inFlight) hasRoom() bool {
	if f.oneAtATime {
		return f.len() == 0
	}
	if full := f.len() >= f.pace.depth || f.bytes >= f.maxBytes; full || f.filling {
		f.filling = !full
		return !full
	}
	f.filling = f.len() <= f.pace.depth/2 && f.bytes <= f.maxBytes/2
	return f.filling
}

// add takes note of a command that is sent.
func (f *inFlight) add(num, bytes int) {
	f.nums = append(f.nums, num)
	f.sizes = append(f.sizes, bytes)
	f.bytes += bytes
	if num == statCheck {
		f.checks++
	}
}

// removeOldest takes note that the oldest command was answered.
func (f *inFlight) removeOldest() {
	f.bytes -= f.sizes[0]
	if f.nums[0] == statCheck {
		f.checks--
	}
	f.nums, f.sizes = f.nums[1:], f.sizes[1:]
	if !f.oneAtATime {
		f.pace.countAnswer()
	}
}
