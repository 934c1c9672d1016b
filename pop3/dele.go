package pop3

import (
	"context"
	"errors"
	"strconv"
)

// Dele marks messages for deletion (RFC 1939 section 5), pipelined where the
// server offers it, asking next for their numbers as [Conn.Tops] does, and calls
// done for each in order: with nil when the server agreed, with an [Error] when
// it refused. When done returns an error no further commands are sent, as with
// [Conn.Tops].
//
// Nothing is removed before Quit. So that it can be compared before that what the
// server has really marked, LIST goes behind the last command: left is what it
// still lists, numbers and sizes alone.
//
// After [ErrPipelining] it is not known which messages are marked; [Conn.Reset]
// takes the marks back.
func (c *Conn) Dele(ctx context.Context, next func() (num int, ok bool), done func(num int, refused error) error) (left Listing, err error) {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return Listing{}, err
	}
	c.statLine = "" // it changes now
	l := &lister{c: c}
	err = c.runPipeline(&pipeline{
		verb: "DELE", next: next, last: step{"LIST", l.readLIST},
		readRest: func(num int, refused error) (stop, err error) { return done(num, refused), nil },
	})
	l.joinUIDs()
	return l.Listing, end(err)
}

// DeleUnlisted is Dele for servers that cannot list behind a deletion: one command
// at a time, and behind the last one, if count is set, STAT. It returns what that
// has said is left, or -1.
func (c *Conn) DeleUnlisted(ctx context.Context, next func() (num int, ok bool), count bool, done func(num int, refused error) error) (left int, err error) {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return -1, err
	}
	c.statLine = ""
	for num, ok := next(); ok; num, ok = next() {
		_, err := c.runCommand("DELE", strconv.Itoa(num))
		if _, refused := asRefusal(err); err != nil && !refused {
			return -1, end(err)
		}
		if err := done(num, err); errors.Is(err, ErrStop) {
			break
		} else if err != nil {
			return -1, end(err)
		}
	}
	if !count {
		return -1, end(c.checkInStep("DELE"))
	}
	text, err := c.runCommand("STAT", "")
	if err == nil {
		left, _, err = parseStat(text)
	}
	if err != nil {
		return -1, end(err)
	}
	return left, end(c.checkInStep("STAT"))
}
