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

	// aboutUser is what a person needs to know when somebody else acts in his name.
	aboutUser = aboutMoney | aboutOrder | aboutDelivery | aboutSignIn | aboutPassword | aboutCode
)

var topicNames = map[string]topics{
	"money": aboutMoney, "order": aboutOrder, "delivery": aboutDelivery, "signin": aboutSignIn,
	"password": aboutPassword, "code": aboutCode, "signup": aboutSignup, "receipt": aboutReceipt,
}

// term is a word or a few words in the form of [SubjectForm].
type term struct {
	text  string
	whole bool // the last word must end where the term does
	topic topics
}

// vocabulary finds terms by their first bytes.
type vocabulary map[[3]byte][]term

var terms = sync.OnceValue(func() vocabulary {
	v := make(vocabulary)
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
			v[firstBytes(t.text)] = append(v[firstBytes(t.text)], t)
		}
	}
	return v
})

// foldTerm folds a term like a subject, but keeps words that have digits.
func foldTerm(term string) string {
	return strings.Join(strings.FieldsFunc(string(letters.AppendFold(nil, term)), func(r rune) bool { return !isWordRune(r) }), " ")
}

func firstBytes[T string | []byte](s T) (first [3]byte) {
	copy(first[:], s)
	return first
}

// find tells what the form of a subject is about. With each term it calls found,
// which may be nil.
func (v vocabulary) find(form []byte, found func(t term)) (about topics) {
	for i, start := 0, true; i < len(form); {
		r, n := rune(form[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(form[i:])
		}
		if start || isInside(r) {
			for _, t := range v[firstBytes(form[i:])] {
				if t.at(form[i:]) {
					about |= t.topic
					if found != nil {
						found(t)
					}
				}
			}
		}
		start = r == ' '
		i += n
	}
	return about
}

// at reports whether a text begins with the term.
func (t term) at(text []byte) bool {
	if len(text) < len(t.text) || string(text[:len(t.text)]) != t.text {
		return false
	}
	return !t.whole || len(text) == len(t.text) || text[len(t.text)] == ' '
}

// isInside reports whether words of a script are also looked for amid others:
// there are no blanks between them, or small words stand in front without one.
func isInside(r rune) bool {
	return r >= 0x0590 && r <= 0x06ff || isDense(r) || r >= 0xac00 && r <= 0xd7af
}
