package memserver

import "time"

// Faults are the ways in which a server misbehaves. The zero value is a correct
// server.
type Faults struct {
	Greeting     string // sent instead of the greeting, with its line end
	NoCAPA       bool   // CAPA is refused
	NoTOP        bool   // TOP is refused and not announced
	NoUIDL       bool   // UIDL is refused and not announced
	NoPipelining bool   // not announced; commands sent early are thrown away
	NoSTLS       bool   // STLS is refused and not announced
	NoLock       bool   // two sessions may hold the mailbox
	WrongSizes   bool   // LIST tells other sizes than RETR sends
	DoubleUIDs   bool   // every message has the unique-id of the first
	BareLF       bool   // lines end without CR
	Gaps         int    // message numbers are multiples of it; 0 is 1
	StatFixed    bool   // STAT and LIST do not notice DELE
	InjectSTLS   string // sent in the same packet behind the +OK to STLS
	CutAfter     int64  // the line breaks after that many bytes to the client; 0 is never
	DropPending  bool   // QUIT is answered +OK, and nothing is removed
	Window       int    // a session shows only that many messages, the oldest; 0 is all
	Commands     int    // the line breaks at the next command after that many behind the login; 0 is never

	Ahead     int  // the line breaks when more commands than that wait; 0 is never
	Tangled   bool // what was sent ahead is answered before the dot that ends the answer under way
	BareDot   bool // the dot that ends an answer has no line end
	Strict    bool // a command line with a blank at its end is refused
	TopAll    bool // TOP gives the whole message
	Unstuffed bool // lines that begin with a dot are sent as they are

	Session time.Duration // the line breaks so long after the login; 0 is never

	// UIDL is asked what to tell instead of a unique-id; nil is the truth.
	UIDL func(uid string) string

	// Row is asked what to tell instead of a row of LIST or UIDL, also of one behind
	// +OK; nil is the truth.
	Row func(verb, row string) string

	// Rules change the answer to single commands.
	Rules []Rule
}

// Rule changes the answer to one command. The first rule that fits is taken.
type Rule struct {
	Verb  string // upper case; empty fits every command
	Arg   string // the first argument; empty fits every one
	UID   string // of the message that the first argument means; empty fits every one
	Nth   int    // the nth command that fits, from 1; 0 is every one
	Marks int    // fits only once so many messages are marked for deletion in the session
	Act   Act
	Text  string        // for Reply, Before and After: raw bytes, with line ends; for Mistake: a command; for Say: what stands behind +OK
	Delay time.Duration // waited before the answer, with every Act
}

// Act says what a [Rule] does.
type Act int

// What can happen to a command.
const (
	Answer  Act = iota // carried out and answered as always, after the Delay
	Reply              // not carried out; Text is the answer
	Before             // Text, then carried out and answered
	After              // carried out and answered, then Text
	Stall              // no answer to this and to all later commands
	Cut                // the line breaks before the answer; nothing is carried out
	CutDone            // carried out, then the line breaks before the answer
	NoDot              // the multi-line answer ends without its dot
	Endless            // the answer's lines are repeated without end
	Mistake            // Text is carried out and answered instead
	Forget             // carried out and answered; what was sent behind it is thrown away
	Say                // carried out and answered with Text behind +OK, unless what stands there means something
	Drip               // the answer comes one byte at a time, Delay between
	Half               // the first half of the answer, and no more to this and all later commands
)

// match finds the rule for a command, counting in hits how often each has
// fitted.
func (f *Faults) match(verb, arg, uid string, marks int, hits []int) Rule {
	for i, r := range f.Rules {
		if (r.Verb != "" && r.Verb != verb) || (r.Arg != "" && r.Arg != arg) || (r.UID != "" && r.UID != uid) || marks < r.Marks {
			continue
		}
		hits[i]++
		if r.Nth == 0 || r.Nth == hits[i] {
			return r
		}
	}
	return Rule{}
}
