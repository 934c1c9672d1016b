package app

import (
	"os"

	"fyne.io/fyne/v2"
)

// save writes a file that the user has chosen a place for. A file that could not
// be written whole, as on a full disk, is removed.
func save(w fyne.URIWriteCloser, data []byte) error {
	_, err := w.Write(data)
	if closeErr := w.Close(); err == nil {
		err = closeErr
	}
	if err != nil && w.URI().Scheme() == "file" {
		os.Remove(w.URI().Path())
	}
	return err
}
