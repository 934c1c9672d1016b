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
