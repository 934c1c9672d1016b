package file

import (
	"os"

	"golang.org/x/sys/windows"
)

// hasStreams reports whether the file system of a file has named streams.
func hasStreams(f *os.File) bool {
	var flags uint32
	err := windows.GetVolumeInformationByHandle(windows.Handle(f.Fd()), nil, 0, nil, nil, &flags, nil, 0)
	return err == nil && flags&windows.FILE_NAMED_STREAMS != 0
}
