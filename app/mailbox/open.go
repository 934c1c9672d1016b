package mailbox

import (
	"bytes"
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
	m.fetching, m.fetched = "", 0
	if m.open == w {
		m.open = nil
	}
	if err != nil {
		if !errors.Is(err, ErrGone) {
			m.dropSession()
			m.phase = Offline
		}
		if !errors.Is(err, context.Canceled) {
			m.answer(w, nil, err)
		}
		return
	}
	m.phase = Ready
	m.deps.Work(func() {
		msg := mime.Read(raw, mime.DefaultLimits())
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
		if current {
			w.done(msg, err)
		}
	})
}

// retrieve fetches one whole message. A session that turns out to have died
// while nobody used it is replaced once.
func (m *Mailbox) retrieve(ctx context.Context, uid string) ([]byte, error) {
	used := m.sess != nil
	for {
		raw, err := m.tryRetrieve(ctx, uid)
		var line *pop3.LineError
		if err == nil || !used || !errors.As(err, &line) || ctx.Err() != nil {
			return raw, err
		}
		used = false
		m.dropSession()
	}
}

func (m *Mailbox) tryRetrieve(ctx context.Context, uid string) ([]byte, error) {
	if err := m.signIn(ctx); err != nil {
		return nil, err
	}
	e, ok := m.sess.find(uid)
	if !ok {
		return nil, ErrGone
	}
	size := e.Size
	m.mu.Lock()
	m.jobSize = size
	m.mu.Unlock()
	m.fetching, m.fetched = uid, 0
	m.setPhase(Opening)
	var buf bytes.Buffer
	buf.Grow(int(min(size+size/64+4096, maxMessage)))
	_, err := m.sess.conn.Retr(ctx, e.Num, &progressWriter{m, &buf})
	m.sess.used = time.Now()
	var refused *pop3.Error
	if errors.As(err, &refused) {
		return nil, errors.Join(ErrGone, err)
	}
	return buf.Bytes(), err
}

// progressWriter tells the window how much of a message has come.
type progressWriter struct {
	m   *Mailbox
	buf *bytes.Buffer
}

func (w *progressWriter) Write(p []byte) (int, error) {
	w.m.fetched += int64(len(p))
	w.m.publishSoon()
	return w.buf.Write(p)
}
