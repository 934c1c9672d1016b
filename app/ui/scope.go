package ui

import (
	"slices"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

// scope is a part of the mailbox that the list is narrowed to: a group, or one of
// the places at the left. What is typed into the search narrows it further.
type scope struct {
	ids  []bool // by id; a new message is not in it before the scope is renewed
	rule query  // instead of ids: what its messages hold

	// What does not fit into the flood that is shown, and its rank: it stands above
	// the rest, the most important first, and is not chosen with it.
	lifted map[int32]int

	like func(*mime.Summary) bool // what belongs to it and is not shown yet; nil where that cannot be told
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

// newScope is the scope of some messages, and of others that do not fit in.
func (l *listing) newScope(ids, lifted []int32) *scope {
	s := &scope{ids: make([]bool, len(l.row)), lifted: make(map[int32]int, len(lifted))}
	for _, id := range ids {
		s.ids[id] = true
	}
	for rank, id := range lifted {
		s.ids[id], s.lifted[id] = true, rank
	}
	return s
}

// lifted reports whether a message does not fit into the flood that is shown.
func (l *listing) lifted(id int32) bool {
	if l.scope == nil {
		return false
	}
	_, ok := l.scope.lifted[id]
	return ok
}

// liftFirst moves what does not fit into a flood to the head of what is shown.
func (l *listing) liftFirst() {
	if l.scope == nil || len(l.scope.lifted) == 0 {
		return
	}
	head := make([]int32, 0, len(l.scope.lifted))
	rest := l.shown[:0:0]
	for _, id := range l.shown {
		if l.lifted(id) {
			head = append(head, id)
		} else {
			rest = append(rest, id)
		}
	}
	slices.SortFunc(head, func(a, b int32) int { return l.scope.lifted[a] - l.scope.lifted[b] })
	l.shown = append(head, rest...)
}

// liftedShown counts those that are shown and do not fit in.
func (l *listing) liftedShown() int {
	if l.scope == nil {
		return 0
	}
	n := 0
	for id := range l.scope.lifted {
		if l.placeOf(id) >= 0 {
			n++
		}
	}
	return n
}

// tally counts a row in or out of the places at the left that it belongs to.
func (l *listing) tally(r *mailbox.Row, by int) {
	l.places[placeAll] += by
	if r.NoHead {
		l.noHead += by
	}
	if !r.Seen {
		l.places[placeUnread] += by
	}
	if r.Summary.HasAttachment {
		l.places[placeAttached] += by
	}
	if r.Size >= largeFrom {
		l.places[placeLarge] += by
	}
}
