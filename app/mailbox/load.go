package mailbox

import (
	"bytes"
	"context"
	"errors"
	"os"
	"time"

	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// load signs in, lists the mailbox and fetches the headers that are missing. It
// returns early when something more urgent is asked for; what is left stays
// needed.
func (m *Mailbox) load(ctx context.Context) {
	if err := m.signIn(ctx); err != nil {
		m.fail(err)
		return
	}
	m.problem, m.retryAt = nil, time.Time{}
	if m.lacking() {
		m.setPhase(Loading)
		m.publish()
		had := m.settledHeads()
		if err := m.heads(ctx); err != nil {
			if m.settledHeads() > had {
				m.tries = 0 // it gets on
			}
			m.fail(err)
			return
		}
	}
	if err := m.headsByRETR(ctx); err != nil {
		m.fail(err)
		return
	}
	m.tries, m.broken = 0, 0
	if m.needed = m.lacking() || len(m.whole) > 0; !m.needed {
		m.phase = Ready
		m.settleUnknown() // some of it may have waited for headers
	}
}

// lacking reports whether there are headers that can still be had.
func (m *Mailbox) lacking() bool { return !m.noTOP && m.loaded+m.missing() < len(m.rows) }

// settledHeads counts the headers that have come, or cannot be had, and that the next
// session need not ask for again. Rows without a unique-id of their own hold for one
// listing, and so do their headers.
func (m *Mailbox) settledHeads() int {
	n := 0
	for _, r := range m.rows {
		n += count((r.Known || m.noHead[r.UID] == headBroken) && !isStandIn(r.UID))
	}
	return n
}

// heads fetches header blocks: what is on the screen first, then the newest, then, one
// by one, those at which a session has broken before, and at last those that the server
// has refused in an earlier one. It ends early when
// something urgent is asked for.
func (m *Mailbox) heads(ctx context.Context) error {
	if err := m.tops(ctx, func(q *headQueue) func() (int, bool) { return q.next }); err != nil {
		return err
	}
	for i := range m.rows {
		if m.noTOP || m.urgent() {
			return nil
		}
		if r := m.rows[i]; !r.Known && !r.NoHead && m.suspects[r.UID] {
			if err := m.headsOf(ctx, []int{i}); err != nil {
				return err
			}
		}
	}
	var places []int
	for i, r := range m.rows {
		if m.refused[r.UID] && !r.Known && !r.NoHead {
			places = append(places, i)
		}
	}
	if len(places) == 0 || m.noTOP || m.urgent() {
		return nil
	}
	return m.headsOf(ctx, places)
}

// headsOf fetches the header blocks of the rows at these places.
func (m *Mailbox) headsOf(ctx context.Context, places []int) error {
	return m.tops(ctx, func(q *headQueue) func() (int, bool) {
		left := places
		return func() (int, bool) {
			for len(left) > 0 {
				i := left[0]
				left = left[1:]
				q.all = true
				if q.ask(i) {
					return m.rows[i].Order, true
				}
			}
			return 0, false
		}
	})
}

func (m *Mailbox) tops(ctx context.Context, choose func(*headQueue) func() (int, bool)) error {
	return m.aheadOrNot(func() error {
		q := &headQueue{m: m, asked: make([]bool, len(m.rows)), first: !m.sess.asked, probed: -1}
		every := checkEvery
		if m.cutShort {
			every = checkOften
		}
		err := m.sess.conn.TopsChecked(ctx, choose(q), 0, q.got, every, q.remember)
		if err != nil && pop3.CommandOf(err) != "STAT" || inDoubt(err) || refusedLater(err) {
			// Perhaps an answer was lost or doubled, and headers have got to the
			// wrong rows since. What is not proved is asked for again, also where it was
			// the user who ended it. Where the line breaks at STAT, no answer was too
			// many: it would have come first. A refusal may be that answer.
			q.forget()
			m.cutShort = m.cutShort || ctx.Err() == nil
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
func (m *Mailbox) aheadOrNot(send func() error) error {
	for {
		err := send()
		m.sess.used = time.Now()
		if !errors.Is(err, pop3.ErrPipelining) {
			m.oneByOne = m.oneByOne || errors.Is(err, os.ErrDeadlineExceeded)
			return err
		}
		m.oneByOne = true
	}
}

// inDoubt reports whether an error may come from answers that were not in the
// order of the commands.
func inDoubt(err error) bool {
	var odd *pop3.ProtocolError
	var limit *pop3.LimitError
	return errors.As(err, &odd) || errors.As(err, &limit) || errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, pop3.ErrPipelining)
}

// headQueue chooses which header block to ask for next, as late as possible. It
// speaks of places in the rows.
type headQueue struct {
	m       *Mailbox
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
	m := q.m
	if m.urgent() {
		return 0, false
	}
	if want := m.takeWant(); want != nil {
		m.want = want
	}
	// Whether the server knows TOP is not to be read off neighbours alone.
	for n := len(m.rows); q.refused > 0 && !m.topped && q.probes < 2; {
		i := []int{n - 1, n / 2}[q.probes]
		q.probes++
		if q.ask(i) {
			q.probed = i
			return m.rows[i].Order, true
		}
	}
	for len(m.want) > 0 {
		uid := m.want[0]
		m.want = m.want[1:]
		if i, ok := m.index[uid]; ok && q.ask(i) {
			return m.rows[i].Order, true
		}
	}
	for q.cursor < len(m.rows) {
		i := q.cursor
		if m.backwards {
			i = len(m.rows) - 1 - i
		}
		q.cursor++
		if q.ask(i) {
			return m.rows[i].Order, true
		}
	}
	return 0, false
}

// ask takes note that the header of a row is asked for, unless it was already, or
// cannot be had.
func (q *headQueue) ask(i int) bool {
	if r := q.m.rows[i]; r.Known || r.NoHead || q.asked[i] || !q.all && (q.m.suspects[r.UID] || q.m.refused[r.UID]) {
		return false
	}
	q.asked[i], q.m.sess.asked = true, true
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
	m := q.m
	i := q.under[0]
	q.under = q.under[1:]
	if h.Err != nil || noHeader(h, m.rows[i].Size) {
		if i == q.probed {
			q.probed = -1
		}
		if q.refused++; q.refused >= maxNoTOP && !m.topped && (q.all || q.probes == 2 && q.probed < 0 || len(q.under) == 0) {
			// The rows stand by number and size, and can be opened and deleted.
			m.noTOP = true
			m.allHeadless()
			return pop3.ErrStop
		}
		delete(m.suspects, m.rows[i].UID) // it has answered, and breaks no session
		m.refuse(m.rows[i].UID, headRefused)
		m.publishSoon()
		return nil
	}
	delete(m.refused, m.rows[i].UID)
	m.topped = true
	if m.noTOP {
		m.noTOP = false // the server knows it, whatever it has refused before
		m.notAllHeadless()
	}
	r := *m.rows[i]
	if !r.Known {
		m.loaded++
	}
	r.Known, r.NoHead = true, false
	r.Summary, r.sum = mime.ParseSummary(h.Bytes), sumHead(h.Bytes)
	m.rows[i] = &r
	q.came = append(q.came, i)
	if m.loaded == pageSize && !m.backwards {
		// The dates may show only now at which end the newest messages are.
		if m.backwards = oldestLast(m.rows); m.backwards {
			q.cursor = 0
		}
	}
	m.publishSoon()
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
		q.m.forgetHead(i)
	}
	q.came = nil
}

// forgetHead takes back the header of the row at a place.
func (m *Mailbox) forgetHead(i int) {
	if r := *m.rows[i]; r.Known {
		m.loaded--
		r.Known, r.Summary, r.sum = false, mime.Summary{}, headSum{}
		m.rows[i] = &r
	}
}

// remember notes what has come and was in step, for the memory and the rules.
func (q *headQueue) remember() {
	for _, i := range q.came {
		q.m.learnt(q.m.rows[i].UID)
	}
	q.came = nil
}

// blame takes note of the message at whose header the session has broken. It may be
// innocent: so it is asked for once more, behind all others, and is believed to be
// guilty when a session breaks at it first of all.
func (q *headQueue) blame() {
	m := q.m
	if len(q.under) == 0 {
		return
	}
	uid := m.rows[q.under[0]].UID
	if q.all && q.first {
		m.refuse(uid, headBroken)
		return
	}
	m.suspect(uid)
}
