package triage

import (
	"slices"
	"time"

	"github.com/restante/restante/mime"
)

// Message is what is known of one message.
type Message struct {
	Summary *mime.Summary // nil until its header has arrived; never changed after it was handed over
	Size    int64         // bytes, as the server says
	Order   int           // place in the server's listing; higher is newer on most servers
}

// Trait is what the messages of a [Group] have in common.
type Trait int

// The traits, in the order of [Report.Groups].
const (
	BySender  Trait = iota // the address in From
	ByDomain               // the domain of that address, as somebody can register it
	BySubject              // the subject in the form of [SubjectForm]
	BySize                 // a class of sizes, from Low to High
	ByList                 // the mailing list (RFC 2919)
	ByTime                 // the day on which they came
	traits                 // how many there are
)

// traitKeys name the traits in files, and are never changed.
var traitKeys = [traits]string{BySender: "sender", ByDomain: "domain", BySubject: "subject", BySize: "size", ByList: "list", ByTime: "time"}

// Key names the trait in files.
func (t Trait) Key() string { return traitKeys[t] }

// TraitOf is the trait of a key; false where there is none.
func TraitOf(key string) (Trait, bool) {
	i := slices.Index(traitKeys[:], key)
	return Trait(max(i, 0)), i >= 0
}

// Group is the messages that have one trait in common. It is immutable.
type Group struct {
	Trait       Trait
	Key         string    // folded; the same in all reports
	Name        string    // for the screen, as the mail has it: not cleaned; empty for BySize and ByTime
	IDs         []int32   // ascending
	Bytes       int64     // sum of the sizes
	First, Last time.Time // when the first and the last came; zero where none has a credible date
	Low, High   int64     // BySize: the class in bytes, High not included; High is 0 where there is no end
	Line        [24]int   // how many came in each 24th of the time from Report.From to Report.To
	Senders     int       // how many addresses in From

	sender string         // BySubject, ByList: the address, where there is but one
	zone   *time.Location // ByTime: whose days these are
}

// Report is what was found out about a mailbox at one moment. It is immutable and
// may be read by several goroutines.
type Report struct {
	Known    int              // messages whose header has arrived
	Unknown  int              // messages that wait for their header
	From, To time.Time        // what Group.Line spans; absurd dates are outside of it
	Groups   [traits][]*Group // by Trait, largest first, at most 500; groups of one only where all are
	Floods   []*Flood         // largest first; no message is in two of them
}
