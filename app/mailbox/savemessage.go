package mailbox

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/restante/restante/pop3"
)

// maxSaved bounds the bytes of a message that is saved, whatever the server says.
const maxSaved = 1 << 40

// saveWish is a message that goes to a file.
type saveWish struct {
	uid string
	to  *io.PipeWriter
}

// SaveMessage fetches a whole message of any size, behind what the user looks at, and
// returns where it can be read as it comes, line ends as the server has sent them. It
// ends with io.EOF when all has come, else with the errors of [Mailbox.Open], or with
// [ErrStopped]. Who stops reading closes it.
func (m *Mailbox) SaveMessage(uid string) io.ReadCloser {
	from, to := io.Pipe()
	m.leave(func(w *wishes) { w.save = append(w.save, &saveWish{uid, to}) })
	return from
}

// saveNext does what SaveMessage has asked for first.
func (m *Mailbox) saveNext(ctx context.Context) {
	w := m.saves[0]
	m.saves = m.saves[1:]
	err := m.saveTo(ctx, w)
	if ctx.Err() != nil {
		err = ErrStopped
	}
	w.to.CloseWithError(err)
}

func (m *Mailbox) saveTo(ctx context.Context, w *saveWish) error {
	if err := m.signIn(ctx); err != nil {
		return err
	}
	e, ok := m.sess.find(w.uid)
	if !ok {
		return ErrGone
	}
	m.fetchingNow(w.uid, e.Size)
	// Who reads may have stopped without a word, as on a disk that hangs.
	defer context.AfterFunc(ctx, func() { w.to.CloseWithError(ErrStopped) })()
	// When the disk is full the rest need not be fetched.
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	_, err := m.sess.conn.Retr(ctx, e.Num, pop3.Expect{Size: e.Size, Most: maxSaved}, &saveWriter{m: m, to: w.to, give: cancel})
	if m.sess != nil {
		m.sess.used = time.Now()
	}
	if errors.As(err, new(*pop3.UnendedError)) && m.sess.conn.State() != pop3.Closed {
		return nil // else more has come behind what seemed to be the end, and is lost
	}
	return err
}

// saveWriter passes a message on, and tells the window how much has come.
type saveWriter struct {
	m    *Mailbox
	to   *io.PipeWriter
	give context.CancelCauseFunc // up
}

func (w *saveWriter) Write(p []byte) (int, error) {
	w.m.fetched += int64(len(p))
	w.m.publishSoon()
	n, err := w.to.Write(p)
	if err != nil {
		w.give(err)
	}
	return n, err
}

// dropSaves gives up what was not begun.
func (m *Mailbox) dropSaves() {
	for _, w := range m.saves {
		w.to.CloseWithError(ErrStopped)
	}
	m.saves = nil
}
