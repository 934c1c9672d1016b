package mailbox

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// headFault is why a header is not to be had.
type headFault int

const (
	headRefused headFault = iota + 1 // the server said no: it is asked again in the next session, behind all others
	headBroken                       // sessions broke at it, one of them before anything else was asked: it is asked again when the user gets mail
)

// refuse shows a row as one whose header cannot be had.
func (m *Mailbox) refuse(uid string, why headFault) {
	if m.noHead == nil {
		m.noHead = make(map[string]headFault)
	}
	m.noHead[uid] = why
	m.replace(uid, func(r *Row) { r.NoHead = true })
}

// allHeadless shows of all rows that their headers cannot be had.
func (m *Mailbox) allHeadless() {
	for i, row := range m.rows {
		if !row.Known && !row.NoHead {
			r := *row
			r.NoHead = true
			m.rows[i] = &r
		}
	}
}

// notAllHeadless takes back what allHeadless has shown.
func (m *Mailbox) notAllHeadless() {
	for i, row := range m.rows {
		if row.NoHead && m.noHead[row.UID] == 0 {
			r := *row
			r.NoHead = false
			m.rows[i] = &r
		}
	}
}

// suspect has the header of a message asked for behind all others, alone.
func (m *Mailbox) suspect(uid string) {
	if m.suspects == nil {
		m.suspects = make(map[string]bool)
	}
	m.suspects[uid] = true
}

// oneHeader reports whether a session was given up because a header had no end.
func oneHeader(err error) bool {
	var limit *pop3.LimitError
	return errors.As(err, &limit) && strings.HasPrefix(limit.Command, "TOP")
}

// missing counts the rows whose headers cannot be had.
func (m *Mailbox) missing() int { return len(m.noHead) }

// askAgain forgets why headers could not be had, in the rows of a new listing.
func (m *Mailbox) askAgain(s *session) {
	if e, ok := s.byNum(m.badNum); ok {
		m.suspect(s.identity(e))
	}
	m.badNum = 0
	if m.noTOP {
		m.allHeadless()
	}
	was := m.noHead
	m.noHead = nil
	for uid, why := range was {
		switch i, ok := m.index[uid]; {
		case !ok || m.rows[i].Known:
			delete(m.refused, uid)
		case why == headBroken:
			m.refuse(uid, why)
		default:
			if m.refused == nil {
				m.refused = make(map[string]bool)
			}
			m.refused[uid] = true
		}
	}
}

// Bounds for messages that are fetched as a whole for the sake of their headers.
const (
	maxWhole  = 256 << 10 // bytes of one
	maxWholes = 100       // at a time
)

// FetchWhole fetches messages as a whole for the sake of their headers, where the
// server gives no headers alone (see [Snapshot.NoTOP]): at most 100 of them, and none
// over 256 KB. Some servers count them as read then.
func (m *Mailbox) FetchWhole(uids []string) {
	m.leave(func(w *wishes) { w.whole = uids[:min(len(uids), maxWholes)] })
}

// headsByRETR does what FetchWhole has asked for.
func (m *Mailbox) headsByRETR(ctx context.Context) error {
	for len(m.whole) > 0 && !m.urgent() && m.sess.conn.State() != pop3.Closed {
		uid := m.whole[0]
		m.whole = m.whole[1:]
		e, ok := m.sess.find(uid)
		i, shown := m.index[uid]
		if !ok || !shown || m.rows[i].Known || e.Size > maxWhole {
			continue
		}
		var head headWriter
		_, err := m.sess.conn.Retr(ctx, e.Num, pop3.Expect{Size: e.Size}, &head)
		var no *pop3.Error
		var unended *pop3.UnendedError
		switch {
		case errors.As(err, &no):
			m.refuse(uid, headRefused)
			continue
		case err != nil && !errors.As(err, &unended):
			return err
		}
		m.loaded++
		delete(m.noHead, uid)
		m.replace(uid, func(r *Row) { r.Known, r.NoHead, r.Summary = true, false, mime.ParseSummary(head.block()) })
		m.publishSoon()
	}
	return nil
}

// headWriter keeps the beginning of a message.
type headWriter struct{ bytes.Buffer }

func (w *headWriter) Write(p []byte) (int, error) {
	if left := maxWhole - w.Len(); left > 0 {
		w.Buffer.Write(p[:min(left, len(p))])
	}
	return len(p), nil
}

// block is the header block.
func (w *headWriter) block() []byte {
	all := w.Bytes()
	for _, end := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(all, []byte(end)); i >= 0 {
			all = all[:i+len(end)]
		}
	}
	return all
}
