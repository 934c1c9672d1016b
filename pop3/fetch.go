package pop3

import (
	"bytes"
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

// Head is the answer to one TOP command.
type Head struct {
	Num   int
	Bytes []byte // the header block, and the asked lines of the body; valid only during the call
	Err   error  // the server's refusal, an [Error]; Bytes is then empty
}

// ErrStop is returned by the callback of Tops or Dele to send no further
// commands. The answers under way are still read, so that the session stays
// usable, and handed to the callback.
var ErrStop = errors.New("pop3: stop")

// Tops fetches the header blocks, and that many lines of each body, of many
// messages (TOP, RFC 1939 section 7), pipelined where the server offers it. The
// numbers are asked from next, see [Nums], as late as possible, so that it can
// still choose; when it returns false no further commands are sent. Tops calls
// got for each answer in order. When got returns an error no further commands are
// sent; Tops then reads the answers under way and returns that error, or nil for
// [ErrStop].
//
// STAT goes behind the last command, so that an answer too many or too few is
// noticed: then Tops returns a [ProtocolError] or a [LineError], and when the
// server has thrown commands away [ErrPipelining]. In each of these cases what
// came may belong to other messages.
//
// A header block over [Limits.Head] is cut there; the rest is read and dropped.
func (c *Conn) Tops(ctx context.Context, next func() (num int, ok bool), lines int, got func(Head) error) error {
	return c.TopsChecked(ctx, next, lines, got, 0, nil)
}

// TopsChecked is Tops with a STAT behind every so many commands. When sound is
// called, all that has come so far was in step, whatever comes behind it. It may be
// nil: then there is only the last STAT.
func (c *Conn) TopsChecked(ctx context.Context, next func() (num int, ok bool), lines int, got func(Head) error, every int, sound func()) error {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return err
	}
	return end(c.pipeline("TOP", " "+strconv.Itoa(lines), next, func(num int, refused error) (stop, err error) {
		h, err := c.readHead(num, refused)
		if err != nil {
			return nil, err
		}
		return got(h), nil
	}, every, sound, step{"STAT", func(string) error { return c.readStatProbe() }}))
}

// maxTOP is how many bytes of an answer to TOP are read, and mostly dropped, before
// the session is given up.
const maxTOP = 32 << 20

// readHead reads the answer to TOP behind its status line.
func (c *Conn) readHead(num int, refused error) (Head, error) {
	if refused != nil {
		return Head{Num: num, Err: refused}, nil
	}
	c.headBuf.Reset()
	n, _, err := c.readBody("TOP", &cutWriter{w: &c.headBuf, left: c.opts.Limits.Head}, min(maxTOP, c.opts.Limits.Message), nil)
	c.topAnswers++
	c.topBytes += n
	return Head{Num: num, Bytes: c.headBuf.Bytes()}, err
}

// cutWriter passes on the first bytes and drops the others.
type cutWriter struct {
	w    *bytes.Buffer
	left int
}

func (cw *cutWriter) Write(p []byte) (int, error) {
	keep := min(len(p), cw.left)
	cw.left -= keep
	cw.w.Write(p[:keep])
	return len(p), nil
}

// Nums yields numbers one by one, as [Conn.Tops] and [Conn.Dele] ask for them.
func Nums(nums []int) func() (num int, ok bool) {
	return func() (int, bool) {
		if len(nums) == 0 {
			return 0, false
		}
		num := nums[0]
		nums = nums[1:]
		return num, true
	}
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
// for what came before sound was called last, as with [Conn.TopsChecked].
func (c *Conn) Retrs(ctx context.Context, next func() (num int, ok bool), into func(num int) io.Writer, got func(Whole) error, every int, sound func()) error {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return err
	}
	return end(c.pipeline("RETR", "", next, func(num int, refused error) (stop, err error) {
		w := Whole{Num: num, Err: refused}
		if refused == nil {
			if w.Size, w.WriteErr, err = c.readBody("RETR", into(num), c.opts.Limits.Message, nil); err != nil {
				return nil, err
			}
		}
		return got(w), nil
	}, every, sound, step{"STAT", func(string) error { return c.readStatProbe() }}))
}
