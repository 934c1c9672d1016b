package triage

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/restante/restante/mime"
)

// verdict says where a message belongs that came during a flood.
type verdict int

const (
	member verdict = iota // part of the flood
	lifted                // not like it, and to be looked at
	kept                  // it simply stays
)

// model is what is known of a flood, so that any message can be judged. It is immutable
// once it is made.
type model struct {
	hasher
	home *home
	period

	cores     []*core           // what the subjects of each part of alike messages have in common
	has       [kinds]bool       // what parts the flood has
	usual     [buckets]topics   // what messages of each bucket often speak of
	usualOf   []topics          // what each part of alike messages does
	many      [buckets]bool     // what is of this bucket is what the flood is made of
	fake      bool              // much of it shows signs of people
	scattered [buckets]bool     // what is alike in this bucket answers ever other messages
	forged    bool              // many of its reports say that they are of the user's own server
	bulk      hashSet           // by identity: senders that send much of it
	repeat    hashSet           // by identity: senders that go on and on
	says      map[uint64]topics // what these speak of again and again
	echoes    map[uint64]bool   // by echoKey: what a known office suddenly sends again and again, as somebody makes it
	flood     hashSet           // senders that are known and send far more of it than ever
	same      map[uint64]bool   // what the same program has written for many sites
	copied    map[uint64]bool   // by copyKey: the same subject of many senders, made alike
	words     hashSet           // that many of it use

	talk                    map[uint64]bool // mailing lists on which people talk
	shared                  map[uint64]bool // domains under which many send
	friends                 map[uint64]bool // that the user has marked
	senders, domains, lists hashSet         // known from before
	steady                  hashSet         // senders that have written from the mailbox's beginning on and on
	signed                  hashSet         // of these senders, those whose server always vouched for them
}

// bucket is what a message shows of how it was made. What is rare in one bucket may be
// usual in another.
type bucket uint8

const (
	bucketOffice  bucket = 1 << iota // from an office or a machine
	bucketList                       // says that it went to many
	bucketProved                     // the user's server vouches for the sender
	bucketProgram                    // written with a mail program of people
	bucketAnswer                     // answers something: of the user's, where it is a machine's
	bucketNamed                      // shows signs of a person, and calls the user by name
	bucketOwnHost                    // shows them, and a host of the sender's own has brought it
	buckets       = 1 << 7

	bucketKnown = buckets // of a feature whose bucket was found out
)

func (m *model) bucket(f *feature) bucket {
	if f.made == 0 {
		f.made = bucketKnown | m.findBucket(f)
	}
	return f.made &^ bucketKnown
}

func (m *model) findBucket(f *feature) (b bucket) {
	set := func(on bool, one bucket) {
		if on {
			b |= one
		}
	}
	set(f.is&signOffice != 0, bucketOffice)
	set(f.is&signList != 0, bucketList)
	set(m.home.proved(f.summary), bucketProved)
	set(f.is&signProgram != 0, bucketProgram)
	set(m.home.isAnswer(f.summary) || f.is&signMachine == 0 && f.summary.Traits.Has(mime.Reply), bucketAnswer)
	if b&(bucketProgram|bucketAnswer) != 0 {
		set(isNamed(f.summary), bucketNamed)
		set(ownHost(f.summary), bucketOwnHost)
	}
	return b
}

// isNamed reports whether a message calls whom it goes to by more than his address.
func isNamed(s *mime.Summary) bool {
	to := mime.First(s.To)
	return strings.Contains(strings.TrimSpace(to.Name), " ") && !strings.Contains(to.Name, "@")
}

// knows reports whether a sender or a mailing list has written before the flood.
func (m *model) knows(f *feature) bool { return m.senders.has(f.sender) || m.lists.has(f.list) }

// repeats reports whether a message says what the flood says, or is of a kind of which it is made.
func (m *model) repeats(f *feature) bool {
	switch {
	case f.is&signReport != 0:
		return m.has[Reports] && !m.ownReport(f)
	case m.like(f) >= 0, m.isBulk(f), m.copied[m.copyKey(f)]:
		return true
	}
	return m.has[Subscriptions] && f.is&signOffice != 0 && f.about&(aboutSignup|aboutReceipt) != 0
}

// isSteady reports whether a message is of a sender who has written from the mailbox's beginning
// on and on. Where that begins with the flood, so does what the flood is made of.
func (m *model) isSteady(f *feature, like bool) bool {
	return m.steady.has(f.sender) && !like && !(m.has[Subscriptions] && confirms(f.is, f.about)) && f.about&m.says[f.sender] == 0
}

