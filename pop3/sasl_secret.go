package pop3

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hideSecrets blanks the server's words and the offending line of an error when
// they repeat a secret, or a piece of it: some servers echo what they do not
// understand, cut short or in other letters.
func (c *Conn) hideSecrets(err error) error {
	const hidden = "(hidden, as it repeats what was sent)"
	var refused *Error
	if errors.As(err, &refused) && c.repeats(refused.Text+" "+string(refused.Code)) {
		refused.Text = hidden
		if c.repeats(string(refused.Code)) {
			refused.Code = ""
		}
	}
	var odd *ProtocolError
	if errors.As(err, &odd) && c.repeats(odd.Line) {
		odd.Line = hidden
	}
	return err
}

// piece is how many bytes of a secret in a row count as the secret.
const piece = 8

// repeats reports whether a text holds a secret of the session or a piece of it.
func (c *Conn) repeats(text string) bool {
	text = strings.ToLower(text)
	for _, secret := range c.secrets {
		secret = strings.ToLower(secret)
		size := min(len(secret), piece)
		for i := 0; i+size <= len(secret); i++ {
			if strings.Contains(text, secret[i:i+size]) {
				return true
			}
		}
	}
	return false
}

// clean reports whether a name or secret can be sent: without characters that
// would end the command early and so smuggle in another one, without other
// control characters, and in UTF-8.
func clean(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, unicode.IsControl) < 0
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}
