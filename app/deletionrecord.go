package app

import (
	"path/filepath"
	"slices"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/app/words"
)

// record is the record of deletions, for one account.
type record struct {
	*store.Deletions
	account string
	failed  func(error) // may be called from any goroutine
}

// deletions are those on this computer.
func (p *program) deletions() *store.Deletions {
	return store.NewDeletions(filepath.Join(p.keepFolder(), "deletions"))
}

// recordFor is nil where nothing may be written.
func (p *program) recordFor(v *visit) mailbox.Record {
	if v.kind != ui.Own {
		return nil
	}
	return record{p.deletions(), string(v.id()), func(err error) {
		p.post(func() { p.tellOnce(v, err) })
	}}
}

// Add implements [mailbox.Record].
func (r record) Add(d store.Deletion) {
	d.Account = r.account
	if err := r.Deletions.Add(d); err != nil {
		r.failed(err)
	}
}

// tellOnce puts a failure of the record into words, the first time in a visit.
func (p *program) tellOnce(v *visit, err error) {
	if v.recordFailed {
		return
	}
	v.recordFailed = true
	p.tellInVisit(v, words.Explain(err, words.Settings, v.form.Account.Server))
}

// pruneDeletions forgets what is too old. What cannot be forgotten now is tried
// again at the next visit.
func (p *program) pruneDeletions() {
	d := p.deletions()
	p.disk.add(func() { _ = d.Prune(time.Now()) })
}

// Deletions implements [ui.Host].
func (p *program) Deletions(id account.ID, done func([]store.Heading, error)) {
	if !p.remembers(id) {
		p.post(func() { done(nil, nil) })
		return
	}
	d := p.deletions()
	p.work(func() {
		all, err := d.List()
		all = slices.DeleteFunc(all, func(h store.Heading) bool { return h.Account != string(id) })
		p.post(func() { done(all, err) })
	})
}

// DeletionMessages implements [ui.Host].
func (p *program) DeletionMessages(id account.ID, h store.Heading, done func([]store.Deleted, error)) {
	if !p.remembers(id) {
		p.post(func() { done(nil, nil) })
		return
	}
	d := p.deletions()
	p.work(func() {
		all, err := d.Messages(h)
		p.post(func() { done(all, err) })
	})
}

// remembers reports whether something is kept of an open mailbox. On somebody else's
// computer his record is not shown either.
func (p *program) remembers(id account.ID) bool {
	v := p.visitOf(id)
	return v != nil && v.kind == ui.Own
}
