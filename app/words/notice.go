// Package words turns every error and state of the program into plain words.
// It is the only place that holds sentences about what went wrong, so that they
// can be read, mended and translated in one place.
package words

// Action is what the button of a [Notice] does.
type Action int

// The actions a notice can offer. The window knows how to do each.
const (
	ActionNone     Action = iota
	ActionRetry           // try the same again
	ActionSettings        // go to the account's fields: address, password, server
	ActionSample          // open the sample mailbox
	ActionUnlisted        // delete without what the server cannot bear
	ActionWhole           // fetch the messages in view whole, as the server gives no headers
	ActionTrust           // show the certificate, and let the user accept its key
	ActionWeaker          // ask whether a way to sign in that reveals more may be used
	ActionNoBlanks        // take out of the password what was pasted with it, and try once more
)

// Notice tells a person about a problem: what happened, why, what to do, and
// one button. Details are technical and folded away until asked for.
type Notice struct {
	Title   string // what happened, one short sentence without a full stop
	Cause   string // why, as far as it is known
	Try     string // what to do now
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

// Short is what happened, and the server's words, where there is no room for more.
func (n Notice) Short() string {
	short := n.Title + "."
	if n.Said != "" {
		short += " It says: “" + n.Said + "”"
	}
	return short
}
