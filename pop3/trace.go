package pop3

import "sync/atomic"

// Tracer is told what is said in sessions, as long as somebody listens. One
// Tracer may serve several sessions.
type Tracer struct {
	// Tell is called on the goroutine that uses the Conn, or closes it, and must
	// return quickly.
	Tell func(Event)

	listening atomic.Bool
}

// Listen begins or ends the telling. It may be called from any goroutine.
func (t *Tracer) Listen(on bool) { t.listening.Store(on) }

// emit tells an event, if somebody listens.
func (t *Tracer) emit(e Event) {
	if t.enabled() {
		t.Tell(e)
	}
}

// enabled reports whether somebody listens.
func (t *Tracer) enabled() bool { return t != nil && t.listening.Load() }

// EventKind says what an [Event] is.
type EventKind int

// The kinds of events.
const (
	Connected EventKind = iota // Text is the address
	Encrypted                  // the line is encrypted from here on; Text is the version of TLS
	Sent                       // Text is a command line
	Received                   // Text is a status line, or a challenge of a login
	Row                        // Text is a line of a list
	Folded                     // Lines and Bytes say what is not shown: the rest of a list, or text of a message
	Ended                      // the connection is closed
)

// Event is something that was said in a session, or happened to it.
type Event struct {
	Kind  EventKind
	To    string // for Received: the command that is answered
	Text  string // one line of printable characters, at most 200 runes; what is secret is replaced by dots
	Lines int
	Bytes int64
}

// shownRows is how many lines of a list become events before the rest is folded.
const shownRows = 12

// traceLine tells what was said.
func (c *Conn) traceLine(kind EventKind, to string, line []byte) {
	if !c.opts.Trace.enabled() {
		return
	}
	text := string(line)
	if challenge := kind == Received && len(line) > 1 && line[0] == '+' && line[1] == ' '; challenge {
		text = "+ " + secretMask
	}
	// Secrets are looked for before the line is cut.
	c.opts.Trace.emit(Event{Kind: kind, To: to, Text: printable([]byte(c.maskSecrets(text)))})
}

// traceFolded tells what is not shown.
func (c *Conn) traceFolded(lines int, bytes int64) {
	if lines > 0 {
		c.opts.Trace.emit(Event{Kind: Folded, Lines: lines, Bytes: bytes})
	}
}
