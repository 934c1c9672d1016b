// Package store is what the program keeps on the disk about mailboxes, apart from settings
// and passwords. Nothing in it is written in a private stay. What lies there are facts,
// never sentences: they are put into words when they are read.
//
// Of each account there are, in one folder and named by a hash of the account:
//
//   - the summaries of its messages ([Summaries]): a log of records. What is damaged, or of
//     a newer version, is fetched from the server again; of an older version it is known
//     still what was read, and what rules have caught;
//   - the note of a deletion under way ([Journal]): JSON, with a version. It is on the disk
//     before the server hears of the deletion, and goes when its end is known;
//
// and of all accounts together the record of deletions ([Deletions]): a log of headings,
// and a file of messages for each. A file of an older version is written anew when it is
// opened; one of a newer version is left as it is, and nothing is recorded.
//
// A log begins with a line that names its kind and version. Each record has its length and
// checksum before it, so that an end that was not written whole, after a crash or a power
// cut, is noticed and cut off: what stood before it is never lost. Other files are replaced
// whole or not at all, see package file.
//
// Locks: whoever writes summaries or holds a note has the lock beside that file for as long
// as it is open, and another process goes without; the record is locked for a moment, and
// others wait. In the process each belongs to one goroutine, and none to that of the window.
//
// Copies of messages that the user keeps ([Copies]) lie where he says, as files of their
// own: .eml, or mbox in the form mboxrd.
package store
