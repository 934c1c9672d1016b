package pop3

import (
	"errors"
	"fmt"
	"strings"
)

// Error is a refusal by the server: an answer that begins with -ERR.
type Error struct {
	Command string // the verb that was refused, such as "DELE"; empty for the greeting
	Code    Code   // empty where the server gave none
	Text    string // the server's words, one line of printable characters, at most 200 runes
	Reason  string // likewise, what it said of the secret before, in an exchange; often empty

	// RefusesMethod says that it is certain, whatever code and words are, that the way to
	// log in was refused and not the password: nothing that depends on it had been
	// sent. Mechanisms set it, see [Exchange].
	RefusesMethod bool
}

// Error describes the refusal.
func (e *Error) Error() string {
	what := e.Command
	if what == "" {
		what = "connecting"
	}
	if e.Code != "" {
		return fmt.Sprintf("pop3: %s refused: [%s] %s", what, e.Code, e.said())
	}
	return fmt.Sprintf("pop3: %s refused: %s", what, e.said())
}

// said is all that the server has said of it.
func (e *Error) said() string {
	if e.Reason == "" {
		return e.Text
	}
	return strings.TrimSpace(e.Reason + ". " + e.Text)
}

// ProtocolError is an answer that no POP3 server gives, or one that puts the
// order of answers in doubt. The session is over.
type ProtocolError struct {
	Command string // the verb that was answered; empty for the greeting
	Detail  string // what is wrong with the answer
	Line    string // the line in question, printable, at most 200 runes; may be empty
}

// Error describes the fault.
func (e *ProtocolError) Error() string {
	what := e.Command
	if what == "" {
		what = "greeting"
	}
	if e.Line == "" {
		return fmt.Sprintf("pop3: %s: %s", what, e.Detail)
	}
	return fmt.Sprintf("pop3: %s: %s: %q", what, e.Detail, e.Line)
}

// LimitError is an answer that is longer than [Limits] allow. The session is
// over.
type LimitError struct {
	Command string
	What    string // "line", "answer", "list" or "message"
	Limit   int64  // in bytes, or rows for "list"
}

// Error describes the limit.
func (e *LimitError) Error() string {
	return fmt.Sprintf("pop3: %s: %s over the limit of %d", e.Command, e.What, e.Limit)
}

// LineError is a failure of the connection: it was cut, was silent for too long
// or could not be written to. The cause is wrapped: io.EOF, io.ErrUnexpectedEOF,
// os.ErrDeadlineExceeded, a *net.OpError, or the error of the context.
type LineError struct {
	Command string // the verb whose answer was awaited; empty for the greeting
	Err     error
}

// Error describes the failure.
func (e *LineError) Error() string {
	what := e.Command
	if what == "" {
		what = "greeting"
	}
	return fmt.Sprintf("pop3: line failed at %s: %v", what, e.Err)
}

// Unwrap returns the cause.
func (e *LineError) Unwrap() error { return e.Err }

// UnendedError says that a text has come without the line that ends it (RFC 1939 section
// 3), or that more came behind that line. [Conn.Retr] tells when the session goes on.
type UnendedError struct {
	Command string
	All     bool // at least as many bytes have come as LIST has told: most likely all
}

// Error describes the fault.
func (e *UnendedError) Error() string {
	return fmt.Sprintf("pop3: %s: the server has not marked the end", e.Command)
}

// UncertainError says that QUIT was sent but not answered with +OK: the server
// may or may not have removed the marked messages (RFC 1939 section 6).
type UncertainError struct{ Err error }

// Error describes the doubt.
func (e *UncertainError) Error() string {
	return fmt.Sprintf("pop3: it is not known whether the deletion took effect: %v", e.Err)
}

// Unwrap returns the cause: an [Error] or a [LineError].
func (e *UncertainError) Unwrap() error { return e.Err }

// WeakerError says that nothing was tried that reveals more than what has worked
// before, or than what was refused just now: somebody may have taken the better ways out
// of the server's answer, or refused them in its place. It is for the user to agree.
type WeakerError struct {
	Before    string // the way that worked before, see [Credentials.Least]; empty where none did
	Offered   string // the best way that is left, for Credentials.Least when the user agrees
	Reveals   Exposure
	Encrypted bool   // the line was encrypted
	Refused   *Error // the refusal of a better way; nil where none is offered

	// Unfit are the ways that the server offers and has refused for what they are, for
	// Credentials.Refused when the user agrees.
	Unfit []string
}

