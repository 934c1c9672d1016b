// Package mailbox is the background worker of the program: it owns the
// connection to the server and everything that is known of the mailbox, fetches
// headers and messages, and deletes.
//
// One goroutine, started by [Mailbox.Start], does all the work. A [Mailbox] is the
// handle to it: its methods ([Mailbox.Refresh], [Mailbox.Open], [Mailbox.Delete] and
// the others) only leave a request and return at once; what comes of it is seen in the
// next [Snapshot]. The worker is a type of its own, so that neither can touch what
// belongs to the other; what both may touch is in the type shared.
//
// # Deletion
//
// A deletion is first only marked, and can be undone without cost. Then the
// worker looks the unique-ids up in the session it is in, tells the server
// (DELE), and before it ends the session, which makes the deletion final, it
// lists the mailbox: exactly the marked messages must be missing. When anything
// else is seen the connection is dropped and nothing is deleted. After the end of
// the session it logs in again and looks what is really gone. Only that, or the
// server's word where a second look is not to be had, is reported as deleted.
//
// Where a copy is wanted, all messages are fetched, written, synced and read back
// before the first DELE. What the user's rules catch waits for an hour, and is then
// deleted in the same way.
package mailbox
