package triage

import (
	"strings"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/mime"
)

// wordsOf gives the word for each reason to let a message stay.
func wordsOf(s *mime.Summary, why reasons) func(ReasonKind) string {
	var found map[topics]string
	if why&telling&^(1<<Reply) != 0 {
		found = topicWords(s)
	}
	return func(k ReasonKind) string {
		switch k {
		case Friend, KnownSender:
			return SenderKey(s)
		case SameSubject, SameSender, ListMail, Confirmation, NewSender, Burst, NoList, UnlikeRest, Reply:
			return ""
		}
		for _, t := range topicReasons {
			if t.kind == k {
				return written(s.Subject, found[t.topic])
			}
		}
		return ""
	}
}

// written is a term as a subject has it: whole words, capitals and marks.
func written(subject, term string) string {
	words := strings.FieldsFunc(subject, func(r rune) bool { return r < 0x7f && !isWordRune(r|0x20) })
	parts := strings.Split(term, " ")
	for i := 0; i+len(parts) <= len(words); i++ {
		same := true
		for j, part := range parts {
			same = same && strings.HasPrefix(string(letters.AppendFold(nil, words[i+j])), part)
		}
		if same {
			return strings.Join(words[i:i+len(parts)], " ")
		}
	}
	return term
}
