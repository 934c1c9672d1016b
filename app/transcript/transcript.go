// Package transcript keeps what was said between the program and the server, for a
// person to read.
package transcript

import (
	"strings"
	"sync"
	"time"

	"github.com/restante/restante/app/account"
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
	At      time.Time
	Mailbox account.ID // whose connection it is
	Kind    Kind
	Text    string // printable, without secrets
	To      string // where Received: the command that is answered, if that is not the line above
	Folded  int    // lines that followed and are not shown: the rest of a list, or of a message
	Bytes   int64  // of these
	More    int    // how many more lines of the same kind came right behind
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
	now func() time.Time

	mu      sync.Mutex
	on      bool // somebody listens
	tracers map[account.ID]*pop3.Tracer
	lines   []Line // the last maxLines, or a few more
	rev     uint64
	said    map[account.ID]*runs
}

// runs are the newest run of commands and that of answers of one mailbox.
type runs struct{ commands, answers run }

// run is lines of the same kind that follow one another.
type run struct {
	word  string
	count int
	last  int // of them, the place in lines; -1 once it has left them
}

// New makes a log that nobody listens to yet.
func New() *Log {
	return &Log{now: time.Now, tracers: map[account.ID]*pop3.Tracer{}, said: map[account.ID]*runs{}}
}

// Tracer is what has to be given to the connections of a mailbox whose conversation is kept.
func (c *Log) Tracer(mailbox account.ID) *pop3.Tracer {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.tracers[mailbox]
	if t == nil {
		t = &pop3.Tracer{Tell: func(e pop3.Event) { c.add(mailbox, e) }}
		t.Listen(c.on)
		c.tracers[mailbox], c.said[mailbox] = t, &runs{}
	}
	return t
}

// Listen begins to keep what is said, or ends that and forgets all.
func (c *Log) Listen(on bool) {
	c.mu.Lock()
	c.on = on
	for _, t := range c.tracers {
		t.Listen(on)
	}
	c.mu.Unlock()
	if !on {
		c.Clear()
	}
}

// Clear forgets what was said.
func (c *Log) Clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lines = nil
	c.beginRuns()
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

// beginRuns has everything that is said from here on begin anew.
func (c *Log) beginRuns() {
	for _, r := range c.said {
		*r = runs{}
	}
}

// add keeps an event.
func (c *Log) add(mailbox account.ID, e pop3.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rev++
	line, said := Line{At: c.now(), Mailbox: mailbox, Text: e.Text}, c.said[mailbox]
	switch e.Kind {
	case pop3.Sent:
		line.Kind = Sent
		said.answers = run{}
		c.addToRun(&said.commands, line)
	case pop3.Received:
		line.Kind = Received
		if !c.asked(mailbox, e.To) {
			line.To, _, _ = strings.Cut(e.To, " ")
		}
		c.addToRun(&said.answers, line)
	case pop3.Folded:
		c.fold(mailbox, e)
	case pop3.Row:
		line.Kind = ReceivedRow
		said.answers = run{}
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
	*c.said[line.Mailbox] = runs{}
	c.addLine(line)
}

// asked reports whether the newest line is the command that is being answered.
func (c *Log) asked(mailbox account.ID, command string) bool {
	if len(c.lines) == 0 || command == "" {
		return command == ""
	}
	last := c.lines[len(c.lines)-1]
	return last.Mailbox == mailbox && last.Kind == Sent && last.More == 0 && strings.HasPrefix(last.Text, command)
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
func (c *Log) fold(mailbox account.ID, e pop3.Event) {
	at := len(c.lines) - 1
	for at >= 0 && c.lines[at].Mailbox != mailbox {
		at--
	}
	if r := c.said[mailbox].answers; r.count > 0 {
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
		c.beginRuns()
	}
	c.lines = append(c.lines, line)
}
