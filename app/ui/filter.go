package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/restante/restante/app/mailbox"
)

// maxQuery is how much of what is typed into the search is used.
const maxQuery = 200

// query is what was typed: plain words that must all occur.
type query []string

func parseQuery(s string) query {
	if len(s) > maxQuery {
		s = strings.ToValidUTF8(s[:maxQuery], "")
	}
	return strings.Fields(foldText(s))
}

func (q query) matches(key string) bool {
	for _, w := range q {
		if !strings.Contains(key, w) {
			return false
		}
	}
	return true
}

// narrows reports whether all that matches q also matches old.
func (q query) narrows(old query) bool {
	if len(old) > len(q) {
		return false
	}
	for i, w := range old {
		if !strings.Contains(q[i], w) {
			return false
		}
	}
	return true
}

// search shows only what matches.
func (l *listing) search(q query) {
	old := l.query
	l.query = q
	if len(old) > 0 && q.narrows(old) && !l.stale {
		l.filter(l.shown)
		return
	}
	l.filter(l.order)
}

// filter makes shown from a part of order.
func (l *listing) filter(from []int32) {
	for i := range l.place {
		l.place[i] = -1
	}
	if len(l.query) == 0 {
		l.shown = append(l.shown[:0], from...)
	} else {
		out := l.shown[:0] // never overtakes from, so that both may share memory
		for _, id := range from {
			if l.query.matches(l.key(id)) {
				out = append(out, id)
			}
		}
		l.shown = out
	}
	for p, id := range l.shown {
		l.place[id] = int32(p)
	}
}

// key is what the search looks through, made when it is first needed.
func (l *listing) key(id int32) string {
	if l.keys[id] == "" {
		l.keys[id] = searchKey(l.row[id])
	}
	return l.keys[id]
}

func searchKey(r *mailbox.Row) string {
	if !r.Known {
		return "\x00"
	}
	var b strings.Builder
	for i, a := range r.Summary.From {
		if i == 5 {
			break
		}
		fold(&b, a.Name, maxSubject)
		b.WriteByte('\n')
		fold(&b, a.Addr, maxSubject)
		b.WriteByte('\n')
	}
	fold(&b, r.Summary.Subject, 2*maxSubject)
	b.WriteByte('\n')
	return b.String()
}

// foldText makes letters small and takes the accents off.
func foldText(s string) string {
	if isFolded(s) {
		return s
	}
	var b strings.Builder
	fold(&b, s, len(s))
	return b.String()
}

func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || (c >= 'A' && c <= 'Z') {
			return false
		}
	}
	return true
}

func fold(b *strings.Builder, s string, limit int) {
	if len(s) > limit {
		s = s[:limit]
	}
	b.Grow(len(s) + 2)
	for _, r := range s {
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
			continue
		}
		foldRune(b, r)
	}
}

func foldRune(b *strings.Builder, r rune) {
	if hidden(r) || r == utf8.RuneError {
		return
	}
	var raw [utf8.UTFMax]byte
	n := utf8.EncodeRune(raw[:], r)
	d := norm.NFKD.Properties(raw[:n]).Decomposition()
	if d == nil {
		d = raw[:n]
	}
	for len(d) > 0 {
		c, size := utf8.DecodeRune(d)
		d = d[size:]
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(unicode.ToLower(c))
		}
	}
}
