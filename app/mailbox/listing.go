package mailbox

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/restante/restante/pop3"
)

// list asks what is in the mailbox and brings the rows up to date. At the first
// visit the newest messages come before the list, which can be long.
func (w *worker) list(ctx context.Context) error {
	conn := w.sess.conn
	var l pop3.Listing
	var err error
	if !w.listed && !w.noPage && conn.Pipelining() {
		l, err = w.firstPage(ctx)
	} else {
		l, err = conn.List(ctx)
	}
	if err != nil {
		return err
	}
	if err := w.believable(l); err != nil {
		return err
	}
	s := w.sess
	s.listed, s.doubt, s.used = true, l.Doubt, time.Now()
	w.listings++
	s.entries = newEntries(l.Entries)
	s.serial = w.listings
	if caps, err := conn.Capa(ctx); err == nil { // was asked with the list
		w.loginDelay = max(w.loginDelay, caps.LoginDelay)
	}
	if w.known != nil && w.known.Pipelining && !conn.Pipelining() {
		w.oneByOne = true // it was offered, and is not to be had
	}
	w.setRows(s)
	w.settleUnknown()
	return nil
}

// believable reports why a listing is not shown. Where the server had unique-ids, or
// says that it has, their absence once may be an answer that was lost.
func (w *worker) believable(l pop3.Listing) error {
	if len(l.Entries) == 0 && l.Doubt != nil {
		return errors.Join(ErrListing, l.Doubt)
	}
	if l.HasUIDs {
		w.named, w.nameless = true, 0
		return nil
	}
	if len(l.Entries) == 0 {
		return nil // nothing has a name where there is nothing
	}
	if (w.named || w.known != nil && w.known.UIDL) && w.nameless == 0 {
		w.nameless++
		return errors.Join(ErrListing, errNameless)
	}
	return nil
}

var errNameless = errors.New("mailbox: the server has not told its unique-ids")

// entries is the listing of a session.
type entries struct {
	all    []pop3.Entry     // by rising number, each number once
	place  map[string]int32 // in all, by unique-id; doubled where it is not the only one
	blank  map[int64]bool   // the sizes of messages without a unique-id of their own
	named  int              // messages with one
	serial int              // of the listing, in stand-ins
}

const doubled = -1

func newEntries(listed []pop3.Entry) entries {
	byNum := func(a, b pop3.Entry) int { return cmp.Compare(a.Num, b.Num) }
	if !slices.IsSortedFunc(listed, byNum) {
		listed = slices.Clone(listed)
		slices.SortStableFunc(listed, byNum)
	}
	// A number that is listed twice is noted as a doubt.
	listed = slices.CompactFunc(listed, func(a, b pop3.Entry) bool { return a.Num == b.Num })
	e := entries{all: listed, place: make(map[string]int32, len(listed)), named: len(listed)}
	nameless := false
	for i, entry := range listed {
		if _, twice := e.place[entry.UID]; twice {
			e.place[entry.UID], nameless = doubled, true
		} else if entry.UID != "" {
			e.place[entry.UID] = int32(i)
		} else {
			nameless = true
		}
	}
	if nameless {
		e.noteBlanks()
	}
	return e
}

// noteBlanks notes the messages without a unique-id of their own.
func (e *entries) noteBlanks() {
	e.blank = make(map[int64]bool)
	for _, entry := range e.all {
		if entry.UID == "" || e.place[entry.UID] == doubled {
			e.named--
			e.blank[entry.Size] = true
		}
	}
}

// mayHide reports whether a message of a size may be in the listing although its unique-id
// is not: some have none of their own, and it may be one of these. A size of 0 is not known.
func (e entries) mayHide(size int64) bool {
	return len(e.blank) > 0 && (e.named == 0 || size <= 0 || e.blank[size])
}

// byNum finds a message by its number.
func (e entries) byNum(num int) (pop3.Entry, bool) {
	i, ok := slices.BinarySearchFunc(e.all, num, func(e pop3.Entry, num int) int { return cmp.Compare(e.Num, num) })
	if !ok {
		return pop3.Entry{}, false
	}
	return e.all[i], true
}

