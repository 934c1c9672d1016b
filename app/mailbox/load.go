package mailbox

import (
	"bytes"
	"context"
	"errors"
	"os"
	"time"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/app/mailbox/retry"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// load signs in, lists the mailbox and fetches the headers that are missing. It
// returns early when something more urgent is asked for; what is left stays
// needed.
func (w *worker) load(ctx context.Context) {
	if err := w.signIn(ctx); err != nil {
		w.fail(err)
		return
	}
	w.problem, w.retryAt = nil, time.Time{}
	if w.lacking() {
		w.setPhase(Loading)
		w.publish()
		had := w.settledHeads()
		if err := w.heads(ctx); err != nil {
			if w.settledHeads() > had {
				w.tries = 0 // it gets on
			}
			w.fail(err)
			return
		}
	}
	if err := w.headsByRETR(ctx); err != nil {
		w.fail(err)
		return
	}
	w.tries, w.broken = 0, 0
	if w.needed = w.lacking() || len(w.whole) > 0; !w.needed {
		w.phase = Ready
		w.correctReports() // some of it may have waited for headers
	}
}

// lacking reports whether there are headers that can still be had.
func (w *worker) lacking() bool { return !w.noTOP && w.loaded+w.missing() < len(w.rows) }

// settledHeads counts the headers that have come, or cannot be had, and that the next
// session need not ask for again. Rows without a unique-id of their own hold for one
// listing, and so do their headers.
func (w *worker) settledHeads() int {
	n := 0
	for _, r := range w.rows {
		if (r.Known || w.noHead[r.UID] == headBroken) && !identity.IsStandIn(r.UID) {
			n++
		}
	}
	return n
}

// heads fetches header blocks: what is on the screen first, then the newest, then, one
// by one, those at which a session has broken before, and at last those that the server
// has refused in an earlier one. It ends early when
// something urgent is asked for.
func (w *worker) heads(ctx context.Context) error {
	if err := w.tops(ctx, func(q *headQueue) func() (int, bool) { return q.next }); err != nil {
		return err
	}
	for i := range w.rows {
		if w.noTOP || w.shared.urgent() {
			return nil
		}
		if r := w.rows[i]; !r.Known && !r.NoHead && w.suspects[r.UID] {
			if err := w.headsOf(ctx, []int{i}); err != nil {
				return err
			}
		}
	}
	var places []int
	for i, r := range w.rows {
		if w.refused[r.UID] && !r.Known && !r.NoHead {
			places = append(places, i)
		}
	}
	if len(places) == 0 || w.noTOP || w.shared.urgent() {
		return nil
	}
	return w.headsOf(ctx, places)
}

// headsOf fetches the header blocks of the rows at these places.
func (w *worker) headsOf(ctx context.Context, places []int) error {
	return w.tops(ctx, func(q *headQueue) func() (int, bool) {
		left := places
		return func() (int, bool) {
			for len(left) > 0 {
				i := left[0]
				left = left[1:]
				q.all = true
				if q.ask(i) {
					return w.rows[i].Order, true
				}
			}
			return 0, false
		}
	})
}

func (w *worker) tops(ctx context.Context, choose func(*headQueue) func() (int, bool)) error {
	return w.aheadOrNot(func() error {
		q := &headQueue{w: w, asked: make([]bool, len(w.rows)), first: !w.sess.asked, probed: -1}
		every := checkEvery
		if w.cutShort {
			every = checkOften
		}
		err := w.sess.conn.TopsChecked(ctx, choose(q), 0, q.got, every, q.remember)
		if err != nil && pop3.CommandOf(err) != "STAT" || retry.InDoubt(err) || retry.RefusedLater(err) {
			// Perhaps an answer was lost or doubled, and headers have got to the
			// wrong rows since. What is not proved is asked for again, also where it was
			// the user who ended it. Where the line breaks at STAT, no answer was too
			// many: it would have come first. A refusal may be that answer.
			q.forget()
			w.cutShort = w.cutShort || ctx.Err() == nil
		}
		if err != nil && ctx.Err() == nil && !errors.Is(err, pop3.ErrPipelining) {
			q.blame()
		}
		return err
	})
}

// aheadOrNot sends commands ahead of their answers, and once more one at a time when
// the server has thrown away what was sent ahead. send must begin with what is still
// to be had.
func (w *worker) aheadOrNot(send func() error) error {
	for {
		err := send()
		w.sess.used = time.Now()
		if !errors.Is(err, pop3.ErrPipelining) {
			w.oneByOne = w.oneByOne || errors.Is(err, os.ErrDeadlineExceeded)
			return err
		}
		w.oneByOne = true
	}
}

// headQueue chooses which header block to ask for next, as late as possible. It
// speaks of places in the rows.
type headQueue struct {
	w       *worker
	cursor  int    // how many rows nobody wants especially were passed
	asked   []bool // by place
	under   []int  // places whose answers are awaited, in order
	came    []int  // places whose headers have come, and were not proved to be in step
	refused int    // headers that the server does not give
	all     bool   // also those that were refused, or at which a session has broken
	probes  int    // messages asked for out of turn, as others were refused
	probed  int    // the place of the last one; -1 once it was refused, or for none
	first   bool   // no other header was asked for in this session
}

func (q *headQueue) next() (int, bool) {
	w := q.w
	if w.shared.urgent() {
		return 0, false
	}
	if want := w.shared.collectWant(); want != nil {
		w.want = want
	}
	// Whether the server knows TOP is not to be read off neighbours alone.
	for n := len(w.rows); q.refused > 0 && !w.topped && q.probes < 2; {
		i := []int{n - 1, n / 2}[q.probes]
		q.probes++
		if q.ask(i) {
			q.probed = i
			return w.rows[i].Order, true
		}
	}
	for len(w.want) > 0 {
		uid := w.want[0]
		w.want = w.want[1:]
		if i, ok := w.index[uid]; ok && q.ask(i) {
			return w.rows[i].Order, true
		}
	}
	for q.cursor < len(w.rows) {
		i := q.cursor
		if w.backwards {
			i = len(w.rows) - 1 - i
		}
		q.cursor++
		if q.ask(i) {
			return w.rows[i].Order, true
		}
	}
	return 0, false
}

// ask takes note that the header of a row is asked for, unless it was already, or
// cannot be had.
func (q *headQueue) ask(i int) bool {
	if r := q.w.rows[i]; r.Known || r.NoHead || q.asked[i] || !q.all && (q.w.suspects[r.UID] || q.w.refused[r.UID]) {
		return false
	}
	q.asked[i], q.w.sess.asked = true, true
	q.under = append(q.under, i)
	return true
}

// After so many headers it is checked that answers are in step: where sessions have been
// cut, what is not proved by then is lost.
const (
	checkEvery = 200
	checkOften = 4
)

// maxNoTOP is how many headers a server refuses that gives none.
const maxNoTOP = 3

func (q *headQueue) got(h pop3.Head) error {
	w := q.w
	i := q.under[0]
	q.under = q.under[1:]
	if h.Err != nil || noHeader(h, w.rows[i].Size) {
		if i == q.probed {
			q.probed = -1
		}
		if q.refused++; q.refused >= maxNoTOP && !w.topped && (q.all || q.probes == 2 && q.probed < 0 || len(q.under) == 0) {
			// The rows stand by number and size, and can be opened and deleted.
			w.noTOP = true
			w.allHeadless()
			return pop3.ErrStop
		}
		delete(w.suspects, w.rows[i].UID) // it has answered, and breaks no session
		w.refuse(w.rows[i].UID, headRefused)
		w.publishSoon()
		return nil
	}
	delete(w.refused, w.rows[i].UID)
	w.topped = true
	if w.noTOP {
		w.noTOP = false // the server knows it, whatever it has refused before
		w.notAllHeadless()
	}
	r := *w.rows[i]
	if !r.Known {
		w.loaded++
	}
	r.Known, r.NoHead = true, false
	r.Summary, r.sum = mime.ParseSummary(h.Bytes), identity.SumHead(h.Bytes)
	w.rows[i] = &r
	q.came = append(q.came, i)
	if w.loaded == pageSize && !w.backwards {
		// The dates may show only now at which end the newest messages are.
		if w.backwards = oldestLast(w.rows); w.backwards {
			q.cursor = 0
		}
	}
	w.publishSoon()
	return nil
}

// noHeader reports whether a server has given nothing for the header of a message that
// is not empty.
func noHeader(h pop3.Head, size int64) bool {
	return h.Err == nil && len(bytes.TrimSpace(h.Bytes)) == 0 && size > int64(len("\r\n"))
}

// forget takes back what was not proved to be in step.
func (q *headQueue) forget() {
	for _, i := range q.came {
		q.w.forgetHead(i)
	}
	q.came = nil
}

// forgetHead takes back the header of the row at a place.
func (w *worker) forgetHead(i int) {
	if r := *w.rows[i]; r.Known {
		w.loaded--
		r.Known, r.Summary, r.sum = false, mime.Summary{}, identity.HeadSum{}
		w.rows[i] = &r
	}
}

// remember notes what has come and was in step, for the memory and the rules.
func (q *headQueue) remember() {
	for _, i := range q.came {
		q.w.learnt(q.w.rows[i].UID)
	}
	q.came = nil
}

// blame takes note of the message at whose header the session has broken. It may be
// innocent: so it is asked for once more, behind all others, and is believed to be
// guilty when a session breaks at it first of all.
func (q *headQueue) blame() {
	w := q.w
	if len(q.under) == 0 {
		return
	}
	uid := w.rows[q.under[0]].UID
	if q.all && q.first {
		w.refuse(uid, headBroken)
		return
	}
	w.suspect(uid)
}
