package memserver

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/tls"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// Logins are the ways in which clients may log in. The zero value is USER with
// PASS, and AUTH PLAIN.
type Logins struct {
	NoUser bool        // USER and PASS are refused and not announced
	NoSASL bool        // AUTH is refused, and CAPA has no line for it
	SASL   []Mechanism // announced in this order; nil is PLAIN alone, empty is none
	APOP   bool        // the greeting has a time stamp, and APOP is taken (RFC 1939 section 7)
	UTF8   bool        // UTF8 is taken, and needed for names and passwords beyond ASCII (RFC 6856)
}

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

// ErrRefused is the refusal of a wrong name or secret.
var ErrRefused = errors.New("[AUTH] name or password are wrong")

// SetLogins changes how clients may log in, for connections to come.
func (s *Server) SetLogins(l Logins) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.logins = l
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
	if p.srv.login(parts[1], parts[2]) == nil {
		return nil, "", ErrRefused
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

// loginCaps are the lines of CAPA about logging in.
func (s *session) loginCaps() (lines []string) {
	if !s.logins.NoUser {
		lines = append(lines, "USER")
	}
	if !s.logins.NoSASL {
		line := "SASL"
		for _, m := range s.mechanisms() {
			if !m.Hidden {
				line += " " + m.Name
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// greeting is the first line, with a time stamp for APOP.
func (s *session) greeting() string {
	if !s.logins.APOP {
		return "+OK memserver ready\r\n"
	}
	s.stamp = "<" + rand.Text() + "@memserver.example>"
	return "+OK memserver ready " + s.stamp + "\r\n"
}

// pass does PASS behind USER.
func (s *session) pass(password string) {
	switch {
	case s.logins.NoUser:
		s.fail("unknown command")
	case !s.readable(s.user + password):
		s.fail("only ASCII before UTF8")
	case s.srv.login(s.user, password) == nil:
		s.fail(ErrRefused.Error())
	default:
		s.enter(s.user)
	}
}

// readable reports whether a name or password may be sent as it is (RFC 6856
// section 2.2).
func (s *session) readable(text string) bool {
	return !s.logins.UTF8 || s.utf8 || strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// apop does APOP (RFC 1939 section 7).
func (s *session) apop(arg string) {
	name, digest, _ := strings.Cut(arg, " ")
	sum := md5.Sum([]byte(s.stamp + s.srv.password(name)))
	if !s.logins.APOP || !s.readable(arg) {
		s.fail("unknown command")
		return
	}
	if s.srv.password(name) == "" || digest != hex.EncodeToString(sum[:]) {
		s.fail(ErrRefused.Error())
		return
	}
	s.enter(name)
}

// setUTF8 does UTF8 (RFC 6856 section 2.1).
func (s *session) setUTF8() {
	if !s.logins.UTF8 {
		s.fail("unknown command")
		return
	}
	s.utf8 = true
	s.ok("")
}

// authenticate does AUTH (RFC 5034 section 4).
func (s *session) authenticate(arg string) error {
	name, initial, hasInitial := strings.Cut(arg, " ")
	all := s.mechanisms()
	i := slices.IndexFunc(all, func(m Mechanism) bool { return strings.EqualFold(m.Name, name) })
	if i < 0 {
		s.fail("unknown mechanism")
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
		response, err = decode(strings.TrimPrefix(initial, "="))
	case !all[i].ServerFirst:
		response, err = s.challenge(nil)
	}
	for err == nil {
		challenge, user, refusal := ex.Next(response)
		if challenge != nil || refusal == nil && user == "" {
			response, err = s.challenge(challenge)
		}
		switch {
		case err != nil:
		case refusal != nil:
			err = refusal
		case user != "":
			s.enter(user)
			return nil
		}
	}
	if errors.Is(err, errLine) {
		return err
	}
	s.fail(err.Error())
	return nil
}

var (
	errLine      = errors.New("memserver: the line broke in a login")
	errBadBase64 = errors.New("bad response")
	errCancelled = errors.New("cancelled")
)

// challenge sends a challenge and returns the response.
func (s *session) challenge(challenge []byte) ([]byte, error) {
	s.out.WriteString("+ " + base64.StdEncoding.EncodeToString(challenge) + "\r\n")
	s.srv.roundTrips.Add(1)
	if err := s.out.Flush(); err != nil {
		return nil, errors.Join(errLine, err)
	}
	line, err := s.in.line()
	if err != nil {
		return nil, errors.Join(errLine, err)
	}
	if line == "*" {
		return nil, errCancelled
	}
	return decode(line)
}

func decode(text string) ([]byte, error) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, errBadBase64
	}
	return raw, nil
}
