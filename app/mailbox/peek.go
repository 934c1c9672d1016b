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

// peekWish is what the window has asked for last.
type peekWish struct {
	uid  string
	done func(*mime.Message, error)
}

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

// Peek fetches the first lines of a message, ahead of the header blocks, and hands
// them to done on the UI goroutine, as a message that is [mime.Message.Partial]. An
// earlier Peek that is not answered is given up, and its done never called. The
// errors are [ErrGone], [ErrNoPeek] and those of package pop3.
//
// TOP (RFC 1939 section 7) marks nothing as read; some servers count it as reading
// all the same, and nothing can be done about that.
func (m *Mailbox) Peek(uid string, done func(*mime.Message, error)) {
	p := &peekWish{uid: uid, done: done}
	m.leave(func(w *wishes) { w.peek, m.peekNow = p, p })
}

// peekAt does what Peek has asked for.
func (m *Mailbox) peekAt(ctx context.Context) {
	w := m.peek
	m.peek = nil
	msg, err := m.peeked.byUID[w.uid], error(nil)
	if msg == nil {
		msg, err = m.firstLines(ctx, w.uid)
	}
	if errors.Is(err, context.Canceled) {
		return
	}
	m.deps.Post(func() {
		m.mu.Lock()
		current := m.peekNow == w
		m.mu.Unlock()
		if current {
			w.done(msg, err)
		}
	})
}

// firstLines fetches header block and first lines of one message.
func (m *Mailbox) firstLines(ctx context.Context, uid string) (*mime.Message, error) {
	if err := m.signIn(ctx); err != nil {
		return nil, err
	}
	if m.noTOP {
		return nil, ErrNoPeek
	}
	e, ok := m.sess.find(uid)
	if !ok {
		return nil, ErrGone
	}
	var msg *mime.Message
	var refused error
	err := m.sess.conn.Tops(ctx, pop3.Nums([]int{e.Num}), peekLines, func(h pop3.Head) error {
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
	if i, ok := m.index[uid]; ok && m.rows[i].Known {
		msg.CompareWith(m.rows[i].Summary)
	}
	m.peeked.put(uid, msg)
	return msg, nil
}
