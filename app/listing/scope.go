package listing

import (
	"slices"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/mime"
)

// Scope is a part of the mailbox that the list is narrowed to: a group, or one of
// the places at the left. What is typed into the search narrows it further.
type Scope struct {
	ids  []bool // by id; a new message is not in it before the scope is renewed
	rule Query  // instead of ids: what its messages hold

	// What does not fit into the flood that is shown, and its rank: it stands above
	// the rest, the most important first, and is not chosen with it.
	lifted map[int32]int

	Like func(*mime.Summary) bool // what belongs to it and is not shown yet; nil where that cannot be told
}

// inScope reports whether a message belongs to what is shown.
func (l *Listing) inScope(id int32) bool {
	s := l.scope
	if s == nil {
		return true
	}
	if s.rule != nil {
		return s.rule.matches(l.key(id), l.row[id])
	}
	return int(id) < len(s.ids) && s.ids[id]
}

// SetScope shows only a part of the mailbox; nil shows all of it.
func (l *Listing) SetScope(s *Scope) {
	l.scope = s
	l.filter(l.order)
}

// NewScope is the scope of some messages, and of others that do not fit in.
func (l *Listing) NewScope(ids, lifted []int32) *Scope {
	s := &Scope{ids: make([]bool, len(l.row)), lifted: make(map[int32]int, len(lifted))}
	for _, id := range ids {
		s.ids[id] = true
	}
	for rank, id := range lifted {
		s.ids[id], s.lifted[id] = true, rank
	}
	return s
}

// ScopeOf is the part of the mailbox that a place at the left shows; nil is all of it.
func (l *Listing) ScopeOf(p Place) *Scope {
	switch p {
	case PlaceUnread:
		return &Scope{rule: Query{{field: isUnread}}}
	case PlaceAttached:
		return &Scope{rule: Query{{field: hasAttachment}}}
	case PlaceLarge:
		return &Scope{rule: Query{{field: largerThan, bound: largeFrom - 1}}}
	}
	return nil
}

// Lifted reports whether a message does not fit into the flood that is shown.
func (l *Listing) Lifted(id int32) bool {
	if l.scope == nil {
		return false
	}
	_, ok := l.scope.lifted[id]
	return ok
}

// liftFirst moves what does not fit into a flood to the head of what is shown.
func (l *Listing) liftFirst() {
	if l.scope == nil || len(l.scope.lifted) == 0 {
		return
	}
	head := make([]int32, 0, len(l.scope.lifted))
	rest := l.shown[:0:0]
	for _, id := range l.shown {
		if l.Lifted(id) {
			head = append(head, id)
		} else {
			rest = append(rest, id)
		}
	}
	slices.SortFunc(head, func(a, b int32) int { return l.scope.lifted[a] - l.scope.lifted[b] })
	l.shown = append(head, rest...)
}

// liftedShown counts those that are shown and do not fit in.
func (l *Listing) liftedShown() int {
	if l.scope == nil {
		return 0
	}
	n := 0
	for id := range l.scope.lifted {
		if l.PlaceOf(id) >= 0 {
			n++
		}
	}
	return n
}

// tally counts a row in or out of the places at the left that it belongs to.
func (l *Listing) tally(r *mailbox.Row, by int) {
	l.places[PlaceAll] += by
	if r.NoHead {
		l.noHead += by
	}
	if !r.Seen {
		l.places[PlaceUnread] += by
	}
	if r.Summary.HasAttachment {
		l.places[PlaceAttached] += by
	}
	if r.Size >= largeFrom {
		l.places[PlaceLarge] += by
	}
}
