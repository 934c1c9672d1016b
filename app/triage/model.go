package triage

import (
	"hash/maphash"
	"slices"

	"github.com/restante/restante/app/provider"
	"github.com/restante/restante/mime"
)

// verdict says where a message belongs that came during a flood.
type verdict int

const (
	member verdict = iota // part of the flood
	lifted                // not like it, and to be looked at
	kept                  // from somebody known; it simply stays
)

// model is what is known of a flood, so that any message can be judged. It is
// immutable once it is made.
type model struct {
	hasher
	kind     FloodKind
	size     int   // how many messages it was found by
	from, to int64 // when its messages came

	core     *core           // Alike: what the subjects have in common; nil when they have nothing
	sources  map[uint64]bool // Alike, when the subjects have nothing in common: the domains it comes from
	flooding map[uint64]bool // Alike: senders that send far more of it than they usually write

	strict  bool            // Alike: most senders of the mailbox count as new, as it is short
	common  map[uint64]bool // Subscriptions: what the same program has written for many sites
	often   map[uint64]bool // Subscriptions: senders and lists that write again and again
	shared  map[uint64]bool // domains under which many send
	usual   topics          // that many of the flood have
	replies bool            // many of the flood say that they are replies

	friends                 map[uint64]bool // that the user has marked
	senders, domains, lists hashSet         // known from before
}

// knows reports whether a sender or a mailing list has written before the flood.
func (m *model) knows(f *feature) bool { return m.senders.has(f.sender) || m.lists.has(f.list) }

// knowsHouse reports whether others of the sender's house have, or he goes on
// writing.
func (m *model) knowsHouse(f *feature) bool {
	return m.often[f.sender] || m.often[f.list] ||
		m.domains.has(f.domain) && !m.shared[f.domain] && !provider.IsPublic(domainOf(SenderKey(f.summary)))
}

// isFriend reports whether one of those who have sent a message is a friend.
func (m *model) isFriend(f *feature) bool {
	if len(m.friends) == 0 || m.friends[f.sender] || len(f.summary.From) < 2 {
		return m.friends[f.sender]
	}
	return slices.ContainsFunc(f.summary.From, func(a mime.Address) bool { return m.friends[maphash.String(m.seed, foldAddr(a.Addr))] })
}

// judge says where a message belongs, and why.
func (m *model) judge(f *feature) (verdict, reasons) {
	var why reasons
	if m.isFriend(f) {
		why.add(Friend)
		return kept, why
	}
	if m.kind == Subscriptions {
		return m.judgeSubscription(f)
	}
	like := m.sources[f.domain] || m.core != nil && m.core.like(f.words)
	why = m.rare(f)
	if like && m.knows(f) && !m.flooding[f.sender] || !like && (m.knows(f) || m.knowsHouse(f)) {
		why.add(KnownSender)
		return kept, why
	}
	if !like {
		plain := why == 0 && (m.strict || f.isList())
		why.add(UnlikeRest)
		if plain {
			return kept, why
		}
		if !f.isList() {
			why.add(NoList)
		}
		return lifted, why
	}
	if why != 0 {
		return lifted, why
	}
	return member, m.grounds(f)
}

// judgeSubscription judges a message that came during a flood of subscriptions.
func (m *model) judgeSubscription(f *feature) (verdict, reasons) {
	list := f.isList()
	var why reasons
	if m.knows(f) || m.knowsHouse(f) {
		if !list {
			why = m.rare(f)
		}
		why.add(KnownSender)
		return kept, why
	}
	if list && !m.isTransaction(f) {
		return member, m.grounds(f)
	}
	if why = m.rare(f); why != 0 {
		return lifted, why
	}
	if f.isOffice() && (f.about&(aboutSignup|aboutReceipt) != 0 || m.common[f.facts().template]) {
		return member, m.grounds(f)
	}
	why.add(NoList)
	return lifted, why
}

// isTransaction reports whether a mail to many is about one matter all the same:
// it names a long number and an order, a payment or a delivery.
func (m *model) isTransaction(f *feature) bool {
	return f.about&(aboutMoney|aboutOrder|aboutDelivery) != 0 && f.about&aboutSignup == 0 && hasLongNumber(f.summary.Subject)
}

func hasLongNumber(s string) bool {
	run := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			run = 0
		} else if run++; run >= 6 {
			return true
		}
	}
	return false
}

// rare tells what sets a message apart from the flood: what it is about, or that it
// is an answer.
func (m *model) rare(f *feature) reasons {
	why := m.userTopics(f)
	if f.traits.Has(mime.Reply) && !m.replies {
		why.add(Reply)
	}
	return why
}

// userTopics tells which matters of the user a subject speaks of that the flood does
// not speak of.
func (m *model) userTopics(f *feature) (why reasons) {
	if f.about&aboutUser&^m.usual == 0 {
		return 0
	}
	own := f.facts()
	about := own.about
	if m.kind == Subscriptions {
		if about&aboutSignup != 0 {
			about &= aboutMoney // "set your password" and "your code" stand in welcomes too
		}
		if m.common[own.template] {
			about = 0
		}
	}
	for _, t := range topicReasons {
		if about&^m.usual&t.topic != 0 {
			why.add(t.kind)
		}
	}
	return why
}

// topicReasons are the reasons that go by words.
var topicReasons = []struct {
	topic topics
	kind  ReasonKind
}{{aboutMoney, Money}, {aboutOrder, Order}, {aboutDelivery, Delivery}, {aboutSignIn, SignIn}, {aboutPassword, Password}, {aboutCode, Code}}

// grounds tells why a message is part of the flood.
func (m *model) grounds(f *feature) (why reasons) {
	why.add(Burst)
	if m.core != nil {
		why.add(SameSubject)
	}
	if m.sources != nil {
		why.add(SameSender)
	}
	if f.isList() || f.traits.Has(mime.MassMailer|mime.FeedbackID) {
		why.add(ListMail)
	}
	if m.kind == Subscriptions && f.about&(aboutSignup|aboutReceipt) != 0 {
		why.add(Confirmation)
	}
	if !m.senders.has(f.sender) {
		why.add(NewSender)
	}
	return why
}

// takes reports whether one click would have taken a message that was not seen
// yet. The flood may have been longer than what was seen of it.
func (m *model) takes(s *mime.Summary) bool {
	if s == nil {
		return false
	}
	f := m.feature(s)
	margin := max(m.to-m.from, 6*hour)
	if f.at < m.from-margin || f.at > m.to+margin {
		return false
	}
	v, _ := m.judge(&f)
	return v == member
}
