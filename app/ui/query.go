package ui

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

// maxQuery is how much of what is typed into the search is used.
const maxQuery = 200

// query is what was typed: terms that must all hold.
type query []term

// term is one word of a search: a plain word, or a search word such as "from:"
// with what follows it.
type term struct {
	field termField
	word  string // folded; what is looked for in texts
	bound int64  // a size in bytes, or a moment in milliseconds since 1970
	not   bool   // "-" stood before it
}

// termField says what a term looks at.
type termField int

const (
	inAll termField = iota
	inFrom
	inTo
	inSubject
	inList
	largerThan
	smallerThan
	beforeDay
	sinceDay
	isUnread
	isRead
	hasAttachment
	hasList
	isCaught
	notUnderstood // finds nothing, whether "-" stands before it or not
)

// searchWord is a search word as the help explains it.
type searchWord struct {
	text string // as it is typed
	tell string
	read func(value string, now time.Time) (term, bool) // false: the value is no such thing (yet)
	hint string                                         // what may follow it
}

// searchWords are all there are, in the order of the help.
func searchWords() []searchWord {
	return []searchWord{
		{"from:", "a name or an address", wordIn(inFrom), "a name"},
		{"subject:", "a word of the subject", wordIn(inSubject), "a word"},
		{"to:", "whom it was sent to", wordIn(inTo), "a name"},
		{"list:", "the name of a mailing list", wordIn(inList), "a name"},
		{"larger:", "a size, such as 1M or 500K", sizeIn(largerThan), sizeHint},
		{"smaller:", "a size", sizeIn(smallerThan), sizeHint},
		{"before:", "a day, such as 3 June, last week or 2026", dayIn(beforeDay), dayHint},
		{"since:", "a day", dayIn(sinceDay), dayHint},
		{"is:unread", "not read here yet; is:read for the others", wordOf(isUnread), ""},
		{"is:read", "", wordOf(isRead), ""},
		{"has:attachment", "seems to have one", wordOf(hasAttachment), ""},
		{"is:caught", "a rule deletes it soon", wordOf(isCaught), ""},
		{"has:list", "came through a mailing list", wordOf(hasList), ""},
	}
}

// What may stand behind search words that want more than any word.
const (
	sizeHint = "a size, such as 500K or 1M"
	dayHint  = "a day, such as 2026-11-01, 3 June, yesterday or last week"
)

func wordIn(f termField) func(string, time.Time) (term, bool) {
	return func(v string, _ time.Time) (term, bool) { return term{field: f, word: foldText(v)}, foldText(v) != "" }
}

func wordOf(f termField) func(string, time.Time) (term, bool) {
	return func(v string, _ time.Time) (term, bool) { return term{field: f}, v == "" }
}

func sizeIn(f termField) func(string, time.Time) (term, bool) {
	return func(v string, _ time.Time) (term, bool) {
		n, ok := parseSize(v)
		return term{field: f, bound: n}, ok
	}
}

func dayIn(f termField) func(string, time.Time) (term, bool) {
	return func(v string, now time.Time) (term, bool) {
		t, ok := parseDay(v, now)
		return term{field: f, bound: t.UnixMilli()}, ok
	}
}

// parseQuery reads what was typed. Nothing is found by a search of which a part is not
// understood: what is left of it would find more than was asked for. What looks like no
// search word is looked for as it stands.
func parseQuery(s string, now time.Time) query {
	q, _ := readQuery(s, now)
	return q
}

// readQuery is parseQuery, and says what was not understood and what to type.
func readQuery(s string, now time.Time) (q query, unclear string) {
	note := func(text string) {
		q = append(q, term{field: notUnderstood})
		if unclear == "" {
			unclear = text
		}
	}
	if len(s) > maxQuery {
		note("This is too long. Type less.")
		return q, unclear
	}
	words := splitQuery(straightQuotes.Replace(s))
	for len(words) > 0 {
		t, took, wrong := parseTerm(words, now)
		words = words[took:]
		if wrong != "" {
			note(wrong)
			continue
		}
		q = append(q, t)
	}
	return q, unclear
}

