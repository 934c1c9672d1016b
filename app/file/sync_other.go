//go:build !windows

package file

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder returns when the names in a folder are safely on the disk.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil // file systems that know nothing of it, as some on the network
	}
	return errors.Join(err, d.Close())
}
