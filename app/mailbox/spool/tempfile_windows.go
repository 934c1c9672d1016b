package spool

import (
	"crypto/rand"
	"os"
	"path/filepath"
)

// deleteOnClose is FILE_FLAG_DELETE_ON_CLOSE: the system removes the file with
// its last handle, whatever happens to the program.
const deleteOnClose = 0x04000000

// tempFile opens a file that is removed when it is closed.
func tempFile() (*os.File, error) {
	path := filepath.Join(os.TempDir(), rand.Text()+".tmp")
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL|deleteOnClose, 0o600)
}
