package triage

import (
	"slices"

	"github.com/restante/restante/mime"
)

// Wishes are what the user has said about his mail. Whether a rule catches a message, and
// whether its sender is a friend, is decided here and nowhere else.
type Wishes struct {
	Friends  []string `json:"friends,omitempty"`  // addresses whose mail is always kept, as [FoldAddress] makes them
	NoFloods []string `json:"noFloods,omitempty"` // keys of what looked like a flood and is none
	Rules    []Rule   `json:"rules,omitempty"`
}

// IsFriend reports whether mail from an address is always kept.
func (w Wishes) IsFriend(addr string) bool { return slices.Contains(w.Friends, FoldAddress(addr)) }

// Befriend returns wishes by which mail from an address is always kept, or no longer.
func (w Wishes) Befriend(addr string, on bool) Wishes {
	addr = FoldAddress(addr)
	w.Friends = slices.DeleteFunc(slices.Clone(w.Friends), func(a string) bool { return a == addr })
	if on {
		w.Friends = append(w.Friends, addr)
	}
	return w
}

// Kept returns a function that reports whether a message is always kept: one of those in
// its From is a friend. It holds all that it needs and may be called on any goroutine.
func (w Wishes) Kept() func(*mime.Summary) bool {
	friends := make(map[string]bool, len(w.Friends))
	for _, addr := range w.Friends {
		friends[FoldAddress(addr)] = true
	}
	return func(s *mime.Summary) bool {
		return len(friends) > 0 && slices.ContainsFunc(s.From, func(a mime.Address) bool { return friends[FoldAddress(a.Addr)] })
	}
}

// Caught returns a function that reports whether the rules catch a message when it comes;
// nil where no rule holds. What came before a rule was made is not meant by it, also when
// the program sees it for the first time, and friends win. It holds all that it needs and
// may be called on any goroutine.
func (w Wishes) Caught() func(mime.Summary) bool {
	rules := slices.DeleteFunc(slices.Clone(w.Rules), func(r Rule) bool { return r.Paused })
	if len(rules) == 0 {
		return nil
	}
	kept := w.Kept()
	return func(s mime.Summary) bool {
		came := s.Arrived
		if came.IsZero() {
			came = s.Date
		}
		return !kept(&s) && slices.ContainsFunc(rules, func(r Rule) bool { return came.After(r.Made) && r.Matches(&s) })
	}
}
