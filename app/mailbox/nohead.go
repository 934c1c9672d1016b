package mailbox

import (
	"bytes"
	"context"
	"errors"

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
func (w *worker) refuse(uid string, why headFault) {
	if w.noHead == nil {
		w.noHead = make(map[string]headFault)
	}
	w.noHead[uid] = why
	w.replace(uid, func(r *Row) { r.NoHead = true })
}

// allHeadless shows of all rows that their headers cannot be had.
func (w *worker) allHeadless() {
	for i, row := range w.rows {
		if !row.Known && !row.NoHead {
			r := *row
			r.NoHead = true
			w.rows[i] = &r
		}
	}
}

// notAllHeadless takes back what allHeadless has shown.
func (w *worker) notAllHeadless() {
	for i, row := range w.rows {
		if row.NoHead && w.noHead[row.UID] == 0 {
			r := *row
			r.NoHead = false
			w.rows[i] = &r
		}
	}
}

// suspect has the header of a message asked for behind all others, alone.
func (w *worker) suspect(uid string) {
	if w.suspects == nil {
		w.suspects = make(map[string]bool)
	}
	w.suspects[uid] = true
}

// missing counts the rows whose headers cannot be had.
func (w *worker) missing() int { return len(w.noHead) }

// askAgain forgets why headers could not be had, in the rows of a new listing.
func (w *worker) askAgain(s *session) {
	if e, ok := s.ByNumber(w.badNum); ok {
		w.suspect(s.Of(e))
	}
	w.badNum = 0
	if w.noTOP {
		w.allHeadless()
	}
	was := w.noHead
	w.noHead = nil
	for uid, why := range was {
		switch i, ok := w.index[uid]; {
		case !ok || w.rows[i].Known:
			delete(w.refused, uid)
		case why == headBroken:
			w.refuse(uid, why)
		default:
			if w.refused == nil {
				w.refused = make(map[string]bool)
			}
			w.refused[uid] = true
		}
	}
}

// Bounds for messages that are fetched as a whole for the sake of their headers.
const (
	maxWhole  = 256 << 10 // bytes of one
	maxWholes = 100       // at a time
)

// headsByRETR does what FetchWhole has asked for.
func (w *worker) headsByRETR(ctx context.Context) error {
	for len(w.whole) > 0 && !w.shared.urgent() && w.sess.conn.State() != pop3.Closed {
		uid := w.whole[0]
		w.whole = w.whole[1:]
		e, ok := w.sess.Find(uid)
		i, shown := w.index[uid]
		if !ok || !shown || w.rows[i].Known || e.Size > maxWhole {
			continue
		}
		var head headWriter
		_, err := w.sess.conn.Retr(ctx, e.Num, pop3.Expect{Size: e.Size}, &head)
		var no *pop3.Error
		var unended *pop3.UnendedError
		switch {
		case errors.As(err, &no):
			w.refuse(uid, headRefused)
			continue
		case err != nil && !errors.As(err, &unended):
			return err
		}
		w.loaded++
		delete(w.noHead, uid)
		w.replace(uid, func(r *Row) { r.Known, r.NoHead, r.Summary = true, false, mime.ParseSummary(head.block()) })
		w.publishSoon()
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
