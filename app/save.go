package app

import (
	"time"

	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

// savePatience is how long a mailbox stays open for files that are being saved from
// its messages. A disk that does not answer must not hold the program for ever.
const savePatience = 10 * time.Minute

// SaveAttachment implements [ui.Host].
func (p *program) SaveAttachment(to file.Target, a mime.Attachment, done func(string, error)) {
	p.saves.add(func() {
		path, err := file.Save(to, a.Reader())
		p.post(func() { done(path, err) })
	})
}

// SaveMessage implements [ui.Host].
func (p *program) SaveMessage(r mailbox.Ref, to file.Target, done func(string, error)) {
	p.withMailbox(r.Mailbox, func(m *mailbox.Mailbox) {
		p.saves.add(func() {
			from := m.SaveMessage(r.UID)
			path, err := file.Save(to, from)
			from.Close() // so that what nobody takes any more is not fetched
			p.post(func() { done(path, err) })
		})
	})
}
