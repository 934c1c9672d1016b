package listing

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

// Meaning is what the user has meant when he chose a set that has a name: a group, a
// flood, all from one sender, all that a search finds. It is decided when he chooses,
// and holds as long as exactly that set is chosen. On a server that shows a part of the
// mailbox at a time, what is like it and comes to light later belongs to it.
type Meaning struct {
	Like func(*mime.Summary) bool
	ids  []bool // the set, by id
}

// Means notes that what is chosen now is a set with a name.
func (l *Listing) Means(like func(*mime.Summary) bool) {
	l.meant = nil
	if like != nil && l.count > 0 {
		l.meant = &Meaning{Like: like, ids: append([]bool(nil), l.chosen...)}
	}
}

// MeantBy is what is meant when exactly these messages are deleted; nil when that is
// nothing but the messages themselves. Of the set, some may be gone by now, and some
// left out in the question.
func (l *Listing) MeantBy(going, leftOut map[int32]bool) *Meaning {
	m := l.meant
	if m == nil {
		return nil
	}
	n := 0
	for id, in := range m.ids {
		if !in || l.row[id] == nil || leftOut[int32(id)] {
			continue
		}
		if !going[int32(id)] {
			return nil
		}
		n++
	}
	if n == 0 || n != len(going) {
		return nil
	}
	return m
}

// searched is what a search finds in messages that are not shown yet, or nil when it
// asks for more than a header tells.
func (l *Listing) searched() func(*mime.Summary) bool {
	if len(l.query) == 0 || !l.query.ofHeader() {
		return nil
	}
	q := l.query
	return func(s *mime.Summary) bool {
		r := &mailbox.Row{Known: true, Summary: *s}
		return q.matches(searchKey(r), r)
	}
}

// likeShown is what is meant by all that is shown: what a search finds in the whole
// mailbox, or all of the group that is looked at.
func (l *Listing) likeShown() func(*mime.Summary) bool {
	switch {
	case l.scope == nil:
		return l.searched()
	case len(l.query) == 0:
		return l.scope.Like
	}
	return nil
}

// likeSender is what is meant by all that is shown from one sender.
func (l *Listing) likeSender(addr string) func(*mime.Summary) bool {
	from := func(s *mime.Summary) bool { return sameSender(&mailbox.Row{Known: true, Summary: *s}, addr) }
	if l.scope != nil || len(l.query) == 0 {
		if l.scope != nil || addr == "" {
			return nil
		}
		return from
	}
	found := l.searched()
	if found == nil {
		return nil
	}
	return func(s *mime.Summary) bool { return from(s) && found(s) }
}

// OneSender is the address that all of several messages are from, or nothing.
func (l *Listing) OneSender(ids map[int32]bool) string {
	addr := ""
	for id := range ids {
		key := SenderKey(l.Row(id))
		if key == "" || addr != "" && key != addr {
			return ""
		}
		addr = key
	}
	return addr
}
