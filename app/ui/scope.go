package ui

// scope is a part of the mailbox that the list is narrowed to: a group, or one of
// the places at the left. What is typed into the search narrows it further.
type scope struct {
	title string // what it is, for sentences
	ids   []bool // by id; a new message is not in it before the scope is renewed
	rule  query  // instead of ids: what its messages hold
	first []int32
}

// inScope reports whether a message belongs to what is shown.
func (l *listing) inScope(id int32) bool {
	s := l.scope
	if s == nil {
		return true
	}
	if s.rule != nil {
		return s.rule.matches(l.key(id), l.row[id])
	}
	return int(id) < len(s.ids) && s.ids[id]
}

// narrow shows only a part of the mailbox; nil shows all of it.
func (l *listing) narrow(s *scope) {
	l.scope = s
	l.filter(l.order)
}

// newScope is the scope of some messages. Those in first stand above the others,
// whichever column the list is sorted by.
func (l *listing) newScope(title string, ids, first []int32) *scope {
	s := &scope{title: title, ids: make([]bool, len(l.row)), first: first}
	for _, id := range ids {
		s.ids[id] = true
	}
	for _, id := range first {
		s.ids[id] = true
	}
	return s
}

// liftFirst moves what does not fit into a flood to the head of what is shown.
func (l *listing) liftFirst() {
	if l.scope == nil || len(l.scope.first) == 0 {
		return
	}
	lifted := make(map[int32]bool, len(l.scope.first))
	for _, id := range l.scope.first {
		lifted[id] = true
	}
	head := make([]int32, 0, len(lifted))
	rest := l.shown[:0:0]
	for _, id := range l.shown {
		if lifted[id] {
			head = append(head, id)
		} else {
			rest = append(rest, id)
		}
	}
	l.shown = append(head, rest...)
}
