package triage

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/restante/restante/mime"
)

// feature is what a message is judged by.
type feature struct {
	summary *mime.Summary
	at      int64
	sender  uint64 // hashes; 0 for no list
	domain  uint64
	list    uint64
	about   topics
	words   []uint32
}

// hasher makes the hashes of features. It is safe for several goroutines.
type hasher struct{ seed maphash.Seed }

// feature reads a summary that the index does not have.
func (h hasher) feature(s *mime.Summary) feature {
	form := []byte(SubjectForm(s.Subject))
	addr := senderKey(s)
	f := feature{
		summary: s, at: came(s), sender: maphash.String(h.seed, addr), domain: maphash.String(h.seed, domainOf(addr)),
		about: terms().find(form, nil), words: appendWords(nil, h.seed, form),
	}
	if s.ListID != "" {
		f.list = maphash.String(h.seed, strings.ToLower(s.ListID))
	}
	return f
}

// feature returns that of a message of the index.
func (x *Index) feature(id int32) feature {
	e := &x.entries[id]
	f := feature{
		summary: e.summary, at: e.at, sender: x.senders.hash[e.sender], domain: x.senders.domains.hash[x.senders.domain[e.sender]],
		about: x.subjects.about[e.subject], words: x.subjects.of(e.subject),
	}
	if e.list != none {
		f.list = x.lists.hash[e.list]
	}
	return f
}

// isList reports whether a mail says of itself that it went to many.
func (f *feature) isList() bool {
	return f.list != 0 || f.summary.Traits.Has(mime.ListUnsubscribe|mime.Bulk)
}

// isMachine reports whether a mail says of itself that no person wrote it.
func (f *feature) isMachine() bool {
	return f.isList() || f.summary.Traits.Has(mime.MassMailer|mime.FeedbackID|mime.AutoSubmitted)
}

// isOffice reports whether a mail is from an office or a machine, not a person.
func (f *feature) isOffice() bool { return f.isMachine() || isRole(senderKey(f.summary)) }

// mostWords bounds the words of a subject that are looked at.
const mostWords = 16

// appendWords appends hashes of the words of a form, each once.
func appendWords(dst []uint32, seed maphash.Seed, form []byte) []uint32 {
	start := len(dst)
	if len(form) == 0 {
		return append(dst, 0) // having no words is a word
	}
	eachWord(form, func(word []byte) {
		hash := uint32(maphash.Bytes(seed, word))
		if len(dst)-start < mostWords && !slices.Contains(dst[start:], hash) {
			dst = append(dst, hash)
		}
	})
	return dst
}

// eachWord calls add with each word of a form. Where no blanks are written, pairs
// of letters stand for words.
func eachWord(form []byte, add func([]byte)) {
	for len(form) > 0 {
		end := slices.Index(form, ' ')
		if end < 0 {
			end = len(form)
		}
		word := form[:end]
		form = form[min(len(form), end+1):]
		if r, _ := utf8.DecodeRune(word); isDense(r) {
			eachPair(word, add)
		} else if len(word) > 0 {
			add(word)
		}
	}
}

// eachPair calls add with each two runes that follow each other.
func eachPair(word []byte, add func([]byte)) {
	_, n := utf8.DecodeRune(word)
	if n == len(word) {
		add(word)
		return
	}
	for n < len(word) {
		_, next := utf8.DecodeRune(word[n:])
		add(word[:n+next])
		word, n = word[n:], next
	}
}

// isRole reports whether an address is that of an office or a machine, not of a
// person.
func isRole(addr string) bool {
	local, domain, _ := strings.Cut(addr, "@")
	if slices.Contains(publicDomains, domain) {
		return false
	}
	local = strings.NewReplacer("-", "", "_", "", ".", "").Replace(local)
	return slices.ContainsFunc(roles, func(role string) bool { return strings.HasPrefix(local, role) })
}

// roles begin addresses of offices and machines.
var roles = []string{
	"accounts", "admin", "alert", "auto", "bounce", "club", "commun", "confirm", "contact", "crm", "customer", "donotreply", "email", "forum",
	"hello", "help", "hola", "info", "kontakt", "kunden", "letter", "list", "mail", "marketing", "member", "message", "news", "noreply", "notif",
	"office", "offer", "online", "order", "postmaster", "register", "regist", "reply", "robot", "root", "sales", "service", "shop", "signup",
	"store", "subscri", "support", "system", "team", "verif", "webmaster", "website", "welcome", "wordpress", "www",
}

// isMasked reports whether a word of a subject is the sender's own name.
func isMasked(s *mime.Summary, word string) bool {
	if len(s.From) == 0 || len(word) < 3 {
		return false
	}
	_, domain, _ := strings.Cut(foldAddr(s.From[0].Addr), "@")
	return strings.Contains(domain, word) || strings.Contains(SubjectForm(s.From[0].Name), word)
}

// template is the form of a subject without the sender's own name: what the same
// program writes for every site.
func template(s *mime.Summary) string {
	var kept []string
	for word := range strings.SplitSeq(SubjectForm(s.Subject), " ") {
		if !isMasked(s, word) {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}

// topicsOf tells what a subject is about, but for what the sender's own name says,
// and the first word found for each topic, in the order of words in the subject.
func topicsOf(s *mime.Summary) (about topics, words map[topics]string) {
	words = make(map[topics]string)
	terms().find([]byte(SubjectForm(s.Subject)), func(t term) {
		if isMasked(s, t.text) {
			return
		}
		if about |= t.topic; words[t.topic] == "" {
			words[t.topic] = t.text
		}
	})
	return about, words
}
