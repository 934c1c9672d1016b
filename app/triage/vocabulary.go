package triage

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/restante/restante/app/letters"
)

//go:embed words.txt
var wordsText string

// topics is a set of what a subject is about.
type topics uint16

const (
	aboutMoney topics = 1 << iota
	aboutOrder
	aboutDelivery
	aboutSignIn
	aboutPassword
	aboutCode
	aboutSignup  // welcomes, or asks to confirm a newsletter or an account
	aboutReceipt // thanks or confirms: may be of a newsletter as of an order
	aboutChange  // of accounts, phone numbers and contracts

	// aboutUser is what a person needs to know when somebody else acts in his name.
	aboutUser = aboutMoney | aboutOrder | aboutDelivery | aboutSignIn | aboutPassword | aboutCode | aboutChange
)

var topicNames = map[string]topics{
	"money": aboutMoney, "order": aboutOrder, "delivery": aboutDelivery, "signin": aboutSignIn,
	"password": aboutPassword, "code": aboutCode, "signup": aboutSignup, "receipt": aboutReceipt, "change": aboutChange,
}

// term is a word or a few words in the form of [SubjectForm].
type term struct {
	text  string
	whole bool // the last word must end where the term does
	topic topics
}

// vocabulary finds terms by their first three bytes.
type vocabulary struct {
	terms  map[[3]byte][]term
	begins [1 << 16 / 64]uint64 // a set of what terms may begin with, by a hash of three bytes: most words begin with none of these
}

func hashOf3[T string | []byte](s T) uint32 {
	return (uint32(s[0])<<16 | uint32(s[1])<<8 | uint32(s[2])) * 2654435761 >> 16
}

var terms = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{terms: make(map[[3]byte][]term)}
	for line := range strings.Lines(wordsText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		kind, rest, _ := strings.Cut(line, " ")
		_, list, _ := strings.Cut(rest, " ")
		if topicNames[kind] == 0 {
			panic(fmt.Sprintf("words.txt: no such kind: %q", line))
		}
		for word := range strings.SplitSeq(list, "|") {
			word, whole := strings.CutSuffix(strings.TrimSpace(word), "!")
			t := term{text: foldTerm(word), whole: whole, topic: topicNames[kind]}
			first := [3]byte([]byte(t.text))
			v.terms[first] = append(v.terms[first], t)
			h := hashOf3(t.text)
			v.begins[h/64] |= 1 << (h % 64)
		}
	}
	return v
})

// foldTerm folds a term like a subject, but keeps words that have digits.
func foldTerm(term string) string {
	return strings.Join(strings.FieldsFunc(string(letters.AppendFold(nil, term)), func(r rune) bool { return !isWordRune(r) }), " ")
}

// find tells what the form of a subject is about. With each term it calls found,
// which may be nil.
func (v *vocabulary) find(form []byte, found func(t term)) (about topics) {
	for i, start := 0, true; i < len(form); {
		r, n := rune(form[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(form[i:])
		}
		if start || isInside(r) {
			v.at(form[i:], func(t term) {
				about |= t.topic
				if found != nil {
					found(t)
				}
			})
		}
		start = r == ' '
		i += n
	}
	return about
}

// at calls found with each term that a text begins with.
func (v *vocabulary) at(text []byte, found func(term)) {
	if len(text) < 3 {
		return
	}
	if h := hashOf3(text); v.begins[h/64]&(1<<(h%64)) == 0 {
		return
	}
	for _, t := range v.terms[[3]byte(text)] {
		n := len(t.text)
		if n <= len(text) && string(text[3:n]) == t.text[3:] && (!t.whole || n == len(text) || text[n] == ' ') {
			found(t)
		}
	}
}

// isInside reports whether words of a script are also looked for amid others:
// there are no blanks between them, or small words stand in front without one.
func isInside(r rune) bool {
	return r >= 0x0590 && r <= 0x06ff || isDense(r) || r >= 0xac00 && r <= 0xd7af
}
