package listing

import (
	"strings"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/mailbox"
)

// keyCut stands between what a key holds of the senders and of the subject.
const keyCut = 0

// Find shows only what matches.
func (l *Listing) Find(q Query) {
	old := l.query
	l.query = q
	if len(old) > 0 && q.narrows(old) && !l.stale {
		l.filter(l.shown)
		return
	}
	l.filter(l.order)
}

// filter makes shown from a part of order.
func (l *Listing) filter(from []int32) {
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
func (l *Listing) key(id int32) string {
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
		letters.FoldInto(&b, a.Name, letters.MaxSubject)
		b.WriteByte('\n')
		letters.FoldInto(&b, a.Addr, letters.MaxSubject)
		b.WriteByte('\n')
	}
	b.WriteByte(keyCut)
	letters.FoldInto(&b, r.Summary.Subject, 2*letters.MaxSubject)
	b.WriteByte('\n')
	return b.String()
}
