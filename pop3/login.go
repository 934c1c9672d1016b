package pop3

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Credentials are what a user logs in with, and how.
type Credentials struct {
	User     string
	Password string // or a token of OAuth 2, where Token says so

	// Token says that Password is a token: then only Mechanisms are used.
	Token bool

	// Mechanisms are the SASL mechanisms that may be used, the strongest
	// first. Nil means PLAIN alone, or none with a token.
	Mechanisms []Mechanism

	// NoAPOP says that APOP is not tried: for servers that greet with a time
	// stamp and have no passwords for it, such as GNU Mailutils as it comes. On
	// a line that is not encrypted they refuse every login without it.
	NoAPOP bool

	// Least is the weakest way to log in that may be used, as [Conn.Method] has
	// named it after an earlier login, so that nobody can ask for one that reveals
	// more. Empty allows all, but see [WeakerError].
	Least string

	// Refused are the ways that the server offers and has refused for what they are,
	// as [Conn.Refused] has named them after an earlier login: the others come first.
	Refused []string

	// Known is what the server said before an earlier login of this account,
	// see [Conn.LoginCaps]. It spares one round trip. What was said before the
	// line was encrypted is not used afterwards. When a login fails with it,
	// forget it.
	Known *Caps
}

// The names of the ways to log in that are no SASL mechanisms, as
// [Conn.Method] returns them.
const (
	MethodAPOP = "APOP" // a digest of the greeting's time stamp and the password
	MethodUser = "USER" // USER and PASS
)

// loginState is what a session knows about logging in.
type loginState struct {
	address       string // of the server, as it was dialed
	timestamp     string // of the greeting, for APOP; empty where there is none
	caps          *Caps  // what was said before the login; nil before it
	utf8Sent      bool   // UTF8 is on the way and not answered yet
	initialOnLine bool   // the last AUTH had a response on its line

	method  string   // how the session was logged in
	refused []string // what the server offers and does not take
}

// Login logs in by the strongest way that both sides have. It asks CAPA first,
// unless it was asked before or is known from an earlier login. On an encrypted
// line the order is: the mechanisms of cred as they stand there, then USER and
// PASS, then APOP; the last two change places where the server says which
// mechanisms it has, because its time stamp then is no leftover. On a line that is
// not encrypted everything that reveals the secret comes last.
//
// Login returns
//   - [ErrInsecure] on a line that is not encrypted, unless [Options.AllowPlain]
//     is set, and a [WeakerError] when only what reveals more is left,
//   - [ErrCredentials] when name or secret cannot be sent,
//   - [ErrNoLogin] when the two sides have nothing in common,
//   - an [Error], with [CodeAuth] or without a code, when the server refuses; it is
//     [ErrNotASCII] too where that may be the reason,
//   - [ErrServerProof] or [ErrChannelBinding] when the server is not who it
//     should be.
//
// When the refusal is of the way to log in, and not of name or secret, one other way
// is tried that reveals no more. Some servers list mechanisms that they do not have. Any
// other refusal is final: servers lock accounts after a few of them.
//
// Nothing is sent behind the last line of the login before its answer is there:
// some servers throw it away.
func (c *Conn) Login(ctx context.Context, cred Credentials) error {
	if cred.User == "" || !isSendable(cred.User) || !isSendable(cred.Password) {
		return ErrCredentials
	}
	c.addSecret(cred.Password)
	c.addSecret(encodeBase64([]byte(cred.Password)))
	if !c.Encrypted() && !c.opts.AllowPlain {
		return ErrInsecure
	}
	caps, remembered, err := c.capsForLogin(ctx, cred)
	if err != nil {
		return err
	}
	end, err := c.startCall(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return err
	}
	err = (&loginAttempt{c, cred, &caps, remembered}).run()
	if err = end(c.blankSecrets(err)); err != nil {
		return err
	}
	// What the server can do now is asked together with the next commands.
	c.state, c.loginState.caps, c.caps = Transaction, &caps, nil
	return nil
}

