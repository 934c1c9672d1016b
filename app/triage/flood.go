package triage

import (
	"iter"
	"slices"
	"time"

	"github.com/restante/restante/mime"
)

// FloodKind says what a flood is made of.
type FloodKind int

// The kinds of floods.
const (
	Alike         FloodKind = iota // nearly the same message, many times, or all from the same few senders
	Subscriptions                  // newsletters, confirmations and answers of machines that somebody else has asked for
	Reports                        // of mail that could not be delivered, and that the user has not sent
	Crowd                          // nothing in common but the time
	kinds                          // how many there are
	Mixed         = kinds          // several of these, none of them most of the flood
)

// Part is the messages of a flood that are of one kind.
type Part struct {
	Kind    FloodKind
	IDs     []int32 // ascending
	Senders int     // addresses in From
	Subject string  // Alike: the form they share, for the screen and not cleaned; empty where they differ
}

// Flood is a mail bomb, as far as it can be told. It is immutable.
type Flood struct {
	Kind     FloodKind
	Key      string    // the same in later reports, while the flood grows
	IDs      []int32   // ascending; what one click would delete: never lifted ones, never friends
	Parts    []Part    // what IDs are made of, largest first; at least one
	Lifted   []Lifted  // came in the same time, is not like the rest and worth looking at, also from senders that are known; most important first, at most 1,000
	Kept     []Lifted  // from friends and senders known from before, and lists that are no part of it; likewise
	Senders  int       // addresses in From
	Sender   string    // the name to show when there is but one
	Subject  string    // the form they share, for the screen and not cleaned; empty where they differ
	From, To time.Time // when the first and the last came
	Bytes    int64     // sum of the sizes
	Common   []Reason  // what they have in common
	Least    []int32   // up to 5 of IDs, those least like the rest first

	// Match reports of a message that was not seen yet whether one click would
	// have taken it. Any goroutine may call it.
	Match func(*mime.Summary) bool

	why  []reasons // by place in IDs
	core *core     // Alike: what the subjects of the largest part have in common; nil where they have nothing
}

// Spared yields all that came with the flood and stays: what is not like it, and mail of
// friends and of senders known from before.
func (f *Flood) Spared() iter.Seq[Lifted] {
	return func(yield func(Lifted) bool) {
		for _, list := range [][]Lifted{f.Lifted, f.Kept} {
			for _, l := range list {
				if !yield(l) {
					return
				}
			}
		}
	}
}

// Lifted is a message that stays, and why.
type Lifted struct {
	ID  int32
	Why []Reason
}

// ReasonKind is one kind of grounds to take a message for part of a flood, or not.
type ReasonKind int

// Grounds to let a message stay come first, the weightiest first; those to count
// it to a flood come behind.
const (
	Money       ReasonKind = iota // words of payment, transfer, card, account; Word is the one found
	Password                      // words of a changed or forgotten password; Word is the one found
	Code                          // words of a security code; Word is the one found
	Change                        // words of something changed or asked for: a phone number, a SIM card, an address, a contract; Word is the one found
	SignIn                        // words of a sign-in or an account in danger; Word is the one found
	Order                         // words of an order, invoice or contract; Word is the one found
	Reply                         // answers a message that is not of the flood; few in the flood answer any
	Delivery                      // words of a parcel, a ticket, a booking; Word is the one found
	Person                        // somebody has written it to the user, with a mail program of people or as an answer
	NotSigned                     // the sender is known, his server has always vouched for him, and does not for this one
	Friend                        // the user wants to keep all of this sender; Word is the address
	KnownSender                   // the sender has written before; Word is the address
	NoList                        // nothing says that it was sent to many
	UnlikeRest                    // neither sender nor subject is like those of the flood

	SameSubject  // nearly the same subject; Word is the form for the screen
	SameSender   // the same few senders; Word is the name where there is but one
	ReportOfMail // tells that a message could not be delivered
	ListMail     // says of itself that it went to many
	Confirmation // words of a newsletter, a welcome, a confirmation; Word is the one found
	NewSender    // the sender has not written before
	Burst        // came while much more came than usual
)

// reasons is a set of ReasonKind.
type reasons uint32

func (s reasons) has(k ReasonKind) bool { return s&(1<<k) != 0 }

func (s *reasons) add(k ReasonKind) { *s |= 1 << k }

// list spells the set out; word gives the word for a kind.
func (s reasons) list(word func(ReasonKind) string) []Reason {
	var out []Reason
	for k := Money; k <= Burst; k++ {
		if s.has(k) {
			out = append(out, Reason{Kind: k, Word: word(k)})
		}
	}
	return out
}

// Reason is one of the grounds for a message to be where it is.
type Reason struct {
	Kind ReasonKind
	Word string // from the mail, not cleaned; see the kinds for what it is
}

// floodOf returns the flood that a message is part of, or nil; there may be no report yet.
func (r *Report) floodOf(id int32) *Flood {
	if r == nil {
		return nil
	}
	for _, f := range r.Floods {
		if _, ok := slices.BinarySearch(f.IDs, id); ok {
			return f
		}
	}
	return nil
}

// Why tells why a message is part of a flood, was lifted out of one or kept beside
// it. It is nil for a message that has nothing to do with a flood.
func (r *Report) Why(id int32) []Reason {
	for _, f := range r.Floods {
		for l := range f.Spared() {
			if l.ID == id {
				return l.Why
			}
		}
		if i, ok := slices.BinarySearch(f.IDs, id); ok {
			return f.why[i].list(f.word)
		}
	}
	return nil
}

// word is the word for a reason that members of the flood share.
func (f *Flood) word(k ReasonKind) string {
	switch k {
	case SameSubject:
		return f.Subject
	case SameSender:
		return f.Sender
	}
	return ""
}
