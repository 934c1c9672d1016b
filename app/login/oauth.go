package login

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/restante/restante/pop3"
)

// oauthBearer is OAUTHBEARER (RFC 7628): an access token of OAuth 2.
type oauthBearer struct{ user, token string }

func (oauthBearer) Name() string           { return "OAUTHBEARER" }
func (oauthBearer) Exposes() pop3.Exposure { return pop3.ExposesSecret }

func (m oauthBearer) Begin(line pop3.Line) ([]byte, pop3.Exchange, error) {
	// The name is a saslname (RFC 5801 section 4).
	name := strings.NewReplacer("=", "=3D", ",", "=2C").Replace(m.user)
	message := "n,a=" + name + ",\x01"
	if line.Host != "" {
		message += "host=" + line.Host + "\x01port=" + line.Port + "\x01"
	}
	return []byte(message + "auth=Bearer " + m.token + "\x01\x01"), &oauthExchange{ack: "\x01"}, nil
}

// xoauth2 is XOAUTH2, the older form of it that Google and Microsoft made known.
type xoauth2 struct{ user, token string }

func (xoauth2) Name() string           { return "XOAUTH2" }
func (xoauth2) Exposes() pop3.Exposure { return pop3.ExposesSecret }

func (m xoauth2) Begin(pop3.Line) ([]byte, pop3.Exchange, error) {
	return []byte("user=" + m.user + "\x01auth=Bearer " + m.token + "\x01\x01"), &oauthExchange{}, nil
}

// oauthExchange is a login with a token under way.
type oauthExchange struct {
	ack    string // the answer to the server's error: \x01 (RFC 7628 section 3.2.3), or nothing
	failed bool
	reason string // what the server said about the token
}

// Next takes the server's error (RFC 7628 section 3.2.2): the refusal follows
// when it has been answered.
func (ex *oauthExchange) Next(challenge []byte) ([]byte, error) {
	if ex.failed {
		return nil, &pop3.ProtocolError{Command: "AUTH", Detail: "the server refuses a token twice"}
	}
	ex.failed, ex.reason = true, oauthReason(challenge)
	return []byte(ex.ack), nil
}

// Finish adds to a refusal what the server said before. +OK behind an error is
// none.
func (ex *oauthExchange) Finish(refused *pop3.Error) error {
	switch {
	case refused == nil && ex.failed:
		return &pop3.ProtocolError{Command: "AUTH", Detail: "the server refuses a token and accepts it"}
	case refused == nil:
		return nil
	case ex.failed && refused.Code == "":
		refused.Code = pop3.CodeAuth
	}
	refused.Reason = ex.reason
	return refused
}

// maxReason is how many bytes of a server's error are shown.
const maxReason = 150

// oauthReason makes readable text of the server's error, which is an object of
// JSON. Addresses in it are left out: they are for programs.
func oauthReason(challenge []byte) string {
	var said struct {
		Status any    `json:"status"`
		Scope  string `json:"scope"`
	}
	decoder := json.NewDecoder(bytes.NewReader(challenge))
	decoder.UseNumber()
	if decoder.Decode(&said) != nil {
		return ""
	}
	var status string
	switch s := said.Status.(type) {
	case string:
		status = s
	case json.Number:
		status = s.String()
	}
	reason := strings.ReplaceAll(printable(status), "_", " ")
	if scope := printable(said.Scope); scope != "" && reason != "" {
		reason += " (scope " + scope + ")"
	}
	return reason[:min(len(reason), maxReason)]
}

// printable keeps the printable ASCII of a text.
func printable(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s))
}
