package app

import (
	"context"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
)

// early is what begins before there is a window, so that the list of the mailbox
// that was set up here is on the screen as soon as that is.
type early struct {
	asked  chan struct{} // closed when the keyring has answered
	secret account.Secret
	err    error
	memory *earlyMemory
}

// beginEarly asks the keyring, and reads what is known of the mailbox, at once.
func (p *program) beginEarly(a account.Account) *early {
	e := &early{asked: make(chan struct{})}
	e.memory = &earlyMemory{Summaries: store.NewSummaries(p.keepFolder(), string(a.ID())), read: make(chan struct{})}
	p.work(func() {
		defer close(e.memory.read)
		e.memory.kept = e.memory.Summaries.Load()
	})
	p.work(func() {
		defer close(e.asked)
		e.secret, e.err = p.keyring.Get(context.Background(), a)
	})
	return e
}

// earlyMemory is a memory whose reading has begun.
type earlyMemory struct {
	*store.Summaries
	read chan struct{}
	kept []store.Message
}

var _ mailbox.Memory = (*earlyMemory)(nil)

// Load implements [mailbox.Memory].
func (m *earlyMemory) Load() []store.Message {
	<-m.read
	kept := m.kept
	m.kept = nil
	return kept
}

// discard gives free what no mailbox has taken over.
func (m *earlyMemory) discard() {
	<-m.read
	_ = m.Close() // nothing was written
}
