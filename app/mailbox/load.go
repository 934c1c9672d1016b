package mailbox

import (
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
	if !m.sess.noTOP && m.loaded < len(m.rows) {
		m.setPhase(Loading)
		m.publish()
		if err := m.heads(ctx); err != nil {
			m.fail(err)
			return
		}
	}
	m.tries = 0
	m.needed = !m.sess.noTOP && m.loaded < len(m.rows)
	if !m.needed {
		m.phase = Ready
	}
}

// heads fetches header blocks: what is on the screen first, then the newest.
func (m *Mailbox) heads(ctx context.Context) error {
	q := &headQueue{m: m, asked: make(map[string]bool), byNum: make(map[int]string)}
	err := m.sess.conn.Tops(ctx, q.next, 0, q.got)
	if err == nil {
		// One answer too many or too few shows at the next command whose
		// answer has a form of its own.
		_, _, err = m.sess.conn.Stat(ctx)
	}
	if inDoubt(err) {
		// Perhaps an answer was lost or doubled, and headers have got to the
		// wrong rows since.
		q.forget()
		if errors.Is(err, os.ErrDeadlineExceeded) {
			m.oneByOne = true
		}
	}
	return err
}

// inDoubt reports whether an error may come from answers that were not in the
// order of the commands.
func inDoubt(err error) bool {
	var odd *pop3.ProtocolError
	var limit *pop3.LimitError
	return errors.As(err, &odd) || errors.As(err, &limit) || errors.Is(err, os.ErrDeadlineExceeded)
}

// headQueue chooses which header block to ask for next, as late as possible.
type headQueue struct {
	m      *Mailbox
	cursor int             // place in rows of the next one that nobody wants especially
	asked  map[string]bool // unique-ids asked for by this queue
	byNum  map[int]string
}

func (q *headQueue) next() (int, bool) {
	m := q.m
	if m.urgent() {
		return 0, false
	}
	if want := m.takeWant(); want != nil {
		m.want = want
	}
	for len(m.want) > 0 {
		uid := m.want[0]
		m.want = m.want[1:]
		if i, ok := m.index[uid]; ok && !m.rows[i].Known && !q.asked[uid] {
			return q.ask(m.rows[i])
		}
	}
	for ; q.cursor < len(m.rows); q.cursor++ {
		if r := m.rows[q.cursor]; !r.Known && !q.asked[r.UID] {
			return q.ask(r)
		}
	}
	return 0, false
}

func (q *headQueue) ask(r *Row) (int, bool) {
	q.asked[r.UID] = true
	q.byNum[r.Order] = r.UID
	return r.Order, true
}

func (q *headQueue) got(h pop3.Head) error {
	m := q.m
	if h.Err != nil && m.loaded == 0 {
		// A server that refuses the first TOP knows none. The rows stand by
		// number and size, and can be opened and deleted.
		m.sess.noTOP = true
		return pop3.ErrStop
	}
	summary := mime.Summary{} // a refused message stays nameless
	if h.Err == nil {
		summary = mime.ParseSummary(h.Bytes)
	}
	m.replace(q.byNum[h.Num], func(r *Row) {
		if !r.Known {
			m.loaded++
		}
		r.Known, r.Summary, r.sum = true, summary, sumHead(h.Bytes)
	})
	m.publishSoon()
	return nil
}

// forget takes back everything this queue has brought.
func (q *headQueue) forget() {
	for uid := range q.asked {
		q.m.replace(uid, func(r *Row) {
			if r.Known {
				q.m.loaded--
			}
			r.Known, r.Summary, r.sum = false, mime.Summary{}, headSum{}
		})
	}
}
