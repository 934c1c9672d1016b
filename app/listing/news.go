package listing

import (
	"github.com/restante/restante/app/mailbox"
)

// Change is what has become of one message: its row, or nil when it is gone or on
// its way out.
type Change struct {
	ID  int32
	Row *mailbox.Row
}

// HasNews reports whether something has changed since the last [Listing.TakeNews].
func (l *Listing) HasNews() bool { return len(l.news) > 0 }

// TakeNews returns what has changed in the listing since the last call.
func (l *Listing) TakeNews() []Change {
	out := make([]Change, 0, len(l.news))
	for _, id := range l.news {
		p := Change{ID: id, Row: l.row[id]}
		if p.Row != nil && (p.Row.Marked || p.Row.NoHead) { // nothing is known of what it is
			p.Row = nil
		}
		out = append(out, p)
	}
	l.news = l.news[:0]
	return out
}
