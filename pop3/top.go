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

// TopsChecked is Tops with a STAT behind every so many commands. When inStep is
// called, all that has come so far was in step, whatever comes behind it. It may be
// nil: then there is only the last STAT.
func (c *Conn) TopsChecked(ctx context.Context, next func() (num int, ok bool), lines int, got func(Head) error, every int, inStep func()) error {
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return err
	}
	return end(c.runPipeline(&pipeline{
		verb: "TOP", tail: " " + strconv.Itoa(lines), next: next, last: step{"STAT", c.readStatProbe},
		readRest: func(num int, refused error) (stop, err error) {
			h, err := c.readHead(num, refused)
			if err != nil {
				return nil, err
			}
			return got(h), nil
		},
		checkEvery: every, inStep: inStep,
	}))
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

// headStep asks for the header block of one message, and calls got with it and with what
// is known of the message.
func (c *Conn) headStep(e *Entry, got func(Entry, Head)) step {
	return step{"TOP " + strconv.Itoa(e.Num) + " 0", func(command string) error {
		_, err := c.readStatus(command)
		if _, refused := asRefusal(err); err != nil && !refused {
			return err
		}
		h, failed := c.readHead(e.Num, err)
		if failed == nil && beginsAsAnswer(h.Bytes) {
			// The answers before it were to other commands than was taken for granted.
			return outOfStep(command, h.Bytes[:min(len(h.Bytes), strayBytes)])
		}
		if failed == nil {
			got(*e, h)
		}
		return failed
	}}
}

// beginsAsAnswer reports whether a header block begins as answers do, and fields do not.
func beginsAsAnswer(head []byte) bool {
	return bytes.HasPrefix(head, []byte("+OK")) || bytes.HasPrefix(head, []byte("-ERR"))
}
