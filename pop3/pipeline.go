package pop3

import "strconv"

// A pipeline sends one command for each of many messages, and reads the answers in the
// order of the commands, as they carry nothing else that tells whose they are. It has
// three parts:
//
//   - what is sent is here; how many commands go ahead of their answers is in inflight.go,
//     with the reasons, and in pace.go;
//   - pipeline_answers.go reads the answers;
//   - outofstep.go notices when answers and commands do not belong together any more.

// pipeline is what a call such as [Conn.Tops] asks for, and how far it has come.
type pipeline struct {
	c *Conn

	verb string
	tail string // what stands behind the number, with a blank before it
	next func() (num int, ok bool)
	last step // goes out right behind the last command

	// readRest is called for each number after the status line of its answer was
	// read, and reads the rest. With stop, nothing more is sent; err ends the session.
	readRest func(num int, refused error) (stop, err error)

	// inStep, where it is not nil, is called when all answers so far are proved to be
	// those to their commands: by the last step, and by a STAT behind every so many
	// commands.
	inStep     func()
	checkEvery int

	flight    inFlight
	more      bool  // next has more numbers
	stopped   error // why nothing more is sent
	sent      bool  // at least one command
	lastNum   int   // the number in the last command
	unchecked int   // commands since the last STAT
	lastSent  bool  // the last step was sent
	probing   bool  // STAT was sent behind the commands, because nothing came
}

// runPipeline carries a pipeline out.
func (c *Conn) runPipeline(p *pipeline) error {
	if err := c.runSteps(); err != nil { // CAPA, where it is due
		return err
	}
	p.c, p.more = c, true
	p.flight = c.newInFlight(p.verb)
	for {
		if err := p.sendMore(); err != nil {
			return err
		}
		var err error
		switch {
		case !p.sent && p.over():
			return nil // nothing was asked for
		case p.flight.len() > 0:
			err = p.readNext()
		case p.probing && !p.lastSent:
			err = p.readNeedlessProbe()
		default:
			return p.finish()
		}
		if err != nil {
			return err
		}
	}
}

// over reports whether no more commands are to be sent.
func (p *pipeline) over() bool { return !p.more || p.stopped != nil }

// sendMore sends as many commands as there is room for, and the last step behind the
// last one.
func (p *pipeline) sendMore() error {
	c := p.c
	for !p.over() && !p.probing && p.flight.hasRoom() {
		if p.flight.oneAtATime { // what is there now was asked for by nobody
			if err := c.checkInStep(p.verb); err != nil {
				return err
			}
		}
		if p.inStep != nil && p.unchecked >= p.checkEvery {
			p.queueCheck()
		} else {
			p.queueNext()
		}
	}
	if p.over() && p.sent && p.mayFinish() {
		c.queueCommand(p.last.command)
		p.lastSent = true
	}
	return c.sendQueued(p.verb)
}

// queueNext queues the command for the next number, if there is one.
func (p *pipeline) queueNext() {
	var num int
	if num, p.more = p.next(); !p.more {
		return
	}
	before := len(p.c.queued)
	p.c.queueCommand(p.verb + " " + strconv.Itoa(num) + p.tail)
	p.flight.add(num, len(p.c.queued)-before)
	p.sent = true
	p.unchecked++
	p.lastNum = num
}

// queueCheck queues a STAT, whose answer tells that all before it were in step.
func (p *pipeline) queueCheck() {
	p.c.queueCommand("STAT")
	p.flight.add(statCheck, len("STAT\r\n"))
	p.sent = true
	p.unchecked = 0
}

// mayFinish reports whether the last step is to be sent now.
func (p *pipeline) mayFinish() bool {
	return !p.lastSent && !p.probing && (!p.flight.oneAtATime || p.flight.len() == 0)
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
