package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/restante/restante/app/mailbox"
)

// keyCut stands between what a key holds of the senders and of the subject.
const keyCut = 0

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
	if len(l.query) == 0 && l.scope == nil {
		l.shown = append(l.shown[:0], from...)
	} else {
		out := l.shown[:0] // never overtakes from, so that both may share memory
		for _, id := range from {
			if l.inScope(id) && (len(l.query) == 0 || l.query.matches(l.key(id), l.row[id])) {
				out = append(out, id)
			}
		}
		l.shown = out
	}
	l.liftFirst()
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
		return string(rune(keyCut))
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
	b.WriteByte(keyCut)
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
