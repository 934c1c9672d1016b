package app

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/ui"
)

// maxSorting bounds the bytes that are read of what the user has said about his mail.
const maxSorting = 8 << 20

func (p *program) sortingFile(a account.Account) string {
	return store.AccountFile(p.keepFolder(), string(a.ID()), ".sorting.json")
}

// brokenExt is put behind the name of a file that cannot be read.
const brokenExt = ".broken"

// forgetSorting removes what the user has said about the mail of an account.
func forgetSorting(path string) error {
	var err error
	for _, name := range []string{path, path + brokenExt} {
		if e := os.Remove(name); !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}

// KeepSorting implements [ui.Host].
func (p *program) KeepSorting(id account.ID, s ui.Sorting) {
	v := p.visitOf(id)
	if v == nil {
		return
	}
	p.useRules(id, s)
	if v.kind != ui.Own {
		return
	}
	v.sorting = s
	path := p.sortingFile(v.form.Account)
	p.disk.put(func() {
		data, err := json.MarshalIndent(s, "", "  ")
		if err == nil {
			err = file.Replace(path, append(data, '\n'))
		}
		p.post(func() { p.wrote(v, err) })
	})
}

// loadSorting brings back what the user has said at an earlier visit, and calls done
// on the UI goroutine. Only on his own computer is anything kept.
func (p *program) loadSorting(v *visit, done func()) {
	if v.kind != ui.Own {
		done()
		return
	}
	path := p.sortingFile(v.form.Account)
	p.disk.put(func() { // behind what is still to be written
		s, err := readSorting(path)
		if err != nil {
			// It is kept beside, so that nothing in it is lost.
			err = errors.Join(err, os.Rename(path, path+brokenExt))
		}
		p.post(func() {
			v.sorting, v.sortingErr = s, err
			done()
		})
	})
}

func readSorting(path string) (s ui.Sorting, err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err == nil && info.Size() > maxSorting {
		err = errors.New("the file is too large")
	}
	if err != nil {
		return s, err
	}
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	return s, err
}
