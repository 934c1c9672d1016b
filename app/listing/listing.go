package listing

import (
	"slices"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
)

// Listing is what the message list knows: the rows of the newest snapshot, which
// of them are shown and in which order, and which are selected. It draws
// nothing.
//
// Every message gets a small number, its id, that stays for as long as the
// mailbox is on the screen. Selection, focus and order speak of ids, so that a
// row that moves takes its selection along, and choosing all of 100,000 is
// filling a slice.
type Listing struct {
	now func() time.Time
	box account.ID // whose messages they are

	rows []*mailbox.Row // of the snapshot, in its order
	ids  []int32        // ids[i] is the id of rows[i]

	byUID map[string]int32
	row   []*mailbox.Row // by id; nil for one that is gone
	index []int32        // by id: its place in rows
	keys  []string       // by id: folded words for the search; empty when not made yet
	seen  []uint32       // by id: the merge that saw it last

	order  []int32 // all ids, sorted
	shown  []int32 // ids that match the search, sorted
	place  []int32 // by id: its place in shown, or -1
	merge  uint32
	places [NoPlace]int // how many belong to each of the places at the left
	noHead int          // how many have no header, as the server does not give it
	news   []int32      // what has come, gone or changed since TakeNews

	sort    sorting
	query   Query
	scope   *Scope // the part of the mailbox that is looked at; nil is all of it
	stale   bool   // headers have arrived since order was made
	sorted  time.Time
	sortFor time.Duration // what the last ordering took

	selection
}

// New makes an empty listing of a mailbox. now is the clock of the window.
func New(now func() time.Time, box account.ID) *Listing {
	return &Listing{
		now: now, box: box, byUID: map[string]int32{},
		sort:      sorting{by: ByDate, down: true},
		selection: selection{soft: None, focus: None, anchor: None},
	}
}

// Set takes a snapshot over. It reports whether the places of rows changed.
// settled says that nothing more is on its way, so that the order is made now
// and not a moment later.
func (l *Listing) Set(rows []*mailbox.Row, settled bool) bool {
	if l.sameMessages(rows) {
		l.renew(rows)
	} else {
		l.rebuild(rows)
		l.arrange()
		return true
	}
	if l.stale && (settled || l.due()) {
		l.arrange()
		return true
	}
	return false
}

// due spreads re-ordering while headers pour in: never more than a twentieth of
// the time goes into it.
func (l *Listing) due() bool {
	return l.now().Sub(l.sorted) >= max(300*time.Millisecond, 20*l.sortFor)
}

// sameMessages reports whether the new rows are the same messages in the same
// places, which is so for nearly all snapshots.
func (l *Listing) sameMessages(rows []*mailbox.Row) bool {
	if len(rows) != len(l.rows) {
		return false
	}
	for i, r := range rows {
		if old := l.rows[i]; r != old && r.UID != old.UID {
			return false
		}
	}
	return true
}

// renew takes rows over that only tell more about the same messages.
func (l *Listing) renew(rows []*mailbox.Row) {
	for i, r := range rows {
		old := l.rows[i]
		if r == old {
			continue
		}
		l.replace(l.ids[i], old, r)
	}
	l.rows = rows
}

func (l *Listing) replace(id int32, old, r *mailbox.Row) {
	l.tally(old, -1)
	l.tally(r, 1)
	if r.Marked {
		l.Choose(id, false) // it is being deleted already
	}
	l.row[id] = r
	l.news = append(l.news, id)
	if old.Known != r.Known || old.NoHead != r.NoHead || old.Summary.Subject != r.Summary.Subject || !old.Summary.Date.Equal(r.Summary.Date) {
		l.keys[id] = ""
		l.stale = true
	}
	if old.Size != r.Size || old.Order != r.Order {
		l.stale = true
		if l.Has(id) {
			l.bytes += r.Size - old.Size
		}
	}
}

// rebuild takes over rows that came, went or moved.
func (l *Listing) rebuild(rows []*mailbox.Row) {
	l.merge++
	if len(l.byUID) == 0 {
		l.reserve(len(rows))
	}
	ids := make([]int32, len(rows))
	at := 0 // the place among the old rows that is expected next
	for i, r := range rows {
		if at < len(l.rows) && l.rows[at].UID == r.UID {
			ids[i] = l.ids[at]
		} else {
			ids[i] = l.idOf(r)
			at = int(l.index[ids[i]])
		}
		at++
		id := ids[i]
		if old := l.row[id]; old != nil && old != r {
			l.replace(id, old, r)
		}
		l.row[id], l.seen[id] = r, l.merge
	}
	for i, id := range l.ids {
		if l.seen[id] != l.merge {
			l.drop(id, l.rows[i])
		}
	}
	l.rows, l.ids = rows, ids
	for i, id := range ids {
		l.index[id] = int32(i)
	}
}

// reserve makes room for the first listing at once.
func (l *Listing) reserve(n int) {
	l.byUID = make(map[string]int32, n)
	l.row, l.index, l.keys = slices.Grow(l.row, n), slices.Grow(l.index, n), slices.Grow(l.keys, n)
	l.seen, l.place, l.news = slices.Grow(l.seen, n), slices.Grow(l.place, n), slices.Grow(l.news, n)
	l.chosen = slices.Grow(l.chosen, n)
}

