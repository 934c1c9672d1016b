package file

import "os"

// markForeign writes the mark of the web: a second stream of the file, by which
// Windows and its programs know that it came from the internet (zone 3). It goes
// along when the file gets its name. A file system that has no such streams, as those
// of memory sticks, keeps files without one.
func markForeign(f *os.File) error {
	if !hasStreams(f) {
		return nil
	}
	return os.WriteFile(f.Name()+":Zone.Identifier", []byte("[ZoneTransfer]\r\nZoneId=3\r\n"), 0o600)
}
