package pop3

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
)

// Credentials are what a user logs in with.
type Credentials struct {
	User     string
	Password string
}

// Login asks CAPA, logs in with AUTH PLAIN (RFC 4616, RFC 5034) where it is
// offered and else with USER and PASS (RFC 1939 section 7), and asks CAPA again,
// as the answer may differ after a login. It returns [ErrInsecure] on a line that
// is not encrypted, unless [Options.AllowPlain] is set, an [Error] with
// [CodeAuth] or without a code when the server refuses, and [ErrCredentials] when
// name or password cannot be sent.
//
// Nothing is sent behind the last line of the login before its answer is there:
// some servers throw it away.
func (c *Conn) Login(ctx context.Context, cred Credentials) error {
	if err := cred.check(); err != nil {
		return err
	}
	c.hide(cred.Password)
	if !c.Encrypted() && !c.opts.AllowPlain {
		return ErrInsecure
	}
	caps, err := c.Capa(ctx)
	if err != nil {
		return err
	}
	end, err := c.begin(ctx, c.opts.Timeouts.Answer)
	if err != nil {
		return err
	}
	switch {
	case caps.HasSASL("PLAIN"):
		err = c.authPlain(cred)
	case strings.Contains(cred.User, " "):
		err = ErrCredentials
	case caps.User || len(caps.SASL) == 0: // many servers offer USER without saying so
		err = c.userPass(cred)
	default:
		err = ErrNoLogin
	}
	if err = end(err); err != nil {
		return err
	}
	// What the server can do now is asked together with the next commands.
	c.state, c.before, c.caps = Transaction, &caps, nil
	return nil
}

// check refuses what would end the command line early and so smuggle in another
// command.
func (cred Credentials) check() error {
	const bad = "\r\n\x00"
	if cred.User == "" || strings.ContainsAny(cred.User, bad) || strings.ContainsAny(cred.Password, bad) {
		return ErrCredentials
	}
	return nil
}

// maxInitial is how long a command line may be for servers that keep to
// RFC 2449 section 4: 255 bytes with the line end.
const maxInitial = 253

func (c *Conn) authPlain(cred Credentials) error {
	response := base64.StdEncoding.EncodeToString([]byte("\x00" + cred.User + "\x00" + cred.Password))
	c.hide(response)
	if len("AUTH PLAIN ")+len(response) <= maxInitial {
		_, err := c.ask("AUTH", "PLAIN "+response)
		return hideText(err, response)
	}
	// A long response is sent after the server has asked for it.
	c.command("AUTH PLAIN")
	if err := c.flush("AUTH"); err != nil {
		return err
	}
	c.expect()
	line, err := c.readLine("AUTH")
	if err != nil {
		return err
	}
	c.trace(Received, "AUTH", line)
	if len(line) == 0 || line[0] != '+' || len(line) > 1 && line[1] != ' ' {
		if len(line) >= 4 && strings.EqualFold(string(line[:4]), "-ERR") {
			return refusal("AUTH", []byte(strings.TrimPrefix(string(line[4:]), " ")))
		}
		return &ProtocolError{Command: "AUTH", Detail: "no challenge came", Line: printable(line)}
	}
	c.command(response)
	if err := c.flush("AUTH"); err != nil {
		return err
	}
	c.expect()
	_, err = c.status("AUTH")
	return hideText(err, response)
}

func (c *Conn) userPass(cred Credentials) error {
	if _, err := c.ask("USER", cred.User); err != nil {
		return err
	}
	_, err := c.ask("PASS", cred.Password)
	return hideText(err, cred.Password)
}

// hideText blanks the server's words and the offending line of an error when
// they repeat the secret: some servers echo what they do not understand.
func hideText(err error, secret string) error {
	const hidden = "(hidden, as it repeats what was sent)"
	var refused *Error
	if errors.As(err, &refused) && secret != "" && strings.Contains(refused.Text, secret) {
		refused.Text = hidden
	}
	var odd *ProtocolError
	if errors.As(err, &odd) && secret != "" && strings.Contains(odd.Line, secret) {
		odd.Line = hidden
	}
	return err
}

// startTLS encrypts the line (RFC 2595 section 4).
func (c *Conn) startTLS(ctx context.Context, address string) error {
	caps, err := c.Capa(ctx)
	if err != nil {
		return err
	}
	if caps.Known && !caps.STLS {
		return ErrNoSTLS
	}
	end, err := c.begin(ctx, c.opts.Timeouts.Greeting)
	if err != nil {
		return err
	}
	_, err = c.ask("STLS", "")
	if err == nil && c.in.Buffered() > 0 {
		// Whoever sent this is not the server behind the encryption.
		err = ErrInjected
	}
	if err = end(err); err != nil {
		var refused *Error
		if errors.As(err, &refused) {
			return errors.Join(ErrNoSTLS, err)
		}
		return err
	}
	c.caps = nil
	return c.handshake(ctx, address)
}
