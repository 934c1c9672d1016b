package file

import (
	"errors"
	"os"
	"path/filepath"
)

// Replace replaces a file so that it holds either the old or the new bytes at
// every moment, also when the disk is full or the power fails, and returns when
// they are safely on the disk. Others on the computer cannot read it. Its folder
// is made when it is not there.
func Replace(path string, data []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".new-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncFolder(dir)
}
