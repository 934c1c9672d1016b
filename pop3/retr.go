package pop3

import (
	"cmp"
	"context"
	"errors"
	"io"
	"strconv"
)

// Expect is what is known of a message before it is fetched.
type Expect struct {
	Size int64 // as LIST has told; 0 where it has not
	Most int64 // how many bytes are read; 0 is [Limits.Message]
}

// Retr fetches one whole message (RFC 1939 section 5) into w, line ends as they
// came, stuffed dots taken off. It returns the number of bytes. An error of w is
// returned after the message was read to its end: the session stays usable.
//
// Some servers never end a message whose last line has no line end, or put the
// final dot behind that line. Where the size that LIST has told has come, or a dot
// at the end of a line, and then silence, another command shows whether that was
// all. Then Retr returns an [UnendedError], and the session goes on. Others do not
// double a dot that stands alone in a line of the text: then more comes behind what
// seems to be the end. Retr returns an [UnendedError] for what came before, and the
// session is over, as the rest could be taken for answers.
//
// A message that is longer than expect allows ends the session with a [LimitError].
func (c *Conn) Retr(ctx context.Context, num int, expect Expect, w io.Writer) (int64, error) {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return 0, err
	}
	if _, err := c.runCommand("RETR", strconv.Itoa(num)); err != nil {
		return 0, end(err)
	}
	n, werr, err := c.readBody("RETR", w, cmp.Or(expect.Most, c.opts.Limits.Message), &endFinder{size: expect.Size})
	if err == nil && c.checkInStep("RETR") != nil {
		c.Close()
		err = &UnendedError{Command: "RETR"}
	}
	var unended *UnendedError
	if errors.As(err, &unended) {
		unended.All = expect.Size > 0 && n >= expect.Size
	}
	if err = end(err); err != nil {
		return n, err
	}
	return n, werr
}

// Whole is the answer to one RETR command of [Conn.Retrs].
type Whole struct {
	Num      int
	Size     int64 // bytes that came
	WriteErr error // what the writer has failed with; the rest of the message was read and dropped
	Err      error // the server's refusal, an [Error]; nothing was written then
}

// Retrs fetches many whole messages (RETR, RFC 1939 section 5), pipelined where the
// server offers it, into the writers that into gives when their answers begin. Like
// [Conn.Tops] it asks next for the numbers, calls got for each answer in order, and
// checks with STAT that answers and commands were in step; see there for the errors
// that tell otherwise. In these cases what was written may belong to other messages, but
// for what came before inStep was called last, as with [Conn.TopsChecked].
func (c *Conn) Retrs(ctx context.Context, next func() (num int, ok bool), into func(num int) io.Writer, got func(Whole) error, every int, inStep func()) error {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return err
	}
	return end(c.runPipeline(&pipeline{
		verb: "RETR", next: next, last: step{"STAT", c.readStatProbe},
		readRest: func(num int, refused error) (stop, err error) {
			w := Whole{Num: num, Err: refused}
			if refused == nil {
				if w.Size, w.WriteErr, err = c.readBody("RETR", into(num), c.opts.Limits.Message, nil); err != nil {
					return nil, err
				}
			}
			return got(w), nil
		},
		checkEvery: every, inStep: inStep,
	}))
}
