package mailbox

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// pageSize is how many messages are fetched before the whole list.
const pageSize = 50

// list asks what is in the mailbox and brings the rows up to date. At the first
// visit the newest messages come before the list, which can be long.
func (m *Mailbox) list(ctx context.Context) error {
	conn := m.sess.conn
	var l pop3.Listing
	var err error
	if !m.listed && !m.noPage && conn.Pipelining() {
		l, err = m.firstPage(ctx)
		var odd *pop3.ProtocolError
		m.noPage = errors.As(err, &odd)
	} else {
		l, err = conn.List(ctx)
	}
	if err != nil {
		return err
	}
	s := m.sess
	s.listed, s.doubt, s.used = true, l.Doubt, time.Now()
	m.listings++
	s.entries = newEntries(l.Entries)
	s.serial = m.listings
	if caps, err := conn.Capa(ctx); err == nil { // was asked with the list
		m.loginDelay = max(m.loginDelay, caps.LoginDelay.Pause)
	}
	if m.known != nil && m.known.Pipelining && !conn.Pipelining() {
		m.oneByOne = true // it was offered, and is not to be had
	}
	m.setRows(s)
	m.settleUnknown(s)
	return nil
}

// atOnce is how long a list may take that needs no first page before it.
const atOnce = 100 * time.Millisecond

// listTime guesses how long a list of so many messages takes. A server looks at
// each, and TCP begins with ten packets and doubles them with every round trip.
func listTime(count int, roundTrip time.Duration) time.Duration {
	const perMessage, perRow, first = 5 * time.Microsecond, 36, 14_000
	took := time.Duration(count)*perMessage + roundTrip
	for sent, window := 0, first; sent+window < count*perRow; window *= 2 {
		sent += window
		took += roundTrip
	}
	return took
}

// firstPage shows the newest messages while the list is still on its way.
func (m *Mailbox) firstPage(ctx context.Context) (pop3.Listing, error) {
	conn := m.sess.conn
	count, _, err := conn.Stat(ctx)
	if err != nil {
		return pop3.Listing{}, err
	}
	if !conn.Pipelining() {
		return conn.List(ctx)
	}
	if listTime(count, conn.RoundTrip()) < atOnce {
		return conn.List(ctx)
	}
	m.count = count
	m.rows, m.index, m.loaded = nil, make(map[string]int), 0
	nums := make([]int, 0, pageSize)
	for num := count; num > max(count-pageSize, 0); num-- {
		nums = append(nums, num)
	}
	l, err := conn.Page(ctx, nums, func(e pop3.Entry, h pop3.Head) {
		if _, twice := m.index[e.UID]; e.UID == "" || h.Err != nil || twice {
			return // it comes with the list
		}
		m.index[e.UID] = len(m.rows)
		m.rows = append(m.rows, &Row{
			UID: e.UID, Order: e.Num, Size: e.Size, Known: true, Summary: mime.ParseSummary(h.Bytes), sum: sumHead(h.Bytes),
		})
		m.loaded++
		if len(m.rows) == len(nums) {
			m.publish()
		}
		m.publishSoon()
	})
	if inDoubt(err) || err == nil && !m.pageFits(l) {
		m.rows, m.index, m.loaded = nil, make(map[string]int), 0
	}
	return l, err
}

// pageFits reports whether the list says the same of the messages on the first
// page as the answers for each of them. After an answer too many, one could have
// been taken for another.
func (m *Mailbox) pageFits(l pop3.Listing) bool {
	found := 0
	for _, e := range l.Entries {
		if i, ok := m.index[e.UID]; ok && e.UID != "" && m.rows[i].Order == e.Num {
			found++
		}
	}
	return found == len(m.rows)
}

// entries is the listing of a session.
type entries struct {
	all    []pop3.Entry     // by rising number, each number once
	place  map[string]int32 // in all, by unique-id; doubled where it is not the only one
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
	e := entries{all: listed, place: make(map[string]int32, len(listed))}
	for i, entry := range listed {
		if _, twice := e.place[entry.UID]; twice {
			e.place[entry.UID] = doubled
		} else if entry.UID != "" {
			e.place[entry.UID] = int32(i)
		}
	}
	return e
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

// setRows makes the rows of a new listing. What is known of a message is kept by
// its unique-id.
func (m *Mailbox) setRows(s *session) {
	rows := make([]*Row, 0, len(s.all))
	index := make(map[string]int, len(s.all))
	made := make([]Row, len(s.all))
	m.loaded = 0
	for i := range s.all {
		e := s.all[len(s.all)-1-i]
		row := &made[i]
		row.UID, row.Order, row.Size = s.identity(e), e.Num, e.Size
		if i, ok := m.index[row.UID]; ok && !isStandIn(row.UID) {
			old := m.rows[i]
			row.Known, row.Summary, row.Seen, row.sum = old.Known, old.Summary, old.Seen, old.sum
		}
		row.Marked = m.del.holds(row.UID)
		if row.Known {
			m.loaded++
		}
		index[row.UID] = len(rows)
		rows = append(rows, row)
	}
	if m.listed {
		m.former = m.index
	}
	m.rows, m.index, m.listed, m.count = rows, index, true, len(rows)
	m.needed = m.loaded < len(rows)
	m.backwards = oldestLast(rows)
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
