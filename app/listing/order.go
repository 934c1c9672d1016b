package listing

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/mime"
)

// sorting is by which column the list is ordered, and whether downwards.
type sorting struct {
	by   Column
	down bool
}

// sortKey is what is compared: a number first, then words, then the place.
type sortKey struct {
	number int64
	words  string
	index  int32
	id     int32
}

// apply returns the ids in order, in the memory of old when it is large enough.
func (s sorting) apply(rows []*mailbox.Row, ids []int32, old []int32) []int32 {
	keys := s.keys(rows, ids)
	sign := 1
	if s.down {
		sign = -1
	}
	compare := func(a, b sortKey) int {
		if c := cmp.Compare(a.number, b.number); c != 0 {
			return c * sign
		}
		if c := strings.Compare(a.words, b.words); c != 0 {
			return c * sign
		}
		if s.by == ByDate && !s.down {
			return cmp.Compare(b.index, a.index)
		}
		return cmp.Compare(a.index, b.index)
	}
	if !slices.IsSortedFunc(keys, compare) {
		slices.SortFunc(keys, compare)
	}
	old = slices.Grow(old[:0], len(keys))
	for _, k := range keys {
		old = append(old, k.id)
	}
	return old
}

func (s sorting) keys(rows []*mailbox.Row, ids []int32) []sortKey {
	keys := make([]sortKey, len(rows))
	last := int64(math.MaxInt64)
	for i, r := range rows {
		k := sortKey{index: int32(i), id: ids[i]}
		switch s.by {
		case ByDate:
			// A message whose date is not known stands beside its neighbour in the
			// server's order, where it most likely belongs.
			if t, ok := rowTime(r); ok {
				last = t
			}
			k.number = last
		case BySize:
			k.number = r.Size
		case ByFrom:
			k.number, k.words = unknownLast(r, s.down), letters.Fold(SenderName(r))
		case ByTo:
			k.number, k.words = unknownLast(r, s.down), letters.Fold(ReceiverName(r))
		case BySubject:
			k.number, k.words = unknownLast(r, s.down), triage.BareSubject(r.Summary.Subject)
		}
		keys[i] = k
	}
	return keys
}

// rowTime is the date of a message in milliseconds since 1970.
func rowTime(r *mailbox.Row) (int64, bool) {
	if !r.Known || r.Summary.Date.IsZero() {
		return 0, false
	}
	t := r.Summary.Date.UnixMilli()
	return t, t >= 0
}

// unknownLast keeps rows without a header at the end, whichever way is up.
func unknownLast(r *mailbox.Row, down bool) int64 {
	if r.Known == down {
		return 1
	}
	return 0
}

// SenderName is what the From column shows.
func SenderName(r *mailbox.Row) string { return mime.First(r.Summary.From).Display() }

// ReceiverName is what the To column shows.
func ReceiverName(r *mailbox.Row) string { return mime.First(r.Summary.To).Display() }
