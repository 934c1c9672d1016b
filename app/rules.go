package app

import (
	"slices"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/mime"
)

// catchBy says which mail the user's rules catch when it comes; nil where there is
// no rule. What came before a rule was made is not meant by it, also when the
// program sees it for the first time, and friends win.
func catchBy(s ui.Sorting) func(mime.Summary) bool {
	rules := slices.DeleteFunc(slices.Clone(s.Rules), func(r triage.Rule) bool { return r.Paused })
	if len(rules) == 0 {
		return nil
	}
	friends := make(map[string]bool, len(s.Friends))
	for _, addr := range s.Friends {
		friends[addr] = true
	}
	return func(m mime.Summary) bool {
		came := m.Arrived
		if came.IsZero() {
			came = m.Date
		}
		for _, from := range m.From {
			if friends[triage.FoldAddress(from.Addr)] {
				return false
			}
		}
		return slices.ContainsFunc(rules, func(r triage.Rule) bool { return came.After(r.Made) && r.Matches(&m) })
	}
}

// useRules has an open mailbox catch what the rules mean.
func (p *program) useRules(id account.ID, s ui.Sorting) {
	catch := catchBy(s)
	p.with(id, func(m *mailbox.Mailbox) { m.SetCatch(catch) })
}

// Release implements [ui.Host].
func (p *program) Release(id account.ID, uids []string) {
	p.with(id, func(m *mailbox.Mailbox) { m.Release(uids) })
}
