package ui

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage/repository"

	"github.com/restante/restante/app/file"
)

// Fyne's dialog for saving opens the file as soon as its place is chosen, and empties
// one that is there. Here it only tells the place; [file.Save] writes it.

// localFiles is what Fyne's repository of local files can do.
type localFiles interface {
	repository.DeleteAllRepository
	repository.AppendableRepository
	repository.HierarchicalRepository
	repository.ListableRepository
	repository.CopyableRepository
	repository.MovableRepository
}

// savePlaces are Fyne's local files, except that none is written.
type savePlaces struct{ localFiles }

// choosePlaces has Fyne's dialogs tell places in place of opening files.
func choosePlaces() {
	current, err := repository.ForScheme("file")
	if err != nil {
		return // a driver without files has no dialogs for them
	}
	if local, ok := current.(localFiles); ok {
		if _, done := current.(savePlaces); !done {
			repository.Register("file", savePlaces{local})
		}
	}
}

// Destroy implements [repository.Repository].
func (p savePlaces) Destroy(string) {}

// Writer implements [repository.WritableRepository].
func (p savePlaces) Writer(u fyne.URI) (fyne.URIWriteCloser, error) {
	// Where there is a file, Fyne has asked whether it may go.
	taken, err := p.Exists(u)
	return savePlace{u, taken}, err
}

// savePlace is what the user has chosen in a dialog for saving.
type savePlace struct {
	at    fyne.URI
	taken bool
}

var errPlace = errors.New("ui: a place is not written to")

// Write implements [fyne.URIWriteCloser].
func (p savePlace) Write([]byte) (int, error) { return 0, errPlace }

// Close implements [fyne.URIWriteCloser].
func (p savePlace) Close() error { return nil }

// URI implements [fyne.URIWriteCloser].
func (p savePlace) URI() fyne.URI { return p.at }

// saveTarget is where a file is to be saved that a dialog has asked the place for.
func saveTarget(out fyne.URIWriteCloser) file.Target {
	path := filepath.FromSlash(out.URI().Path())
	p, ok := out.(savePlace)
	return file.Target{Dir: filepath.Dir(path), Name: filepath.Base(path), Replace: ok && p.taken}
}
