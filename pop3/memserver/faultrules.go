package memserver

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"time"
)

// Rule changes the answer to one command. The first rule that fits is taken.
type Rule struct {
	Verb  string // upper case; empty fits every command
	Arg   string // the first argument; empty fits every one
	UID   string // of the message that the first argument means; empty fits every one
	Nth   int    // the nth command that fits, from 1; 0 is every one
	Marks int    // fits only once so many messages are marked for deletion in the session
	Act   Act
	Text  string        // for Reply, Before and After: raw bytes, with line ends; for Mistake: a command; for OKText: what stands behind +OK
	Delay time.Duration // waited before the answer, with every Act
}

// Act says what a [Rule] does.
type Act int

// What can happen to a command.
const (
	Answer  Act = iota // carried out and answered as always, after the Delay
	Reply              // not carried out; Text is the answer
	Before             // Text, then carried out and answered
	After              // carried out and answered, then Text
	Stall              // no answer to this and to all later commands
	Cut                // the line breaks before the answer; nothing is carried out
	CutDone            // carried out, then the line breaks before the answer
	NoDot              // the multi-line answer ends without its dot
	Endless            // the answer's lines are repeated without end
	Mistake            // Text is carried out and answered instead
	Forget             // carried out and answered; what was sent behind it is thrown away
	OKText             // carried out and answered with Text behind +OK, unless what stands there means something
	Drip               // the answer comes one byte at a time, Delay between
	Half               // the first half of the answer, and no more to this and all later commands
)

// matchRule finds the rule for a command, counting in hits how often each has
// fitted.
func (f *Faults) matchRule(verb, arg, uid string, marks int, hits []int) Rule {
	for i, r := range f.Rules {
		if (r.Verb != "" && r.Verb != verb) || (r.Arg != "" && r.Arg != arg) || (r.UID != "" && r.UID != uid) || marks < r.Marks {
			continue
		}
		hits[i]++
		if r.Nth == 0 || r.Nth == hits[i] {
			return r
		}
	}
	return Rule{}
}

// ruleFor is the rule under which a command is carried out.
func (s *Server) ruleFor(verb, arg string, ses *session) Rule {
	s.mu.Lock()
	defer s.mu.Unlock()
	return ses.faults.matchRule(verb, arg, ses.uidOf(arg), ses.markCount, ses.hits)
}

// handleLine carries out one command line under the rule that fits it.
func (s *session) handleLine(line string) error {
	if s.faults.NoPipelining {
		defer s.in.discard()
	}
	if s.box != nil {
		if s.commands++; s.faults.Commands > 0 && s.commands > s.faults.Commands {
			return errSessionEnds
		}
	}
	if s.faults.Ahead > 0 && s.in.lineCount() >= s.faults.Ahead {
		return errSessionEnds
	}
	if s.faults.Strict && strings.TrimSpace(line) != line {
		s.replyErr("syntax error")
		return nil
	}
	verb, arg, _ := strings.Cut(line, " ")
	verb = strings.ToUpper(verb)
	first, _, _ := strings.Cut(arg, " ")
	rule := s.srv.ruleFor(verb, first, s)
	if rule.Delay > 0 && rule.Act != Drip {
		_ = s.out.Flush()
		time.Sleep(rule.Delay)
	}
	switch rule.Act {
	case Reply:
		s.out.WriteString(rule.Text)
		return nil
	case Before:
		s.out.WriteString(rule.Text)
		return s.execute(verb, arg)
	case After:
		err := s.execute(verb, arg)
		s.out.WriteString(rule.Text)
		return err
	case Mistake:
		verb, arg, _ := strings.Cut(rule.Text, " ")
		return s.execute(verb, arg)
	case Forget:
		defer s.in.discard()
	case Stall:
		_ = s.out.Flush()
		return s.stall()
	case Cut:
		return errSessionEnds
	case CutDone:
		s.out = bufio.NewWriter(io.Discard)
		_ = s.execute(verb, arg)
		return errSessionEnds
	case NoDot, Endless, Drip, OKText, Half:
		return s.spoilAnswer(rule, verb, arg)
	}
	return s.execute(verb, arg)
}

// stall reads and forgets until the client goes away.
func (s *session) stall() error {
	for {
		if _, err := s.in.readLine(); err != nil {
			return errSessionEnds
		}
	}
}

// spoilAnswer carries a command out and mangles its answer.
func (s *session) spoilAnswer(rule Rule, verb, arg string) error {
	var answer strings.Builder
	out := s.out
	s.out = bufio.NewWriter(&answer)
	err := s.execute(verb, arg)
	_ = s.out.Flush()
	s.out = out
	text := answer.String()
	switch rule.Act {
	case Drip:
		return errors.Join(err, s.sendSlowly(text, rule.Delay))
	case Half:
		s.out.WriteString(text[:len(text)/2])
		_ = s.out.Flush()
		return s.stall()
	case OKText:
		s.out.WriteString(replaceOKText(verb, arg, text, rule.Text))
		return err
	}
	text = strings.TrimSuffix(text, ".\r\n")
	s.out.WriteString(text)
	for rule.Act == Endless {
		if _, e := s.out.WriteString("1 filling filling filling\r\n"); e != nil {
			return e
		}
	}
	return err
}

// replaceOKText puts another text behind the +OK of an answer, unless the one that
// stands there means something.
func replaceOKText(verb, arg, answer, text string) string {
	told := verb == "STAT" || (verb == "LIST" || verb == "UIDL") && arg != ""
	first, rest, _ := strings.Cut(answer, "\r\n")
	if told || !strings.HasPrefix(first, "+OK") {
		return answer
	}
	return "+OK" + text + "\r\n" + rest
}

// sendSlowly sends one byte at a time.
func (s *session) sendSlowly(text string, pause time.Duration) error {
	for i := range len(text) {
		time.Sleep(pause)
		s.out.WriteByte(text[i])
		if err := s.out.Flush(); err != nil {
			return err
		}
	}
	return nil
}
