package ui

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/mime"
)

// meaning is what the user has meant when he chose a set that has a name: a group, a
// flood, all from one sender, all that a search finds. It is decided when he chooses,
// and holds as long as exactly that set is chosen. On a server that shows a part of the
// mailbox at a time, what is like it and comes to light later belongs to it.
type meaning struct {
	like func(*mime.Summary) bool
	ids  []bool // the set, by id
}

// means notes that what is chosen now is a set with a name.
func (l *listing) means(like func(*mime.Summary) bool) {
	l.meant = nil
	if like != nil && l.count > 0 {
		l.meant = &meaning{like: like, ids: append([]bool(nil), l.chosen...)}
	}
}

// meantBy is what is meant when exactly these messages are deleted; nil when that is
// nothing but the messages themselves. Of the set, some may be gone by now, and some
// left out in the question.
func (l *listing) meantBy(going, leftOut map[int32]bool) *meaning {
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
func (l *listing) searched() func(*mime.Summary) bool {
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
func (l *listing) likeShown() func(*mime.Summary) bool {
	switch {
	case l.scope == nil:
		return l.searched()
	case len(l.query) == 0:
		return l.scope.like
	}
	return nil
}

// likeSender is what is meant by all that is shown from one sender.
func (l *listing) likeSender(addr string) func(*mime.Summary) bool {
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

// oneSender is the address that all of several messages are from, or nothing.
func (l *listing) oneSender(ids map[int32]bool) string {
	addr := ""
	for id := range ids {
		key := senderKey(l.rowOf(id))
		if key == "" || addr != "" && key != addr {
			return ""
		}
		addr = key
	}
	return addr
}

// alike is a meaning as the worker gets it. It is called on the worker's goroutine, and
// so holds all that it needs: it says no to mail of senders that the user keeps, and of
// those of whom something was lifted out of a flood.
func (w *Window) alike(m *meaning) func(mime.Summary) bool {
	if m == nil {
		return nil
	}
	no := map[string]bool{}
	for _, addr := range w.sorting.Friends {
		no[triage.FoldAddress(addr)] = true
	}
	for _, f := range w.sorter.report.Floods {
		for _, list := range [][]triage.Lifted{f.Lifted, f.Kept} {
			for _, o := range list {
				no[senderKey(w.mail.list.rowOf(o.ID))] = true
			}
		}
	}
	like := m.like
	return func(s mime.Summary) bool {
		for _, a := range s.From {
			if no[triage.FoldAddress(a.Addr)] {
				return false
			}
		}
		return like(&s)
	}
}
