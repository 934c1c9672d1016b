package pop3

import (
	"errors"
	"slices"
)

// methodsAfterRefusal returns what may be tried after a refusal: nothing when it is, or may
// be, about name and secret. When the capabilities are only remembered the server
// is asked for them now; a mechanism that is gone from them, or a binding that is
// new in them, is no reason to give up.
func (a *loginAttempt) methodsAfterRefusal(refusal error, refused *Error, way string, sentMore bool) ([]loginMethod, error) {
	c, cred, caps := a.c, a.cred, a.caps
	outdated := false
	if a.remembered {
		old := *caps
		var err error
		if *caps, err = c.askCaps(); err != nil {
			return nil, err
		}
		caps.UTF8User = caps.UTF8User && old.UTF8User
		gone := old.HasSASL(way) && !caps.HasSASL(way)
		outdated = gone || errors.Is(refusal, ErrChannelBinding) && !slices.Equal(old.SASL, caps.SASL)
	}
	most := a.maxWeight()
	switch {
	case outdated:
	case errors.Is(refusal, ErrChannelBinding) || !refusesMethod(refused, sentMore):
		return nil, nil
	default:
		c.loginState.refused = append(c.loginState.refused, refusedName(way, refused))
		switch {
		case cred.Least == "":
			most = a.weight(way)
		case cred.exposure(way) == ExposesBound && cred.exposure(cred.Least) == ExposesBound:
			most = -1 // it has worked before
		}
	}
	ways := a.methods()
	again := refusedName(way, refused) == refusedAuth && c.loginState.initialOnLine && !outdated
	ways = slices.DeleteFunc(ways, func(m loginMethod) bool { return m.name == way && !again })
	if len(ways) == 0 {
		return nil, nil // the refusal tells more
	}
	return a.methodsUpTo(most, ways, refused)
}

// weakerLeft makes a [WeakerError] of the second refusal in a login, when a way is left
// that reveals more than the first one.
func (a *loginAttempt) weakerLeft(err error, refused *Error, first string) error {
	most := max(a.weight(first), a.weight(a.cred.Least))
	ways := slices.DeleteFunc(a.methods(), func(m loginMethod) bool {
		return a.c.wasRefused(m) > 0 || a.weight(m.name) <= most
	})
	if len(ways) == 0 {
		return err
	}
	_, weaker := a.methodsUpTo(most, ways, refused)
	return weaker
}

// refusesMethod reports whether a refusal is of the way to log in, and not of name or secret.
// Where neither code nor words tell, that is so as long as nothing but the name of the
// mechanism was said: not all servers that promise the code for a wrong password
// (RFC 3206) give it.
func refusesMethod(refused *Error, sentMore bool) bool {
	switch hint := refused.Hint(); {
	case refused.RefusesMethod || hint.RefusesMethod():
		return true
	case hint == HintNone && refused.Code == "":
		return !sentMore
	}
	return false
}

// refusedName names what a refusal of a way has refused: the mechanism, or AUTH as such.
func refusedName(way string, refused *Error) string {
	if refused.Command == "AUTH" && refused.Hint() == HintCommand {
		return refusedAuth
	}
	return way
}
