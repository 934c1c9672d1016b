package app

import (
	"github.com/restante/restante/app/mailbox"
)

// Delete implements [ui.Host].
func (p *program) Delete(o mailbox.Order) {
	if p.ordered != nil {
		p.ordered(o.UIDs)
	}
	p.with(func(m *mailbox.Mailbox) { m.Delete(o) })
}

// Undo implements [ui.Host].
func (p *program) Undo() { p.with((*mailbox.Mailbox).Undo) }

// DeleteNow implements [ui.Host].
func (p *program) DeleteNow() { p.with((*mailbox.Mailbox).DeleteNow) }

// DeleteUnlisted implements [ui.Host].
func (p *program) DeleteUnlisted() { p.with((*mailbox.Mailbox).DeleteUnlisted) }

// DismissDeletion implements [ui.Host].
func (p *program) DismissDeletion() { p.with((*mailbox.Mailbox).DismissDeletion) }