// idOf finds or gives an id.
func (l *Listing) idOf(r *mailbox.Row) int32 {
	if id, ok := l.byUID[r.UID]; ok {
		return id
	}
	id := int32(len(l.row))
	l.news = append(l.news, id)
	l.tally(r, 1)
	l.byUID[r.UID] = id
	l.row = append(l.row, r)
	l.index = append(l.index, 0)
	l.keys = append(l.keys, "")
	l.seen = append(l.seen, 0)
	l.place = append(l.place, -1)
	l.selection.grow(len(l.row))
	return id
}

func (l *Listing) drop(id int32, old *mailbox.Row) {
	l.news = append(l.news, id)
	l.tally(old, -1)
	l.Choose(id, false)
	delete(l.byUID, old.UID)
	l.row[id], l.keys[id] = nil, ""
	if l.focus == id {
		l.focus = None
	}
	if l.anchor == id {
		l.anchor = None
	}
	if l.soft == id {
		l.soft = None
	}
}

// arrange makes the order and what is shown of it anew.
func (l *Listing) arrange() {
	start := time.Now()
	l.order = l.sort.apply(l.rows, l.ids, l.order)
	l.filter(l.order)
	l.stale = false
	l.sorted = l.now()
	l.sortFor = time.Since(start)
}

// Total is how many messages there are.
func (l *Listing) Total() int { return len(l.rows) }

// ShownCount is how many messages are shown.
func (l *Listing) ShownCount() int { return len(l.shown) }

// Contents are all messages in the order of the server, with their ids. Neither slice
// changes afterwards.
func (l *Listing) Contents() ([]*mailbox.Row, []int32) { return l.rows, l.ids }

// Revision grows when messages come, go or move.
func (l *Listing) Revision() uint32 { return l.merge }

// Searching reports whether something is searched for.
func (l *Listing) Searching() bool { return len(l.query) > 0 }

// PlaceCounts tells how many messages belong to each of the places at the left.
func (l *Listing) PlaceCounts() [NoPlace]int { return l.places }

// WithoutHead counts the messages whose header the server does not give.
func (l *Listing) WithoutHead() int { return l.noHead }

// WithoutHeadOf counts those of some messages of which nobody has seen so much as a header.
func (l *Listing) WithoutHeadOf(ids map[int32]bool) (n int) {
	if l.noHead == 0 {
		return 0
	}
	for id := range ids {
		if l.Row(id).NoHead {
			n++
		}
	}
	return n
}

// IsEverything reports whether so many messages are all that the mailbox has, those
// aside that are on their way out already.
func (l *Listing) IsEverything(n int) bool {
	for _, r := range l.rows {
		if !r.Marked {
			n--
		}
	}
	return n == 0
}

// Caught lists what the rules have caught, and tells when the first of it goes.
func (l *Listing) Caught() (refs []mailbox.Ref, first time.Time) {
	for _, r := range l.rows {
		if r.Caught.IsZero() {
			continue
		}
		refs = append(refs, l.RefOf(r))
		if first.IsZero() || r.Caught.Before(first) {
			first = r.Caught
		}
	}
	return refs, first
}

// SortedBy is the column that the list is ordered by.
func (l *Listing) SortedBy() Column { return l.sort.by }

// Descending reports whether the list is ordered downwards.
func (l *Listing) Descending() bool { return l.sort.down }

// OrderBy orders by a column; the same column again turns the order around.
func (l *Listing) OrderBy(c Column) {
	if l.sort.by == c {
		l.sort.down = !l.sort.down
	} else {
		l.sort = sorting{by: c, down: c == ByDate || c == BySize}
	}
	l.arrange()
}

// IDAt is the id of the message at a place of what is shown.
func (l *Listing) IDAt(place int) int32 { return l.shown[place] }

// At is the row at a place, or nil.
func (l *Listing) At(place int) *mailbox.Row {
	if place < 0 || place >= len(l.shown) {
		return nil
	}
	return l.row[l.shown[place]]
}

// PlaceOf is the place of an id among the shown ones, or -1.
func (l *Listing) PlaceOf(id int32) int {
	if id < 0 || int(id) >= len(l.place) || l.row[id] == nil {
		return -1
	}
	return int(l.place[id])
}

// IDFor is the id of a message, or [None].
func (l *Listing) IDFor(r mailbox.Ref) int32 {
	if id, ok := l.byUID[r.UID]; ok && r.Mailbox == l.box {
		return id
	}
	return None
}

// Ref names the message of an id, or nothing when it is gone.
func (l *Listing) Ref(id int32) mailbox.Ref {
	if id < 0 || int(id) >= len(l.row) || l.row[id] == nil {
		return mailbox.Ref{}
	}
	return l.RefOf(l.row[id])
}

// RefOf names the message of a row.
func (l *Listing) RefOf(r *mailbox.Row) mailbox.Ref { return mailbox.Ref{Mailbox: l.box, UID: r.UID} }

// SetOf are the ids of messages.
func (l *Listing) SetOf(refs []mailbox.Ref) map[int32]bool {
	set := make(map[int32]bool, len(refs))
	for _, r := range refs {
		set[l.IDFor(r)] = true
	}
	return set
}

// Row is the row of an id, also of one that is gone by now.
func (l *Listing) Row(id int32) *mailbox.Row {
	if int(id) < len(l.row) && l.row[id] != nil {
		return l.row[id]
	}
	return &mailbox.Row{}
}
