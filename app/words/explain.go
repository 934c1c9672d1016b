package words

import (
	"errors"
	"strings"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/fault"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/pop3"
)

// Doing says what the program was about when something failed.
type Doing int

// What the program can be about.
const (
	SigningIn Doing = iota // signing in for the first time, from the first page
	Reading                // listing the mailbox and fetching headers
	Opening                // fetching one message
	Deleting
	Saving // writing a file for the user
	Settings
	Forgetting // removing an account from this computer
)

// Explain puts an error into words. The server is the one that was talked to.
// Every error gets a notice with a title and something to do; an error that is
// not known keeps its text in the details.
func Explain(err error, doing Doing, server account.Server) Notice {
	e := explainer{err: err, doing: doing, host: oneLine(server.Host), server: server}
	if doing == Forgetting {
		return e.forgetting()
	}
	n := e.notice()
	if n.Details == "" {
		n.Details = oneLine(err.Error())
	}
	if n.Button == "" {
		n.Button = e.button(n.Action)
	}
	return n
}

// ExplainAfter is Explain for an account that has worked: then a line that does not
// come about says nothing against server, port and security. worked is when the server
// has answered last, in the zone of the user.
func ExplainAfter(err error, doing Doing, server account.Server, worked time.Time) Notice {
	n := Explain(err, doing, server)
	if !n.Lost || worked.IsZero() {
		return n
	}
	n = n.retitled("error.silent-now.title").offeringAs(ActionRetry, lang.T("button.try-again"))
	n.Cause, n.Try, n.Again = lang.T("error.silent-now.cause", lang.Args{"Time": Clock(worked)}), "", false
	return n
}

// ExplainSignIn explains what came in the way of a first login of an account. again is
// whether it is tried again by itself. A refused name is most often one of two.
func ExplainSignIn(err error, a account.Account, again bool) Notice {
	n := Explain(err, SigningIn, a.Server)
	n.Again = again
	var no *pop3.Error
	if n.Action == ActionSettings && errors.As(err, &no) {
		n.Try = Sentences(n.Try, nameAdvice(err, no, a))
	}
	return n
}

// nameAdvice says what else the login name may be.
func nameAdvice(err error, no *pop3.Error, a account.Account) string {
	local, _, whole := strings.Cut(a.User, "@")
	switch {
	case no.Command == "USER" && strings.Contains(a.User, " "):
		return lang.T("login.perhaps.no-blank")
	case !passwordInDoubt(err):
	case whole && local != "":
		return lang.T("login.perhaps.local", lang.Args{"Name": oneLine(local)})
	case !whole && strings.Contains(a.Address, "@"):
		return lang.T("login.perhaps.address", lang.Args{"Name": oneLine(a.Address)})
	}
	return ""
}

// explainer holds what an explanation needs.
type explainer struct {
	err    error
	doing  Doing
	host   string // as it is shown
	server account.Server
}

// notice is the first explanation that fits.
func (e explainer) notice() Notice {
	for _, explain := range []func() Notice{e.mailbox, e.deletion, e.weaker, e.secrets, e.files, e.login, e.refusal, e.safety, e.proof, e.encryption, e.strange, e.network} {
		if n := explain(); n.ID != "" {
			return n
		}
	}
	return say(e.failed(), "error.unknown.cause", "error.unknown.try").offering(ActionRetry)
}

// failed is the title where nothing better is known.
func (e explainer) failed() string {
	switch e.doing {
	case Opening:
		return "error.failed.opening"
	case Deleting:
		return "error.failed.deleting"
	case Saving:
		return "error.failed.saving"
	case Settings:
		return "error.failed.settings"
	case Forgetting:
		return "error.failed.forgetting"
	}
	return "error.failed.mailbox"
}

// button are the usual words for an action.
func (e explainer) button(a Action) string {
	switch a {
	case ActionRetry:
		return lang.T("button.try-again")
	case ActionSettings:
		if e.doing == SigningIn {
			return "" // the fields are on the screen already
		}
		return lang.T("notice.change-account")
	case ActionUnlisted:
		return UnlistedButton()
	}
	return ""
}

func (e explainer) is(target error) bool { return errors.Is(e.err, target) }

// has reports whether the system has failed in a way.
func (e explainer) has(k fault.Kind) bool { return isFault(e.err, k) }

// isFault is another in tests, which have errors of other systems.
var isFault = fault.Is

// oneLine makes text of others fit to be shown in a sentence.
func oneLine(s string) string { return letters.Clean(s, letters.MaxSubject) }
