//go:build !linux

package file

import (
	"errors"
	"os"
)

// openNameless always fails: this system has no files without a name.
func openNameless(string) (*os.File, error) { return nil, errors.ErrUnsupported }

func linkNameless(*os.File, *os.Root, string) error { return errors.ErrUnsupported }
