package pop3

import "time"

// Limits bound what a server can make the client hold or wait for. A zero field
// means the default.
type Limits struct {
	Line    int   // bytes of one answer line; default 8 KiB (RFC 2449 section 4 allows 512)
	Rows    int   // rows of LIST, UIDL or CAPA, of 64 bytes on average; default 2,000,000
	Head    int   // bytes of one header block (TOP); default 1 MiB
	Message int64 // bytes of one message (RETR); default 1 GiB
}

func (l Limits) withDefaults() Limits {
	if l.Line <= 0 {
		l.Line = 8 << 10
	}
	if l.Rows <= 0 {
		l.Rows = 2_000_000
	}
	if l.Head <= 0 {
		l.Head = 1 << 20
	}
	if l.Message <= 0 {
		l.Message = 1 << 30
	}
	return l
}

// Timeouts bound every wait. A zero field means the default.
type Timeouts struct {
	Greeting time.Duration // TLS and the first line; default 30 s
	Answer   time.Duration // silence while an answer is awaited; default 60 s
	Stall    time.Duration // silence behind the first of several commands, after which it is asked whether they were thrown away; default 5 s
	Quit     time.Duration // the answer to QUIT, in which servers do the work; default 5 min
	MinRate  int           // bytes a second that a long answer must keep on average; default 256
}

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
