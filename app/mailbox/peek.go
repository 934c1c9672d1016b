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

// peeked remembers the beginnings of a few messages. It belongs to the worker.
type peeked struct {
	byUID map[string]*mime.Message
	order []string // the oldest first
}

func (p *peeked) put(uid string, m *mime.Message) {
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

// peekAt does what Peek has asked for.
func (w *worker) peekAt(ctx context.Context) {
	r := w.peek
	w.peek = nil
	msg, err := w.peeked.byUID[r.uid], error(nil)
	if msg == nil {
		msg, err = w.firstLines(ctx, r.uid)
	}
	if errors.Is(err, context.Canceled) {
		return
	}
	w.deps.Post(func() {
		if w.shared.stillWantsPeek(r) {
			r.done(msg, err)
		}
	})
}

// firstLines fetches header block and first lines of one message.
func (w *worker) firstLines(ctx context.Context, uid string) (*mime.Message, error) {
	if err := w.signIn(ctx); err != nil {
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
	w.peeked.put(uid, msg)
	return msg, nil
}
