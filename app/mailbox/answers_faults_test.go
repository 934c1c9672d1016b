package mailbox_test

import (
	"bytes"
	"net"
	"strings"
	"sync"
)

// answersConn is a connection on which whole answers get lost, come twice or change
// places, or on which every session ends after some commands.
type answersConn struct {
	net.Conn
	fault *fault

	mu       sync.Mutex
	asked    []string // commands whose answers have not come whole, oldest first
	commands int      // behind the login
	entering bool     // logging in
	inside   bool     // logged in

	in   []byte // from the server, not a whole answer yet
	held []byte // an answer that changes places with the next one
	out  []byte // for the client
}

// Write implements [net.Conn].
func (c *answersConn) Write(p []byte) (int, error) {
	c.mu.Lock()
	for _, line := range strings.Split(strings.TrimSuffix(string(p), "\r\n"), "\r\n") {
		c.asked = append(c.asked, line)
		if c.inside {
			c.commands++
		}
	}
	over := c.fault.kind == shortSessions && c.commands > c.fault.at
	c.mu.Unlock()
	if over {
		c.Close()
		return 0, net.ErrClosed
	}
	return c.Conn.Write(p)
}

// Read implements [net.Conn].
func (c *answersConn) Read(p []byte) (int, error) {
	for len(c.out) == 0 {
		buf := make([]byte, 4096)
		n, err := c.Conn.Read(buf)
		if err != nil {
			return 0, err
		}
		c.in = append(c.in, buf[:n]...)
		c.take()
	}
	n := copy(p, c.out)
	c.out = c.out[n:]
	return n, nil
}

// take passes on what has come, answer by answer where there was one asked for.
func (c *answersConn) take() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.in) > 0 {
		if len(c.asked) == 0 { // the greeting
			c.out, c.in = append(c.out, c.in...), nil
			return
		}
		n := wholeAnswer(c.asked[0], c.in)
		if n == 0 {
			return
		}
		answer := bytes.Clone(c.in[:n])
		verb := c.asked[0]
		c.in, c.asked = c.in[n:], c.asked[1:]
		if !c.inside {
			c.entering = c.entering || strings.HasPrefix(verb, "PASS") || strings.HasPrefix(verb, "AUTH ")
			c.inside = c.entering && bytes.HasPrefix(answer, []byte("+OK"))
			c.out = append(c.out, answer...)
			continue
		}
		c.out = append(c.out, c.disturb(verb, answer)...)
	}
}

// disturb is what the client gets of an answer.
func (c *answersConn) disturb(verb string, answer []byte) []byte {
	if held := c.held; held != nil {
		c.held = nil
		return append(answer, held...)
	}
	f := c.fault
	f.mu.Lock()
	defer f.mu.Unlock()
	lists := f.kind == loseList || f.kind == swapLists
	if f.done || f.kind == shortSessions || lists && verb != "UIDL" {
		return answer
	}
	if f.at > 0 {
		f.at--
		return answer
	}
	f.done = true
	switch f.kind {
	case loseAnswer, loseList:
		return nil
	case doubleAnswer:
		return append(answer, answer...)
	}
	c.held = answer
	return nil
}

// wholeAnswer is how long the answer to a command is, and 0 while it is not whole.
func wholeAnswer(command string, in []byte) int {
	end := bytes.Index(in, []byte("\r\n"))
	if end < 0 {
		return 0
	}
	first := end + 2
	if bytes.HasPrefix(in, []byte("-ERR")) {
		return first
	}
	verb, arg, _ := strings.Cut(command, " ")
	switch {
	case verb == "CAPA" || verb == "TOP" || verb == "RETR" || (verb == "LIST" || verb == "UIDL") && arg == "":
		if bytes.HasPrefix(in[first:], []byte(".\r\n")) {
			return first + 3
		}
		if end := bytes.Index(in[first-2:], []byte("\r\n.\r\n")); end >= 0 {
			return first - 2 + end + 5
		}
		return 0
	}
	return first
}
