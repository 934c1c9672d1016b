package file

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Aside is where [PutAside] puts a file first.
func Aside(path string) string { return path + ".broken" }

// maxAside is how many files of one name are put aside.
const maxAside = 100

// asideName is the name of the nth file that was put aside.
func asideName(path string, n int) string {
	if n == 1 {
		return Aside(path)
	}
	return fmt.Sprintf("%s-%d", Aside(path), n)
}

// PutAside renames a file that cannot be used, so that nothing in it is lost, and returns
// its new name. It takes the place of no other one.
func PutAside(path string) (string, error) {
	for n := 1; n <= maxAside; n++ {
		aside := asideName(path, n)
		if _, err := os.Lstat(aside); err == nil {
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		return aside, os.Rename(path, aside)
	}
	return "", fmt.Errorf("file: too many files are called %s", Aside(path))
}

// RemoveAside removes all that was put aside of a file.
func RemoveAside(path string) error {
	var all error
	for n := 1; n <= maxAside; n++ {
		if err := os.Remove(asideName(path, n)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
	}
	return all
}