// capsForLogin returns what the server can do, and whether that is only remembered.
func (c *Conn) capsForLogin(ctx context.Context, cred Credentials) (caps Caps, remembered bool, err error) {
	if k := cred.Known; k != nil && k.Known && k.Encrypted == c.Encrypted() && c.caps == nil {
		return *k, true, nil
	}
	caps, err = c.Capa(ctx)
	return caps, false, err
}

// loginAttempt is one call of [Conn.Login].
type loginAttempt struct {
	c          *Conn
	cred       Credentials
	caps       *Caps
	remembered bool // caps is what the server said before an earlier login
}

// run tries the strongest way to log in, and another one where the first is
// refused for what it is. The policy is at the top of login_order.go.
func (a *loginAttempt) run() error {
	c, cred, caps := a.c, a.cred, a.caps
	utf8, err := c.sendUTF8(*caps, cred)
	if err != nil {
		return err
	}
	caps.UTF8User = caps.UTF8User && utf8
	c.loginState.refused = slices.Clone(cred.Refused)
	ways, err := a.methodsUpTo(a.maxWeight(), a.methods(), nil)
	if err != nil {
		return err
	}
	way, sentMore, err := tryFirst(ways)
	var refused *Error
	if errors.As(err, &refused) {
		others, otherErr := a.methodsAfterRefusal(err, refused, way, sentMore)
		if otherErr != nil {
			return otherErr
		}
		if len(others) > 0 {
			first := way
			way, sentMore, err = tryFirst(others)
			if errors.As(err, &refused) && refusesMethod(refused, sentMore) {
				c.loginState.refused = append(c.loginState.refused, refusedName(way, refused))
				err = a.weakerLeft(err, refused, first)
			}
		}
	}
	switch {
	case errors.Is(err, ErrChannelBinding):
		return ErrChannelBinding // no refusal that the session could go on after
	case err == nil:
		c.loginState.method = way
		c.loginState.refused = slices.DeleteFunc(c.loginState.refused, func(name string) bool { return name == way })
	case errors.As(err, &refused) && !caps.UTF8User && !isASCII(cred.sentBy(refused.Command)) && !refused.Hint().Passes():
		return fmt.Errorf("%w (%w)", c.blankSecrets(err), ErrNotASCII)
	}
	return err
}

// sentBy is what the server has seen as it is, of name and secret, when it refuses one of
// its own commands.
func (cred Credentials) sentBy(verb string) string {
	switch verb {
	case "USER":
		return cred.User
	case "PASS", MethodAPOP:
		return cred.User + cred.Password
	}
	return ""
}

// runLoginCommand sends a command of a login and reads its answer.
func (c *Conn) runLoginCommand(verb, args string) error {
	if err := c.sendLoginLine(verb + " " + args); err != nil {
		return err
	}
	_, err := c.readStatus(verb)
	return err
}

// sendLoginLine sends one line of a login, and reads the answer to UTF8 where that went
// ahead of it.
func (c *Conn) sendLoginLine(line string) error {
	c.queueCommand(line)
	if err := c.sendTimed("AUTH"); err != nil {
		return err
	}
	c.startAnswerTimer()
	return c.readUTF8()
}

// Method names the way in which the session was logged in: a SASL mechanism,
// [MethodAPOP] or [MethodUser]. It is empty before the login.
func (c *Conn) Method() string { return c.loginState.method }

// Refused names the ways to log in that the server offers and has refused for what they
// are, for [Credentials.Refused] of a later login.
func (c *Conn) Refused() []string { return slices.Clone(c.loginState.refused) }

// LoginCaps returns what the server said before the login, for
// [Credentials.Known] of a later one.
func (c *Conn) LoginCaps() Caps {
	if c.loginState.caps == nil {
		return Caps{}
	}
	return *c.loginState.caps
}
