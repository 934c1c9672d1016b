package words

import (
	"errors"
	"strings"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/provider"
	"github.com/restante/restante/pop3"
)

// refusal explains the refusals of the server, but for those of a login.
func (e explainer) refusal() Notice {
	var no *pop3.Error
	if !errors.As(e.err, &no) || e.is(pop3.ErrNoSTLS) {
		return Notice{}
	}
	n := e.refusedCommand(no)
	n.Said = oneLine(no.Text)
	return n.because(quote(no))
}

// refusedCommand is [explainer.refusal] without the server's words.
func (e explainer) refusedCommand(no *pop3.Error) Notice {
	switch no.Code {
	case pop3.CodeInUse, pop3.CodeLoginDelay, pop3.CodeSysTemp:
		return passes(no.Hint())
	case pop3.CodeSysPerm:
		return broken()
	}
	if no.Command == "DELE" {
		return say("error.no-delete.title", "error.no-delete.cause", "error.refused.try").offering(ActionRetry)
	}
	return say(e.failed(), "error.refused.cause", "error.refused.try").offering(ActionRetry)
}

// quote gives the server's own words.
func quote(no *pop3.Error) string {
	said, token := "", ""
	if no.Text != "" {
		said = lang.T("error.said", lang.Args{"Said": oneLine(no.Text)})
	}
	if no.Reason != "" {
		token = lang.T("login.token-refused", lang.Args{"Reason": oneLine(no.Reason)})
	}
	return Sentences(token, said)
}

// passes explains a refusal that may be over soon.
func passes(hint pop3.Hint) Notice {
	n := say("login.trouble.title", "login.trouble.cause", "")
	switch hint {
	case pop3.HintInUse:
		n = say("login.in-use.title", "login.in-use.cause", "login.in-use.try")
	case pop3.HintTooMany:
		n = say("login.pause.title", "login.pause.cause", "")
	}
	return n.offeringAs(ActionRetry, lang.T("button.try-now")).again()
}

// broken explains what only the provider can mend.
func broken() Notice {
	return say("login.broken.title", "login.broken.cause", "login.tell-provider.try").offering(ActionRetry)
}

// login explains refused logins. Where the server gives no code its words are a hint;
// they are quoted in any case, and what they do not tell is not made up.
func (e explainer) login() Notice {
	var no *pop3.Error
	if !errors.As(e.err, &no) || no.Command != "USER" && no.Command != "PASS" && no.Command != "AUTH" && no.Command != pop3.MethodAPOP {
		return Notice{}
	}
	return e.refusedLogin(no).because(quote(no))
}

// refusedLogin is [explainer.login] without the server's words.
func (e explainer) refusedLogin(no *pop3.Error) Notice {
	hint := no.Hint()
	switch hint {
	case pop3.HintEncrypt:
		try := "login.encrypt.try"
		if e.server.Security != account.Plain {
			try = "login.encrypt-other.try"
		}
		return say("login.encrypt.title", "login.encrypt.cause", try, lang.Args{"Security": Security(account.TLS)}).offering(ActionSettings)
	case pop3.HintAppPassword:
		return say("login.app-password.title", "login.app-password.cause", "login.app-password.try").offering(ActionSettings)
	case pop3.HintSwitchedOff:
		return say("login.switched-off.title", "login.switched-off.cause", "login.switched-off.try").offering(ActionSettings)
	case pop3.HintBlocked:
		return say("login.locked.title", "login.locked.cause", "login.locked.try").offering(ActionSettings)
	case pop3.HintFull:
		return say("login.full.title", "login.full.cause", "login.full.try").offering(ActionRetry)
	case pop3.HintCommand, pop3.HintMechanism:
		return say("login.no-way.title", "login.no-way.cause", "login.tell-provider.try").offering(ActionSettings)
	}
	switch {
	case hint.Passes():
		return passes(hint)
	case hint != pop3.HintPassword && no.Code == pop3.CodeSysPerm:
		return broken()
	}
	return e.wrongPassword(hint == pop3.HintPassword, no.Command == pop3.MethodAPOP)
}

