package mailbox

import (
	"context"
	"errors"
	"time"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/pop3"
)

// listMailbox asks what is in the mailbox and brings the rows up to date. At the first
// visit the newest messages come before the list, which can be long.
func (w *worker) listMailbox(ctx context.Context) error {
	conn := w.sess.conn
	var l pop3.Listing
	var err error
	if !w.listed && !w.noFirstPage && conn.Pipelining() {
		l, err = w.fetchFirstPage(ctx)
	} else {
		l, err = conn.List(ctx)
	}
	if err != nil {
		return err
	}
	if err := w.checkListing(l); err != nil {
		return err
	}
	s := w.sess
	s.listed, s.doubt, s.used = true, l.Doubt, time.Now()
	w.listings++
	s.Listing = identity.NewListing(l.Entries, w.listings)
	if caps, err := conn.Capa(ctx); err == nil { // was asked with the list
		w.loginDelay = max(w.loginDelay, caps.LoginDelay)
	}
	if w.knownCaps != nil && w.knownCaps.Pipelining && !conn.Pipelining() {
		w.noPipelining = true // it was offered, and is not to be had
	}
	w.setRows(s)
	w.correctReports()
	return nil
}

// checkListing reports why a listing is not shown. Where the server had unique-ids, or
// says that it has, their absence once may be an answer that was lost.
func (w *worker) checkListing(l pop3.Listing) error {
	if len(l.Entries) == 0 && l.Doubt != nil {
		return errors.Join(ledger.ErrListing, l.Doubt)
	}
	if l.HasUIDs {
		w.named, w.nameless = true, 0
		return nil
	}
	if len(l.Entries) == 0 {
		return nil // nothing has a name where there is nothing
	}
	if (w.named || w.knownCaps != nil && w.knownCaps.UIDL) && w.nameless == 0 {
		w.nameless++
		return errors.Join(ledger.ErrListing, errNameless)
	}
	return nil
}

// errNameless is why a listing without unique-ids is not believed the first time.
var errNameless = errors.New("mailbox: the server has not told its unique-ids")

// rowBlock is for how many rows memory is taken at once. A block is given back when
// all of its rows were replaced by such that have a header.
const rowBlock = 128

// setRows makes the rows of a new listing. What is known of a message is kept by
// its unique-id.
func (w *worker) setRows(s *session) {
	all := s.Entries()
	rows := make([]*Row, 0, len(all))
	index := make(map[string]int, len(all))
	var made []Row
	w.loaded = 0
	stayed := 0 // of the rows of before
	for i := range all {
		e := all[len(all)-1-i]
		if len(made) == 0 {
			made = make([]Row, min(rowBlock, len(all)-i))
		}
		row := &made[0]
		made = made[1:]
		row.UID, row.Order, row.Size = s.Of(e), e.Num, e.Size
		if i, ok := w.index[row.UID]; ok && !identity.IsStandIn(row.UID) {
			row.inherit(w.rows[i])
			stayed++
		}
		row.Marked = w.deletion.holds(row.UID)
		if row.Known {
			w.loaded++
		}
		index[row.UID] = len(rows)
		rows = append(rows, row)
	}
	vanished := w.vanishedRows(index, stayed)
	if s.doubt == nil {
		w.fates = nil // the list tells now
		w.dropFromMemory(vanished)
	}
	if w.listed {
		w.former, w.vanished = w.index, vanished
	}
	w.rows, w.index, w.listed, w.total = rows, index, true, len(rows)
	w.askAgainForHeaders(s)
	w.loadNeeded = w.loaded+w.headersMissing() < len(rows)
	w.lowestNewest = oldestLast(rows)
}

// vanishedRows returns the rows that a new listing has no more. Of them all, stayed are in it.
func (w *worker) vanishedRows(listed map[string]int, stayed int) map[string]*Row {
	if stayed == len(w.rows) {
		return nil
	}
	vanished := make(map[string]*Row, len(w.rows)-stayed)
	for _, r := range w.rows {
		if _, ok := listed[r.UID]; !ok && !identity.IsStandIn(r.UID) {
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

// replaceRow puts another Row in the place of one with the same unique-id.
func (w *worker) replaceRow(uid string, change func(*Row)) {
	i, ok := w.index[uid]
	if !ok {
		return
	}
	r := *w.rows[i]
	change(&r)
	w.rows[i] = &r
}

// noteRead takes over what a whole message said: its header may be known only now.
func (w *worker) noteRead(s readMessage) {
	w.replaceRow(s.uid, func(r *Row) {
		switch {
		case !r.Known:
			r.Known, r.NoHead, r.Summary = true, false, s.summary
			delete(w.noHeader, s.uid)
			w.loaded++
			if !identity.IsStandIn(r.UID) {
				w.rememberLater(r.UID)
			}
		case !r.Seen && w.opts.Memory != nil && !identity.IsStandIn(r.UID):
			w.opts.Memory.Seen([]string{r.UID})
		}
		r.Seen = true
	})
}
