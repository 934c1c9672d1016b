// Package login knows the ways to prove to a server who one is: it makes the SASL
// mechanisms that package pop3 takes. The cryptography of SCRAM is that of
// github.com/xdg-go/scram.
package login

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/restante/restante/pop3"
)

// Password returns the credentials for a name and a password: every mechanism
// that a password is good for, the strongest first.
//
// PLAIN stands before CRAM-MD5: on an encrypted line it tells the password to
// nobody but the proved server, and servers that keep only hashes of passwords,
// as they should, often list CRAM-MD5 and then refuse it as if the password were
// wrong. On a line that is not encrypted pop3 puts what reveals the password
// last.
func Password(user, password string) (pop3.Credentials, error) {
	cred := pop3.Credentials{User: user, Password: password}
	if user == "" || !clean(user) || !clean(password) {
		return cred, pop3.ErrCredentials
	}
	for _, bound := range []bool{true, false} {
		for _, h := range hashes {
			cred.Mechanisms = append(cred.Mechanisms, scramMechanism{hash: h, bound: bound, user: user, password: password})
		}
	}
	cred.Mechanisms = append(cred.Mechanisms, pop3.Plain(user, password), login{user, password}, cramMD5{user, password})
	return cred, nil
}

// Token returns the credentials for a name and an access token of OAuth 2.
func Token(user, token string) (pop3.Credentials, error) {
	cred := pop3.Credentials{User: user, Password: token, Token: true}
	if user == "" || !clean(user) || token == "" || !isToken(token) {
		return cred, pop3.ErrCredentials
	}
	cred.Mechanisms = []pop3.Mechanism{oauthBearer{user, token}, xoauth2{user, token}}
	return cred, nil
}

// clean reports whether s is text without control characters.
func clean(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, unicode.IsControl) < 0
}

// isToken reports whether s can be a token: printable ASCII without blanks
// (RFC 6750 section 2.1 allows still less).
func isToken(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// answer makes an error of the server's last word. A nil *pop3.Error must not
// become an error that is not nil.
func answer(refused *pop3.Error) error {
	if refused == nil {
		return nil
	}
	return refused
}
