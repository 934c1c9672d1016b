package ui

import (
	"cmp"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// showDialog shows a dialog for files, no larger than the window. Fyne makes its parts
// only then, so it has no size before.
func (w *Window) showDialog(d *dialog.FileDialog) {
	d.Show()
	most := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(kit.Px(760), most.Width), min(kit.Px(520), most.Height)))
	kit.Centre(w.win.Canvas())
}

// saveOne asks for a place and saves one attachment there.
func (w *Window) saveOne(a mime.Attachment) {
	w.saveAs(a.Name, func(to file.Target, done func(string, error)) { w.deps.Host.SaveAttachment(to, a, done) })
}

// saveMessage asks for a place and saves a whole message there.
func (w *Window) saveMessage(uid string) {
	id := w.mail.list.IDFor(uid)
	if id == listing.None {
		return
	}
	name := mime.SafeName(cmp.Or(letters.Clean(w.mail.list.Row(id).Summary.Subject, 60), "message")+".eml", "message/rfc822")
	w.saveAs(name, func(to file.Target, done func(string, error)) { w.deps.Host.SaveMessage(uid, to, done) })
}

// saveAs asks for a place and has something saved there.
func (w *Window) saveAs(name string, save func(to file.Target, done func(path string, err error))) {
	d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
		if err != nil {
			w.saveFailed(err)
			return
		}
		if out == nil {
			return
		}
		save(saveTarget(out), func(path string, err error) {
			if err != nil {
				w.saveFailed(err)
				return
			}
			w.saved(filepath.Base(path))
		})
	}, w.win)
	d.SetFileName(name)
	w.showDialog(d)
}

// saveFailed tells why a file could not be saved.
func (w *Window) saveFailed(err error) {
	n := words.Explain(err, words.Saving, account.Server{})
	w.unsaved = n.Title
	w.ShowNotice(n)
	w.mail.relayout()
}

// saved tells what was saved. That it failed before is over then.
func (w *Window) saved(what string) {
	w.DropNotice(w.unsaved)
	w.mail.status.Say("Saved " + what)
}

// saveOpened saves the attachments of the message in the reader.
func (w *Window) saveOpened() {
	if list := w.mail.reader.Parts.List; w.mail.reader.Message != nil && len(list) > 0 {
		w.saveAll(list)
	}
}

// saveAll asks for a folder and saves the attachments into it, one after the
// other. No file that is there is overwritten.
func (w *Window) saveAll(list []mime.Attachment) {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if err != nil {
			w.saveFailed(err)
			return
		}
		if dir != nil {
			w.saveNext(dir, list, 0)
		}
	}, w.win)
	w.showDialog(d)
}

func (w *Window) saveNext(dir fyne.ListableURI, list []mime.Attachment, i int) {
	if i == len(list) {
		w.saved(words.Count(len(list)) + " files in " + dir.Name())
		return
	}
	to := file.Target{Dir: dir.Path(), Name: list[i].Name, Numbered: true}
	w.deps.Host.SaveAttachment(to, list[i], func(_ string, err error) {
		if err != nil {
			w.saveFailed(err)
			return
		}
		w.saveNext(dir, list, i+1)
	})
}

// chooseFolder asks for the folder that copies are saved to.
func (w *Window) chooseFolder(chosen func(dir string)) {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if err != nil {
			w.saveFailed(err)
			return
		}
		if dir != nil {
			chosen(dir.Path())
		}
	}, w.win)
	w.showDialog(d)
}
