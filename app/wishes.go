package app

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui"
)

// wishesVersion is that of the file of wishes. One of a newer version is put aside and not
// used.
const wishesVersion = 1

// wishesDoc is the file of wishes.
type wishesDoc struct {
	Version int `json:"version"`
	triage.Wishes
}

// maxWishes bounds the bytes that are read of what the user has said about his mail.
const maxWishes = 8 << 20

func (p *program) wishesFile(a account.Account) string {
	return store.AccountFile(p.keepFolder(), string(a.ID()), ".wishes.json")
}

// forgetWishes removes what the user has said about the mail of an account.
func forgetWishes(path string) error {
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, file.RemoveAside(path))
}

// KeepWishes implements [ui.Host].
func (p *program) KeepWishes(id account.ID, s triage.Wishes) {
	v := p.visitOf(id)
	if v == nil {
		return
	}
	p.useRules(id, s)
	if v.kind != ui.Own {
		return
	}
	v.wishes = s
	path := p.wishesFile(v.form.Account)
	p.disk.add(func() {
		data, err := json.MarshalIndent(wishesDoc{wishesVersion, s}, "", "  ")
		if err == nil {
			err = file.Replace(path, append(data, '\n'))
		}
		p.post(func() { p.tellWritten(v, err) })
	})
}

// loadWishes brings back what the user has said at an earlier visit, and calls done
// on the UI goroutine. Only on his own computer is anything kept.
func (p *program) loadWishes(v *visit, done func()) {
	if v.kind != ui.Own {
		done()
		return
	}
	path := p.wishesFile(v.form.Account)
	p.disk.add(func() { // behind what is still to be written
		s, err := readWishes(path)
		if err != nil {
			// It is kept beside, so that nothing in it is lost.
			_, aside := file.PutAside(path)
			err = errors.Join(err, aside)
		}
		p.post(func() {
			v.wishes, v.wishesErr = s, err
			done()
		})
	})
}

func readWishes(path string) (triage.Wishes, error) {
	var doc wishesDoc
	err := file.ReadDocument(path, maxWishes, wishesVersion, &doc)
	if errors.Is(err, fs.ErrNotExist) {
		return triage.Wishes{}, nil
	}
	if err != nil {
		return triage.Wishes{}, err
	}
	return doc.Wishes, nil
}

// useRules has an open mailbox catch what the rules mean.
func (p *program) useRules(id account.ID, s triage.Wishes) {
	caught := s.Caught()
	p.withMailbox(id, func(m *mailbox.Mailbox) { m.SetCatch(caught) })
}

// Release implements [ui.Host].
func (p *program) Release(id account.ID, uids []string) {
	p.withMailbox(id, func(m *mailbox.Mailbox) { m.Release(uids) })
}