// knowsHouse reports whether others of the sender's house have, or he goes on
// writing.
func (m *model) knowsHouse(f *feature) bool {
	return m.talk[f.list] && f.about&(aboutSignup|aboutReceipt) == 0 || m.domains.has(f.domain) && !m.shared[f.domain] && !isPublic(SenderKey(f.summary))
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
	like := m.like(f) >= 0
	switch known := m.knows(f) && !m.home.isSelf(f.summary, f.sender); {
	case m.flood.has(f.sender) && m.echoes[echoKey(f)]:
		return member, m.grounds(f)
	case f.is&signReport != 0: // anybody's server may send one
	case known && (!like || !m.flood.has(f.sender) || m.home.proved(f.summary)),
		!like && m.knowsHouse(f), m.isSteady(f, like):
		return m.judgeKnown(f)
	}
	why = m.rare(f)
	switch {
	case m.isBulk(f) && why&^(1<<Reply) == 0:
		return member, m.grounds(f)
	case m.isPerson(f, like):
		why.add(Person)
		return lifted, why
	case like && why == 0:
		return member, m.grounds(f)
	case like:
		return lifted, why
	case f.is&signReport != 0:
		if m.has[Reports] && !m.ownReport(f) {
			return member, m.grounds(f)
		}
		why.add(UnlikeRest)
		return lifted, why
	case f.is&signList != 0 && (why&transaction == 0 || !m.isTransaction(f)):
		if m.has[Subscriptions] {
			return member, m.grounds(f)
		}
		why.add(UnlikeRest)
		return kept, why
	case why != 0:
		return lifted, why
	case m.has[Subscriptions] && (f.is&signOffice != 0 || m.many[m.bucket(f)]) && (f.about&(aboutSignup|aboutReceipt) != 0 || f.is&signRole != 0 && m.same[f.facts().template] || (f.is&signRole != 0 || f.is&signMachine == 0) && m.usualWords(f)):
		return member, m.grounds(f)
	case f.is&signOffice != 0 && f.is&signMonitor == 0 && m.goesOn(f):
		return member, m.grounds(f)
	case m.has[Crowd] && m.many[m.bucket(f)], m.copied[m.copyKey(f)]:
		return member, m.grounds(f)
	}
	why.add(NoList)
	if m.has[Alike] {
		why.add(UnlikeRest)
	}
	return lifted, why
}

// judgeKnown judges a message of a sender who has written before. It stays; whether it is
// worth looking at is what it speaks of, as also a bank that is known writes of what a bomb
// is to hide.
func (m *model) judgeKnown(f *feature) (verdict, reasons) {
	var why reasons
	if f.is&signList == 0 || m.isTransaction(f) {
		why = m.rare(f) &^ (1 << Reply)
	}
	if m.home.isPerson(f.summary, f.is, f.sender) {
		why.add(Person)
	}
	where := kept
	if why != 0 {
		where = lifted
	}
	if m.signed.has(f.sender) && m.home.servers[f.summary.Auth.Server] && !m.home.proved(f.summary) {
		why.add(NotSigned)
		where = lifted
	}
	why.add(KnownSender)
	return where, why
}

// usualWords reports whether most words of a subject are those of many in the flood.
func (m *model) usualWords(f *feature) bool {
	n := 0
	for _, w := range f.words {
		if m.words.has(uint64(w)) {
			n++
		}
	}
	return n > 0 && n*5 >= len(f.words)*3
}

// like is which part of alike messages a message is like, or -1.
func (m *model) like(f *feature) int {
	if f.memo != nil && *f.memo != 0 {
		return int(*f.memo) - 2
	}
	like := slices.IndexFunc(m.cores, func(c *core) bool { return c.like(f.words) })
	if f.memo != nil {
		*f.memo = int8(like + 2)
	}
	return like
}

// isPerson reports whether somebody has written a message to the user. From an office it
// takes more than the program, and where the flood poses as people itself: not to be made as
// much of it is, or to show signs that are work to forge, more of them to say what it says.
func (m *model) isPerson(f *feature, like bool) bool {
	if !m.home.isPerson(f.summary, f.is, f.sender) {
		return false
	}
	b := m.bucket(f)
	earnest := m.earnest(f, b)
	switch {
	case m.goesOn(f) && b&bucketAnswer == 0, f.is&signNotifier != 0 && b&bucketAnswer == 0, f.is&signRole != 0 && earnest < 3:
		return false
	case !m.fake, !m.many[b]:
		return true
	case like:
		return earnest > 3 && !m.scattered[b] && !m.goesOn(f)
	}
	return earnest > 1
}

// earnest counts what somebody shows who poses as a person only with work: to answer the
// user, to call him by name, and, which counts twice, to write by a host that may send for
// his address.
func (m *model) earnest(f *feature, b bucket) (n int) {
	if b&bucketAnswer != 0 {
		n++
	}
	if b&bucketNamed != 0 {
		n++
	}
	if b&(bucketProved|bucketOwnHost) != 0 {
		n += 2
	}
	return n
}

