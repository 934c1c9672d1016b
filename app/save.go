package app

import (
	"io"
	"os"

	"fyne.io/fyne/v2"
)

// save writes a file that the user has chosen a place for. A file that could not
// be written whole, as on a full disk, is removed.
func save(w fyne.URIWriteCloser, content io.Reader) error {
	_, err := io.Copy(w, content)
	if closeErr := w.Close(); err == nil {
		err = closeErr
	}
	if err != nil && w.URI().Scheme() == "file" {
		os.Remove(w.URI().Path())
	}
	return err
}
