package pop3

import (
	"bytes"
	"context"
	"strconv"
)

// Head is the answer to one TOP command.
type Head struct {
	Num   int
	Bytes []byte // the header block, and the asked lines of the body; valid only during the call
	Err   error  // the server's refusal, an [Error]; Bytes is then empty
}

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
