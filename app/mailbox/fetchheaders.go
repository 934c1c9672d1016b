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

// The order of the headers: what is on the screen, the newest, the rest; then, alone, those
// at which a session has broken before, and at last those that were refused in an earlier
// session. All go ahead of their answers as deep as package pop3 thinks well of. After
// every so many a STAT shows whether answers and commands were still in step. What is not
// proved by then, when a session breaks or a refusal may be an answer too many, is
// forgotten and asked for again, as it may stand on the wrong rows.

// loadMailbox signs in, lists the mailbox and fetches the headers that are missing. It
// returns early when something more urgent is asked for; what is left stays
// needed.
func (w *worker) loadMailbox(ctx context.Context) {
	if err := w.ensureSession(ctx); err != nil {
		w.noteFailure(err)
		return
	}
	w.problem, w.retryAt = nil, time.Time{}
	if w.headersLacking() {
		w.setPhase(Loading)
		w.publish()
		had := w.countSettledHeaders()
		if err := w.fetchHeaders(ctx); err != nil {
			if w.countSettledHeaders() > had {
				w.failures = 0 // it gets on
			}
			w.noteFailure(err)
			return
		}
	}
	if err := w.fetchHeadersByRETR(ctx); err != nil {
		w.noteFailure(err)
		return
	}
	w.failures, w.brokenFlights = 0, 0
	if w.loadNeeded = w.headersLacking() || len(w.wantWhole) > 0; !w.loadNeeded {
		w.phase = Ready
		w.correctReports() // some of it may have waited for headers
	}
}

// headersLacking reports whether there are headers that can still be had.
func (w *worker) headersLacking() bool { return !w.noTOP && w.loaded+w.headersMissing() < len(w.rows) }

// countSettledHeaders counts the headers that have come, or cannot be had, and that the next
// session need not ask for again. Rows without a unique-id of their own hold for one
// listing, and so do their headers.
func (w *worker) countSettledHeaders() int {
	n := 0
	for _, r := range w.rows {
		if (r.Known || w.noHeader[r.UID] == headerBreaksSession) && !identity.IsStandIn(r.UID) {
			n++
		}
	}
	return n
}

// fetchHeaders fetches the header blocks that are missing, in the order that is told at
// the top. It ends early when something urgent is asked for.
func (w *worker) fetchHeaders(ctx context.Context) error {
	if err := w.pipelineTOP(ctx, func(q *headerQueue) func() (int, bool) { return q.nextHeader }); err != nil {
		return err
	}
	for i := range w.rows {
		if w.noTOP || w.shared.urgent() {
			return nil
		}
		if r := w.rows[i]; !r.Known && !r.NoHead && w.suspectHeaders[r.UID] {
			if err := w.fetchHeadersAt(ctx, []int{i}); err != nil {
				return err
			}
		}
	}
	var places []int
	for i, r := range w.rows {
		if w.refusedHeaders[r.UID] && !r.Known && !r.NoHead {
			places = append(places, i)
		}
	}
	if len(places) == 0 || w.noTOP || w.shared.urgent() {
		return nil
	}
	return w.fetchHeadersAt(ctx, places)
}

// fetchHeadersAt fetches the header blocks of the rows at these places.
func (w *worker) fetchHeadersAt(ctx context.Context, places []int) error {
	return w.pipelineTOP(ctx, func(q *headerQueue) func() (int, bool) {
		left := places
		return func() (int, bool) {
			for len(left) > 0 {
				i := left[0]
				left = left[1:]
				q.all = true
				if q.request(i) {
					return w.rows[i].Order, true
				}
			}
			return 0, false
		}
	})
}

// pipelineTOP asks for header blocks, ahead of the answers where the server bears that:
// those at the message numbers that choose says, until it says false.
func (w *worker) pipelineTOP(ctx context.Context, choose func(*headerQueue) func() (int, bool)) error {
	return w.pipelineOrNot(func() error {
		q := &headerQueue{w: w, asked: make([]bool, len(w.rows)), first: !w.sess.asked, probed: -1}
		every := checkEvery
		if w.cutShort {
			every = checkOften
		}
		err := w.sess.conn.TopsChecked(ctx, choose(q), 0, q.received, every, q.keepProved)
		if err != nil && pop3.CommandOf(err) != "STAT" || retry.InDoubt(err) || retry.RefusedLater(err) {
			// Perhaps an answer was lost or doubled, and headers have got to the
			// wrong rows since. What is not proved is asked for again, also where it was
			// the user who ended it. Where the line breaks at STAT, no answer was too
			// many: it would have come first. A refusal may be that answer.
			q.forgetUnproved()
			w.cutShort = w.cutShort || ctx.Err() == nil
		}
		if err != nil && ctx.Err() == nil && !errors.Is(err, pop3.ErrPipelining) {
			q.blameHeader()
		}
		return err
	})
}

// pipelineOrNot sends commands ahead of their answers, and once more one at a time when
// the server has thrown away what was sent ahead. send must begin with what is still
// to be had.
func (w *worker) pipelineOrNot(send func() error) error {
	for {
		err := send()
		w.sess.used = time.Now()
		if !errors.Is(err, pop3.ErrPipelining) {
			w.noPipelining = w.noPipelining || errors.Is(err, os.ErrDeadlineExceeded)
			return err
		}
		w.noPipelining = true
	}
}

