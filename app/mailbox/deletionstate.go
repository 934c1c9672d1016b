package mailbox

import "time"

// Stage says how far a deletion is.
type Stage int

// The stages of a deletion, in order.
const (
	Marked     Stage = iota // nothing was sent; Undo costs nothing
	Saving                  // copies are being saved; the server was not told of anything
	Sending                 // the server is being told; nothing is final before Committing
	Committing              // the login is being ended, which makes the deletion final (RFC 1939 section 6)
	Checking                // the mailbox is listed again to see what is really gone
	Finished                // Report is complete
)

// Deletion is the state of one deletion, part of a [Snapshot] and as immutable.
type Deletion struct {
	Stage   Stage
	Asked   int       // how many messages the user marked, and the Found ones
	Found   int       // how many came to light on the server only after others were deleted, and were like them
	Sent    int       // how many the server has agreed to so far
	Until   time.Time // while Marked: when the undo time ends
	Bytes   int64     // sum of the sizes the server told
	Saved   int       // how many copies are complete
	ByRule  bool      // no person has marked these messages, a rule has
	Folder  string    // where they are; empty when none were asked for
	Fetched int64     // while Saving: bytes that have come
	Report  Report    // complete when Finished
	Problem error     // what went wrong last, while it is tried again; nil otherwise
	Retry   time.Time // when it is tried again; zero when nothing went wrong
	Final   bool      // the server was asked to make some of it final; before that nothing is deleted
}

// Report is the truth about a finished deletion. The four groups are disjoint
// and add up to Asked.
type Report struct {
	Asked       int
	Found       int    // of those Asked, how many came to light only after others were deleted
	Deleted     int    // gone, as the server has confirmed
	AlreadyGone int    // were no longer there, deleted elsewhere before we could
	Kept        int    // still on the server: refused, or given up
	Unknown     int    // it could not be found out; the next visit will show
	Err         error  // why some were kept or are unknown; nil when all went well
	Folder      string // where a copy of what was deleted is; empty when there is none
	Verified    bool   // the mailbox was listed after the deletion, and the marked messages were missing
}
