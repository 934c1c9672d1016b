package memserver

import (
	"crypto/tls"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
)

// Mechanism is the server's side of a SASL mechanism (RFC 4422).
type Mechanism struct {
	Name        string // upper case
	Hidden      bool   // taken but not announced
	ServerFirst bool   // the server speaks first

	// Begin starts a login. The state of the encryption is nil where there is
	// none.
	Begin func(state *tls.ConnectionState) Exchange
}

// Exchange is one login under way.
type Exchange interface {
	// Next takes a response of the client, which is nil at the start when the
	// server speaks first, and returns the next challenge. A user's name ends
	// the exchange with success, an error with a refusal that has the error's
	// text; a challenge with either is sent first, and any answer to it taken.
	Next(response []byte) (challenge []byte, user string, err error)
}

// Plain is the server's side of PLAIN (RFC 4616) for the users of s.
func (s *Server) Plain() Mechanism {
	return Mechanism{Name: "PLAIN", Begin: func(*tls.ConnectionState) Exchange { return plain{s} }}
}

type plain struct{ srv *Server }

func (p plain) Next(response []byte) ([]byte, string, error) {
	parts := strings.Split(string(response), "\x00")
	if len(parts) != 3 {
		return nil, "", errors.New("bad response")
	}
	if !p.srv.isPassword(parts[1], parts[2]) {
		return nil, "", errRefused
	}
	return nil, parts[1], nil
}

// mechanisms returns what AUTH knows.
func (s *session) mechanisms() []Mechanism {
	if s.logins.NoSASL {
		return nil
	}
	if s.logins.SASL == nil {
		return []Mechanism{s.srv.Plain()}
	}
	return s.logins.SASL
}

// authenticate does AUTH (RFC 5034 section 4).
func (s *session) authenticate(arg string) error {
	name, initial, hasInitial := strings.Cut(arg, " ")
	all := s.mechanisms()
	i := slices.IndexFunc(all, func(m Mechanism) bool { return strings.EqualFold(m.Name, name) })
	if i < 0 {
		s.replyErr("unknown mechanism")
		return nil
	}
	var state *tls.ConnectionState
	if t, ok := s.conn.(*tls.Conn); ok {
		cs := t.ConnectionState()
		state = &cs
	}
	ex := all[i].Begin(state)
	var response []byte
	var err error
	switch {
	case hasInitial && all[i].ServerFirst:
		err = errBadBase64 // there is nothing to answer yet
	case hasInitial:
		response, err = decodeBase64(strings.TrimPrefix(initial, "="))
	case !all[i].ServerFirst:
		response, err = s.sendChallenge(nil)
	}
	for err == nil {
		challenge, user, refusal := ex.Next(response)
		if challenge != nil || refusal == nil && user == "" {
			response, err = s.sendChallenge(challenge)
		}
		switch {
		case err != nil:
		case refusal != nil:
			err = refusal
		case user != "":
			s.logIn(user)
			return nil
		}
	}
	if errors.Is(err, errLineBroke) {
		return err
	}
	s.replyErr(err.Error())
	return nil
}

var (
	errLineBroke = errors.New("memserver: the line broke in a login")
	errBadBase64 = errors.New("bad response")
	errCancelled = errors.New("cancelled")
)

// sendChallenge sends a challenge and returns the response.
func (s *session) sendChallenge(challenge []byte) ([]byte, error) {
	s.out.WriteString("+ " + base64.StdEncoding.EncodeToString(challenge) + "\r\n")
	s.srv.roundTrips.Add(1)
	if err := s.out.Flush(); err != nil {
		return nil, errors.Join(errLineBroke, err)
	}
	line, err := s.in.readLine()
	if err != nil {
		return nil, errors.Join(errLineBroke, err)
	}
	if line == "*" {
		return nil, errCancelled
	}
	return decodeBase64(line)
}

func decodeBase64(text string) ([]byte, error) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, errBadBase64
	}
	return raw, nil
}
