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

// saveRequest is a message that goes to a file.
type saveRequest struct {
	uid    string
	to     *io.PipeWriter
	passed int64     // bytes that were handed over
	sum    hash.Hash // of these
}

// saveNext does what SaveMessage has asked for first.
func (w *worker) saveNext(ctx context.Context) {
	r := w.saves[0]
	w.saves = w.saves[1:]
	err := w.saveTo(ctx, r)
	if errors.Is(err, errGiveWay) && ctx.Err() == nil {
		w.saves = append([]*saveRequest{r}, w.saves...)
		return
	}
	if ctx.Err() != nil {
		err = ErrStopped
	}
	r.to.CloseWithError(err)
}

func (w *worker) saveTo(ctx context.Context, r *saveRequest) error {
	if err := w.signIn(ctx); err != nil {
		return err
	}
	e, ok := w.sess.Find(r.uid)
	if !ok {
		return ErrGone
	}
	w.fetchingNow(r.uid, e.Size)
	// Who reads may have stopped without a word, as on a disk that hangs.
	defer context.AfterFunc(ctx, func() { r.to.CloseWithError(ErrStopped) })()
	// When the disk is full the rest need not be fetched.
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out := &saveWriter{w: w, request: r, give: cancel, size: e.Size, began: time.Now(), again: r.passed, sum: sha256.New()}
	n, err := w.sess.conn.Retr(ctx, e.Num, pop3.Expect{Size: e.Size, Most: maxSaved}, out)
	if w.sess != nil {
		w.sess.used = time.Now()
	}
	if errors.As(err, new(*pop3.UnendedError)) && w.sess.conn.State() != pop3.Closed {
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
	w       *worker
	request *saveRequest
	give    context.CancelCauseFunc // up
	size    int64
	began   time.Time
	looked  time.Time
	again   int64 // bytes that must come once more
	sum     hash.Hash
}

func (s *saveWriter) Write(p []byte) (int, error) {
	all := len(p)
	s.w.fetched += int64(all)
	s.w.publishSoon()
	err := s.pass(p)
	if err == nil && time.Since(s.looked) >= frame {
		s.looked = time.Now()
		if s.w.takeWishes(); s.inTheWay() {
			err = errGiveWay
		}
	}
	if err != nil {
		s.give(err)
		return 0, err
	}
	return all, nil
}

// pass hands over what is new.
func (s *saveWriter) pass(p []byte) error {
	if s.again > 0 {
		old := p[:min(int64(len(p)), s.again)]
		p = p[len(old):]
		s.sum.Write(old)
		if s.again -= int64(len(old)); s.again == 0 && !bytes.Equal(s.sum.Sum(nil), s.request.sum.Sum(nil)) {
			return errOtherText
		}
	}
	n, err := s.request.to.Write(p)
	s.request.passed += int64(n)
	s.request.sum.Write(p[:n])
	return err
}

// inTheWay reports whether a deletion is due that should not wait for the rest.
func (s *saveWriter) inTheWay() bool {
	w := s.w
	if w.closing || !w.deletion.due(time.Now(), false) || w.deletion.Holds(s.request.uid) || w.savesFirst() {
		return false
	}
	left := time.Duration(float64(time.Since(s.began)) * float64(s.size-w.fetched) / float64(w.fetched))
	return left < 0 || left > saveGrace
}

// savesFirst reports whether the deletion must wait, as a message in it is to be saved.
func (w *worker) savesFirst() bool {
	return w.deletion != nil && slices.ContainsFunc(w.saves, func(r *saveRequest) bool { return w.deletion.Holds(r.uid) })
}

// endSaves gives up what was not begun, and what comes from now on.
func (w *worker) endSaves() {
	w.saves = append(w.saves, w.shared.collectLastSaves()...)
	w.dropSaves()
}

// dropSaves gives up what was not begun.
func (w *worker) dropSaves() {
	for _, r := range w.saves {
		r.to.CloseWithError(ErrStopped)
	}
	w.saves = nil
}
