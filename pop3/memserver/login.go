package memserver

import (
	"crypto/md5"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"strings"
	"time"
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

// SetLogins changes how clients may log in, for connections to come.
func (s *Server) SetLogins(l Logins) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.logins = l
}

// errRefused is the refusal of a wrong name or secret.
var errRefused = errors.New("[AUTH] name or password are wrong")

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
		s.replyErr("unknown command")
	case !s.isReadable(s.user + password):
		s.replyErr("only ASCII before UTF8")
	case !s.srv.isPassword(s.user, password):
		s.replyErr(errRefused.Error())
	default:
		s.logIn(s.user)
	}
}

// isReadable reports whether a name or password may be sent as it is (RFC 6856
// section 2.2).
func (s *session) isReadable(text string) bool {
	return !s.logins.UTF8 || s.utf8 || strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// apop does APOP (RFC 1939 section 7).
func (s *session) apop(arg string) {
	name, digest, _ := strings.Cut(arg, " ")
	sum := md5.Sum([]byte(s.stamp + s.srv.passwordOf(name)))
	if !s.logins.APOP || !s.isReadable(arg) {
		s.replyErr("unknown command")
		return
	}
	if s.srv.passwordOf(name) == "" || digest != hex.EncodeToString(sum[:]) {
		s.replyErr(errRefused.Error())
		return
	}
	s.logIn(name)
}

// setUTF8 does UTF8 (RFC 6856 section 2.1).
func (s *session) setUTF8() {
	if !s.logins.UTF8 {
		s.replyErr("unknown command")
		return
	}
	s.utf8 = true
	s.replyOK("")
}

// logIn logs a user in and locks the mailbox (RFC 1939 section 4).
func (s *session) logIn(name string) {
	box := s.srv.mailboxOf(name)
	if box == nil {
		s.replyErr(errRefused.Error())
		return
	}
	if !s.faults.NoLock && !box.Lock() {
		s.replyErr("[IN-USE] another session holds the mailbox")
		return
	}
	s.srv.loggedIn.Add(1)
	s.box = box
	if s.faults.Session > 0 {
		conn := s.conn
		s.endTimer = time.AfterFunc(s.faults.Session, func() { conn.Close() })
	}
	s.messages = box.Messages()
	if w := s.faults.Window; w > 0 && len(s.messages) > w {
		s.messages = s.messages[:w]
	}
	s.marked = make([]bool, len(s.messages))
	s.replyOK("logged in")
}
