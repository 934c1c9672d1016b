package poptest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Home is the home folder of the account. Dovecot keeps the mailbox in Maildir
// below it.
func (r *Real) Home() string { return filepath.Join(r.dir, "home") }

// Fill replaces what is in the mailbox, by writing the server's own files. No
// session may be open. Messages have CRLF line ends; on the disk they have LF.
func (r *Real) Fill(messages [][]byte) error {
	switch r.Kind {
	case Mailutils, Popa3d:
		return r.fillMbox(messages)
	case Mailpit:
		return r.fillMailpit(messages)
	case Cyrus:
		return r.fillCyrus(messages)
	}
	box := filepath.Join(r.Home(), "Maildir")
	if err := os.RemoveAll(box); err != nil {
		return err
	}
	for _, folder := range []string{"", "tmp", "new", "cur"} {
		path := filepath.Join(box, folder)
		if err := os.MkdirAll(path, 0o700); err != nil {
			return err
		}
		if err := os.Chown(path, uid, gid); err != nil {
			return err
		}
	}
	if r.FirstUID > 0 {
		path := filepath.Join(box, "dovecot-uidlist")
		if err := os.WriteFile(path, fmt.Appendf(nil, "3 V1700000000 N%d\n", r.FirstUID), 0o600); err != nil {
			return err
		}
		if err := os.Chown(path, uid, gid); err != nil {
			return err
		}
	}
	for i, m := range messages {
		data := bytes.ReplaceAll(m, []byte("\r\n"), []byte("\n"))
		// The sizes in the name spare the server reading every file.
		path := filepath.Join(box, "cur", fmt.Sprintf("%d.M%07d.test,S=%d,W=%d:2,", 1_700_000_000+i, i, len(data), len(m)))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			return err
		}
		if err := os.Chown(path, uid, gid); err != nil {
			return err
		}
	}
	return nil
}

// Deliver adds messages to the mailbox of Dovecot, also while sessions are open. The
// number of the first one, counted from 1 since [Real.Fill], is after.
func (r *Real) Deliver(after int, messages [][]byte) error {
	box := filepath.Join(r.Home(), "Maildir")
	for i, m := range messages {
		name := fmt.Sprintf("%d.M%07d.new", 1_800_000_000+after+i, after+i)
		tmp := filepath.Join(box, "tmp", name)
		if err := os.WriteFile(tmp, bytes.ReplaceAll(m, []byte("\r\n"), []byte("\n")), 0o600); err != nil {
			return err
		}
		if err := os.Chown(tmp, uid, gid); err != nil {
			return err
		}
		if err := os.Rename(tmp, filepath.Join(box, "new", name)); err != nil {
			return err
		}
	}
	return nil
}

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
	path := r.mbox()
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		return err
	}
	return os.Chown(path, uid, gid)
}

func (r *Real) mbox() string { return filepath.Join(r.dir, "var", "mail", User) }

// OnDisk reads what is in the mailbox from the server's own files, in order,
// with CRLF line ends and without the lines that a server has added to a header.
func (r *Real) OnDisk() ([][]byte, error) {
	switch r.Kind {
	case Mailutils, Popa3d:
		return r.mboxOnDisk()
	case Mailpit:
		return r.mailpitStored()
	case Cyrus:
		return r.cyrusStored()
	}
	var messages [][]byte
	var names []string
	for _, folder := range []string{"new", "cur"} {
		dir := filepath.Join(r.Home(), "Maildir", folder)
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(filepath.Base(a), filepath.Base(b)) })
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		messages = append(messages, bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")))
	}
	return messages, nil
}

func (r *Real) mboxOnDisk() ([][]byte, error) {
	data, err := os.ReadFile(r.mbox())
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
		if inHeader && added(line) {
			continue
		}
		line = bytes.TrimPrefix(line, []byte(">")) // only lines with From begin so here
		message = append(append(message, line...), '\r', '\n')
	}
	flush()
	return messages, nil
}

// added reports whether a header line was put there by the server.
func added(line []byte) bool {
	for _, name := range []string{"X-UIDL:", "Status:", "X-IMAPbase:", "X-UID:", "X-Mu-"} {
		if bytes.HasPrefix(line, []byte(name)) {
			return true
		}
	}
	return false
}