// ownReport reports whether a report is of what the user himself has sent: his own server
// makes it, or it answers something of his, and others of the flood do not.
func (m *model) ownReport(f *feature) bool {
	own := m.home.domain != "" && domainOf(SenderKey(f.summary)) == m.home.domain
	return own && !m.forged || m.bucket(f)&bucketAnswer != 0 && !m.many[m.bucket(f)]
}

// transaction is what mail to many may tell of one matter of the user's.
const transaction = reasons(1<<Money | 1<<Order | 1<<Delivery)

// isTransaction reports whether a mail to many is about one matter all the same:
// it names a long number and an order, a payment or a delivery.
func (m *model) isTransaction(f *feature) bool {
	return f.about&(aboutMoney|aboutOrder|aboutDelivery) != 0 && f.about&aboutSignup == 0 && hasNumber(f.summary.Subject, 6)
}

// hasNumber reports whether a subject has a number of so many digits.
func hasNumber(s string, digits int) bool {
	run := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			run = 0
		} else if run++; run >= digits {
			return true
		}
	}
	return false
}

// rare tells what sets a message apart from those of the flood that are made like it: what
// it is about, or that it is an answer.
func (m *model) rare(f *feature) reasons {
	b := m.bucket(f)
	why := m.userTopics(f, b)
	if b&bucketAnswer != 0 && !m.many[b] && !m.echoesFlood(f) {
		why.add(Reply)
	}
	return why
}

// echoesFlood reports whether a machine answers what the flood says: letters forged in the
// user's name, with ids that look like his.
func (m *model) echoesFlood(f *feature) bool { return f.is&signMachine != 0 && m.like(f) >= 0 }

// userTopics tells which matters of the user a subject speaks of that such messages do not
// speak of in this flood.
func (m *model) userTopics(f *feature, b bucket) (why reasons) {
	usual := m.usual[b]
	if like := m.like(f); like >= 0 && (m.many[b] || m.goesOn(f) || m.echoesFlood(f)) {
		usual |= m.usualOf[like]
	}
	usual |= m.says[f.sender]
	if f.about&aboutUser&^usual != 0 && m.copied[m.copyKey(f)] {
		if usual |= aboutPassword | aboutSignIn | aboutCode; f.is&signOffice == 0 {
			return 0
		}
	}
	if f.about&aboutUser&^usual == 0 {
		return 0
	}
	own := f.facts()
	about := own.about &^ usual
	if about&aboutSignup != 0 {
		about &= aboutOfOne(f.summary.Subject)
	}
	if m.same[own.template] {
		about &^= aboutPassword | aboutSignIn | aboutCode
	}
	for _, t := range topicReasons {
		if about&t.topic != 0 {
			why.add(t.kind)
		}
	}
	return why
}

// aboutOfOne are the matters that a subject may speak of although it speaks of signing up:
// "set your password" and "your code" stand in welcomes too, and orders are confirmed by
// their numbers.
func aboutOfOne(subject string) topics {
	if hasNumber(subject, 5) {
		return aboutMoney | aboutChange | aboutOrder | aboutDelivery
	}
	return aboutMoney | aboutChange
}

// userTopicCount is how many matters of the user there are.
const userTopicCount = 7

// topicReasons are the reasons that go by words.
var topicReasons = [userTopicCount]struct {
	topic topics
	kind  ReasonKind
}{{aboutMoney, Money}, {aboutOrder, Order}, {aboutDelivery, Delivery}, {aboutSignIn, SignIn}, {aboutPassword, Password}, {aboutCode, Code}, {aboutChange, Change}}

// grounds tells why a message is part of the flood.
func (m *model) grounds(f *feature) (why reasons) {
	why.add(Burst)
	if m.like(f) >= 0 {
		why.add(SameSubject)
	}
	if m.isBulk(f) {
		why.add(SameSender)
	}
	if f.is&signReport != 0 {
		why.add(ReportOfMail)
	} else if f.is&signMachine != 0 {
		why.add(ListMail)
	}
	if f.about&(aboutSignup|aboutReceipt) != 0 {
		why.add(Confirmation)
	}
	if !m.senders.has(f.sender) {
		why.add(NewSender)
	}
	return why
}

// part is the kind of the part of the flood that a member belongs to, and for alike
// messages which of them.
func (m *model) part(f *feature) (FloodKind, int) {
	switch like := m.like(f); {
	case f.is&signReport != 0 && m.has[Reports]:
		return Reports, 0
	case like >= 0:
		return Alike, like
	case m.isBulk(f):
		return Alike, len(m.cores)
	case f.is&signOffice != 0 && m.has[Subscriptions]:
		return Subscriptions, 0
	}
	return Crowd, 0
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
