package words

import (
	"errors"
	"strings"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/pop3"
)

// quote gives the server's own words, behind a blank.
func quote(no *pop3.Error) string {
	if no.Text == "" {
		return ""
	}
	return " The server says: “" + oneLine(no.Text) + "”"
}

// passes explains a refusal that may be over soon.
func passes(hint pop3.Hint, said string) Notice {
	n := Notice{Try: triedAgain, Action: ActionRetry, Button: "Try now"}
	switch hint {
	case pop3.HintInUse:
		n.Title, n.Cause = "Another program is reading this mailbox", "Perhaps your phone, or another mail program: this server lets in only one at a time."
		n.Try += " Closing the other program helps."
	case pop3.HintTooMany:
		n.Title, n.Cause = "The server asks for a pause", "It allows a new sign-in only some time after the last one, or only so many at a time."
	default:
		n.Title, n.Cause = "The server has trouble at the moment", "It says that this will pass."
	}
	n.Cause += said
	return n
}

// broken explains what only the provider can mend.
func broken(said string) Notice {
	return Notice{Title: "The server cannot open your mailbox", Cause: "Your provider must mend this." + said, Try: "Tell your provider what is written here.", Action: ActionRetry}
}

// notAgain is why a refused password is not sent again.
const notAgain = " It is not tried again by itself, as some providers lock the mailbox after several wrong tries."

// login explains refused logins. Where the server gives no code its words are a hint;
// they are quoted in any case, and what they do not tell is not made up.
func (e explainer) login() (Notice, bool) {
	var no *pop3.Error
	if !errors.As(e.err, &no) || no.Command != "USER" && no.Command != "PASS" && no.Command != "AUTH" && no.Command != pop3.MethodAPOP {
		return Notice{}, false
	}
	said, hint := quote(no), no.Hint()
	if hint.Passes() {
		return passes(hint, said), true
	}
	n := Notice{Action: ActionSettings}
	switch hint {
	case pop3.HintEncrypt:
		n.Title, n.Cause = "The server wants an encrypted line", "It takes no sign-in before the line is encrypted."+said
		n.Try = "Choose “Encrypted (recommended)” as security."
		if e.server.Security != account.Plain {
			n.Try = "Choose another kind of encryption as security, or ask your provider for the right server and port."
		}
		return n, true
	case pop3.HintAppPassword:
		n.Title, n.Cause = "The server wants another password", "It takes a password of its own for mail programs, or a sign-in through a web page first."+said
		n.Try = "Make an app password, or authorization code, on your provider's web page, and type it here."
		return n, true
	case pop3.HintSwitchedOff:
		n.Title, n.Cause = "POP3 is switched off for this mailbox", "Name and password may be right."+said
		n.Try = "Switch POP3 on in the settings on your provider's web page, or ask your provider for it."
		return n, true
	case pop3.HintBlocked:
		n.Title, n.Cause = "The server has locked this account", "Some lock it for a while after wrong passwords, others until you have paid or called."+said
		n.Try = "Look at your provider's web page, or ask your provider. It is not tried again by itself, as that may prolong it."
		return n, true
	case pop3.HintFull:
		n.Title, n.Cause = "The mailbox is full, and the server lets nobody in", "This is not about the password."+said
		n.Try = "Delete something on your provider's web page, or ask your provider. Then try again."
		n.Action = ActionRetry
		return n, true
	case pop3.HintCommand, pop3.HintMechanism:
		n.Title, n.Cause = "The server does not take the ways to sign in that it offers", "This is not about the password."+said
		n.Try = "Tell your provider what is written here."
		return n, true
	case pop3.HintPassword:
		n.Title, n.Cause = "The server does not accept name and password", providerHint(e.host)+said
	default:
		if no.Code == pop3.CodeSysPerm {
			return broken(said), true
		}
		n.Title, n.Cause = "The server does not let you in, and does not say why", "Most often name and password do not fit. "+providerHint(e.host)+said
	}
	n.Try = "Check both, and type the password again." + notAgain
	switch {
	case no.Command == pop3.MethodAPOP && e.server.Security == account.Plain:
		n.Cause = "Name and password do not fit, or the server has no password for the safer sign-in that it offers on an unprotected line." + said
		n.Try = "Choose “Encrypted (recommended)” as security; then the usual sign-in is safe."
	case no.Command == pop3.MethodAPOP:
		n.Cause = "Name and password do not fit, or the server has no password for the safer sign-in that it offers." + said
	}
	if e.is(pop3.ErrNotASCII) {
		n.Cause += " Name or password have a letter such as ä or ж, and the server has not said that it takes such letters."
		n.Try += " If both are right, a name or a password of a to z, digits and signs alone may work."
	}
	return n, true
}

