package mailbox

import (
	"context"
	"errors"
	"time"

	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// fetch fetches the message that the user has opened, parses it away from both
// the UI's and the worker's goroutine, and hands it over.
func (m *Mailbox) fetch(ctx context.Context) {
	w := m.open
	raw, err := m.retrieve(ctx, w.uid)
	if m.open == w {
		m.open = nil
	}
	if errors.Is(err, context.Canceled) {
		return
	}
	if err != nil {
		m.answer(w, nil, err)
		return
	}
	var promised *Row
	if i, ok := m.index[w.uid]; ok && m.rows[i].sum != (headSum{}) {
		promised = m.rows[i]
	}
	m.deps.Work(func() {
		msg := mime.Read(raw, raw.size, mime.DefaultLimits())
		if raw.unended {
			msg.MarkUnended(raw.all)
		}
		if promised != nil {
			msg.CompareWith(promised.Summary)
		}
		m.leave(func(wish *wishes) { wish.seen = append(wish.seen, seenWish{w.uid, msg.Summary}) })
		m.answer(w, msg, nil)
	})
}

// answer hands the result of an Open to the UI goroutine, unless another Open or
// CloseMessage came in between.
func (m *Mailbox) answer(w *openWish, msg *mime.Message, err error) {
	m.deps.Post(func() {
		m.mu.Lock()
		current := m.current == w
		m.mu.Unlock()
		if partial := msg != nil && msg.Partial; !current || partial && w.finished {
			return
		} else if !partial {
			w.finished = true
		}
		w.done(msg, err)
	})
}

// retrieve fetches one whole message. A session that turns out to have died while
// nobody used it, or to hold what was the rest of another answer, is replaced once, and
// so is one in which the server refuses the message: another listing shows whether it is
// still there.
func (m *Mailbox) retrieve(ctx context.Context, uid string) (*spool, error) {
	used, refused := m.sess != nil, false
	var died error // of the session before this one, which may hold the mailbox still
	for {
		raw, err := m.tryRetrieve(ctx, uid)
		var line *pop3.LineError
		var odd *pop3.ProtocolError
		switch {
		case err == nil || ctx.Err() != nil:
			return raw, err
		case used && (errors.As(err, &line) || errors.As(err, &odd)):
			used, died = false, err
			m.dropSession()
		case died != nil && pop3.HasCode(err, pop3.CodeInUse):
			return nil, died
		case !refused && (pop3.CommandOf(err) == "RETR" && refusedLater(err) || errors.Is(err, ErrEmpty)):
			refused = true
			m.leaveSession(ctx)
		default:
			return nil, err
		}
	}
}

func (m *Mailbox) tryRetrieve(ctx context.Context, uid string) (*spool, error) {
	if err := m.signIn(ctx); err != nil {
		return nil, err
	}
	e, ok := m.sess.find(uid)
	if !ok {
		return nil, ErrGone
	}
	if e.Size > MaxMessage {
		return nil, ErrTooLarge
	}
	m.fetchingNow(uid, e.Size)
	raw := &spool{inMemory: m.deps.NoFiles}
	_, err := m.sess.conn.Retr(ctx, e.Num, pop3.Expect{Size: e.Size}, &progressWriter{m: m, raw: raw, size: e.Size})
	m.sess.used = time.Now()
	var unended *pop3.UnendedError
	var line *pop3.LineError
	if errors.As(err, &unended) {
		raw.unended, raw.all, err = true, unended.All, nil
	} else if errors.As(err, &line) && e.Size > 0 && raw.size >= e.Size && ctx.Err() == nil {
		// All has come but the end. The session is gone, the message is not.
		m.dropSession()
		raw.unended, raw.all, err = true, true, nil
	}
	if err == nil && raw.size == 0 && e.Size > 0 {
		err = ErrEmpty
	}
	if err == nil {
		err = raw.finish()
	}
	if err != nil {
		return nil, errors.Join(err, raw.Close())
	}
	return raw, nil
}

// fetchingNow shows which message is being fetched.
func (m *Mailbox) fetchingNow(uid string, size int64) {
	m.mu.Lock()
	m.jobSize = size
	m.mu.Unlock()
	m.fetching, m.fetched = uid, 0
	m.setPhase(Opening)
}

// A message of more than maxHeld can be read from its beginning while the rest
// is on its way.
const beginning = 192 << 10

// progressWriter tells the window how much of a message has come, and shows the
// beginning of a large one.
type progressWriter struct {
	m     *Mailbox
	raw   *spool
	size  int64
	shown bool
}

func (w *progressWriter) Write(p []byte) (int, error) {
	w.m.fetched += int64(len(p))
	w.m.publishSoon()
	n, err := w.raw.Write(p)
	if !w.shown && w.size > maxHeld && w.raw.size >= beginning {
		w.shown = true
		w.m.showBeginning(w.raw.beginning(beginning), w.size)
	}
	return n, err
}

// showBeginning hands over what has come of the message that is being opened.
func (m *Mailbox) showBeginning(begin []byte, size int64) {
	w := m.open
	m.deps.Work(func() {
		m.answer(w, mime.ReadBeginning(begin, size, mime.DefaultLimits()), nil)
	})
}
