package listing

import (
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
	const most = letters.MaxSubject // bytes of a name or an address
	key := make([]byte, 0, 100)
	for i, a := range r.Summary.From {
		if i == 5 {
			break
		}
		key = append(letters.AppendFold(key, a.Name[:min(len(a.Name), most)]), '\n')
		key = append(letters.AppendFold(key, a.Addr[:min(len(a.Addr), most)]), '\n')
	}
	key = append(key, keyCut)
	subject := r.Summary.Subject
	key = letters.AppendFold(key, subject[:min(len(subject), 2*most)])
	return string(append(key, '\n'))
}
