package pop3

import (
	"errors"
	"net"
	"slices"
	"strings"
)

// method is a way to log in. Its run reports whether anything but its name was
// sent.
type method struct {
	name string
	run  func() (said bool, err error)
}

// tryFirst tries the first of the ways that can be used on this line, and names
// it.
func (c *Conn) tryFirst(ways []method) (name string, said bool, err error) {
	for _, way := range ways {
		said, err = way.run()
		if !errors.Is(err, errors.ErrUnsupported) {
			return way.name, said, err
		}
	}
	return "", false, ErrNoLogin
}

// methods returns the ways to log in that both sides have, in the order in which
// they are tried.
func (c *Conn) methods(cred Credentials, caps Caps) ([]method, error) {
	var ways []method
	for _, m := range cred.mechanisms() {
		if caps.HasSASL(m.Name()) {
			ways = append(ways, method{m.Name(), func() (bool, error) { return c.sasl(m, c.line(caps)) }})
		}
	}
	if !cred.Token {
		own, err := c.ownMethods(cred, caps)
		if err != nil && len(ways) == 0 {
			return nil, err
		}
		ways = append(ways, own...)
	}
	if c.Encrypted() {
		if len(ways) == 0 {
			return nil, ErrNoLogin
		}
		return ways, nil
	}
	return inClear(ways, cred)
}

// ownMethods returns POP3's own ways: APOP, and USER with PASS.
func (c *Conn) ownMethods(cred Credentials, caps Caps) ([]method, error) {
	apop := method{MethodAPOP, func() (bool, error) { return true, c.apop(cred) }}
	user := method{MethodUser, func() (bool, error) { return true, c.userPass(cred) }}
	var own []method
	if c.auth.stamp != "" && !cred.NoAPOP {
		own = append(own, apop)
	}
	if caps.User || len(caps.SASL) == 0 { // many servers have USER without saying so
		own = append(own, user)
	}
	switch {
	case len(own) == 0:
		return nil, nil
	case strings.Contains(cred.User, " "): // it would end the name
		return nil, ErrCredentials
	case !isASCII(cred.User+cred.Password) && !caps.UTF8User:
		return nil, ErrNotASCII
	}
	if caps.SASL == nil {
		// Servers that know nothing of SASL often greet with a time stamp and
		// have no passwords for it.
		slices.Reverse(own)
	}
	return own, nil
}

// inClear puts the ways in order for a line that is not encrypted: what reveals
// the secret comes last, and what is weaker than what worked before is left out.
func inClear(ways []method, cred Credentials) ([]method, error) {
	if len(ways) == 0 {
		return nil, ErrNoLogin
	}
	order := cred.order()
	rank := func(m method) int { return slices.Index(order, m.name) }
	slices.SortStableFunc(ways, func(a, b method) int { return rank(a) - rank(b) })
	if cred.Least == "" {
		return ways, nil
	}
	least := slices.Index(order, cred.Least)
	ways = slices.DeleteFunc(ways, func(m method) bool { return rank(m) > least })
	if len(ways) == 0 {
		return nil, ErrWeaker
	}
	return ways, nil
}

// order names all ways of the credentials from the strongest to the weakest, as
// they count on a line that is not encrypted.
func (cred Credentials) order() []string {
	var safe, open []string
	for _, m := range cred.mechanisms() {
		if m.Reveals() {
			open = append(open, m.Name())
		} else {
			safe = append(safe, m.Name())
		}
	}
	return slices.Concat(safe, []string{MethodAPOP}, open, []string{MethodUser})
}

func (cred Credentials) mechanisms() []Mechanism {
	if cred.Mechanisms == nil && !cred.Token {
		return []Mechanism{Plain(cred.User, cred.Password)}
	}
	return cred.Mechanisms
}

// line is what mechanisms may know of the connection.
func (c *Conn) line(caps Caps) Line {
	line := Line{Offered: caps.SASL}
	if host, port, err := net.SplitHostPort(c.auth.address); err == nil {
		line.Host, line.Port = host, port
	}
	if state, ok := c.TLS(); ok {
		line.TLS = &state
	}
	return line
}
