package mailbox

import (
	"strings"
	"sync"
	"time"

	"github.com/restante/restante/pop3"
)

// Speaker says whose a [Line] of the conversation is.
type Speaker int

// The speakers.
const (
	Happened  Speaker = iota // nobody: connected, encrypted, ended
	Client                   // this program
	Server                   // the server
	ServerRow                // the server, a row of a list
)

// Line is a line of the conversation with the server.
type Line struct {
	At      time.Time
	Speaker Speaker
	Text    string // printable, without secrets
	To      string // for the Server: the command that is answered, where that is not the line above
	Folded  int    // lines that followed and are not shown: the rest of a list, or of a message
	Bytes   int64  // of these
	More    int    // how many more lines of the same kind came right behind
}

// maxLines is how many lines are kept.
const maxLines = 2000

// runLength is how many lines of the same kind are shown before the rest of them
// is only counted.
const runLength = 3

// Conversation keeps the newest lines of what is said to the server and back, in
// memory, as long as somebody listens. Its methods may be called from any
// goroutine.
type Conversation struct {
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

// NewConversation makes one that nobody listens to yet.
func NewConversation() *Conversation {
	c := &Conversation{now: time.Now}
	c.tracer.Tell = c.add
	return c
}

// Listen begins to keep what is said, or ends that and forgets all.
func (c *Conversation) Listen(on bool) {
	c.tracer.Listen(on)
	if !on {
		c.Clear()
	}
}

// Clear forgets what was said.
func (c *Conversation) Clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lines, c.said = nil, [2]run{}
	c.rev++
}

// Lines returns what is kept if it has changed since the revision known, and the
// revision that it has now. The slice belongs to the caller.
func (c *Conversation) Lines(known uint64) ([]Line, uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known == c.rev {
		return nil, known
	}
	return append([]Line{}, c.lines...), c.rev
}

// add takes an event in.
func (c *Conversation) add(e pop3.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rev++
	line := Line{At: c.now(), Text: e.Text}
	switch e.Kind {
	case pop3.Sent:
		line.Speaker = Client
		c.said[1] = run{}
		c.inRun(&c.said[0], line)
	case pop3.Received:
		line.Speaker = Server
		if !c.asked(e.To) {
			line.To, _, _ = strings.Cut(e.To, " ")
		}
		c.inRun(&c.said[1], line)
	case pop3.Folded:
		c.fold(e)
	case pop3.Row:
		line.Speaker = ServerRow
		c.said[1] = run{}
		c.put(line)
	default:
		c.said = [2]run{}
		line.Text = happened(e)
		c.put(line)
	}
}

// happened tells what is not said by anybody.
func happened(e pop3.Event) string {
	switch e.Kind {
	case pop3.Connected:
		return "connected to " + e.Text
	case pop3.Encrypted:
		return "encrypted from here on, with " + e.Text
	}
	return "the connection is closed"
}

// asked reports whether the newest line is the command that is being answered.
func (c *Conversation) asked(command string) bool {
	if len(c.lines) == 0 || command == "" {
		return command == ""
	}
	last := c.lines[len(c.lines)-1]
	return last.Speaker == Client && last.More == 0 && strings.HasPrefix(last.Text, command)
}

// inRun adds a line, or only counts it when it is one of many.
func (c *Conversation) inRun(r *run, line Line) {
	word, _, _ := strings.Cut(line.Text, " ")
	if word != r.word {
		*r = run{word: word}
	}
	r.count++
	if r.count > runLength && r.last >= 0 && r.last < len(c.lines) {
		c.lines[r.last].More++
		return
	}
	c.put(line)
	r.last = len(c.lines) - 1
}

// fold adds what is not shown to the line that it belongs to.
func (c *Conversation) fold(e pop3.Event) {
	at := len(c.lines) - 1
	if r := c.said[1]; r.count > 0 {
		at = r.last
	}
	if at >= 0 && at < len(c.lines) {
		c.lines[at].Folded += e.Lines
		c.lines[at].Bytes += e.Bytes
	}
}

func (c *Conversation) put(line Line) {
	if len(c.lines) >= 2*maxLines {
		c.lines = append(c.lines[:0], c.lines[len(c.lines)-maxLines:]...)
		c.said = [2]run{}
	}
	c.lines = append(c.lines, line)
}
