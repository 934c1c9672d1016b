package poptest

import "path/filepath"

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
	return r.fillMaildir(messages)
}

// OnDisk reads what is in the mailbox from the server's own files, in order,
// with CRLF line ends and without the lines that a server has added to a header.
func (r *Real) OnDisk() ([][]byte, error) {
	switch r.Kind {
	case Mailutils, Popa3d:
		return r.mboxStored()
	case Mailpit:
		return r.mailpitStored()
	case Cyrus:
		return r.cyrusStored()
	}
	return r.maildirStored()
}
