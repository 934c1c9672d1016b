package app

import (
	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
)

// useRules has an open mailbox catch what the rules mean.
func (p *program) useRules(id account.ID, s triage.Wishes) {
	caught := s.Caught()
	p.with(id, func(m *mailbox.Mailbox) { m.SetCatch(caught) })
}

// Release implements [ui.Host].
func (p *program) Release(id account.ID, uids []string) {
	p.with(id, func(m *mailbox.Mailbox) { m.Release(uids) })
}
