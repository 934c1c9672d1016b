package triage

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/restante/restante/app/letters"
)

// longestForm bounds the bytes of a subject's form.
const longestForm = 200

// replyWords stand before a colon when a message answers or forwards another, as
// the mail programs of many countries write them, folded.
var replyWords = strings.Fields("re fw fwd aw wg sv vs vb antw doorst tr rif i odp pd ynt ilt vl res enc rv ref bls trs atb fyi eps hoa r " +
	"回复 回覆 答复 转发 轉寄 轉發 返信 転送 회신 전달 הועבר תשובה رد إعادة отв отв пер απ πρθ сх")

var replyWord = func() map[string]bool {
	set := make(map[string]bool)
	for _, w := range replyWords {
		set[string(letters.AppendFold(nil, w))] = true
	}
	return set
}()

// SubjectForm is what subjects have in common that differ only in numbers, in
// Re: and Fwd: of any language, in punctuation, in marks and capitals of letters,
// and in a random word at the end. It is empty only for an empty subject.
func SubjectForm(subject string) string {
	form, _ := appendForm(nil, nil, subject)
	return string(form)
}

// appendForm appends the form of a subject to dst. It returns buf grown, so that
// it can be used again.
func appendForm(dst, buf []byte, subject string) (form, grown []byte) {
	buf = letters.AppendFold(buf[:0], subject)
	text := cutReplies(buf)
	start := len(dst)
	last := start // where the last word begins in dst
	var lastRaw []byte
	for len(text) > 0 {
		word, digits, rest := nextWord(text)
		text = rest
		if len(word) == 0 || digits {
			continue
		}
		word = unmask(word)
		if len(dst)-start+len(word) >= longestForm {
			break
		}
		last, lastRaw = len(dst), word
		if len(dst) > start {
			dst = append(dst, ' ')
		}
		dst = append(dst, word...)
	}
	if last > start && isRandom(lastRaw) {
		dst = dst[:last]
	}
	if len(dst) == start {
		dst = appendSigns(dst, buf)
	}
	return dst, buf
}

// nextWord cuts the next word off, and says whether it has digits.
func nextWord(text []byte) (word []byte, digits bool, rest []byte) {
	i := 0
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		if isWordRune(r) {
			break
		}
		i += n
	}
	start := i
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		if !isWordRune(r) {
			break
		}
		digit := isDigit(r)
		if i > start && digit != digits && denseAt(text, start, i, r) {
			break // numbers stand amid the words where no blanks are written
		}
		digits = digits || digit
		i += n
	}
	return text[start:i], digits, text[i:]
}

// denseAt reports whether a change between digits and letters at i is between
// words of a script without blanks.
func denseAt(text []byte, start, i int, r rune) bool {
	before, _ := utf8.DecodeLastRune(text[start:i])
	return isDense(r) || isDense(before)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r) }

// BareSubject is a subject as it is put in order: folded, and without Re: and the like, so
// that answers stand beside what they answer.
func BareSubject(subject string) string {
	return strings.TrimSpace(string(cutReplies(letters.AppendFold(nil, subject))))
}

// cutReplies cuts Re: and the like off the front, also several and numbered ones.
func cutReplies(text []byte) []byte {
	for {
		rest := bytes.TrimLeft(text, " ")
		end := 0
		for end < len(rest) && end < 24 {
			r, n := utf8.DecodeRune(rest[end:])
			if !unicode.IsLetter(r) {
				break
			}
			end += n
		}
		if end == 0 || !replyWord[string(rest[:end])] {
			return text
		}
		rest = cutCount(rest[end:])
		if !bytes.HasPrefix(rest, []byte(":")) {
			return text
		}
		text = rest[1:]
	}
}

// cutCount cuts a count in brackets off the front, as in Re[2]:, and blanks.
func cutCount(text []byte) []byte {
	if len(text) > 2 && (text[0] == '[' || text[0] == '(' || text[0] == '^') {
		if end := bytes.IndexAny(text[:min(len(text), 8)], "])"); end > 0 {
			text = text[end+1:]
		}
	}
	return bytes.TrimLeft(text, " ")
}

// isRandom reports whether a word at the end of a subject looks like made by
// chance, so that no two messages are equal.
func isRandom(word []byte) bool {
	if len(word) < 4 || word[0] >= utf8.RuneSelf {
		return false
	}
	vowels, run, longest := 0, 0, 0
	for _, c := range word {
		if c >= utf8.RuneSelf {
			return false
		}
		if strings.IndexByte("aeiouy", c) >= 0 {
			vowels++
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	// Short ones without a vowel are abbreviations; Polish and Czech words have up
	// to five consonants in a row, German ones seven, and then a vowel for three.
	return vowels == 0 && len(word) > 4 || longest >= 6 && vowels*4 < len(word)
}

// appendSigns is the form of a subject without words: its signs, and # for numbers.
func appendSigns(dst, text []byte) []byte {
	number := false
	for _, r := range string(text) {
		digit := isDigit(r)
		switch {
		case len(dst) >= longestForm:
			return dst
		case digit && !number:
			dst = append(dst, '#')
		case !digit && r != ' ':
			dst = utf8.AppendRune(dst, r)
		}
		number = digit
	}
	return dst
}

// subjectName is what subjects of one form show in common: the first of them, with
// an ellipsis for what varies.
func subjectName(subjects []string) string {
	first := subjects[0]
	if !slices.ContainsFunc(subjects, func(s string) bool { return s != first }) {
		return first
	}
	var out []string
	for _, word := range strings.Fields(first) {
		if len(out) == 0 && replyWord[strings.TrimRight(string(letters.AppendFold(nil, word)), ":")] && strings.HasSuffix(word, ":") {
			continue
		}
		if strings.ContainsFunc(word, unicode.IsDigit) {
			word = "…"
		}
		if word != "…" || len(out) == 0 || out[len(out)-1] != "…" {
			out = append(out, word)
		}
	}
	return strings.Join(out, " ")
}
