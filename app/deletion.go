package app

import (
	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
)

// Delete implements [ui.Host].
func (p *program) Delete(id account.ID, o mailbox.Order) {
	if p.ordered != nil {
		p.ordered(o.UIDs)
	}
	p.withMailbox(id, func(m *mailbox.Mailbox) { m.Delete(o) })
}

// Undo implements [ui.Host].
func (p *program) Undo(id account.ID) { p.withMailbox(id, (*mailbox.Mailbox).Undo) }

// DeleteNow implements [ui.Host].
func (p *program) DeleteNow(id account.ID) { p.withMailbox(id, (*mailbox.Mailbox).DeleteNow) }

// DeleteUnlisted implements [ui.Host].
func (p *program) DeleteUnlisted(id account.ID) { p.withMailbox(id, (*mailbox.Mailbox).DeleteUnlisted) }

// DismissDeletion implements [ui.Host].
func (p *program) DismissDeletion(id account.ID) {
	p.withMailbox(id, (*mailbox.Mailbox).DismissDeletion)
}
