package pop3

import (
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"time"
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
func (c *Conn) authenticate(m Mechanism, line Line) (sentMore bool, err error) {
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
			command, waiting, sentMore, c.loginState.initialOnLine = command+" "+first, false, true, true
		}
	}
	if err := c.sendLoginLine(command); err != nil {
		return sentMore, err
	}
	for range maxChallenges {
		if !c.isChallengeNext() {
			return sentMore, c.readVerdict(ex)
		}
		response, err := c.answerChallenge(ex, waiting, initial)
		if err != nil {
			return sentMore, c.cancelAuth(err)
		}
		waiting, sentMore = false, true
		c.addSecret(encodeBase64(response))
		if err := c.sendLoginLine(encodeBase64(response)); err != nil {
			return sentMore, err
		}
	}
	return sentMore, &ProtocolError{Command: "AUTH", Detail: "the server asks without end"}
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
	c.traceLine(Received, "AUTH", line)
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

func encodeBase64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }
