package listing

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

// maxQuery is how much of what is typed into the search is used.
const maxQuery = 200

// Query is what was typed: terms that must all hold.
type Query []term

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

// SearchWord is a search word, such as "from:" or "is:unread".
type SearchWord struct {
	Text  string                                         // as it is typed
	Wants Wanted                                         // what follows it
	Aside bool                                           // it is told of beside another one, and not by itself
	read  func(value string, now time.Time) (term, bool) // false: the value is no such thing (yet)
}

// Wanted is what may follow a search word.
type Wanted int

const (
	WantsNothing Wanted = iota
	WantsName
	WantsWord
	WantsSize
	WantsDay
)

// SearchWords are all there are, in the order of the help.
func SearchWords() []SearchWord {
	return []SearchWord{
		{Text: "from:", Wants: WantsName, read: wordIn(inFrom)},
		{Text: "subject:", Wants: WantsWord, read: wordIn(inSubject)},
		{Text: "to:", Wants: WantsName, read: wordIn(inTo)},
		{Text: "list:", Wants: WantsName, read: wordIn(inList)},
		{Text: "larger:", Wants: WantsSize, read: sizeIn(largerThan)},
		{Text: "smaller:", Wants: WantsSize, read: sizeIn(smallerThan)},
		{Text: "before:", Wants: WantsDay, read: dayIn(beforeDay)},
		{Text: "since:", Wants: WantsDay, read: dayIn(sinceDay)},
		{Text: "is:unread", read: wordOf(isUnread)},
		{Text: "is:read", read: wordOf(isRead), Aside: true},
		{Text: "has:attachment", read: wordOf(hasAttachment)},
		{Text: "is:caught", read: wordOf(isCaught)},
		{Text: "has:list", read: wordOf(hasList)},
	}
}

// Fault is what is wrong with a search.
type Fault int

const (
	FaultNone     Fault = iota
	FaultLength         // it is too long
	FaultLeaveOut       // nothing stands behind "-"
	FaultStar           // "*" stands in a word
	FaultOperator       // AND, OR or NOT
	FaultMissing        // nothing stands behind a search word
	FaultBlank          // what should stand right behind it stands behind a blank
	FaultQuotes         // there is nothing between quotes
	FaultDay            // it is no day
	FaultSize           // it is no size
	FaultWord           // no such word: another is meant
	FaultUnknown        // no such word, and none is like it
	FaultChoice         // no such word: one of several is meant
)

// Unclear is what of a search is not understood, and what may be meant.
type Unclear struct {
	Fault Fault
	Typed string     // the part that is not understood
	Word  SearchWord // the search word that it stands behind
	Value string     // what stands behind that
	Last  string     // the end of the value, where that may be a word to look for
	Meant []string   // what may be meant
	Quote bool       // between quotes it would be looked for as it stands
}

