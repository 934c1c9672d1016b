package mailbox

import (
	"context"
	"errors"
	"slices"

	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

const (
	peekLines = 20 // of the body
	maxPeeked = 50 // how many messages are remembered
)

// peekCache remembers the beginnings of a few messages. It belongs to the worker.
type peekCache struct {
	byUID map[string]*mime.Message
	order []string // the oldest first
}

// add remembers the beginning of a message, and forgets the oldest one.
func (p *peekCache) add(uid string, m *mime.Message) {
	if p.byUID == nil {
		p.byUID = make(map[string]*mime.Message)
	}
	if p.byUID[uid] == nil {
		p.order = append(p.order, uid)
	}
	p.byUID[uid] = m
	if len(p.order) > maxPeeked {
		delete(p.byUID, p.order[0])
		p.order = slices.Delete(p.order, 0, 1)
	}
}

// peekMessage does what Peek has asked for.
func (w *worker) peekMessage(ctx context.Context) {
	r := w.toPeek
	w.toPeek = nil
	msg, err := w.peekCache.byUID[r.uid], error(nil)
	if msg == nil {
		msg, err = w.fetchFirstLines(ctx, r.uid)
	}
	if errors.Is(err, context.Canceled) {
		return
	}
	s := w.shared
	w.deps.Post(func() {
		if s.stillWantsPeek(r) {
			r.done(msg, err)
		}
	})
}

// fetchFirstLines fetches header block and first lines of one message.
func (w *worker) fetchFirstLines(ctx context.Context, uid string) (*mime.Message, error) {
	if err := w.ensureSession(ctx); err != nil {
		return nil, err
	}
	if w.noTOP {
		return nil, ErrNoPeek
	}
	e, ok := w.sess.Find(uid)
	if !ok {
		return nil, ErrGone
	}
	var msg *mime.Message
	var refused error
	err := w.sess.conn.Tops(ctx, pop3.Nums([]int{e.Num}), peekLines, func(h pop3.Head) error {
		if refused = h.Err; refused == nil {
			msg = mime.ReadBeginning(slices.Clone(h.Bytes), e.Size, mime.DefaultLimits())
		}
		return nil
	})
	if err == nil {
		err = refused
	}
	if err != nil {
		return nil, err
	}
	if i, ok := w.index[uid]; ok && w.rows[i].Known {
		msg.CompareWith(w.rows[i].Summary)
	}
	w.peekCache.add(uid, msg)
	return msg, nil
}
