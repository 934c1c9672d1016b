package login

import (
	"crypto/hmac"
	"crypto/md5"
	"encoding/hex"

	"github.com/restante/restante/pop3"
)

// login is the mechanism LOGIN: the name and the password, each after a
// challenge. It was never standardized; some servers have nothing else.
type login struct{ user, password string }

func (login) Name() string           { return "LOGIN" }
func (login) Exposes() pop3.Exposure { return pop3.ExposesSecret }

func (m login) Begin(pop3.Line) ([]byte, pop3.Exchange, error) {
	return nil, &answers{given: []string{m.user, m.password}}, nil
}

// answers is an exchange whose responses do not depend on the challenges.
type answers struct{ given []string }

// Next returns the next of the answers. What servers ask with differs; only the
// order is the same everywhere.
func (a *answers) Next([]byte) ([]byte, error) {
	if len(a.given) == 0 {
		return nil, &pop3.ProtocolError{Command: "AUTH", Detail: "the server asks for more than there is to say"}
	}
	next := a.given[0]
	a.given = a.given[1:]
	return []byte(next), nil
}

func (a *answers) Finish(refused *pop3.Error) error { return answer(refused) }

// cramMD5 is CRAM-MD5 (RFC 2195): a digest of the challenge and the password.
type cramMD5 struct{ user, password string }

func (cramMD5) Name() string { return "CRAM-MD5" }

// Exposes is more: the password can be guessed from the digest, at millions of tries a
// second.
func (cramMD5) Exposes() pop3.Exposure { return pop3.ExposesDigest }

func (m cramMD5) Begin(pop3.Line) ([]byte, pop3.Exchange, error) {
	return nil, &cramExchange{cramMD5: m}, nil
}

type cramExchange struct {
	cramMD5
	answered bool
}

// Next answers the one challenge there is.
func (ex *cramExchange) Next(challenge []byte) ([]byte, error) {
	if ex.answered || len(challenge) == 0 {
		return nil, &pop3.ProtocolError{Command: "AUTH", Detail: "the challenge of CRAM-MD5 is missing, or comes twice"}
	}
	ex.answered = true
	mac := hmac.New(md5.New, []byte(ex.password))
	mac.Write(challenge)
	return []byte(ex.user + " " + hex.EncodeToString(mac.Sum(nil))), nil
}

func (ex *cramExchange) Finish(refused *pop3.Error) error { return answer(refused) }
