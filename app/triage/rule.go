package triage

import (
	"encoding/hex"
	"hash/fnv"
	"time"

	"github.com/restante/restante/app/provider"
	"github.com/restante/restante/mime"
)

// Rule says which mail the user never wants to see again. All that is set must
// match; a rule that sets nothing matches nothing. A rule goes by what a sender
// says of himself, which can be forged.
type Rule struct {
	ID          string    `json:"id"`                // the same for rules that match the same
	Sender      string    `json:"sender,omitempty"`  // address in From, folded
	Domain      string    `json:"domain,omitempty"`  // what somebody can register of the domain, folded
	SubjectForm string    `json:"subject,omitempty"` // as [SubjectForm] makes it
	ListID      string    `json:"list,omitempty"`    // of the mailing list, folded
	Made        time.Time `json:"made"`              // by the caller
	Paused      bool      `json:"paused,omitempty"`  // matches nothing for now
}

// Matches reports whether the rule means this message.
func (r Rule) Matches(s *mime.Summary) bool {
	if r.Paused || s == nil || r.Sender == "" && r.Domain == "" && r.SubjectForm == "" && r.ListID == "" {
		return false
	}
	addr := SenderKey(s)
	return (r.Sender == "" || addr == r.Sender) &&
		(r.Domain == "" || domainOf(addr) == r.Domain) &&
		(r.ListID == "" || foldAddr(s.ListID) == r.ListID) &&
		(r.SubjectForm == "" || SubjectForm(s.Subject) == r.SubjectForm)
}

func (r Rule) named() Rule {
	h := fnv.New64a()
	for _, part := range []string{r.Sender, r.Domain, r.SubjectForm, r.ListID} {
		h.Write([]byte(part + "\x00"))
	}
	r.ID = hex.EncodeToString(h.Sum(nil))
	return r
}

// RuleFor makes the rule for mail like that of a group. For a size or a day there
// is none: the rule is empty and matches nothing.
func RuleFor(g *Group) Rule {
	switch {
	case g.Key == "" || g.Trait == BySize || g.Trait == ByTime:
		return Rule{}
	case g.Trait == BySender:
		return Rule{Sender: g.Key}.named()
	case g.Trait == ByDomain:
		return Rule{Domain: g.Key}.named()
	case g.Trait == ByList:
		return Rule{ListID: g.Key, Sender: g.sender}.named()
	}
	return Rule{SubjectForm: g.Key, Sender: g.sender}.named()
}

// RuleForMessage returns the rules that mean this message and more of its like,
// the narrowest first.
func RuleForMessage(s *mime.Summary) []Rule {
	addr, form, list := SenderKey(s), SubjectForm(s.Subject), foldAddr(s.ListID)
	domain := domainOf(addr)
	var rules []Rule
	add := func(ok bool, r Rule) {
		if ok {
			rules = append(rules, r.named())
		}
	}
	add(addr != "" && form != "", Rule{Sender: addr, SubjectForm: form})
	add(list != "", Rule{ListID: list})
	add(addr != "", Rule{Sender: addr})
	add(domain != "" && !provider.IsPublic(domain), Rule{Domain: domain})
	return rules
}

// Matcher returns a function that says of a message not seen yet whether it would
// be part of the group. Any goroutine may call it. It is nil for groups by size, as
// a header does not tell it.
func (g *Group) Matcher() func(*mime.Summary) bool {
	key := g.Key
	switch g.Trait {
	case BySender:
		return func(s *mime.Summary) bool { return SenderKey(s) == key }
	case ByDomain:
		return func(s *mime.Summary) bool { return domainOf(SenderKey(s)) == key }
	case BySubject:
		return func(s *mime.Summary) bool { return SubjectForm(s.Subject) == key }
	case ByList:
		return func(s *mime.Summary) bool { return s.ListID != "" && foldAddr(s.ListID) == key }
	case ByTime:
		zone := g.zone
		return func(s *mime.Summary) bool {
			at := came(s)
			return at != 0 && timeOf(at).In(zone).Format(time.DateOnly) == key
		}
	}
	return nil
}
