package pop3

import (
	"crypto/tls"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"time"
)

// Mechanism is the client's side of a SASL mechanism (RFC 4422), for AUTH
// (RFC 5034). It holds the name and the secret that it was made for.
type Mechanism interface {
	// Name is the mechanism's name as CAPA lists it, in upper case.
	Name() string

	// Exposes says how much of the secret one learns who reads the line, or has put
	// himself at its other end.
	Exposes() Exposure

	// Begin starts a login. When the client speaks first, initial is its first
	// response, which may be empty; it is nil when the server speaks first. An
	// error that is [errors.ErrUnsupported] says that the mechanism cannot be
	// used on this line: then the next one is taken, and nothing was sent.
	Begin(line Line) (initial []byte, ex Exchange, err error)
}

// Exchange is one login under way.
type Exchange interface {
	// Next answers a challenge of the server. On an error the exchange is
	// cancelled (RFC 5034 section 4) and Login returns that error.
	Next(challenge []byte) (response []byte, err error)

	// Finish is called with the server's last word: nil for +OK, else the
	// refusal, which may be changed to tell more. Login returns its result. A
	// mechanism in which the server proves who it is must return an error, such
	// as [ErrServerProof], when +OK comes without that proof.
	Finish(refused *Error) error
}

// Line is what a mechanism may know of the connection.
type Line struct {
	Host    string               // of the server, as it was dialed; empty when that is not known
	Port    string               // likewise
	TLS     *tls.ConnectionState // for channel binding; nil when the line is not encrypted
	Offered []string             // the mechanisms that the server says it has
	Refused []string             // what it has refused all the same, see [Credentials.Refused]
}

// Exposure is how much of a secret a way to log in gives away. The greater, the more.
type Exposure int

// How much is given away.
const (
	ExposesBound  Exposure = iota // a proof that holds for this encrypted line alone; to guess from it takes long
	ExposesProof                  // the same for any line, as with SCRAM
	ExposesDigest                 // a proof too, from which a weak password is soon guessed, as with CRAM-MD5
	exposesStamp                  // the same, and a forged challenge can draw letters out of it: APOP
	ExposesSecret                 // the password or the token itself
)

const (
	// maxCommand is how long a command line may be without its line end, for
	// servers that keep to 255 octets (RFC 2449 section 4).
	maxCommand = 253

	// maxChallenges is how often a server may ask on in one login. The longest
	// mechanism asks three times.
	maxChallenges = 10

	// cancelTime is how long the answer to a cancelled login is awaited.
	cancelTime = 5 * time.Second
)

// refusedAuth stands among what the server has refused for AUTH as such, with whatever
// mechanism, or with a response on its line.
const refusedAuth = "AUTH"

// authenticate logs in with AUTH. It reports whether anything but the name of the
// mechanism was sent: a refusal then may be about name and secret.
func (c *Conn) authenticate(m Mechanism, line Line) (said bool, err error) {
	initial, ex, err := m.Begin(line)
	if err != nil {
		return false, err
	}
	command, waiting := "AUTH "+m.Name(), initial != nil
	c.loginState.initialOnLine = false
	if waiting {
		first := encodeBase64(initial)
		c.addSecret(first)
		if first == "" {
			first = "=" // RFC 5034 section 4
		}
		if len(command)+1+len(first) <= maxCommand && !slices.Contains(c.loginState.refused, refusedAuth) {
			command, waiting, said, c.loginState.initialOnLine = command+" "+first, false, true, true
		}
	}
	if err := c.sendLoginLine(command); err != nil {
		return said, err
	}
	for range maxChallenges {
		if !c.isChallengeNext() {
			return said, c.readVerdict(ex)
		}
		response, err := c.answerChallenge(ex, waiting, initial)
		if err != nil {
			return said, c.cancelAuth(err)
		}
		waiting, said = false, true
		c.addSecret(encodeBase64(response))
		if err := c.sendLoginLine(encodeBase64(response)); err != nil {
			return said, err
		}
	}
	return said, &ProtocolError{Command: "AUTH", Detail: "the server asks without end"}
}

func encodeBase64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// sendLoginLine sends one line of a login, and reads the answer to UTF8 where that went
// ahead of it.
func (c *Conn) sendLoginLine(line string) error {
	c.queueCommand(line)
	if err := c.sendTimed("AUTH"); err != nil {
		return err
	}
	c.startAnswerTimer()
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

// isChallengeNext waits for the answer and reports whether it is a challenge: a plus
// sign, then a blank or nothing (RFC 5034 section 4).
func (c *Conn) isChallengeNext() bool {
	start, err := c.in.Peek(2)
	// What fails here fails again, and is typed, where the line is read.
	return err == nil && start[0] == '+' && strings.IndexByte(" \r\n", start[1]) >= 0
}

// answerChallenge reads a challenge and answers it. While the client's first response
// waits to be asked for, what is in the challenge does not matter.
func (c *Conn) answerChallenge(ex Exchange, waiting bool, initial []byte) ([]byte, error) {
	line, err := c.readLine("AUTH")
	if err != nil {
		return nil, err
	}
	c.trace(Received, "AUTH", line)
	if waiting {
		return initial, nil
	}
	challenge, err := parseChallenge(line)
	if err != nil {
		return nil, err
	}
	return ex.Next(challenge)
}

// parseChallenge decodes a challenge line. The encoding is checked: text that is
// no challenge must not be taken for an empty one.
func parseChallenge(line []byte) ([]byte, error) {
	text := strings.TrimSpace(strings.TrimPrefix(string(line), "+"))
	challenge, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, &ProtocolError{Command: "AUTH", Detail: "the challenge is not in base64", Line: printable(line)}
	}
	return challenge, nil
}

// readVerdict reads the last answer and lets the mechanism judge it.
func (c *Conn) readVerdict(ex Exchange) error {
	_, err := c.readStatus("AUTH")
	var refused *Error
	if err != nil && !errors.As(err, &refused) {
		return err
	}
	return ex.Finish(refused)
}

// cancelAuth ends an exchange that cannot go on because of why (RFC 5034 section 4).
// The server has to refuse then; whatever it says instead, why is returned, and
// ends the session.
func (c *Conn) cancelAuth(why error) error {
	if isLineError(why) {
		return why
	}
	c.timer.patience = min(c.timer.patience, cancelTime)
	if c.sendLoginLine("*") == nil {
		_, _ = c.readStatus("AUTH")
	}
	return why
}

// Plain returns the mechanism PLAIN (RFC 4616).
func Plain(user, password string) Mechanism { return plain{user, password} }

type plain struct{ user, password string }

func (plain) Name() string      { return "PLAIN" }
func (plain) Exposes() Exposure { return ExposesSecret }

func (p plain) Begin(Line) ([]byte, Exchange, error) {
	return []byte("\x00" + p.user + "\x00" + p.password), plain{}, nil
}

// Next is called when the server asks for more than PLAIN has.
func (plain) Next([]byte) ([]byte, error) {
	return nil, &ProtocolError{Command: "AUTH", Detail: "the server asks for more than PLAIN has to say"}
}

func (plain) Finish(refused *Error) error { return asError(refused) }

// asError keeps a nil *Error from becoming an error that is not nil.
func asError(refused *Error) error {
	if refused == nil {
		return nil
	}
	return refused
}