// Error describes what is left.
func (e *WeakerError) Error() string {
	switch {
	case e.Refused != nil:
		return fmt.Sprintf("%v: only %s is left: %v", ErrWeaker, e.Offered, e.Refused)
	case e.Offered == "":
		return fmt.Sprintf("%v: nothing like %s is left", ErrWeaker, e.Before)
	}
	return fmt.Sprintf("%v: %s instead of %s", ErrWeaker, e.Offered, e.Before)
}

// Is reports whether target is [ErrWeaker].
func (e *WeakerError) Is(target error) bool { return target == ErrWeaker }

// Unwrap returns the refusal, if there was one.
func (e *WeakerError) Unwrap() error { return asError(e.Refused) }

var (
	// ErrInsecure is returned by Login instead of sending a password over a
	// line that is not encrypted, unless [Options.AllowPlain] is set.
	ErrInsecure = errors.New("pop3: refusing to send a password over a line that is not encrypted")

	// ErrNoSTLS says that the server does not offer STLS, or refuses it, where
	// it was asked for. There is no falling back to an unencrypted line.
	ErrNoSTLS = errors.New("pop3: the server does not offer to encrypt this line")

	// ErrInjected says that bytes arrived together with the answer to STLS,
	// before the line was encrypted: somebody may be tampering with it
	// (RFC 2595 section 4; RFC 8314 appendix A).
	ErrInjected = errors.New("pop3: data arrived before the line was encrypted")

	// ErrPipelining says that a server which offers pipelining has thrown away
	// commands that were sent ahead. What came in the same call may belong to
	// other messages. The session goes on, with one command at a time.
	ErrPipelining = errors.New("pop3: the server threw away commands that it had offered to take")

	// ErrClosed is returned by every method after the session has ended.
	ErrClosed = errors.New("pop3: the session is closed")

	// ErrCredentials says that a user name, a password or a token cannot be
	// sent: it is empty, is not in UTF-8, or holds a control character such as CR,
	// LF or NUL.
	ErrCredentials = errors.New("pop3: name or password hold a character that cannot be sent")

	// ErrNotASCII comes with a refusal where the name or the password holds letters
	// beyond ASCII, by USER or APOP, and the server has not said that it takes them
	// (RFC 6856 section 2.2). They were sent in UTF-8, as others do.
	ErrNotASCII = errors.New("pop3: name or password hold letters beyond ASCII, which the server may not take")

	// ErrNoLogin says that the server offers no way to log in that this
	// package knows.
	ErrNoLogin = errors.New("pop3: the server offers no known way to log in")

	// ErrWeaker is what every [WeakerError] is.
	ErrWeaker = errors.New("pop3: the server wants a weaker way to log in")

	// ErrServerProof says that the server could not prove that it knows the
	// password, where the mechanism asks for that (RFC 5802 section 3). It is
	// not the right server, whatever its certificate says. The session is over.
	ErrServerProof = errors.New("pop3: the server could not prove that it knows the password")

	// ErrChannelBinding says that the server saw another encrypted line than
	// this side (RFC 5802 section 6): somebody sits between. The session is
	// over.
	ErrChannelBinding = errors.New("pop3: the encrypted line does not end at the server")
)

// ErrStop is returned by the callback of Tops or Dele to send no further
// commands. The answers under way are still read, so that the session stays
// usable, and handed to the callback.
var ErrStop = errors.New("pop3: stop")

// CommandOf returns the verb that was under way when a session failed, or that was
// refused; empty where no command was.
func CommandOf(err error) string {
	var no *Error
	var line *LineError
	var odd *ProtocolError
	var limit *LimitError
	switch {
	case errors.As(err, &no):
		return no.Command
	case errors.As(err, &line):
		return line.Command
	case errors.As(err, &odd):
		return odd.Command
	case errors.As(err, &limit):
		return limit.Command
	}
	return ""
}

// asError keeps a nil *Error from becoming an error that is not nil.
func asError(refused *Error) error {
	if refused == nil {
		return nil
	}
	return refused
}
