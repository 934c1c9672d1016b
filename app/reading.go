package app

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// Refresh implements [ui.Host].
func (p *program) Refresh() { p.with((*mailbox.Mailbox).Refresh) }

// AgreeWeaker implements [ui.Host]. It is kept with the account once it has worked.
func (p *program) AgreeWeaker(method, unfit string) {
	p.with(func(m *mailbox.Mailbox) { m.AgreeWeaker(method, unfit) })
}

// Stop implements [ui.Host].
func (p *program) Stop() { p.with((*mailbox.Mailbox).Stop) }

// Want implements [ui.Host].
func (p *program) Want(uids []string) { p.with(func(m *mailbox.Mailbox) { m.Want(uids) }) }

// Open implements [ui.Host].
func (p *program) Open(uid string) {
	v := p.visit
	p.with(func(m *mailbox.Mailbox) {
		m.Open(uid, func(msg *mime.Message, err error) {
			if err != nil {
				p.win.ShowMessageProblem(uid, p.explainIn(v, err, words.Opening))
				return
			}
			p.win.ShowMessage(uid, msg)
		})
	})
}

// Peek implements [ui.Host].
func (p *program) Peek(uid string, done func(*mime.Message, error)) {
	p.with(func(m *mailbox.Mailbox) { m.Peek(uid, done) })
}

// CloseMessage implements [ui.Host].
func (p *program) CloseMessage() { p.with((*mailbox.Mailbox).CloseMessage) }

// Active implements [ui.Host].
func (p *program) Active() { p.with((*mailbox.Mailbox).Active) }

// FetchWhole implements [ui.Host].
func (p *program) FetchWhole(uids []string) { p.with(func(m *mailbox.Mailbox) { m.FetchWhole(uids) }) }
