package mailbox

import (
	"context"
	"errors"
	"time"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/app/mailbox/retry"
	"github.com/restante/restante/app/mailbox/spool"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// openMessage fetches the message that the user has opened, parses it away from both
// the UI's and the worker's goroutine, and hands it over.
func (w *worker) openMessage(ctx context.Context) {
	r := w.toOpen
	raw, err := w.retrieveMessage(ctx, r.uid)
	if w.toOpen == r {
		w.toOpen = nil
	}
	if errors.Is(err, context.Canceled) {
		return
	}
	answer := answerOpen(r, w.shared, w.deps.Post)
	if err != nil {
		answer(nil, err)
		return
	}
	var promised *Row
	if i, ok := w.index[r.uid]; ok && w.rows[i].sum != (identity.HeadSum{}) {
		promised = w.rows[i]
	}
	s := w.shared
	w.deps.Work(func() {
		msg := mime.Read(raw, raw.Size(), mime.DefaultLimits())
		if raw.unended {
			msg.MarkUnended(raw.all)
		}
		if promised != nil {
			msg.CompareWith(promised.Summary)
		}
		s.request(func(all *requests) { all.read = append(all.read, readMessage{r.uid, msg.Summary}) })
		answer(msg, nil)
	})
}

// answerOpen returns what hands the result of an Open to the UI goroutine, unless another
// Open or CloseMessage came in between. It may be called on any goroutine.
func answerOpen(r *openRequest, s *shared, post func(func())) func(*mime.Message, error) {
	return func(msg *mime.Message, err error) {
		post(func() {
			if partial := msg != nil && msg.Partial; !s.stillWantsOpen(r) || partial && r.finished {
				return
			} else if !partial {
				r.finished = true
			}
			r.done(msg, err)
		})
	}
}

// rawMessage is a message as the server has sent it.
type rawMessage struct {
	*spool.Spool
	unended bool // the server has not marked its end
	all     bool // what was announced has come all the same
}

// retrieveMessage fetches one whole message. A session that turns out to have died while
// nobody used it, or to hold what was the rest of another answer, is replaced once, and
// so is one in which the server refuses the message: another listing shows whether it is
// still there.
func (w *worker) retrieveMessage(ctx context.Context, uid string) (*rawMessage, error) {
	used, refused := w.sess != nil, false
	var died error // of the session before this one, which may hold the mailbox still
	for {
		raw, err := w.retrieveOnce(ctx, uid)
		var line *pop3.LineError
		var odd *pop3.ProtocolError
		switch {
		case err == nil || ctx.Err() != nil:
			return raw, err
		case used && (errors.As(err, &line) || errors.As(err, &odd)):
			used, died = false, err
			w.dropSession()
		case died != nil && pop3.HasCode(err, pop3.CodeInUse):
			return nil, died
		case !refused && (pop3.CommandOf(err) == "RETR" && retry.RefusedLater(err) || errors.Is(err, ErrEmpty)):
			refused = true
			w.quitSession(ctx)
		default:
			return nil, err
		}
	}
}

// retrieveOnce fetches one whole message, in a session as it is.
func (w *worker) retrieveOnce(ctx context.Context, uid string) (*rawMessage, error) {
	if err := w.ensureSession(ctx); err != nil {
		return nil, err
	}
	e, ok := w.sess.Find(uid)
	if !ok {
		return nil, ErrGone
	}
	if e.Size > MaxMessage {
		return nil, ErrTooLarge
	}
	w.showFetching(uid, e.Size)
	raw := &rawMessage{Spool: spool.New(w.opts.NoFiles)}
	_, err := w.sess.conn.Retr(ctx, e.Num, pop3.Expect{Size: e.Size}, &progressWriter{w: w, raw: raw, size: e.Size})
	w.sess.used = time.Now()
	var unended *pop3.UnendedError
	var line *pop3.LineError
	if errors.As(err, &unended) {
		raw.unended, raw.all, err = true, unended.All, nil
	} else if errors.As(err, &line) && e.Size > 0 && raw.Size() >= e.Size && ctx.Err() == nil {
		// All has come but the end. The session is gone, the message is not.
		w.dropSession()
		raw.unended, raw.all, err = true, true, nil
	}
	if err == nil && raw.Size() == 0 && e.Size > 0 {
		err = ErrEmpty
	}
	if err == nil {
		err = raw.Finish()
	}
	if err != nil {
		return nil, errors.Join(err, raw.Close())
	}
	return raw, nil
}

// showFetching shows which message is being fetched.
func (w *worker) showFetching(uid string, size int64) {
	w.shared.setMessageSize(size)
	w.fetching, w.fetched = uid, 0
	w.setPhase(Opening)
}

// beginningSize is how much of a message of more than spool.MaxHeld is shown while the
// rest is on its way.
const beginningSize = 192 << 10

// progressWriter tells the window how much of a message has come, and shows the
// beginning of a large one.
type progressWriter struct {
	w     *worker
	raw   *rawMessage
	size  int64
	shown bool
}

// Write implements [io.Writer].
func (out *progressWriter) Write(p []byte) (int, error) {
	out.w.fetched += int64(len(p))
	out.w.publishSoon()
	n, err := out.raw.Write(p)
	if !out.shown && out.size > spool.MaxHeld && out.raw.Size() >= beginningSize {
		out.shown = true
		out.w.showBeginning(out.raw.Beginning(beginningSize), out.size)
	}
	return n, err
}

// showBeginning hands over what has come of the message that is being opened.
func (w *worker) showBeginning(begin []byte, size int64) {
	answer := answerOpen(w.toOpen, w.shared, w.deps.Post)
	w.deps.Work(func() { answer(mime.ReadBeginning(begin, size, mime.DefaultLimits()), nil) })
}
