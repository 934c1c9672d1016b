package ui

import (
	"cmp"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/file"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// saving asks for places and has files written there.
type saving struct {
	*frame
	host    fileHost
	notices *notices
	reading *reading

	unsaved string // the ID of the notice about a file that could not be saved
}

// showDialog shows a dialog for files, no larger than the window. Fyne makes its parts
// only then, so it has no size before.
func (sv *saving) showDialog(d *dialog.FileDialog) {
	d.Show()
	most := sv.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(kit.Px(760), most.Width), min(kit.Px(520), most.Height)))
	kit.Centre(sv.win.Canvas())
}

// saveOne asks for a place and saves one attachment there.
func (sv *saving) saveOne(a mime.Attachment) {
	sv.saveAs(a.Name, func(to file.Target, done func(string, error)) { sv.host.SaveAttachment(to, a, done) })
}

// saveMessage asks for a place and saves a whole message there.
func (sv *saving) saveMessage(ref mailbox.Ref) {
	id := sv.mail.list.IDFor(ref)
	if id == listing.None {
		return
	}
	name := mime.SafeName(cmp.Or(letters.Clean(sv.mail.list.Row(id).Summary.Subject, 60), lang.T("message.file-name"))+".eml", "message/rfc822")
	sv.saveAs(name, func(to file.Target, done func(string, error)) { sv.host.SaveMessage(ref, to, done) })
}

// saveAs asks for a place and has something saved there.
func (sv *saving) saveAs(name string, save func(to file.Target, done func(path string, err error))) {
	d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
		if err != nil {
			sv.saveFailed(err)
			return
		}
		if out == nil {
			return
		}
		save(saveTarget(out), func(path string, err error) {
			if err != nil {
				sv.saveFailed(err)
				return
			}
			sv.saved(lang.T("saved.file", lang.Args{"Name": letters.Clean(filepath.Base(path), letters.MaxName)}))
		})
	}, sv.win)
	d.SetFileName(name)
	sv.showDialog(d)
}

// saveFailed tells why a file could not be saved.
func (sv *saving) saveFailed(err error) {
	n := words.Explain(err, words.Saving, account.Server{})
	sv.unsaved = n.ID
	sv.notices.showNotice(n)
	sv.mail.relayout()
}

// saved tells that something was saved. That it failed before is over then.
func (sv *saving) saved(news string) {
	sv.notices.dropNotice(sv.unsaved)
	sv.mail.status.Say(news)
}

// saveOpened saves the attachments of the message in the reader.
func (sv *saving) saveOpened() {
	if list := sv.mail.reader.Parts.List; sv.mail.reader.Message != nil && len(list) > 0 {
		sv.saveAll(list)
	}
}

// saveAll asks for a folder and saves the attachments into it, one after the
// other. No file that is there is overwritten.
func (sv *saving) saveAll(list []mime.Attachment) {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if err != nil {
			sv.saveFailed(err)
			return
		}
		if dir != nil {
			sv.saveNext(dir, list, 0)
		}
	}, sv.win)
	sv.showDialog(d)
}

func (sv *saving) saveNext(dir fyne.ListableURI, list []mime.Attachment, i int) {
	if i == len(list) {
		sv.saved(lang.T("saved.files", lang.Args{"Count": len(list), "Folder": letters.Clean(dir.Name(), letters.MaxName)}))
		return
	}
	to := file.Target{Dir: dir.Path(), Name: list[i].Name, Numbered: true}
	sv.host.SaveAttachment(to, list[i], func(_ string, err error) {
		if err != nil {
			sv.saveFailed(err)
			return
		}
		sv.saveNext(dir, list, i+1)
	})
}

// chooseFolder asks for the folder that copies are saved to.
func (sv *saving) chooseFolder(chosen func(dir string)) {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if err != nil {
			sv.saveFailed(err)
			return
		}
		if dir != nil {
			chosen(dir.Path())
		}
	}, sv.win)
	sv.showDialog(d)
}
