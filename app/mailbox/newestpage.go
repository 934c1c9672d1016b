package mailbox

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/app/mailbox/retry"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// Before a mailbox is listed for the first time, its newest messages are asked for one by
// one, where the list is likely to take longer than quickList and commands can be sent
// ahead. Of a mailbox that is known from the last visit these are as many as are new. What
// they say counts once the list agrees with it, and a page that has failed is not tried
// again.

const (
	// pageSize is how many messages are fetched before the whole list.
	pageSize = 50

	// surePage is how many are fetched before it where the count tells of no new
	// ones: others may have been deleted elsewhere. They fit the first packets of
	// a connection and cost no time.
	surePage = 8
)

// quickList is how long a list may take that needs no first page before it.
const quickList = 100 * time.Millisecond

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

// fetchFirstPage shows the newest messages while the list is still on its way. Of a
// mailbox that is known from the last visit these are the new ones.
func (w *worker) fetchFirstPage(ctx context.Context) (pop3.Listing, error) {
	conn := w.sess.conn
	count, _, err := conn.Stat(ctx)
	if retry.RefusedLater(err) {
		return conn.List(ctx) // a number is all that is missing
	}
	if err != nil {
		return pop3.Listing{}, err
	}
	if !conn.Pipelining() || listTime(count, conn.RoundTrip()) < quickList {
		return conn.List(ctx)
	}
	size := pageSize
	if len(w.rows) > 0 {
		size = min(max(count-len(w.rows), surePage), pageSize)
	}
	nums := make([]int, 0, size)
	for num := count; num > max(count-size, 0); num-- {
		nums = append(nums, num)
	}
	p := &firstPage{w: w, size: len(nums), before: w.rows, index: w.index, loaded: w.loaded, nums: make(map[string]int, size)}
	w.total = count
	l, err := conn.Page(ctx, nums, p.received)
	if err != nil && ctx.Err() == nil {
		w.noFirstPage = true // what comes next time must not wait for the same answer again
		if p.told < len(nums) {
			w.suspectNumber = nums[p.told] // perhaps it was its header
		}
	}
	if retry.InDoubt(err) || err == nil && !p.agreesWith(l) {
		p.restore()
		return l, err
	}
	if err != nil {
		p.dropDoubtful() // the list that tells does not come
	}
	p.show()
	if err == nil {
		p.keepHeaders()
	}
	return l, err
}

// firstPage is the first page while it comes in, ahead of what was known before.
type firstPage struct {
	w    *worker
	size int            // how many are asked for
	told int            // how many of these have been answered
	rows []*Row         // so far
	nums map[string]int // of these, by unique-id

	before []*Row
	index  map[string]int
	loaded int
}

// received takes in one message.
func (p *firstPage) received(e pop3.Entry, h pop3.Head) {
	p.told++
	if _, twice := p.nums[e.UID]; e.UID == "" || h.Err != nil || noHeader(h, e.Size) || twice {
		return // it comes with the list
	}
	p.w.topped = true
	r := &Row{UID: e.UID, Order: e.Num, Size: e.Size, Known: true, Summary: mime.ParseSummary(h.Bytes), sum: identity.SumHead(h.Bytes)}
	if i, known := p.index[e.UID]; known {
		r.Seen = p.before[i].Seen
	}
	p.nums[e.UID] = e.Num
	p.rows = append(p.rows, r)
	if len(p.rows) == p.size || time.Since(p.w.published) >= snapshotInterval {
		p.show()
		p.w.publish()
	}
}

// show puts what has come ahead of what was known.
func (p *firstPage) show() {
	rows := make([]*Row, len(p.rows), len(p.rows)+len(p.before))
	copy(rows, p.rows)
	loaded := len(rows)
	for _, r := range p.before {
		if _, ok := p.nums[r.UID]; !ok {
			rows = append(rows, r)
			if r.Known {
				loaded++
			}
		}
	}
	index := make(map[string]int, len(rows))
	for i, r := range rows {
		index[r.UID] = i
	}
	p.w.rows, p.w.index, p.w.loaded = rows, index, loaded
}

// restore leaves what was known before.
func (p *firstPage) restore() {
	p.w.rows, p.w.index, p.w.loaded = p.before, p.index, p.loaded
}

// dropDoubtful forgets the messages whose unique-ids may be sizes: the answers to LIST and
// UIDL may have changed places.
func (p *firstPage) dropDoubtful() {
	p.rows = slices.DeleteFunc(p.rows, func(r *Row) bool {
		_, err := strconv.ParseUint(r.UID, 10, 64)
		if err == nil {
			delete(p.nums, r.UID)
		}
		return err == nil
	})
}

// keepHeaders notes what is new, for the memory.
func (p *firstPage) keepHeaders() {
	for _, r := range p.rows {
		if i, ok := p.index[r.UID]; !ok || !p.before[i].Known {
			p.w.headerArrived(r.UID)
		}
	}
}

// agreesWith reports whether the list says the same of the messages on the first page as
// the answers for each of them. After an answer too many, one could have been
// taken for another.
func (p *firstPage) agreesWith(l pop3.Listing) bool {
	found := 0
	for _, e := range l.Entries {
		if num, ok := p.nums[e.UID]; ok && num == e.Num {
			found++
		}
	}
	return found == len(p.rows)
}