// weaker asks whether more of the password may be revealed than before.
func (e explainer) weaker() (Notice, bool) {
	if !e.is(pop3.ErrWeaker) {
		return Notice{}, false
	}
	var w *pop3.WeakerError
	if !errors.As(e.err, &w) {
		w = &pop3.WeakerError{Encrypted: e.server.Security != account.Plain}
	}
	n := Notice{Title: "The server offers only weaker ways to sign in than before", Action: ActionWeaker, Weaker: w.Offered, Unfit: strings.Join(w.Unfit, " "), Button: "Sign in this way…"}
	if w.Before == "" {
		n.Title = "The server refuses the safe way to sign in"
	}
	switch {
	case w.Reveals == pop3.ExposesSecret && w.Encrypted:
		n.Cause = "So far the password itself was not told to anybody; what is left tells it to whoever is at the other end of the encrypted line."
	case w.Reveals == pop3.ExposesSecret:
		n.Cause = "So far the password itself was not sent; what is left sends it over an unprotected line, where anybody on the way can read it."
	case w.Reveals == pop3.ExposesProof:
		n.Cause = "The way that worked before also proved that nobody sits between you and the server; what is left does not."
	default:
		n.Cause = "From what is left, a password that is not a strong one can be guessed by whoever listens."
	}
	n.Cause += " The provider may have changed its server, or somebody may be in its place." + notSent
	if w.Refused != nil {
		n.Cause += quote(w.Refused)
	}
	n.Try = "Try from another network, or ask your provider. Agree only if you believe that this is your server."
	if w.Offered == "" {
		n.Action, n.Button = ActionSettings, ""
	}
	return n, true
}

// WithoutBlanks offers to try once more without what may have been pasted with a
// password, where it has some of that and the login was refused.
func (n Notice) WithoutBlanks(err error, password string) Notice {
	p := account.PastedWith(password)
	if p == (account.Pasted{}) || !passwordInDoubt(err) {
		return n
	}
	n.Action, n.Button = ActionNoBlanks, "Try without the blanks"
	var has []string
	if p.Ends {
		has = append(has, "begins or ends with a blank, a tab or a line end")
	}
	if p.Between {
		has = append(has, "has blanks between its parts")
	}
	if p.Unseen {
		has = append(has, "contains an invisible character")
		n.Button = "Try without it"
	}
	if p.OddBlank {
		has = append(has, "contains a blank of another kind than the space bar makes")
		n.Button = "Try the usual blank"
	}
	n.Try = "That may have been pasted with it. Try it without; your password is changed only in this field."
	if len(has) > 1 && (p.Unseen || p.OddBlank) {
		n.Button = "Try without them"
	}
	n.Cause += " The password " + strings.Join(has, ", and ") + "."
	return n
}

// passwordInDoubt reports whether an error may be about a wrong password.
func passwordInDoubt(err error) bool {
	if errors.Is(err, pop3.ErrWeaker) {
		return false
	}
	var no *pop3.Error
	if !errors.As(err, &no) {
		return errors.Is(err, pop3.ErrCredentials)
	}
	switch no.Hint() {
	case pop3.HintNone, pop3.HintPassword, pop3.HintAppPassword:
		return no.Code == "" || no.Code == pop3.CodeAuth
	}
	return false
}
