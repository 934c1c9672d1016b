package ui

import (
	"path"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// showDialog shows a dialog for files. Fyne makes its parts only then, so it has no
// size before.
func showDialog(d *dialog.FileDialog) {
	d.Show()
	d.Resize(fyne.NewSize(px(760), px(520)))
}

// saveOne asks for a place and saves one attachment there.
func (w *Window) saveOne(a mime.Attachment) {
	d := dialog.NewFileSave(func(out fyne.URIWriteCloser, err error) {
		if err != nil {
			w.saveFailed(err)
			return
		}
		if out == nil {
			return
		}
		name := out.URI().Name()
		w.deps.Host.SaveAttachment(out, a, func(err error) {
			if err != nil {
				w.saveFailed(err)
				return
			}
			w.saved(name)
		})
	}, w.win)
	d.SetFileName(a.Name)
	showDialog(d)
}

// notSaved is the title of the notice about a file that could not be saved.
const notSaved = "The file could not be saved"

func (w *Window) saveFailed(err error) {
	w.ShowNotice(words.Notice{
		Title: notSaved, Cause: "The place may be full or not writable.",
		Try: "Choose another folder.", Details: err.Error(),
	})
	w.mail.relayout()
}

// saved tells what was saved. That it failed before is over then.
func (w *Window) saved(what string) {
	w.DropNotice(notSaved)
	w.mail.status.say("Saved " + what)
}

// saveOpened saves the attachments of the message in the reader.
func (w *Window) saveOpened() {
	if m := w.mail.reader.message; m != nil && len(m.Attachments) > 0 {
		w.saveAll(m.Attachments)
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
	showDialog(d)
}

func (w *Window) saveNext(dir fyne.ListableURI, list []mime.Attachment, i int) {
	if i == len(list) {
		w.saved(count(len(list)) + " files in " + dir.Name())
		return
	}
	w.deps.Work(func() {
		out, err := createIn(dir, list[i].Name)
		w.deps.Post(func() {
			if err != nil {
				w.saveFailed(err)
				return
			}
			w.deps.Host.SaveAttachment(out, list[i], func(err error) {
				if err != nil {
					w.saveFailed(err)
					return
				}
				w.saveNext(dir, list, i+1)
			})
		})
	})
}

// createIn makes a new file in a folder; a number makes a taken name free. It
// touches the disk and runs off the UI goroutine.
func createIn(dir fyne.URI, name string) (fyne.URIWriteCloser, error) {
	name = safeName(name)
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 2; ; n++ {
		child, err := storage.Child(dir, name)
		if err != nil {
			return nil, err
		}
		taken, err := storage.Exists(child)
		if err != nil {
			return nil, err
		}
		if !taken {
			return storage.Writer(child)
		}
		name = stem + " (" + strconv.Itoa(n) + ")" + ext
	}
}

// safeName keeps a name from leaving its folder, should it not be clean yet.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == ".." || name == "/" || name == "" {
		return "attachment"
	}
	return name
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
	showDialog(d)
}