// identity is the unique-id of a message, or a stand-in where the server gave
// none or gave it twice. Stand-ins begin with a character that no unique-id
// holds. They hold for one listing: what the window has shown must not be taken
// for what stands at the same place in the next one.
func (e entries) identity(m pop3.Entry) string {
	if m.UID != "" && e.place[m.UID] != doubled {
		return m.UID
	}
	return fmt.Sprintf("\x00%d:%d:%d", e.serial, m.Num, m.Size)
}

// isStandIn reports whether a row's identity holds for its session only.
func isStandIn(uid string) bool { return strings.HasPrefix(uid, "\x00") }

// find finds a message by its unique-id or, for a stand-in, by number and size:
// whether it is the same message as then has to be checked.
func (e entries) find(uid string) (pop3.Entry, bool) {
	if !isStandIn(uid) {
		if i, ok := e.place[uid]; ok && i != doubled {
			return e.all[i], true
		}
		return pop3.Entry{}, false
	}
	var serial, num int
	var size int64
	if _, err := fmt.Sscanf(uid, "\x00%d:%d:%d", &serial, &num, &size); err != nil {
		return pop3.Entry{}, false
	}
	m, ok := e.byNum(num)
	return m, ok && m.Size == size
}

// rowBlock is for how many rows memory is taken at once. A block is given back when
// all of its rows were replaced by such that have a header.
const rowBlock = 128

// setRows makes the rows of a new listing. What is known of a message is kept by
// its unique-id.
func (w *worker) setRows(s *session) {
	rows := make([]*Row, 0, len(s.all))
	index := make(map[string]int, len(s.all))
	var made []Row
	w.loaded = 0
	stayed := 0 // of the rows of before
	for i := range s.all {
		e := s.all[len(s.all)-1-i]
		if len(made) == 0 {
			made = make([]Row, min(rowBlock, len(s.all)-i))
		}
		row := &made[0]
		made = made[1:]
		row.UID, row.Order, row.Size = s.identity(e), e.Num, e.Size
		if i, ok := w.index[row.UID]; ok && !isStandIn(row.UID) {
			row.inherit(w.rows[i])
			stayed++
		}
		row.Marked = w.del.holds(row.UID)
		if row.Known {
			w.loaded++
		}
		index[row.UID] = len(rows)
		rows = append(rows, row)
	}
	vanished := w.notIn(index, stayed)
	if s.doubt == nil {
		w.fates = nil // the list tells now
		w.forgetGone(vanished)
	}
	if w.listed {
		w.former, w.vanished = w.index, vanished
	}
	w.rows, w.index, w.listed, w.count = rows, index, true, len(rows)
	w.askAgain(s)
	w.needed = w.loaded+w.missing() < len(rows)
	w.backwards = oldestLast(rows)
}

// notIn returns the rows that a new listing has no more. Of them all, stayed are in it.
func (w *worker) notIn(listed map[string]int, stayed int) map[string]*Row {
	if stayed == len(w.rows) {
		return nil
	}
	vanished := make(map[string]*Row, len(w.rows)-stayed)
	for _, r := range w.rows {
		if _, ok := listed[r.UID]; !ok && !isStandIn(r.UID) {
			vanished[r.UID] = r
		}
	}
	return vanished
}

// inherit takes over what is known of a message. Where the size is another one, so may be
// the message: some servers give the name of one that is gone to the next.
func (r *Row) inherit(old *Row) {
	r.Seen, r.Caught, r.released = old.Seen, old.Caught, old.released
	if old.Size == r.Size {
		r.Known, r.Summary, r.sum = old.Known, old.Summary, old.sum
	}
}

// oldestLast reports whether the server's numbers run against the dates, so that
// the lowest numbers are the newest messages. Neighbours tell: one message with a
// wrong date must not turn the list around.
func oldestLast(rows []*Row) bool {
	with, against := 0, 0
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1], rows[i]
		if !a.Known || !b.Known || a.Order != b.Order+1 || a.Summary.Date.IsZero() || b.Summary.Date.IsZero() {
			continue
		}
		switch a.Summary.Date.Compare(b.Summary.Date) {
		case 1:
			with++
		case -1:
			against++
		}
	}
	return against > 5 && against > 3*with
}
