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
	form    uint64
	is      signs
	about   topics
	words   []uint32

	hasher
	cache *facts // of the index; nil for a message that it does not have
	made  bucket // what model.bucket has found, and bucketKnown; 0 before
	memo  *int8  // what model.like has found for this form of subjects, and 2; 0 before, nil where it is not remembered
}

// facts are what takes long to find out of a message, and is asked of few: what its
// subject says besides the sender's own name.
type facts struct {
	known    bool
	about    topics // of the subject
	template uint64 // hash of the subject's form
}

// facts finds them out, or remembers.
func (f *feature) facts() facts {
	if f.cache != nil && f.cache.known {
		return *f.cache
	}
	own := facts{known: true}
	m := newMask(f.summary)
	form := SubjectForm(f.summary.Subject)
	own.template = maphash.String(f.seed, m.without(form))
	if f.about != 0 {
		terms().find([]byte(form), func(t term) {
			if !m.has(t.text) {
				own.about |= t.topic
			}
		})
	}
	if f.cache != nil {
		*f.cache = own
	}
	return own
}

// hasher makes the hashes of features. It is safe for several goroutines.
type hasher struct{ seed maphash.Seed }

// feature reads a summary that the index does not have.
func (h hasher) feature(s *mime.Summary) feature {
	form := []byte(SubjectForm(s.Subject))
	addr := SenderKey(s)
	f := feature{
		summary: s, at: came(s), is: signsOf(s, signsOfAddress(addr)), sender: maphash.String(h.seed, addr), domain: maphash.String(h.seed, domainOf(addr)),
		form: maphash.Bytes(h.seed, form), about: terms().find(form, nil), words: appendWords(nil, h.seed, form), hasher: h,
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
		summary: e.summary, at: e.at, is: e.is, sender: x.senders.hash[e.sender], domain: x.senders.domains.hash[x.senders.domain[e.sender]],
		form: x.subjects.hash[e.subject], about: x.subjects.about[e.subject], words: x.subjects.of(e.subject), hasher: hasher{x.seed}, cache: &x.facts[id],
	}
	if e.list != none {
		f.list = x.lists.hash[e.list]
	}
	return f
}

// mostWords bounds the words of a subject that are looked at.
const mostWords = 16

// appendWords appends hashes of the words of a form, each once.
func appendWords(dst []uint32, seed maphash.Seed, form []byte) []uint32 {
	start := len(dst)
	if len(form) == 0 {
		return append(dst, 1) // having no words is a word
	}
	eachWord(form, func(word []byte) {
		hash := wordHash(seed, word)
		if len(dst)-start < mostWords && !slices.Contains(dst[start:], hash) {
			dst = append(dst, hash)
		}
	})
	return dst
}

// wordHash is never 0.
func wordHash(seed maphash.Seed, word []byte) uint32 {
	return uint32(maphash.Bytes(seed, word)) | 1<<31
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

// mask is what a sender calls himself. A garden shop's welcome speaks neither of
// gardens nor of shops.
type mask struct{ name, domain string }

func newMask(s *mime.Summary) mask {
	if len(s.From) == 0 {
		return mask{}
	}
	_, domain, _ := strings.Cut(foldAddr(s.From[0].Addr), "@")
	return mask{SubjectForm(s.From[0].Name), domain}
}

func (m mask) has(word string) bool {
	return len(word) >= 3 && (strings.Contains(m.domain, word) || strings.Contains(m.name, word))
}

// without is the form of a subject without the sender's own name: what the same
// program writes for every site.
func (m mask) without(form string) string {
	var kept []string
	for word := range strings.SplitSeq(form, " ") {
		if !m.has(word) {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}

// topicWords finds the first term of each topic in a subject, but for what is the
// sender's own name.
func topicWords(s *mime.Summary) map[topics]string {
	m := newMask(s)
	words := make(map[topics]string)
	terms().find([]byte(SubjectForm(s.Subject)), func(t term) {
		if words[t.topic] == "" && !m.has(t.text) {
			words[t.topic] = t.text
		}
	})
	return words
}
