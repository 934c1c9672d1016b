package pop3

import "errors"

// How a pipeline reads its answers: each belongs to the oldest command in flight. STATs
// between the commands, and the step behind the last one, prove that this was so.

// readNext reads the answer to the oldest command in flight.
func (p *pipeline) readNext() error {
	num := p.flight.nums[0]
	if num == statCheck {
		return p.readCheck()
	}
	refused, err := p.readStatus()
	if err != nil {
		return err
	}
	stop, err := p.readRest(num, refused)
	if err != nil {
		return err
	}
	if stop != nil && p.stopped == nil {
		p.stopped = stop
	}
	p.flight.removeOldest()
	return nil
}

// readStatus reads the status line of the next answer.
func (p *pipeline) readStatus() (refused, err error) {
	c := p.c
	c.startAnswerTimer()
	if p.flight.len() > 1 && !p.probing {
		if err := p.probeIfSilent(); err != nil {
			return nil, err
		}
	}
	text, err := c.readStatus(p.verb)
	if err == nil && p.isAheadOfItsTurn(text) {
		c.oneAtATime = true
		return nil, ErrPipelining
	}
	if _, ok := asRefusal(err); ok {
		return err, nil
	}
	return nil, err
}

// readCheck reads the answer to a STAT between the commands. A refusal proves nothing;
// what stands behind all others does.
func (p *pipeline) readCheck() error {
	p.c.startAnswerTimer()
	err := p.c.readStatProbe("STAT")
	if _, refused := asRefusal(err); err != nil && !refused {
		return err
	}
	p.flight.removeOldest()
	if err == nil {
		p.inStep()
	}
	return nil
}

// finish reads what stands behind the answers, and returns why the pipeline was stopped.
func (p *pipeline) finish() error {
	if p.verb != "RETR" {
		p.c.lastDepth = p.flight.pace.depth
	}
	err := p.readLast()
	if _, refused := asRefusal(err); refused && p.last.command == "STAT" {
		err = p.c.checkByList(p.lastNum, err)
	}
	if err != nil {
		return err
	}
	if p.inStep != nil {
		p.inStep()
	}
	if errors.Is(p.stopped, ErrStop) {
		return nil
	}
	return p.stopped
}

// readLast reads the answer to the last step, and checks that all were in step.
func (p *pipeline) readLast() error {
	c := p.c
	c.startAnswerTimer()
	refused := p.last.readAnswer(p.last.command)
	if _, ok := asRefusal(refused); !ok && refused != nil {
		return refused
	}
	if p.probing {
		if err := c.readStatProbe("STAT"); err != nil {
			return err
		}
	}
	if err := c.checkInStep(p.last.command); err != nil {
		return err
	}
	return refused
}