// wrongPassword explains a refusal that is most often about name and password; sure is
// whether the server has said so.
func (e explainer) wrongPassword(sure, apop bool) Notice {
	n := say("login.unsaid.title", "login.unsaid.cause", "login.password.try")
	if sure {
		n = n.retitled("login.password.title")
		n.Cause = ""
	}
	switch {
	case apop && e.server.Security == account.Plain:
		n.Cause, n.Try = lang.T("login.apop-plain.cause"), lang.T("login.apop-plain.try", lang.Args{"Security": Security(account.TLS)})
	case apop:
		n.Cause = lang.T("login.apop.cause")
	default:
		n = n.because(providerHint(e.host))
	}
	if e.is(pop3.ErrNotASCII) {
		n = n.because(lang.T("login.not-ascii.cause"))
		n.Try = Sentences(n.Try, lang.T("login.not-ascii.try"))
	}
	return n.offering(ActionSettings)
}

// providerHint names what most often is behind a refused password at a provider.
func providerHint(host string) string {
	p, _ := provider.Of(host)
	args := lang.Args{"Provider": p.Name}
	switch p.Demand {
	case provider.AppAndSwitch:
		return lang.T("provider.app-and-switch", args)
	case provider.AppPassword:
		return lang.T("provider.app-password", args)
	case provider.SwitchOn:
		return lang.T("provider.switch-on", args)
	case provider.AuthCode:
		return lang.T("provider.auth-code", args)
	case provider.OtherSignIn:
		return lang.T("provider.other-sign-in", args)
	case provider.NoPOP:
		return lang.T("provider.no-pop", args)
	}
	return lang.T("provider.unknown")
}

// weaker asks whether more of the password may be revealed than before.
func (e explainer) weaker() Notice {
	if !e.is(pop3.ErrWeaker) {
		return Notice{}
	}
	var w *pop3.WeakerError
	if !errors.As(e.err, &w) {
		w = &pop3.WeakerError{Encrypted: e.server.Security != account.Plain}
	}
	title := "login.weaker.title"
	if w.Before == "" {
		title = "login.weaker-first.title"
	}
	n := say(title, revealed(w), "login.weaker.try").because(lang.T("login.weaker.cause"), notSent())
	if w.Refused != nil {
		n = n.because(quote(w.Refused))
	}
	n.Weaker, n.Unfit = w.Offered, strings.Join(w.Unfit, " ")
	if w.Offered == "" {
		return n.offering(ActionSettings)
	}
	return n.offeringAs(ActionWeaker, lang.T("login.weaker.button"))
}

// revealed is the message of what a weaker way to sign in reveals, and to whom.
func revealed(w *pop3.WeakerError) string {
	switch {
	case w.Reveals == pop3.ExposesSecret && w.Encrypted:
		return "login.weaker.secret.cause"
	case w.Reveals == pop3.ExposesSecret:
		return "login.weaker.secret-plain.cause"
	case w.Reveals == pop3.ExposesProof:
		return "login.weaker.proof.cause"
	}
	return "login.weaker.digest.cause"
}

// WithoutBlanks offers to try once more without what may have been pasted with a
// password, where it has some of that and the login was refused.
func (n Notice) WithoutBlanks(err error, password string) Notice {
	p := account.PastedWith(password)
	if p == (account.Pasted{}) || !passwordInDoubt(err) {
		return n
	}
	var has []string
	add := func(is bool, id string) {
		if is {
			has = append(has, lang.T(id))
		}
	}
	add(p.Ends, "login.pasted.ends")
	add(p.Between, "login.pasted.between")
	add(p.Unseen, "login.pasted.unseen")
	add(p.OddBlank, "login.pasted.odd-blank")
	button := lang.T("login.pasted.without-blanks")
	switch {
	case len(has) > 1 && (p.Unseen || p.OddBlank):
		button = lang.T("login.pasted.without-them")
	case p.OddBlank:
		button = lang.T("login.pasted.usual-blank")
	case p.Unseen:
		button = lang.T("login.pasted.without-it")
	}
	n.Try = lang.T("login.pasted.try")
	return n.because(has...).offeringAs(ActionNoBlanks, button)
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
