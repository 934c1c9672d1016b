package pop3

import (
	"crypto/tls"
	"errors"
	"net"
	"strconv"
)

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

// Pipelining reports whether commands are sent before earlier ones are answered
// (RFC 2449 section 6.6): the server offers it, and nothing speaks against it. What was
// said before the login holds until CAPA was asked behind it.
func (c *Conn) Pipelining() bool {
	caps := c.caps
	if caps == nil {
		caps = c.loginState.caps
	}
	return caps != nil && caps.Pipelining && !c.opts.NoPipelining && !c.oneAtATime
}

const (
	// sendBuffer is asked of the system for what was sent and not taken by the
	// server yet.
	sendBuffer = 1 << 20

	// leastFlightBytes is how many bytes of commands may be in flight on any
	// connection: it fits the buffers of every system.
	leastFlightBytes = 12 << 10
)

// maxFlightBytes bounds the bytes of commands in flight on a connection. There is
// no second goroutine that reads while this one writes, so a write must never
// wait for a server that waits for its answers to be read: what is in flight must
// fit what the system holds by itself. A quarter of that does, as systems count
// their own overhead in.
func maxFlightBytes(nc net.Conn) int {
	if t, ok := nc.(*tls.Conn); ok {
		nc = t.NetConn()
	}
	if b, ok := nc.(interface{ SetWriteBuffer(bytes int) error }); ok {
		_ = b.SetWriteBuffer(sendBuffer) // what was granted is asked for
	}
	return max(grantedSendBuffer(nc)/4, leastFlightBytes)
}

// pipeline sends "verb num tail" for every number that next yields and reads
// the answers in order. For each, answer is called after the status line was
// read; it reads the rest of the answer. Its first result stops the sending, its
// second ends the session. The step behind goes out right behind the last
// command. Where sound is not nil, a STAT goes out behind every so many commands, and
// sound is called when its answer shows that all before were in step.
func (c *Conn) pipeline(verb, tail string, next func() (int, bool), answer func(num int, refused error) (stop, err error), every int, sound func(), behind step) error {
	if err := c.runSteps(); err != nil { // CAPA, where it is due
		return err
	}
	f := c.newFlight(verb)
	since, last := 0, 0 // commands since the last STAT, and the last number
	var stopped error
	for more := true; ; {
		for more && stopped == nil && f.room() {
			if f.alone { // what is there now was asked for by nobody
				if err := c.checkInStep(verb); err != nil {
					return err
				}
			}
			if sound != nil && since >= every {
				c.queueCommand("STAT")
				f.add(statCheck, len("STAT\r\n"))
				since = 0
				continue
			}
			var num int
			if num, more = next(); more {
				before := len(c.queued)
				c.queueCommand(verb + " " + strconv.Itoa(num) + tail)
				f.add(num, len(c.queued)-before)
				since++
				last = num
			}
		}
		if f.over = !more || stopped != nil; f.over && !f.begun {
			return nil // nothing was asked for
		}
		if f.close() {
			c.queueCommand(behind.command)
		}
		if err := c.sendQueued(verb); err != nil {
			return err
		}
		if f.len() == 0 {
			if f.probing && !f.closed {
				if err := c.readStatProbe(); err != nil {
					return err
				}
				f.probing = false
				continue
			}
			break
		}
		if f.nums[0] == statCheck {
			c.startAnswerTimer()
			err := c.readStatProbe()
			if _, refused := asRefusal(err); err != nil && !refused {
				return err
			}
			f.answered()
			if err == nil { // a refusal proves nothing; what stands behind all others does
				sound()
			}
			continue
		}
		refused, err := f.status(c, verb)
		if err != nil {
			return err
		}
		stop, err := answer(f.nums[0], refused)
		if err != nil {
			return err
		}
		if stop != nil && stopped == nil {
			stopped = stop
		}
		f.answered()
	}
	if verb != "RETR" {
		c.lastDepth = f.pace.depth
	}
	err := f.end(c, behind)
	if _, refused := asRefusal(err); refused && behind.command == "STAT" {
		err = c.checkByList(last, err)
	}
	if err != nil {
		return err
	}
	if sound != nil {
		sound()
	}
	if errors.Is(stopped, ErrStop) {
		return nil
	}
	return stopped
}

const statCheck = 0 // stands for a STAT among the numbers under way

// flight is the commands under way in a pipeline.
type flight struct {
	pace    pace
	max     int   // bytes
	nums    []int // whose answers are awaited, oldest first
	sizes   []int // bytes of each command, oldest first
	bytes   int   // their sum
	checks  int   // STATs among them
	alone   bool  // one command at a time
	probing bool  // STAT was sent behind the commands, because nothing came
	filling bool  // commands are being added
	begun   bool  // a command was sent
	over    bool  // there are no more commands
	closed  bool  // the step behind them was sent
}

func (c *Conn) newFlight(verb string) *flight {
	return &flight{pace: newPace(c.startDepth(verb), c.roundTrip), max: c.maxFlightBytes, alone: !c.Pipelining()}
}

func (f *flight) len() int { return len(f.nums) }

func (f *flight) room() bool {
	if f.alone {
		return f.len() == 0
	}
	if f.probing {
		return false
	}
	// The flight is filled up when it is half empty: many small packets cost
	// both sides more than few large ones.
	if full := f.len() >= f.pace.depth || f.bytes >= f.max; full || f.filling {
		f.filling = !full
		return !full
	}
	f.filling = f.len() <= f.pace.depth/2 && f.bytes <= f.max/2
	return f.filling
}

// close reports whether the step behind the commands is to be sent now.
func (f *flight) close() bool {
	if !f.over || f.closed || f.probing || f.alone && f.len() > 0 {
		return false
	}
	f.closed = true
	return true
}

func (f *flight) add(num, bytes int) {
	f.begun = true
	f.nums = append(f.nums, num)
	f.checks += count(num == statCheck)
	f.sizes = append(f.sizes, bytes)
	f.bytes += bytes
}

func (f *flight) answered() {
	f.bytes -= f.sizes[0]
	f.checks -= count(f.nums[0] == statCheck)
	f.nums, f.sizes = f.nums[1:], f.sizes[1:]
	if !f.alone {
		f.pace.countAnswer()
	}
}

// status reads the next status line. When a server that offers pipelining is
// silent while several commands are under way, it may have thrown away all but
// the first. Then STAT is sent, whose answer cannot be taken for another: if it
// comes next, that is what has happened.
func (f *flight) status(c *Conn, verb string) (refused, err error) {
	c.startAnswerTimer()
	if f.len() > 1 && !f.probing {
		if f.probing, err = c.isSilent(verb); err != nil {
			return nil, err
		}
		if f.probing {
			c.queueCommand("STAT")
			if err := c.sendQueued("STAT"); err != nil {
				return nil, err
			}
			c.startAnswerTimer()
		}
	}
	text, err := c.readStatus(verb)
	if err == nil && (f.probing || verb == "TOP" && (f.checks > 0 || f.closed)) && c.isStat(text) {
		c.oneAtATime = true
		return nil, ErrPipelining
	}
	if _, ok := asRefusal(err); ok {
		return err, nil
	}
	return nil, err
}

// end reads the answers behind those of the commands, and checks that all are
// in step.
func (f *flight) end(c *Conn, behind step) error {
	c.startAnswerTimer()
	refused := behind.readAnswer(behind.command)
	if _, ok := asRefusal(refused); !ok && refused != nil {
		return refused
	}
	if f.probing {
		if err := c.readStatProbe(); err != nil {
			return err
		}
	}
	if err := c.checkInStep(behind.command); err != nil {
		return err
	}
	return refused
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}
