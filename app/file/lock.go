package file

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// ErrLocked says that another process, or another part of this one, holds a lock.
var ErrLocked = errors.New("file: in use by another process")

// Lock takes a lock that one process at a time can hold, without waiting. It ends
// with Close, or with the process, however that ends. The file at path stays
// there; its folder is made when it is not there. The error is [ErrLocked] when
// somebody else holds it.
func Lock(path string) (io.Closer, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	return lock(path)
}
