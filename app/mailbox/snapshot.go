package mailbox

import (
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/mime"
)

// Phase says what the worker is doing with the line to the server.
type Phase int

// The phases, in the order of a first visit.
const (
	Offline    Phase = iota // not signed in; the rows are those of the last visit
	Connecting              // dialling, TLS, login
	Listing                 // asking for numbers, sizes and unique-ids
	Loading                 // header blocks are arriving
	Ready                   // all that can be known without downloading is known
	Opening                 // a whole message is being fetched
	Deleting                // a deletion is being carried out or checked
)

// Row is one message as the list shows it. A Row is never changed after it was
// published; news about a message come as another Row.
type Row struct {
	UID     string       // the server's unique-id (RFC 1939 section 7), or a stand-in where it has none; the identity of a message
	Order   int          // place in the server's listing; a higher one is newer on most servers
	Size    int64        // bytes, as the server says: a hint
	Known   bool         // the header block has arrived; Summary is empty before
	Summary mime.Summary // from the header block
	NoHead  bool         // the server has not given the header block: it refused, or broke off
	Marked  bool         // part of the deletion under way; still on the server
	Seen    bool         // opened, now or at an earlier visit

	Caught time.Time // when a rule deletes it; zero where none does

	released bool             // no rule may catch it
	sum      identity.HeadSum // of the header block, once Known
}

// Snapshot is the mailbox as it is known at one moment. It is immutable: the
// worker publishes another one when something changes.
type Snapshot struct {
	Mailbox  account.ID // whose it is
	Rev      uint64     // grows with each snapshot
	Phase    Phase
	Rows     []*Row    // highest Order first; before Listed only the newest, and those of the last visit
	Count    int       // messages in the mailbox, also those that are not in Rows yet
	Loaded   int       // how many Rows are Known
	Missing  int       // how many Rows are not Known and will not be, as things are
	NoTOP    bool      // the server gives no header blocks alone; see [Mailbox.FetchWhole]
	Bytes    int64     // sum of the sizes
	Fetched  int64     // while Opening: bytes of the message that have arrived
	Fetching string    // while Opening: the unique-id
	Stopped  bool      // loading was stopped by the user; Refresh goes on with it
	SignedIn bool      // the login is held now: other programs may be locked out
	Retry    time.Time // when the worker tries again by itself; zero when it does not
	Deletion *Deletion // the newest one, under way or finished; nil when there was none or it was dismissed
	Problem  error     // the last thing that failed, typed; nil when all is well
	Listed   bool      // the mailbox was listed at least once, so that no rows means no messages
}