// parseTerm reads the first of some words, and those behind it that belong to it: a
// day or a size may have several. It says what is wrong with it, if it is.
func parseTerm(words []string, now time.Time) (t term, took int, wrong string) {
	rest, not := strings.CutPrefix(words[0], "-")
	if rest == "" || strings.HasPrefix(rest, "-") {
		return term{}, 1, "Type behind “-” what is to be left out."
	}
	if strings.Contains(rest, "*") && !strings.Contains(rest, `"`) {
		return term{}, 1, "“" + Clean(words[0], 40) + "” is not known. Parts of words are found without “*”. Put it into quotes to look for it as it stands."
	}
	switch rest {
	case "NOT", "AND", "OR": // in small letters they are words
		return term{}, 1, "“" + rest + "” is not known. All words must be found. Type “-” before a word to leave it out."
	}
	lower := strings.ToLower(rest)
	for _, sw := range searchWords() {
		if !strings.HasPrefix(lower, sw.text) {
			continue
		}
		value := unquote(rest[len(sw.text):])
		if foldText(value) == "" && sw.hint != "" {
			if len(words) > 1 {
				return term{}, 1, "Type " + sw.hint + " right behind “" + sw.text + "”, without a blank."
			}
			return term{}, 1, "Type " + sw.hint + " behind “" + sw.text + "”."
		}
		t, took, wrong := readValue(sw, rest, value, words, now)
		t.not = not
		return t, took, wrong
	}
	if wrong := meantOtherwise(lower, not); wrong != "" {
		return term{}, 1, wrong
	}
	word := foldText(unquote(rest))
	if word == "" {
		return term{}, 1, "Type a word between the quotes."
	}
	return term{word: word, not: not}, 1, ""
}

// readValue reads what follows a search word: value, and of a size or a day the words
// behind it that belong to it. A number behind it that may be a part of it as well is
// neither left out nor taken along.
func readValue(sw searchWord, typed, value string, words []string, now time.Time) (t term, took int, wrong string) {
	most := 1
	if sw.hint == sizeHint || sw.hint == dayHint {
		most = min(dayWordsMost, len(words))
	}
	for n := most; n > 0; n-- {
		whole := strings.Join(append([]string{value}, words[1:n]...), " ")
		t, ok := sw.read(whole, now)
		if !ok {
			continue
		}
		if n < len(words) && goesOn(sw, whole, words[n]) {
			return term{}, n + 1, wrongValue("", whole+" "+words[n], sw, words[n])
		}
		return t, n, ""
	}
	return term{}, 1, wrongValue(typed, value, sw, "")
}

// goesOn reports whether a size or a day seems to go on with the next word.
func goesOn(sw searchWord, value, next string) bool {
	switch sw.hint {
	case sizeHint:
		return startsWithDigit(value[len(value)-1:]) && startsWithDigit(next)
	case dayHint:
		return unfinished(value, next)
	}
	return false
}

func unquote(s string) string { return strings.ReplaceAll(s, `"`, "") }

// wrongValue says what is wrong with what follows a search word. last is the end of it,
// where that may be a word to look for.
func wrongValue(typed, value string, sw searchWord, last string) string {
	end := "."
	if last != "" {
		end = ", or put “" + Clean(last, 20) + "” into quotes to look for it."
	}
	value = Clean(value, 40)
	switch sw.hint {
	case dayHint:
		return "“" + value + "” is no day. Try 2026-11-01, 3 June, yesterday or last week" + end
	case sizeHint:
		return "“" + value + "” is no size. Try 500K or 1M" + end
	}
	return "“" + Clean(typed, 40) + "” is not known. Did you mean " + strings.TrimSuffix(sw.text, ":") + "?"
}

// meantOtherwise says of a word such as "form:anna" or "is:purple" that it looks like a
// search word and is none. Between quotes it is looked for as it stands. With "-" before
// it, a search word of another program would leave out nothing and find everything, so
// none of these is understood.
func meantOtherwise(lower string, not bool) string {
	name, value, ok := strings.Cut(strings.ReplaceAll(lower, "：", ":"), ":")
	if !ok || strings.Contains(name, `"`) {
		return ""
	}
	typed := "“" + Clean(lower, 40) + "” is not known. "
	var like []string
	for _, sw := range searchWords() {
		known, rest, _ := strings.Cut(sw.text, ":")
		switch {
		case known == name && rest != "":
			like = append(like, sw.text)
		case value != "" && len(name) > 3 && rest == "" && distance(name, known) <= 2:
			return typed + "Did you mean " + sw.text + value + "? Put it into quotes to look for it as it stands."
		}
	}
	if len(like) == 0 {
		if not && value != "" && !strings.HasPrefix(value, "//") && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-_") == "" {
			return typed + "Put it into quotes to look for it as it stands."
		}
		return ""
	}
	return typed + "Try " + strings.Join(like, ", ") + "."
}

