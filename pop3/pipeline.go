package pop3

import (
	"errors"
	"strconv"
	"time"
)

const (
	firstDepth = 64 // commands in flight at the start

	// maxFlight bounds the bytes of commands in flight. There is no second
	// goroutine that reads while this one writes, so a write must never block
	// on a server that waits for its answers to be read: this much fits the
	// socket buffers of every system.
	maxFlight = 12 << 10

	// maxAhead bounds how much time the answers in flight take to arrive, so
	// that what the user asks for next does not wait behind them.
	maxAhead = 500 * time.Millisecond
)

// pipeline sends "verb num tail" for every number that next yields and reads
// the answers in order. For each, answer is called after the status line was read; it reads the
// rest of the answer. Its first result stops the sending, its second ends the
// session.
func (c *Conn) pipeline(verb, tail string, next func() (int, bool), answer func(num int, refused error) (stop, err error)) error {
	f := flight{depth: 1}
	if c.pipelining() {
		f.depth = firstDepth
	}
	var stopped error
	var inFlight []int // numbers whose answers are awaited, oldest first
	for more := true; ; {
		for more && stopped == nil && f.room(len(inFlight)) {
			var num int
			if num, more = next(); more {
				before := len(c.out)
				c.command(verb + " " + strconv.Itoa(num) + tail)
				f.add(len(c.out) - before)
				inFlight = append(inFlight, num)
			}
		}
		if len(inFlight) == 0 {
			break
		}
		// Commands are written when there is nothing left to read, or in
		// larger pieces while answers keep coming.
		if c.in.Buffered() == 0 || len(c.out) > maxFlight/4 {
			if err := c.flush(verb); err != nil {
				return err
			}
		}
		c.expect()
		_, err := c.status(verb)
		var refused *Error
		if err != nil && !errors.As(err, &refused) {
			return err
		}
		stop, err := answer(inFlight[0], err)
		if err != nil {
			return err
		}
		inFlight = inFlight[1:]
		if stop != nil && stopped == nil {
			stopped = stop
		}
		f.answered(c.pipelining())
	}
	if c.in.Buffered() > 0 {
		line, _ := c.in.Peek(min(c.in.Buffered(), 100))
		return &ProtocolError{Command: verb, Detail: "more answers than commands", Line: printable(line)}
	}
	if errors.Is(stopped, ErrStop) {
		return nil
	}
	return stopped
}

// flight keeps how many commands may be under way. The depth doubles while the
// throughput rises with it.
type flight struct {
	depth   int
	sizes   []int // bytes of each command in flight, oldest first
	bytes   int
	count   int       // answers since mark
	mark    time.Time // when the measuring began
	rate    float64   // answers a second of the last measuring
	settled bool      // a doubling brought nothing more
}

func (f *flight) room(inFlight int) bool {
	return inFlight < f.depth && f.bytes < maxFlight
}

func (f *flight) add(bytes int) {
	f.sizes = append(f.sizes, bytes)
	f.bytes += bytes
}

func (f *flight) answered(pipelining bool) {
	f.bytes -= f.sizes[0]
	f.sizes = f.sizes[1:]
	if !pipelining || f.settled {
		return
	}
	if f.mark.IsZero() {
		f.mark = time.Now()
		return
	}
	f.count++
	if f.count < 2*f.depth {
		return
	}
	now := time.Now()
	rate := float64(f.count) / max(now.Sub(f.mark), time.Microsecond).Seconds()
	ahead := int(rate * maxAhead.Seconds())
	if rate < f.rate*1.1 {
		f.settled = true
	} else {
		f.depth = max(firstDepth, min(2*f.depth, ahead*2))
	}
	f.rate, f.mark, f.count = rate, now, 0
}
