// Package ledger knows which messages are to be deleted, and what has become of each,
// as far as the server and its listings have told. It neither talks to a server nor
// writes to a disk: who does tells a [Ledger] what happened, and asks it what is left to
// do.
//
// # Rounds
//
// A deletion goes in rounds. A round lists the mailbox in a new session, settles by that
// listing the fate of what was deleted before ([Ledger.SettleListing]), marks with DELE what is
// still there, as many at a time as the server bears ([Steps]), compares what would be
// left ([Compare]), and ends the session, which makes the deletion final
// ([Ledger.NoteCommitted]). Only the listing of a later round says that a message is deleted.
// A message that was missing without our doing must be missing from two of them.
//
// # After the end
//
// The last sound listing counts: [Ledger.Correct] looks at each one that comes after the
// report was made.
package ledger