// distance is how many letters must be put in, taken out or changed to make one word
// of another.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// straightQuotes makes one kind of quotes of those that systems and languages put in.
var straightQuotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`)

// splitQuery cuts at blanks, except between quotes.
func splitQuery(s string) []string {
	quoted := false
	return strings.FieldsFunc(s, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return !quoted && unicode.IsSpace(r)
	})
}

// sizeUnits are what may stand behind the number of a size, in small letters.
var sizeUnits = map[string]int64{
	"": 1, "b": 1, "byte": 1, "bytes": 1,
	"k": 1 << 10, "kb": 1 << 10, "kib": 1 << 10, "kilobyte": 1 << 10, "kilobytes": 1 << 10,
	"m": 1 << 20, "mb": 1 << 20, "mib": 1 << 20, "megabyte": 1 << 20, "megabytes": 1 << 20,
	"g": 1 << 30, "gb": 1 << 30, "gib": 1 << 30, "gigabyte": 1 << 30, "gigabytes": 1 << 30,
	"t": 1 << 40, "tb": 1 << 40, "tib": 1 << 40, "terabyte": 1 << 40, "terabytes": 1 << 40,
}

// parseSize reads "500", "500K", "1.5 MB" and the like, in bytes. There may be blanks
// before the unit, and none in the number.
func parseSize(s string) (int64, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	behind := strings.TrimLeft(s, "0123456789.,")
	number := s[:len(s)-len(behind)]
	unit, known := sizeUnits[strings.TrimSpace(behind)]
	if !known || !startsWithDigit(number[max(len(number)-1, 0):]) {
		return 0, false
	}
	if i := strings.IndexAny(number, ".,"); i > 0 && len(number)-i == 4 && number[0] != '0' {
		return 0, false // a thousand to some, one to others
	}
	n, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64)
	if err != nil || n*float64(unit) > 1<<50 {
		return 0, false
	}
	return int64(n * float64(unit)), true
}

// matches reports whether a row holds all terms. key is its [searchKey].
func (q query) matches(key string, r *mailbox.Row) bool {
	for i := range q {
		if holds, known := q[i].holds(key, r); !known || holds == q[i].not {
			return false
		}
	}
	return true
}

// holds reports whether a row is what the term asks for, and whether that is known: of
// a message without its header nobody can tell what it is not, either.
func (t *term) holds(key string, r *mailbox.Row) (holds, known bool) {
	switch t.field {
	case notUnderstood:
		return false, false
	case largerThan:
		return r.Size > t.bound, true
	case smallerThan:
		return r.Size < t.bound, true
	case isUnread:
		return !r.Seen, true
	case isRead:
		return r.Seen, true
	case isCaught:
		return !r.Caught.IsZero(), true
	case beforeDay, sinceDay:
		when, ok := rowTime(r)
		return (when < t.bound) == (t.field == beforeDay), ok
	}
	return r.Known && t.inHeader(key, &r.Summary), r.Known
}

// inHeader reports whether a header holds what the term asks for.
func (t *term) inHeader(key string, s *mime.Summary) bool {
	switch t.field {
	case inFrom:
		return strings.Contains(key[:strings.IndexByte(key, keyCut)], t.word)
	case inSubject:
		return strings.Contains(key[strings.IndexByte(key, keyCut):], t.word)
	case inTo:
		return t.inAddresses(s)
	case inList:
		return s.ListID != "" && strings.Contains(foldText(s.ListID), t.word)
	case hasAttachment:
		return s.HasAttachment
	case hasList:
		return s.ListID != "" || s.Traits.Has(mime.ListUnsubscribe|mime.Bulk)
	}
	return strings.Contains(key, t.word)
}

// inAddresses looks through all to whom a message was sent.
func (t *term) inAddresses(s *mime.Summary) bool {
	for _, a := range s.To {
		if strings.Contains(foldText(a.Name), t.word) || strings.Contains(foldText(a.Addr), t.word) {
			return true
		}
	}
	for _, a := range s.Cc {
		if strings.Contains(foldText(a.Name), t.word) || strings.Contains(foldText(a.Addr), t.word) {
			return true
		}
	}
	return false
}

// narrows reports whether all that matches q also matches old.
func (q query) narrows(old query) bool {
	if len(old) > len(q) {
		return false
	}
	for i, o := range old {
		n := q[i]
		if n == o {
			continue
		}
		texts := o.field <= inList && !o.not && !n.not
		if !texts || n.field != o.field || !strings.Contains(n.word, o.word) {
			return false
		}
	}
	return true
}

// ofHeader reports whether the query asks only for what a header block tells, and
// not for what changes or what the server says.
func (q query) ofHeader() bool {
	for _, t := range q {
		switch t.field {
		case largerThan, smallerThan, isUnread, isRead, isCaught, notUnderstood:
			return false
		}
	}
	return true
}