func wordIn(f termField) func(string, time.Time) (term, bool) {
	return func(v string, _ time.Time) (term, bool) {
		return term{field: f, word: letters.Fold(v)}, letters.Fold(v) != ""
	}
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

// ReadQuery reads what was typed, and tells the first thing that was not understood.
// Nothing is found by a search of which a part is not understood: what is left of it would
// find more than was asked for. What looks like no search word is looked for as it stands.
func ReadQuery(s string, now time.Time) (q Query, wrong Unclear) {
	note := func(u Unclear) {
		q = append(q, term{field: notUnderstood})
		if wrong.Fault == FaultNone {
			wrong = u
		}
	}
	if len(s) > maxQuery {
		note(Unclear{Fault: FaultLength})
		return q, wrong
	}
	words := splitQuery(straightQuotes.Replace(s))
	for len(words) > 0 {
		t, took, u := parseTerm(words, now)
		words = words[took:]
		if u.Fault != FaultNone {
			note(u)
			continue
		}
		q = append(q, t)
	}
	return q, wrong
}

// parseTerm reads the first of some words, and those behind it that belong to it: a
// day or a size may have several. It tells what is wrong with it, if anything is.
func parseTerm(words []string, now time.Time) (t term, took int, wrong Unclear) {
	rest, not := strings.CutPrefix(words[0], "-")
	if rest == "" || strings.HasPrefix(rest, "-") {
		return term{}, 1, Unclear{Fault: FaultLeaveOut}
	}
	if strings.Contains(rest, "*") && !strings.Contains(rest, `"`) {
		return term{}, 1, Unclear{Fault: FaultStar, Typed: words[0]}
	}
	switch rest {
	case "NOT", "AND", "OR": // in small letters they are words
		return term{}, 1, Unclear{Fault: FaultOperator, Typed: rest}
	}
	lower := strings.ToLower(rest)
	for _, sw := range SearchWords() {
		if !strings.HasPrefix(lower, sw.Text) {
			continue
		}
		value := unquote(rest[len(sw.Text):])
		if letters.Fold(value) == "" && sw.Wants != WantsNothing {
			if len(words) > 1 {
				return term{}, 1, Unclear{Fault: FaultBlank, Word: sw}
			}
			return term{}, 1, Unclear{Fault: FaultMissing, Word: sw}
		}
		t, took, wrong := readValue(sw, rest, value, words, now)
		t.not = not
		return t, took, wrong
	}
	if u := meantOtherwise(lower, not); u.Fault != FaultNone {
		return term{}, 1, u
	}
	word := letters.Fold(unquote(rest))
	if word == "" {
		return term{}, 1, Unclear{Fault: FaultQuotes}
	}
	return term{word: word, not: not}, 1, Unclear{}
}

// readValue reads what follows a search word: value, and of a size or a day the words
// behind it that belong to it. A number behind it that may be a part of it as well is
// neither left out nor taken along.
func readValue(sw SearchWord, typed, value string, words []string, now time.Time) (t term, took int, wrong Unclear) {
	most := 1
	if sw.Wants == WantsSize || sw.Wants == WantsDay {
		most = min(dayWordsMost, len(words))
	}
	for n := most; n > 0; n-- {
		whole := strings.Join(append([]string{value}, words[1:n]...), " ")
		t, ok := sw.read(whole, now)
		if !ok {
			continue
		}
		if n < len(words) && continues(sw, whole, words[n]) {
			return term{}, n + 1, wrongValue("", whole+" "+words[n], sw, words[n])
		}
		return t, n, Unclear{}
	}
	return term{}, 1, wrongValue(typed, value, sw, "")
}

// continues reports whether a size or a day seems to go on with the next word.
func continues(sw SearchWord, value, next string) bool {
	switch sw.Wants {
	case WantsSize:
		return startsWithDigit(value[len(value)-1:]) && startsWithDigit(next)
	case WantsDay:
		return unfinished(value, next)
	}
	return false
}

func unquote(s string) string { return strings.ReplaceAll(s, `"`, "") }

// wrongValue tells what is wrong with what follows a search word. last is the end of it,
// where that may be a word to look for.
func wrongValue(typed, value string, sw SearchWord, last string) Unclear {
	u := Unclear{Fault: FaultWord, Typed: typed, Word: sw, Value: value, Last: last, Meant: []string{strings.TrimSuffix(sw.Text, ":")}}
	switch sw.Wants {
	case WantsDay:
		u.Fault = FaultDay
	case WantsSize:
		u.Fault = FaultSize
	}
	return u
}

// meantOtherwise tells of a word such as "form:anna" or "is:purple" that it looks like a
// search word and is none. Between quotes it is looked for as it stands. With "-" before
// it, a search word of another program would leave out nothing and find everything, so
// none of these is understood.
func meantOtherwise(lower string, not bool) Unclear {
	name, value, ok := strings.Cut(strings.ReplaceAll(lower, "：", ":"), ":")
	if !ok || strings.Contains(name, `"`) {
		return Unclear{}
	}
	var like []string
	for _, sw := range SearchWords() {
		known, rest, _ := strings.Cut(sw.Text, ":")
		switch {
		case known == name && rest != "":
			like = append(like, sw.Text)
		case value != "" && len(name) > 3 && rest == "" && distance(name, known) <= 2:
			return Unclear{Fault: FaultWord, Typed: lower, Meant: []string{sw.Text + value}, Quote: true}
		}
	}
	if len(like) > 0 {
		return Unclear{Fault: FaultChoice, Typed: lower, Meant: like}
	}
	if not && value != "" && !strings.HasPrefix(value, "//") && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-_") == "" {
		return Unclear{Fault: FaultUnknown, Typed: lower}
	}
	return Unclear{}
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
func (q Query) matches(key string, r *mailbox.Row) bool {
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
		return s.ListID != "" && strings.Contains(letters.Fold(s.ListID), t.word)
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
		if strings.Contains(letters.Fold(a.Name), t.word) || strings.Contains(letters.Fold(a.Addr), t.word) {
			return true
		}
	}
	for _, a := range s.Cc {
		if strings.Contains(letters.Fold(a.Name), t.word) || strings.Contains(letters.Fold(a.Addr), t.word) {
			return true
		}
	}
	return false
}

// narrows reports whether all that matches q also matches old.
func (q Query) narrows(old Query) bool {
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
func (q Query) ofHeader() bool {
	for _, t := range q {
		switch t.field {
		case largerThan, smallerThan, isUnread, isRead, isCaught, notUnderstood:
			return false
		}
	}
	return true
}
