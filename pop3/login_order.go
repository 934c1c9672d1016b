package pop3

import (
	"errors"
	"net"
	"slices"
	"strings"
)

// Which login comes before which.
//
// The order is made here, what each way reveals is weighed in login_weight.go, and what
// follows a refusal is in login_refused.go.
//
//  1. First comes the strongest way that both sides have, but what the server has refused
//     at an earlier login, for what it is, comes last ([Credentials.Refused]).
//  2. Nothing is used, on any line, that reveals more than what worked before
//     ([Credentials.Least]). Within TLS that is told by [Exposure]: all forms of SCRAM are
//     equal there, as are all ways that reveal the secret. In clear, where anybody can
//     change what the server says, the mechanisms that reveal nothing count one by one.
//  3. When it is certain, or the server says, that the way was refused and not the
//     password, the next way is tried that reveals no more than this one, or than what
//     worked before. That happens once in a login.
//  4. Everything beyond that is a [WeakerError], for the user to decide. This holds for
//     the first login of an account too: a SCRAM that is refused is never followed by
//     the password in clear text, as whoever can refuse it in the server's place wants
//     just that.
//  5. A refusal that is, or may be, of the name or the password is final.
//
// SCRAM without channel binding reveals no more than with it, but somebody who sits
// between, with a certificate that is trusted, is not noticed any more. Who takes the bound
// forms out of the server's list is noticed by a server that has them: the flag "y"
// tells it what this side has seen (RFC 5802 section 6). Who refuses a bound form in the
// server's place is not: the unbound one that follows must say "n", as a server that lists
// the bound forms has to refuse "y", those included that cannot do what they list. What
// is left is memory: where a bound form has worked before, its refusal leads to
// nothing without the user.

// loginMethod is a way to log in. Its logIn reports whether anything but its name was
// sent.
type loginMethod struct {
	name  string
	sasl  bool
	logIn func() (sentMore bool, err error)
}

// methods returns the ways to log in that both sides have, in the order in which they are
// tried.
func (a *loginAttempt) methods() []loginMethod {
	c, cred, caps := a.c, a.cred, *a.caps
	var ways []loginMethod
	for _, m := range cred.mechanisms() {
		if caps.HasSASL(m.Name()) {
			ways = append(ways, loginMethod{m.Name(), true, func() (bool, error) { return c.authenticate(m, c.lineState(caps)) }})
		}
	}
	if !cred.Token {
		ways = append(ways, a.ownMethods()...)
	}
	if !c.Encrypted() {
		// What reveals the secret comes last.
		order := cred.methodOrder()
		slices.SortStableFunc(ways, func(x, y loginMethod) int { return slices.Index(order, x.name) - slices.Index(order, y.name) })
	}
	slices.SortStableFunc(ways, func(x, y loginMethod) int { return c.wasRefused(x) - c.wasRefused(y) })
	return ways
}

// ownMethods returns POP3's own ways: APOP, and USER with PASS.
func (a *loginAttempt) ownMethods() []loginMethod {
	c, cred, caps := a.c, a.cred, a.caps
	apop := loginMethod{MethodAPOP, false, func() (bool, error) { return true, c.loginAPOP(cred) }}
	user := loginMethod{MethodUser, false, func() (bool, error) { return true, c.loginUserPass(cred) }}
	var own []loginMethod
	if c.loginState.timestamp != "" && !cred.NoAPOP && !strings.Contains(cred.User, " ") { // it would end the name
		own = append(own, apop)
	}
	if caps.User || len(caps.SASL) == 0 { // many servers have USER without saying so
		own = append(own, user)
	}
	if caps.SASL == nil {
		// Servers that know nothing of SASL often greet with a time stamp and
		// have no passwords for it.
		slices.Reverse(own)
	}
	return own
}

// wasRefused is 1 for what the server has refused for what it is.
func (c *Conn) wasRefused(m loginMethod) int {
	if slices.Contains(c.loginState.refused, m.name) || m.sasl && slices.Contains(c.loginState.refused, refusedAuth) {
		return 1
	}
	return 0
}

// tryFirst tries the first of the ways that can be used on this line, and names
// it.
func tryFirst(ways []loginMethod) (name string, sentMore bool, err error) {
	for _, way := range ways {
		sentMore, err = way.logIn()
		if !errors.Is(err, errors.ErrUnsupported) {
			return way.name, sentMore, err
		}
	}
	return "", false, ErrNoLogin
}

// mechanisms returns the SASL mechanisms that may be used.
func (cred Credentials) mechanisms() []Mechanism {
	if cred.Mechanisms == nil && !cred.Token {
		return []Mechanism{Plain(cred.User, cred.Password)}
	}
	return cred.Mechanisms
}

// lineState is what mechanisms may know of the connection.
func (c *Conn) lineState(caps Caps) Line {
	line := Line{Offered: caps.SASL, Refused: c.loginState.refused}
	if host, port, err := net.SplitHostPort(c.loginState.address); err == nil {
		line.Host, line.Port = host, port
	}
	if state, ok := c.TLS(); ok {
		line.TLS = &state
	}
	return line
}
