package poptest

// Kind is a kind of real server.
type Kind string

// The real servers that tests can run against.
const (
	Dovecot   Kind = "dovecot"   // Maildir
	Mailutils Kind = "mailutils" // GNU Mailutils: mbox
	Popa3d    Kind = "popa3d"    // mbox; RFC 1939 and nothing beyond it
	Cyrus     Kind = "cyrus"     // a mail store of its own
	Mailpit   Kind = "mailpit"   // a server for trying out programs that send mail; keeps to little of RFC 1939
)

// Kinds are all real servers.
var Kinds = []Kind{Dovecot, Mailutils, Popa3d, Cyrus, Mailpit}

// Traits are what servers differ in, as far as a client can see it. A test that
// runs on several servers asks here what to expect, and never for the Kind.
type Traits struct {
	STLS       bool // the unencrypted port offers encryption
	CAPA       bool // says what it can do (RFC 2449)
	Pipelining bool // takes commands before earlier ones are answered, and says so
	Codes      bool // gives response codes: [AUTH] and [IN-USE]
	Lock       bool // a second login is refused while the first lasts
	ExactSizes bool // the sizes of LIST are those of RETR
	ExtraLine  bool // RETR sends an empty line behind the message
	MarksStay  bool // LIST and STAT go on to tell of what DELE has marked
	LateCommit bool // QUIT is answered before the marked messages are gone
	TraceUIDs  bool // makes unique-ids of the Received fields alone, so that messages without them share one
	Shatters   bool // never answers again when a session deletes messages of which another has deleted some
	Shows      int  // how many messages a session shows, the first ones of [Real.Fill]; 0 is all
}

var traits = map[Kind]Traits{
	Dovecot:   {STLS: true, CAPA: true, Pipelining: true, Codes: true, Lock: true, ExactSizes: true},
	Mailutils: {STLS: true, CAPA: true, Pipelining: true, Codes: true, Lock: true},
	Popa3d:    {ExactSizes: true, TraceUIDs: true},
	Cyrus:     {STLS: true, CAPA: true, Pipelining: true, Codes: true, ExactSizes: true, LateCommit: true},
	Mailpit:   {CAPA: true, ExtraLine: true, MarksStay: true, LateCommit: true, Shatters: true, Shows: 100},
}

// Traits returns what is special about the kind.
func (k Kind) Traits() Traits { return traits[k] }

// Shown is how many of n messages a session shows.
func (t Traits) Shown(n int) int {
	if t.Shows > 0 {
		return min(n, t.Shows)
	}
	return n
}
