//go:build !windows

package spool

import "os"

// tempFile opens a file that has no name any more.
func tempFile() (*os.File, error) {
	f, err := os.CreateTemp("", "")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
