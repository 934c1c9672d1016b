// Package identity says which message of a session is which.
//
// A unique-id (UIDL, RFC 1939 section 7) is the name of a message from one session to
// the next; a message number holds for one session alone. Some servers have no
// unique-ids, and some give one to several messages. What has none of its own gets a
// stand-in, made of number and size, which holds for one listing: what the window has
// shown must not be taken for what stands at the same place in the next one.
package identity

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/restante/restante/pop3"
)

// Listing is what a session has listed. It is never changed once it is made.
type Listing struct {
	entries []pop3.Entry     // by rising number, each number once
	place   map[string]int32 // in entries, by unique-id; shared where it is not the only one
	blank   map[int64]bool   // the sizes of messages without a unique-id of their own
	named   int              // messages with one
	serial  int              // of the listing, in stand-ins
}

// shared is the place of a unique-id that several messages have.
const shared = -1

// NewListing makes a listing of what the server has told. A number that was told twice
// counts once. The serial tells its stand-ins from those of other listings.
func NewListing(told []pop3.Entry, serial int) Listing {
	byNumber := func(a, b pop3.Entry) int { return cmp.Compare(a.Num, b.Num) }
	if !slices.IsSortedFunc(told, byNumber) {
		told = slices.Clone(told)
		slices.SortStableFunc(told, byNumber)
	}
	// A number that is listed twice is noted as a doubt by who has asked.
	told = slices.CompactFunc(told, func(a, b pop3.Entry) bool { return a.Num == b.Num })
	l := Listing{entries: told, place: make(map[string]int32, len(told)), named: len(told), serial: serial}
	nameless := false
	for i, e := range told {
		if _, twice := l.place[e.UID]; twice {
			l.place[e.UID], nameless = shared, true
		} else if e.UID != "" {
			l.place[e.UID] = int32(i)
		} else {
			nameless = true
		}
	}
	if nameless {
		l.noteBlanks()
	}
	return l
}

// noteBlanks notes the messages without a unique-id of their own.
func (l *Listing) noteBlanks() {
	l.blank = make(map[int64]bool)
	for _, e := range l.entries {
		if !l.Names(e) {
			l.named--
			l.blank[e.Size] = true
		}
	}
}

// Entries are the messages by rising number. The slice must not be changed.
func (l Listing) Entries() []pop3.Entry { return l.entries }

// Len is how many messages there are.
func (l Listing) Len() int { return len(l.entries) }

// Named is how many messages have a unique-id of their own.
func (l Listing) Named() int { return l.named }

// Blanks reports whether there are messages without a unique-id of their own.
func (l Listing) Blanks() bool { return len(l.blank) > 0 }

// Names reports whether a message of the listing has a unique-id of its own.
func (l Listing) Names(e pop3.Entry) bool { return e.UID != "" && l.place[e.UID] != shared }

// Has reports whether a unique-id is listed, for one message or for several.
func (l Listing) Has(uid string) bool {
	_, listed := l.place[uid]
	return listed
}

// Presence says whether a message is in a listing.
type Presence int

// The kinds of presence.
const (
	Absent  Presence = iota
	Perhaps          // its name is not listed or not its own, and it may be one of those without a name
	Present
)

// Locate looks for a message by its unique-id. The size is what was known of it, and 0
// where nothing was.
func (l Listing) Locate(uid string, size int64) (pop3.Entry, Presence) {
	i, listed := l.place[uid]
	switch {
	case !listed && !l.mayHide(size):
		return pop3.Entry{}, Absent
	case !listed || i == shared:
		return pop3.Entry{}, Perhaps
	}
	return l.entries[i], Present
}

// mayHide reports whether a message of a size may be in the listing although its unique-id
// is not: some have none of their own, and it may be one of these. A size of 0 is not known.
func (l Listing) mayHide(size int64) bool {
	return len(l.blank) > 0 && (l.named == 0 || size <= 0 || l.blank[size])
}

// ByNumber finds a message by its number.
func (l Listing) ByNumber(num int) (pop3.Entry, bool) {
	i, ok := slices.BinarySearchFunc(l.entries, num, func(e pop3.Entry, num int) int { return cmp.Compare(e.Num, num) })
	if !ok {
		return pop3.Entry{}, false
	}
	return l.entries[i], true
}

// standInMark begins a stand-in: no unique-id holds it (RFC 1939 section 7).
const standInMark = "\x00"

// IsStandIn reports whether an identity holds for its listing only.
func IsStandIn(id string) bool { return strings.HasPrefix(id, standInMark) }

// Of is the identity of a message of the listing: its unique-id, or a stand-in where
// the server gave none or gave it twice.
func (l Listing) Of(e pop3.Entry) string {
	if l.Names(e) {
		return e.UID
	}
	return fmt.Sprintf(standInMark+"%d:%d:%d", l.serial, e.Num, e.Size)
}

// Find finds a message by its identity. Behind a stand-in is the message with its number
// and size: whether it is the same message as then has to be checked.
func (l Listing) Find(id string) (pop3.Entry, bool) {
	if !IsStandIn(id) {
		if i, ok := l.place[id]; ok && i != shared {
			return l.entries[i], true
		}
		return pop3.Entry{}, false
	}
	var serial, num int
	var size int64
	if _, err := fmt.Sscanf(id, standInMark+"%d:%d:%d", &serial, &num, &size); err != nil {
		return pop3.Entry{}, false
	}
	e, ok := l.ByNumber(num)
	return e, ok && e.Size == size
}

// HeadSum tells header blocks apart. The zero value is of none that is known.
type HeadSum [sha256.Size]byte

// SumHead makes the sum of a header block, as the server has sent it.
func SumHead(head []byte) HeadSum { return sha256.Sum256(head) }
