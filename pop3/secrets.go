package pop3

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is never sent in clear, and never shown.
//
//   - Nothing of a login is sent over a line that is not encrypted, unless
//     [Options.AllowPlain] is set: [Conn.Login] returns [ErrInsecure] first. Where STLS
//     was asked for and is not to be had, there is no session at all, see stls.go.
//   - On a line in clear that is allowed, what reveals the secret comes last, see
//     login_order.go.
//   - Before the login, nothing is sent to somebody who says more than was asked, see
//     sendQueued.
//   - What would end a command early is not sent, see isSendable.
//   - Every form in which a secret is sent is kept out of events and errors, also where
//     the server repeats it.

// addSecret keeps a secret out of the events of the session, and out of its errors.
func (c *Conn) addSecret(secret string) {
	if secret == "" {
		return
	}
	c.secrets = append(c.secrets, secret)
	// The longest is replaced first: another one may be a part of it.
	slices.SortStableFunc(c.secrets, func(a, b string) int { return len(b) - len(a) })
}

// secretMask stands for what is secret.
const secretMask = "••••"

// maskSecrets replaces the secrets in a text.
func (c *Conn) maskSecrets(text string) string {
	for _, secret := range c.secrets {
		text = strings.ReplaceAll(text, secret, secretMask)
	}
	return text
}

// blankSecrets blanks the server's words and the offending line of an error when
// they repeat a secret, or a piece of it: some servers echo what they do not
// understand, cut short or in other letters.
func (c *Conn) blankSecrets(err error) error {
	const hidden = "(hidden, as it repeats what was sent)"
	var refused *Error
	if errors.As(err, &refused) && c.repeatsSecret(refused.Reason+" "+refused.Text+" "+string(refused.Code)) {
		refused.Reason, refused.Text = "", hidden
		if c.repeatsSecret(string(refused.Code)) {
			refused.Code = ""
		}
	}
	var odd *ProtocolError
	if errors.As(err, &odd) && c.repeatsSecret(odd.Line) {
		odd.Line = hidden
	}
	return err
}

// secretPiece is how many bytes of a secret in a row count as the secret.
const secretPiece = 8

// repeatsSecret reports whether a text holds a secret of the session or a piece of it.
func (c *Conn) repeatsSecret(text string) bool {
	text = strings.ToLower(text)
	for _, secret := range c.secrets {
		secret = strings.ToLower(secret)
		size := min(len(secret), secretPiece)
		for i := 0; i+size <= len(secret); i++ {
			if strings.Contains(text, secret[i:i+size]) {
				return true
			}
		}
	}
	return false
}

// isSendable reports whether a name or secret can be sent: without characters that
// would end the command early and so smuggle in another one, without other
// control characters, and in UTF-8.
func isSendable(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, unicode.IsControl) < 0
}
