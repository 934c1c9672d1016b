package app

import (
	"slices"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/words"
)

// pastDeletion is a deletion that is remembered only as long as the mailbox is
// open: on somebody else's computer, and in the sample mailbox.
type pastDeletion struct {
	began    time.Time
	heading  store.Heading
	messages []store.Deleted
}

// deletionsOf is the record of the deletions of an account.
func (p *program) deletionsOf(a account.Account) *store.Deletions {
	return store.NewDeletions(p.fileOf("deletions", a, ""))
}

// record writes down a deletion that is over. It is called on the worker's
// goroutine.
func (p *program) record(v *visit, d mailbox.Done) {
	r := d.Report
	h := store.Heading{
		When: time.Now(), Title: d.Title, Asked: r.Asked, Found: r.Found, Deleted: r.Deleted, AlreadyGone: r.AlreadyGone,
		Kept: r.Kept, Unknown: r.Unknown, Verified: r.Verified, Bytes: d.Bytes, Folder: r.Folder,
	}
	if r.Err != nil {
		h.Said = r.Err.Error()
	}
	messages := make([]store.Deleted, len(d.Messages))
	for i, m := range d.Messages {
		messages[i] = store.Deleted(m)
	}
	p.post(func() {
		if !v.keeps() {
			v.past = slices.DeleteFunc(v.past, func(old pastDeletion) bool { return old.began.Equal(d.Began) })
			v.past = append(v.past, pastDeletion{d.Began, h, messages})
			return
		}
		record, server := p.deletionsOf(v.form.Account), v.form.Account.Server
		p.disk.put(func() {
			if err := record.Put(d.Began, h, messages); err != nil {
				p.post(func() { p.tell(v, words.Explain(err, words.Saving, server)) })
			}
		})
	})
}

// Deletions implements [ui.Host].
func (p *program) Deletions(done func([]store.Heading, error)) {
	v := p.visit
	switch {
	case v == nil:
		done(nil, nil)
	case !v.keeps():
		var list []store.Heading
		for i := len(v.past) - 1; i >= 0; i-- {
			list = append(list, v.past[i].heading)
		}
		done(list, nil)
	default:
		record := p.deletionsOf(v.form.Account)
		p.disk.put(func() { // behind what is still to be written
			list, err := record.List()
			p.post(func() { done(list, err) })
		})
	}
}

// DeletionMessages implements [ui.Host].
func (p *program) DeletionMessages(h store.Heading, done func([]store.Deleted, error)) {
	v := p.visit
	if v == nil {
		return
	}
	if !v.keeps() {
		for _, d := range v.past {
			if d.heading == h {
				done(d.messages, nil)
			}
		}
		return
	}
	record := p.deletionsOf(v.form.Account)
	p.work(func() {
		var list []store.Deleted
		var broken error
		for m, err := range record.Messages(h) {
			if err != nil {
				broken = err
				break
			}
			list = append(list, m)
		}
		p.post(func() { done(list, broken) })
	})
}
