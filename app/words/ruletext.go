package words

import (
	"time"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
)

// Rule says what a rule is about.
func Rule(r triage.Rule) string {
	var terms []string
	if r.Sender != "" {
		terms = append(terms, lang.T("rule.sender", lang.Args{"Address": letters.Clean(r.Sender, 80)}))
	}
	if r.Domain != "" {
		terms = append(terms, lang.T("rule.domain", lang.Args{"Domain": letters.Clean(r.Domain, 80)}))
	}
	if r.ListID != "" {
		terms = append(terms, lang.T("rule.list", lang.Args{"List": letters.Clean(r.ListID, 80)}))
	}
	if r.SubjectForm != "" {
		terms = append(terms, lang.T("rule.subject", lang.Args{"Subject": letters.Clean(r.SubjectForm, 80)}))
	}
	all := pairwise(terms, func(before, after string) string {
		return lang.T("rule.and", lang.Args{"Before": before, "After": after})
	})
	return lang.T("rule.all", lang.Args{"Terms": all})
}

// RuleMade tells when a rule was made.
func RuleMade(t, now time.Time) string {
	if t.IsZero() {
		return lang.T("rules.made-once")
	}
	return lang.T("rules.made", lang.Args{"Day": DayWords(t.In(now.Location()), now)})
}

// RuleNews tells that a rule was made, and when what it catches goes.
func RuleNews() string { return lang.T("rule.made", untilGone()) }

// RuleFoot says below a rule that is offered what it will do.
func RuleFoot() string { return lang.T("rule.ask.foot", untilGone()) }

// RulesLead says over the rules what they do.
func RulesLead() string { return lang.T("rules.lead", untilGone()) }

// untilGone is how many hours what a rule has caught waits before it goes.
func untilGone() lang.Args { return lang.Args{"Count": int(mailbox.CatchTime.Hours())} }
