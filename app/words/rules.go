package words

import (
	"time"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/triage"
)

// Rule says what a rule is about.
func Rule(r triage.Rule) string {
	text := ""
	add := func(s string) {
		if text != "" {
			text += ", and "
		}
		text += s
	}
	if r.Sender != "" {
		add("from " + letters.Clean(r.Sender, 80))
	}
	if r.Domain != "" {
		add("from anybody at " + letters.Clean(r.Domain, 80))
	}
	if r.ListID != "" {
		add("through the mailing list " + letters.Clean(r.ListID, 80))
	}
	if r.SubjectForm != "" {
		add("with a subject like “" + letters.Clean(r.SubjectForm, 80) + "”")
	}
	return "All mail " + text
}

// RuleLasts is how long caught mail waits before it goes.
const RuleLasts = "an hour"

// RuleMade tells when a rule was made.
func RuleMade(t, now time.Time) string {
	if t.IsZero() {
		return "some time ago"
	}
	return DayWords(t.In(now.Location()), now)
}
