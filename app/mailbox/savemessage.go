package mailbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"slices"
	"time"

	"github.com/restante/restante/pop3"
)

// maxSaved bounds the bytes of a message that is saved, whatever the server says.
const maxSaved = 1 << 40

// saveWish is a message that goes to a file.
type saveWish struct {
	uid    string
	to     *io.PipeWriter
	passed int64     // bytes that were handed over
	sum    hash.Hash // of these
}

// SaveMessage fetches a whole message of any size, behind what the user looks at, and
// returns where it can be read as it comes, line ends as the server has sent them. It
// ends with io.EOF when all has come, else with the errors of [Mailbox.Open], or with
// [ErrStopped]. Who stops reading closes it.
func (m *Mailbox) SaveMessage(uid string) io.ReadCloser {
	from, to := io.Pipe()
	m.leave(func(w *wishes) {
		if w.ended {
			to.CloseWithError(ErrStopped)
			return
		}
		w.save = append(w.save, &saveWish{uid: uid, to: to, sum: sha256.New()})
	})
	return from
}

// saveNext does what SaveMessage has asked for first.
func (m *Mailbox) saveNext(ctx context.Context) {
	w := m.saves[0]
	m.saves = m.saves[1:]
	err := m.saveTo(ctx, w)
	if errors.Is(err, errGiveWay) && ctx.Err() == nil {
		m.saves = append([]*saveWish{w}, m.saves...)
		return
	}
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
	out := &saveWriter{m: m, wish: w, give: cancel, size: e.Size, began: time.Now(), again: w.passed, sum: sha256.New()}
	n, err := m.sess.conn.Retr(ctx, e.Num, pop3.Expect{Size: e.Size, Most: maxSaved}, out)
	if m.sess != nil {
		m.sess.used = time.Now()
	}
	if errors.As(err, new(*pop3.UnendedError)) && m.sess.conn.State() != pop3.Closed {
		err = nil // else more has come behind what seemed to be the end, and is lost
	}
	if err == nil && n == 0 && e.Size > 0 {
		return ErrEmpty
	}
	if err == nil && out.again > 0 {
		return errOtherText
	}
	return err
}

// errGiveWay ends a save for now, as a deletion is due.
var errGiveWay = errors.New("mailbox: a save gives way to a deletion")

// errOtherText says that a save cannot be taken up again.
var errOtherText = &pop3.ProtocolError{Command: "RETR", Detail: "another text came the second time"}

// saveGrace is for how long a deletion waits for a save that is nearly over: what has
// come of it would have to come again.
const saveGrace = 10 * time.Second

// saveWriter passes a message on, tells the window how much has come, and looks whether a
// deletion is due. What was passed on before the save gave way is only compared.
type saveWriter struct {
	m      *Mailbox
	wish   *saveWish
	give   context.CancelCauseFunc // up
	size   int64
	began  time.Time
	looked time.Time
	again  int64 // bytes that must come once more
	sum    hash.Hash
}

func (w *saveWriter) Write(p []byte) (int, error) {
	all := len(p)
	w.m.fetched += int64(all)
	w.m.publishSoon()
	err := w.pass(p)
	if err == nil && time.Since(w.looked) >= frame {
		w.looked = time.Now()
		if w.m.takeWishes(); w.inTheWay() {
			err = errGiveWay
		}
	}
	if err != nil {
		w.give(err)
		return 0, err
	}
	return all, nil
}

// pass hands over what is new.
func (w *saveWriter) pass(p []byte) error {
	if w.again > 0 {
		old := p[:min(int64(len(p)), w.again)]
		p = p[len(old):]
		w.sum.Write(old)
		if w.again -= int64(len(old)); w.again == 0 && !bytes.Equal(w.sum.Sum(nil), w.wish.sum.Sum(nil)) {
			return errOtherText
		}
	}
	n, err := w.wish.to.Write(p)
	w.wish.passed += int64(n)
	w.wish.sum.Write(p[:n])
	return err
}

// inTheWay reports whether a deletion is due that should not wait for the rest.
func (w *saveWriter) inTheWay() bool {
	m := w.m
	if m.closing || !m.del.due(time.Now(), false) || m.del.targets[w.wish.uid] != nil || m.savesFirst() {
		return false
	}
	left := time.Duration(float64(time.Since(w.began)) * float64(w.size-m.fetched) / float64(m.fetched))
	return left < 0 || left > saveGrace
}

// savesFirst reports whether the deletion must wait, as a message in it is to be saved.
func (m *Mailbox) savesFirst() bool {
	return m.del != nil && slices.ContainsFunc(m.saves, func(w *saveWish) bool { return m.del.targets[w.uid] != nil })
}

// endSaves gives up what was not begun, and what comes from now on.
func (m *Mailbox) endSaves() {
	m.leave(func(w *wishes) {
		m.saves, w.save, w.ended = append(m.saves, w.save...), nil, true
	})
	m.dropSaves()
}

// dropSaves gives up what was not begun.
func (m *Mailbox) dropSaves() {
	for _, w := range m.saves {
		w.to.CloseWithError(ErrStopped)
	}
	m.saves = nil
}
