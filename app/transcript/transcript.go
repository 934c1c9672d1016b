// Package transcript keeps what was said between the program and the server, for a
// person to read.
package transcript

import (
	"strings"
	"sync"
	"time"

	"github.com/restante/restante/pop3"
)

// Kind says what a [Line] is.
type Kind int

// The kinds of lines. The first three are said by nobody.
const (
	Connected   Kind = iota // Text is the address of the server
	Encrypted               // from here on; Text is the version of TLS
	Closed                  // the connection has ended; there is no Text
	Sent                    // by this program: a command
	Received                // from the server: an answer
	ReceivedRow             // from the server: a row of a list
)

// Line is a line of the conversation with the server.
type Line struct {
	At     time.Time
	Kind   Kind
	Text   string // printable, without secrets
	To     string // where Received: the command that is answered, if that is not the line above
	Folded int    // lines that followed and are not shown: the rest of a list, or of a message
	Bytes  int64  // of these
	More   int    // how many more lines of the same kind came right behind
}

// maxLines is how many lines are kept.
const maxLines = 2000

// runLength is how many lines of the same kind are shown before the rest of them
// is only counted.
const runLength = 3

// Log keeps the newest lines of what is said to the server and back, in
// memory, as long as somebody listens. Its methods may be called from any
// goroutine.
type Log struct {
	tracer pop3.Tracer
	now    func() time.Time

	mu    sync.Mutex
	lines []Line // the last maxLines, or a few more
	rev   uint64
	said  [2]run // the newest run of commands and of answers
}

// run is lines of the same kind that follow one another.
type run struct {
	word  string
	count int
	last  int // of them, the place in lines; -1 once it has left them
}

// New makes a log that nobody listens to yet.
func New() *Log {
	c := &Log{now: time.Now}
	c.tracer.Tell = c.add
	return c
}

// Tracer is what has to be given to the connections whose conversation is kept.
func (c *Log) Tracer() *pop3.Tracer { return &c.tracer }

// Listen begins to keep what is said, or ends that and forgets all.
func (c *Log) Listen(on bool) {
	c.tracer.Listen(on)
	if !on {
		c.Clear()
	}
}

// Clear forgets what was said.
func (c *Log) Clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lines, c.said = nil, [2]run{}
	c.rev++
}

// Lines returns what is kept if it has changed since the revision known, and the
// revision that it has now. The slice belongs to the caller.
func (c *Log) Lines(known uint64) ([]Line, uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known == c.rev {
		return nil, known
	}
	return append([]Line{}, c.lines...), c.rev
}

// add keeps an event.
func (c *Log) add(e pop3.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rev++
	line := Line{At: c.now(), Text: e.Text}
	switch e.Kind {
	case pop3.Sent:
		line.Kind = Sent
		c.said[1] = run{}
		c.addToRun(&c.said[0], line)
	case pop3.Received:
		line.Kind = Received
		if !c.asked(e.To) {
			line.To, _, _ = strings.Cut(e.To, " ")
		}
		c.addToRun(&c.said[1], line)
	case pop3.Folded:
		c.fold(e)
	case pop3.Row:
		line.Kind = ReceivedRow
		c.said[1] = run{}
		c.addLine(line)
	case pop3.Connected:
		c.addEvent(Connected, line)
	case pop3.Encrypted:
		c.addEvent(Encrypted, line)
	case pop3.Ended:
		c.addEvent(Closed, line)
	}
}

// addEvent adds what is said by nobody. Commands and answers begin anew behind it.
func (c *Log) addEvent(k Kind, line Line) {
	line.Kind = k
	c.said = [2]run{}
	c.addLine(line)
}

// asked reports whether the newest line is the command that is being answered.
func (c *Log) asked(command string) bool {
	if len(c.lines) == 0 || command == "" {
		return command == ""
	}
	last := c.lines[len(c.lines)-1]
	return last.Kind == Sent && last.More == 0 && strings.HasPrefix(last.Text, command)
}

// addToRun adds a line, or only counts it when it is one of many.
func (c *Log) addToRun(r *run, line Line) {
	word, _, _ := strings.Cut(line.Text, " ")
	if word != r.word {
		*r = run{word: word}
	}
	r.count++
	if r.count > runLength && r.last >= 0 && r.last < len(c.lines) {
		c.lines[r.last].More++
		return
	}
	c.addLine(line)
	r.last = len(c.lines) - 1
}

// fold adds what is not shown to the line that it belongs to.
func (c *Log) fold(e pop3.Event) {
	at := len(c.lines) - 1
	if r := c.said[1]; r.count > 0 {
		at = r.last
	}
	if at >= 0 && at < len(c.lines) {
		c.lines[at].Folded += e.Lines
		c.lines[at].Bytes += e.Bytes
	}
}

// addLine adds a line, and forgets old ones where there are too many.
func (c *Log) addLine(line Line) {
	if len(c.lines) >= 2*maxLines {
		c.lines = append(c.lines[:0], c.lines[len(c.lines)-maxLines:]...)
		c.said = [2]run{}
	}
	c.lines = append(c.lines, line)
}
