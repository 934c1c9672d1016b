package mailbox

import (
	"bytes"
	"context"
	"errors"

	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// A header that was refused is asked for again in the next session, behind all others. One
// at which sessions broke, the last time before anything else was asked, is asked for
// again only when the user gets mail. A server that refuses all of some that were picked
// from all over the mailbox, and has never given one, knows no TOP: then rows stand by
// number and size.

// headerFault is why a header is not to be had.
type headerFault int

const (
	headerRefused       headerFault = iota + 1 // the server said no: it is asked again in the next session, behind all others
	headerBreaksSession                        // sessions broke at it, one of them before anything else was asked: it is asked again when the user gets mail
)

// noteNoHeader shows a row as one whose header cannot be had.
func (w *worker) noteNoHeader(uid string, why headerFault) {
	w.noHeader[uid] = why
	w.replaceRow(uid, func(r *Row) { r.NoHead = true })
}

// markAllHeaderless shows of all rows that their headers cannot be had.
func (w *worker) markAllHeaderless() {
	for i, row := range w.rows {
		if !row.Known && !row.NoHead {
			r := *row
			r.NoHead = true
			w.rows[i] = &r
		}
	}
}

// unmarkHeaderless takes back what markAllHeaderless has shown.
func (w *worker) unmarkHeaderless() {
	for i, row := range w.rows {
		if row.NoHead && w.noHeader[row.UID] == 0 {
			r := *row
			r.NoHead = false
			w.rows[i] = &r
		}
	}
}

// headersMissing counts the rows whose headers cannot be had.
func (w *worker) headersMissing() int { return len(w.noHeader) }

// askAgainForHeaders forgets why headers could not be had, in the rows of a new listing.
func (w *worker) askAgainForHeaders(s *session) {
	if e, ok := s.ByNumber(w.suspectNumber); ok {
		w.suspectHeaders[s.Of(e)] = true
	}
	w.suspectNumber = 0
	if w.noTOP {
		w.markAllHeaderless()
	}
	was := w.noHeader
	w.noHeader = make(map[string]headerFault)
	for uid, why := range was {
		switch i, ok := w.index[uid]; {
		case !ok || w.rows[i].Known:
			delete(w.refusedHeaders, uid)
		case why == headerBreaksSession:
			w.noteNoHeader(uid, why)
		default:
			w.refusedHeaders[uid] = true
		}
	}
}

// Bounds for messages that are fetched as a whole for the sake of their headers.
const (
	maxWhole  = 256 << 10 // bytes of one
	maxWholes = 100       // at a time
)

// fetchHeadersByRETR does what FetchWhole has asked for.
func (w *worker) fetchHeadersByRETR(ctx context.Context) error {
	for len(w.wantWhole) > 0 && !w.shared.urgent() && w.sess.conn.State() != pop3.Closed {
		uid := w.wantWhole[0]
		w.wantWhole = w.wantWhole[1:]
		e, ok := w.sess.Find(uid)
		i, shown := w.index[uid]
		if !ok || !shown || w.rows[i].Known || e.Size > maxWhole {
			continue
		}
		var head headerWriter
		_, err := w.sess.conn.Retr(ctx, e.Num, pop3.Expect{Size: e.Size}, &head)
		var no *pop3.Error
		var unended *pop3.UnendedError
		switch {
		case errors.As(err, &no):
			w.noteNoHeader(uid, headerRefused)
			continue
		case err != nil && !errors.As(err, &unended):
			return err
		}
		w.loaded++
		delete(w.noHeader, uid)
		w.replaceRow(uid, func(r *Row) { r.Known, r.NoHead, r.Summary = true, false, mime.ParseSummary(head.block()) })
		w.publishSoon()
	}
	return nil
}

// headerWriter keeps the beginning of a message.
type headerWriter struct{ bytes.Buffer }

// Write implements [io.Writer].
func (w *headerWriter) Write(p []byte) (int, error) {
	if left := maxWhole - w.Len(); left > 0 {
		w.Buffer.Write(p[:min(left, len(p))])
	}
	return len(p), nil
}

// block is the header block.
func (w *headerWriter) block() []byte {
	all := w.Bytes()
	for _, end := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(all, []byte(end)); i >= 0 {
			all = all[:i+len(end)]
		}
	}
	return all
}
