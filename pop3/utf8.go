package pop3

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// sendUTF8 switches the session to UTF-8 where the server can (RFC 6856 section
// 2.1): that is possible only before the login. It reports false when the server
// has refused. With pipelining the command goes out together with the first one
// of the login, unless that depends on the answer.
func (c *Conn) sendUTF8(caps Caps, cred Credentials) (agreed bool, err error) {
	if !caps.UTF8 {
		return false, nil
	}
	if caps.Pipelining && !c.opts.NoPipelining && isASCII(cred.User+cred.Password) {
		c.queueCommand("UTF8")
		c.loginState.utf8Sent = true
		return true, nil
	}
	_, err = c.runCommand("UTF8", "")
	if refused := new(Error); errors.As(err, &refused) {
		return false, nil
	}
	return err == nil, err
}

// readUTF8 reads the answer to UTF8 where that went out together with the first command
// of the login.
func (c *Conn) readUTF8() error {
	if !c.loginState.utf8Sent {
		return nil
	}
	c.loginState.utf8Sent = false
	_, err := c.readStatus("UTF8")
	if refused := new(Error); err != nil && !errors.As(err, &refused) {
		return err
	}
	c.startAnswerTimer()
	return nil
}

// isASCII reports whether a text has no letters that need UTF-8.
func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}
