package pop3

import "strings"

// Hint is what the words of a refused login let guess about its cause. Many servers
// have no response codes, and say in words alone that the mailbox is locked or that the
// line must be encrypted. A hint is a guess: it decides what is advised and whether the
// same is tried again later, never whether something weaker is tried.
type Hint int

// What the words can hint at.
const (
	HintNone        Hint = iota // they do not tell
	HintPassword                // name or password are wrong
	HintCommand                 // the command is not known, or not in this form
	HintMechanism               // this way to log in is not to be had
	HintInUse                   // another session has the mailbox
	HintLater                   // a trouble of the server that may pass
	HintTooMany                 // too many sessions, or too often
	HintEncrypt                 // the line must be encrypted first
	HintBlocked                 // the account is locked, suspended or closed
	HintSwitchedOff             // POP3 is switched off for this user
	HintFull                    // the mailbox is full
	HintAppPassword             // another password is wanted: one for programs
)

// Hint guesses the cause of a refused login. A code counts more than the words; where
// the two contradict each other nothing is guessed.
func (e *Error) Hint() Hint {
	switch e.Code {
	case CodeInUse:
		return HintInUse
	case CodeLoginDelay:
		return HintTooMany
	case CodeSysTemp:
		return HintLater
	}
	hint := hintOf(e.said())
	switch {
	case e.Code == "" || e.Code != CodeAuth && !hint.Passes():
		return hint
	case e.Code == CodeAuth && (hint == HintNone || hint == HintCommand):
		return HintPassword // whoever says that has understood the command
	case e.Code == CodeAuth && !hint.Passes():
		return hint
	}
	return HintNone
}

// Passes reports whether the same login may work a while later.
func (h Hint) Passes() bool { return h == HintInUse || h == HintLater || h == HintTooMany }

// RefusesMethod reports whether the way to log in was refused, and neither the name nor the
// password.
func (h Hint) RefusesMethod() bool { return h == HintCommand || h == HintMechanism }

// hintOf looks the words up.
func hintOf(text string) Hint {
	text = strings.ToLower(text)
	for _, group := range hintWords {
		for _, words := range group.words {
			if hasAll(text, words) {
				return group.hint
			}
		}
	}
	return HintNone
}

// hasAll reports whether a text has all of some pieces, which are parted by plus signs.
func hasAll(text, pieces string) bool {
	for piece := range strings.SplitSeq(pieces, "+") {
		if !strings.Contains(text, piece) {
			return false
		}
	}
	return true
}
