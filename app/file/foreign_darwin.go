package file

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// markForeign puts the file into quarantine, as browsers do (flags 0081, the time, the
// program): the system asks before it opens what can run. A file system that cannot
// hold the mark keeps files without one.
func markForeign(f *os.File) error {
	value := fmt.Sprintf("0081;%08x;Restante;", time.Now().Unix())
	err := unix.Fsetxattr(int(f.Fd()), "com.apple.quarantine", []byte(value), 0)
	if errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.EPERM) {
		return nil
	}
	return err
}
