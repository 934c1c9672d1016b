package ui

import (
	"strconv"
	"strings"
	"time"

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
)

// searchWord is a search word as the help explains it.
type searchWord struct {
	text string // as it is typed
	tell string
	read func(value string, now time.Time) (term, bool) // false: the value is no such thing (yet)
}

// searchWords are all there are, in the order of the help.
func searchWords() []searchWord {
	return []searchWord{
		{"from:", "a name or an address", wordIn(inFrom)},
		{"subject:", "a word of the subject", wordIn(inSubject)},
		{"to:", "whom it was sent to", wordIn(inTo)},
		{"list:", "the name of a mailing list", wordIn(inList)},
		{"larger:", "a size, such as 1M or 500K", sizeIn(largerThan)},
		{"smaller:", "a size", sizeIn(smallerThan)},
		{"before:", "a day, such as 2026-01-31 or yesterday", dayIn(beforeDay)},
		{"since:", "a day", dayIn(sinceDay)},
		{"is:unread", "not read here yet; is:read for the others", wordOf(isUnread)},
		{"is:read", "", wordOf(isRead)},
		{"has:attachment", "seems to have one", wordOf(hasAttachment)},
		{"is:caught", "a rule deletes it soon", wordOf(isCaught)},
		{"has:list", "came through a mailing list", wordOf(hasList)},
	}
}

func wordIn(f termField) func(string, time.Time) (term, bool) {
	return func(v string, _ time.Time) (term, bool) { return term{field: f, word: foldText(v)}, v != "" }
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

// parseQuery reads what was typed. A search word whose value is not finished or
// makes no sense narrows nothing, so that the list does not go blank while one
// types. Anything else that ends in a colon is a plain word.
func parseQuery(s string, now time.Time) query {
	if len(s) > maxQuery {
		s = strings.ToValidUTF8(s[:maxQuery], "")
	}
	var q query
	for _, w := range splitQuery(s) {
		if t, ok := parseTerm(w, now); ok {
			q = append(q, t)
		}
	}
	return q
}

func parseTerm(w string, now time.Time) (term, bool) {
	rest, not := strings.CutPrefix(w, "-")
	if rest == "" {
		return term{}, false
	}
	lower := strings.ToLower(rest)
	for _, sw := range searchWords() {
		if !strings.HasPrefix(lower, sw.text) {
			continue
		}
		t, ok := sw.read(strings.ReplaceAll(rest[len(sw.text):], `"`, ""), now)
		t.not = not
		return t, ok
	}
	word := foldText(strings.ReplaceAll(rest, `"`, ""))
	return term{word: word, not: not}, word != ""
}

// splitQuery cuts at blanks, except between quotes.
func splitQuery(s string) []string {
	quoted := false
	return strings.FieldsFunc(s, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return !quoted && (r == ' ' || r == '\t' || r == '\u00a0' || r == '\u3000')
	})
}

// parseSize reads "500", "500K", "1.5 MB" and the like, in bytes.
func parseSize(s string) (int64, bool) {
	s = strings.ToUpper(strings.TrimSuffix(strings.ToUpper(s), "B"))
	unit := 1.0
	for i, u := range []string{"K", "M", "G"} {
		if rest, ok := strings.CutSuffix(s, u); ok {
			s, unit = rest, float64(int64(1)<<(10*(i+1)))
			break
		}
	}
	n, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || n < 0 || n*unit > 1<<50 {
		return 0, false
	}
	return int64(n * unit), true
}

// parseDay reads the beginning of a day, a month or a year.
func parseDay(s string, now time.Time) (time.Time, bool) {
	y, m, d := now.Date()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, now.Location())
	switch strings.ToLower(s) {
	case "today":
		return midnight, true
	case "yesterday":
		return midnight.AddDate(0, 0, -1), true
	}
	for _, layout := range []string{"2006-1-2", "2006-1", "2006", "2.1.2006"} {
		if t, err := time.ParseInLocation(layout, s, now.Location()); err == nil && t.Year() >= 1970 {
			return t, true
		}
	}
	return time.Time{}, false
}

// matches reports whether a row holds all terms. key is its [searchKey].
func (q query) matches(key string, r *mailbox.Row) bool {
	for i := range q {
		if q[i].holds(key, r) == q[i].not {
			return false
		}
	}
	return true
}

func (t *term) holds(key string, r *mailbox.Row) bool {
	if t.field == inAll {
		return strings.Contains(key, t.word)
	}
	s := &r.Summary
	switch t.field {
	case inFrom:
		return strings.Contains(key[:strings.IndexByte(key, keyCut)], t.word)
	case inSubject:
		return strings.Contains(key[strings.IndexByte(key, keyCut):], t.word)
	case inTo:
		return t.inAddresses(s)
	case inList:
		return s.ListID != "" && strings.Contains(foldText(s.ListID), t.word)
	case largerThan:
		return r.Size > t.bound
	case smallerThan:
		return r.Size < t.bound
	case isUnread:
		return !r.Seen
	case isRead:
		return r.Seen
	case isCaught:
		return !r.Caught.IsZero()
	case hasAttachment:
		return s.HasAttachment
	case hasList:
		return s.ListID != "" || s.Traits.Has(mime.ListUnsubscribe|mime.Bulk)
	}
	when, ok := rowTime(r)
	return ok && (when < t.bound) == (t.field == beforeDay)
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
		case largerThan, smallerThan, isUnread, isRead, isCaught:
			return false
		}
	}
	return true
}
