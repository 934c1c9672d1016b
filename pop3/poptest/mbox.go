package poptest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// mboxPath is where such a server keeps it.
func (r *Real) mboxPath() string { return filepath.Join(r.dir, "var", "mail", User) }

// fillMbox replaces the mailbox of a server that keeps it in mbox.
func (r *Real) fillMbox(messages [][]byte) error {
	var buf bytes.Buffer
	for i, m := range messages {
		fmt.Fprintf(&buf, "From test@example.org %s\n", time.Unix(1_700_000_000+int64(i), 0).UTC().Format(time.ANSIC))
		for line := range bytes.SplitAfterSeq(bytes.ReplaceAll(m, []byte("\r\n"), []byte("\n")), []byte("\n")) {
			if bytes.HasPrefix(line, []byte("From ")) {
				buf.WriteByte('>')
			}
			buf.Write(line)
		}
		buf.WriteByte('\n')
	}
	path := r.mboxPath()
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		return err
	}
	return os.Chown(path, accountUID, accountGID)
}

// mboxStored reads the mailbox from mbox.
func (r *Real) mboxStored() ([][]byte, error) {
	data, err := os.ReadFile(r.mboxPath())
	if err != nil {
		return nil, err
	}
	var messages [][]byte
	var message []byte
	inHeader := false
	flush := func() {
		if message != nil {
			// The blank line before the next message belongs to the mbox.
			messages = append(messages, bytes.TrimSuffix(message, []byte("\r\n")))
		}
	}
	for line := range bytes.Lines(data) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		if bytes.HasPrefix(line, []byte("From ")) {
			flush()
			message, inHeader = []byte{}, true
			continue
		}
		if len(line) == 0 {
			inHeader = false
		}
		if inHeader && isServerField(line) {
			continue
		}
		line = bytes.TrimPrefix(line, []byte(">")) // only lines with From begin so here
		message = append(append(message, line...), '\r', '\n')
	}
	flush()
	return messages, nil
}

// isServerField reports whether a header line was put there by the server.
func isServerField(line []byte) bool {
	for _, name := range []string{"X-UIDL:", "Status:", "X-IMAPbase:", "X-UID:", "X-Mu-"} {
		if bytes.HasPrefix(line, []byte(name)) {
			return true
		}
	}
	return false
}
