package app

import (
	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// Refresh implements [ui.Host].
func (p *program) Refresh(id account.ID) { p.withMailbox(id, (*mailbox.Mailbox).Refresh) }

// AgreeWeaker implements [ui.Host]. It is kept with the account once it has worked.
func (p *program) AgreeWeaker(id account.ID, method, unfit string) {
	p.withMailbox(id, func(m *mailbox.Mailbox) { m.AgreeWeaker(method, unfit) })
}

// Stop implements [ui.Host].
func (p *program) Stop(id account.ID) { p.withMailbox(id, (*mailbox.Mailbox).Stop) }

// Want implements [ui.Host].
func (p *program) Want(id account.ID, uids []string) {
	p.withMailbox(id, func(m *mailbox.Mailbox) { m.Want(uids) })
}

// FetchWhole implements [ui.Host].
func (p *program) FetchWhole(id account.ID, uids []string) {
	p.withMailbox(id, func(m *mailbox.Mailbox) { m.FetchWhole(uids) })
}

// Open implements [ui.Host].
func (p *program) Open(r mailbox.Ref) {
	v := p.visitOf(r.Mailbox)
	p.withMailbox(r.Mailbox, func(m *mailbox.Mailbox) {
		m.Open(r.UID, func(msg *mime.Message, err error) {
			if err != nil {
				p.win.ShowMessageProblem(r, p.explainIn(v, err, words.Opening))
				return
			}
			p.win.ShowMessage(r, msg)
		})
	})
}

// Peek implements [ui.Host].
func (p *program) Peek(r mailbox.Ref, done func(*mime.Message, error)) {
	p.withMailbox(r.Mailbox, func(m *mailbox.Mailbox) { m.Peek(r.UID, done) })
}

// CloseMessage implements [ui.Host].
func (p *program) CloseMessage(id account.ID) { p.withMailbox(id, (*mailbox.Mailbox).CloseMessage) }

// Active implements [ui.Host]. Whoever is there is there for all that is open.
func (p *program) Active() {
	for _, v := range p.visits {
		p.withMailbox(v.id(), (*mailbox.Mailbox).Active)
	}
}
