// Package words turns every error and state of the program into plain words. It chooses
// which message of the catalogue is said; the messages are in assets/words, see package
// lang.
package words

import "github.com/restante/restante/app/lang"

// Action is what the button of a [Notice] does.
type Action int

// The actions a notice can offer. The window knows how to do each.
const (
	ActionNone     Action = iota
	ActionRetry           // try the same again
	ActionSettings        // go to the account's fields: address, password, server
	ActionUnlisted        // delete without what the server cannot bear
	ActionWhole           // fetch the messages in view whole, as the server gives no headers
	ActionTrust           // show the certificate, and let the user accept its key
	ActionWeaker          // ask whether a way to sign in that reveals more may be used
	ActionNoBlanks        // take out of the password what was pasted with it, and try once more
)

// Notice tells a person about a problem: what happened, why, what to do, and
// one button. Details are technical and folded away until asked for.
type Notice struct {
	ID      string // what it is about, whatever the language: the id of its title
	Title   string // what happened, one short sentence without a full stop
	Cause   string // why, as far as it is known
	Try     string // what to do now; see Advice
	Again   bool   // it is tried again by itself
	Button  string // the words on the button; empty when Action is ActionNone
	Action  Action
	Weaker  string // with ActionWeaker: the way to sign in, for account.Account.Login
	Unfit   string // with ActionWeaker: what the server refuses, for account.Account.Refused
	Trust   string // with ActionTrust: the key in question, in hex, for account.Account.PinnedKey
	Papers  string // with ActionTrust: what the certificate says, line by line
	Lost    bool   // no connection came about, or it broke
	Said    string // the server's words, where it has refused; part of Cause, too
	Details string // for a support mail: command, server's answer; never a password
}

// say makes a notice of three messages, or of two where there is nothing to do.
func say(title, cause, try string, args ...lang.Args) Notice {
	n := Notice{ID: title, Title: lang.T(title, args...), Cause: lang.T(cause, args...)}
	if try != "" {
		n.Try = lang.T(try, args...)
	}
	return n
}

// retitled gives a notice another title.
func (n Notice) retitled(id string, args ...lang.Args) Notice {
	n.ID, n.Title = id, lang.T(id, args...)
	return n
}

// because adds sentences to what a notice says of the cause.
func (n Notice) because(sentences ...string) Notice {
	n.Cause = Sentences(append([]string{n.Cause}, sentences...)...)
	return n
}

// offering gives a notice a button with the usual words.
func (n Notice) offering(a Action) Notice {
	n.Action = a
	return n
}

// offeringAs gives a notice a button with words of its own.
func (n Notice) offeringAs(a Action, button string) Notice {
	n.Action, n.Button = a, button
	return n
}

// again says of a notice that it is tried again by itself.
func (n Notice) again() Notice {
	n.Again = true
	return n
}

// lost says of a notice that there is no connection.
func (n Notice) lost() Notice {
	n.Lost = true
	return n
}

// Advice is what to do now, after what is done without the user.
func (n Notice) Advice() string {
	if !n.Again {
		return n.Try
	}
	return Sentences(lang.T("notice.again"), n.Try)
}

// Text is all that a notice says below its title.
func (n Notice) Text() string { return Sentences(n.Cause, n.Advice()) }

// Short is what happened, and the server's words, where there is no room for more.
func (n Notice) Short() string {
	if n.Said == "" {
		return lang.T("notice.short", lang.Args{"Title": n.Title})
	}
	return lang.T("notice.short-said", lang.Args{"Title": n.Title, "Said": n.Said})
}

// NoHeads tells that the server gives no header blocks alone.
func NoHeads() Notice {
	n := say("error.no-heads.title", "error.no-heads.cause", "error.no-heads.try")
	return n.offeringAs(ActionWhole, lang.T("notice.get-whole"))
}

// UnlistedButton has messages deleted in small steps, without what the server cannot
// bear.
func UnlistedButton() string { return lang.T("notice.small-steps") }
