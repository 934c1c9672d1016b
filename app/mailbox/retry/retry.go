// Package retry says what is tried again by itself after it has failed, and when.
//
// What may pass is tried again: a line that broke, a server that is busy, answers that
// were not in step, a listing that contradicts itself. The pauses grow from one base and
// end after [maxTries]. What the server refuses behind the login is tried three times
// more, as some refuse once what they do the next time. A password is never sent again by
// itself when it was refused, as accounts are locked for that; where the line broke in
// place of the answer, it is sent once more, and more often only where it has let us in
// before. What the user has to decide, a weaker login or a deletion that cannot be
// compared, waits for him.
package retry

import (
	"errors"
	"net"
	"os"
	"strings"
	"time"

	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/pop3"
)

// growth is by how much the pauses between tries grow; the last one is repeated
// up to maxTries.
var growth = []time.Duration{1, 2, 5, 10, 30}

// busy is the least of these where the server wants to be left alone.
const busy = 5

const (
	maxTries     = 12
	maxRefused   = 3 // the same where the server says no to what it has to do
	maxPasswords = 1 // the same where it gives no answer to the password
)

// Pause says how long to wait after err before the next try, where so many have failed
// in a row before it, and false when trying again is useless or harmful. The first pause
// is the base. letIn is whether the password has worked before.
func Pause(err error, tries int, base time.Duration, letIn bool) (time.Duration, bool) {
	if tries >= maxTries || !Passes(err) {
		return 0, false
	}
	if RefusedLater(err) && tries >= maxRefused {
		return 0, false
	}
	if AtPassword(err) && !letIn && tries >= maxPasswords {
		return 0, false // where it has let us in before, it is the line
	}
	factor := growth[min(tries, len(growth)-1)]
	if pop3.HasCode(err, pop3.CodeInUse) || pop3.HasCode(err, pop3.CodeLoginDelay) || turnedAway(err) || loginPasses(err) {
		factor = max(factor, busy)
	}
	return factor * base, true
}

// Passes reports whether an error may be gone at the next try.
func Passes(err error) bool {
	if errors.Is(err, ledger.ErrUnlisted) || errors.Is(err, ledger.ErrLoss) || errors.Is(err, pop3.ErrWeaker) {
		return false
	}
	var line *pop3.LineError
	var odd *pop3.ProtocolError
	return oneHeader(err) || errors.As(err, &line) || errors.As(err, &odd) || isNet(err) ||
		turnedAway(err) || loginPasses(err) || RefusedLater(err) || errors.Is(err, ledger.ErrListing) || errors.Is(err, ledger.ErrMismatch) ||
		pop3.HasCode(err, pop3.CodeInUse) || pop3.HasCode(err, pop3.CodeLoginDelay) || pop3.HasCode(err, pop3.CodeSysTemp)
}

// LoginIsFinal reports whether a login must not be tried again before the user has asked
// for it: accounts are locked for that.
func LoginIsFinal(err error) bool {
	var refused *pop3.Error
	return !Passes(err) && (errors.As(err, &refused) || errors.Is(err, pop3.ErrWeaker))
}

// AtPassword reports whether the line broke in place of the answer to the password. Some
// servers hang up when it is wrong, and lock the account when it comes again.
func AtPassword(err error) bool {
	var line *pop3.LineError
	if !errors.As(err, &line) {
		return false
	}
	verb, _, _ := strings.Cut(line.Command, " ")
	return verb == "PASS" || verb == "AUTH" || verb == "APOP"
}

// RefusedLater reports whether the server refused something behind the login. Some
// refuse once what they do the next time.
func RefusedLater(err error) bool {
	var no *pop3.Error
	if !errors.As(err, &no) || no.Code == pop3.CodeSysPerm {
		return false
	}
	return no.Command != "" && no.Command != "STLS" && !isLogin(no.Command)
}

// InDoubt reports whether an error may come from answers that were not in the
// order of the commands.
func InDoubt(err error) bool {
	var odd *pop3.ProtocolError
	var limit *pop3.LimitError
	return errors.As(err, &odd) || errors.As(err, &limit) || errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, pop3.ErrPipelining)
}

// loginPasses reports whether a login was refused for something that may be over soon,
// as far as the words tell: a lock, a trouble of the server.
func loginPasses(err error) bool {
	var no *pop3.Error
	return errors.As(err, &no) && isLogin(no.Command) && no.Hint().Passes()
}

// isLogin reports whether a command is part of a login.
func isLogin(verb string) bool {
	return verb == "USER" || verb == "PASS" || verb == "APOP" || verb == "AUTH"
}

// turnedAway reports whether the server refused the connection itself, as it
// does when there are too many.
func turnedAway(err error) bool {
	var no *pop3.Error
	return errors.As(err, &no) && no.Command == ""
}

// oneHeader reports whether a session was given up because a header had no end.
func oneHeader(err error) bool {
	var limit *pop3.LimitError
	return errors.As(err, &limit) && strings.HasPrefix(limit.Command, "TOP")
}

// isNet reports whether an error comes from the network below POP3 and may pass.
// A host that does not exist does not pass.
func isNet(err error) bool {
	var dns *net.DNSError
	if errors.As(err, &dns) && dns.IsNotFound {
		return false
	}
	var n net.Error
	return errors.As(err, &n)
}