// headerQueue chooses which header block to ask for next, as late as possible. It
// speaks of places in the rows.
type headerQueue struct {
	w        *worker
	cursor   int    // how many rows nobody wants especially were passed
	asked    []bool // by place
	awaited  []int  // places whose answers are awaited, in order
	unproved []int  // places whose headers have come, and were not proved to be in step
	refused  int    // headers that the server does not give
	all      bool   // also those that were refused, or at which a session has broken
	probes   int    // messages asked for out of turn, as others were refused
	probed   int    // the place of the last one; -1 once it was refused, or for none
	first    bool   // no other header was asked for in this session
}

// nextHeader chooses among all rows: a few out of turn where headers are refused, then
// what is on the screen, then the newest.
func (q *headerQueue) nextHeader() (int, bool) {
	w := q.w
	if w.shared.urgent() {
		return 0, false
	}
	if want := w.shared.collectWant(); want != nil {
		w.wantHeaders = want
	}
	// Whether the server knows TOP is not to be read off neighbours alone.
	for n := len(w.rows); q.refused > 0 && !w.topped && q.probes < 2; {
		i := []int{n - 1, n / 2}[q.probes]
		q.probes++
		if q.request(i) {
			q.probed = i
			return w.rows[i].Order, true
		}
	}
	for len(w.wantHeaders) > 0 {
		uid := w.wantHeaders[0]
		w.wantHeaders = w.wantHeaders[1:]
		if i, ok := w.index[uid]; ok && q.request(i) {
			return w.rows[i].Order, true
		}
	}
	for q.cursor < len(w.rows) {
		i := q.cursor
		if w.lowestNewest {
			i = len(w.rows) - 1 - i
		}
		q.cursor++
		if q.request(i) {
			return w.rows[i].Order, true
		}
	}
	return 0, false
}

// request takes note that the header of a row is asked for, unless it was already, or
// cannot be had.
func (q *headerQueue) request(i int) bool {
	if r := q.w.rows[i]; r.Known || r.NoHead || q.asked[i] || !q.all && (q.w.suspectHeaders[r.UID] || q.w.refusedHeaders[r.UID]) {
		return false
	}
	q.asked[i], q.w.sess.asked = true, true
	q.awaited = append(q.awaited, i)
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

// received takes in the answer to the oldest question.
func (q *headerQueue) received(h pop3.Head) error {
	w := q.w
	i := q.awaited[0]
	q.awaited = q.awaited[1:]
	if h.Err != nil || noHeader(h, w.rows[i].Size) {
		if i == q.probed {
			q.probed = -1
		}
		if q.refused++; q.refused >= maxNoTOP && !w.topped && (q.all || q.probes == 2 && q.probed < 0 || len(q.awaited) == 0) {
			// The rows stand by number and size, and can be opened and deleted.
			w.noTOP = true
			w.markAllHeaderless()
			return pop3.ErrStop
		}
		delete(w.suspectHeaders, w.rows[i].UID) // it has answered, and breaks no session
		w.noteNoHeader(w.rows[i].UID, headerRefused)
		w.publishSoon()
		return nil
	}
	delete(w.refusedHeaders, w.rows[i].UID)
	w.topped = true
	if w.noTOP {
		w.noTOP = false // the server knows it, whatever it has refused before
		w.unmarkHeaderless()
	}
	r := *w.rows[i]
	if !r.Known {
		w.loaded++
	}
	r.Known, r.NoHead = true, false
	r.Summary, r.sum = mime.ParseSummary(h.Bytes), identity.SumHead(h.Bytes)
	w.rows[i] = &r
	q.unproved = append(q.unproved, i)
	if w.loaded == pageSize && !w.lowestNewest {
		// The dates may show only now at which end the newest messages are.
		if w.lowestNewest = oldestLast(w.rows); w.lowestNewest {
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

// forgetUnproved takes back what was not proved to be in step.
func (q *headerQueue) forgetUnproved() {
	for _, i := range q.unproved {
		q.w.forgetHeader(i)
	}
	q.unproved = nil
}

// forgetHeader takes back the header of the row at a place.
func (w *worker) forgetHeader(i int) {
	if r := *w.rows[i]; r.Known {
		w.loaded--
		r.Known, r.Summary, r.sum = false, mime.Summary{}, identity.HeadSum{}
		w.rows[i] = &r
	}
}

// keepProved notes what has come and was in step, for the memory and the rules.
func (q *headerQueue) keepProved() {
	for _, i := range q.unproved {
		q.w.headerArrived(q.w.rows[i].UID)
	}
	q.unproved = nil
}

// blameHeader takes note of the message at whose header the session has broken. It may be
// innocent: so it is asked for once more, behind all others, and is believed to be
// guilty when a session breaks at it first of all.
func (q *headerQueue) blameHeader() {
	w := q.w
	if len(q.awaited) == 0 {
		return
	}
	uid := w.rows[q.awaited[0]].UID
	if q.all && q.first {
		w.noteNoHeader(uid, headerBreaksSession)
		return
	}
	w.suspectHeaders[uid] = true // it is asked for behind all others, alone
}
