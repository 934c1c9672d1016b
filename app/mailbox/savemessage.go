package mailbox

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/restante/restante/app/mailbox/spool"
	"github.com/restante/restante/pop3"
)

// A save comes behind what the user looks at, and gives way to a deletion that is due,
// unless it is nearly over or the message is one of those that are to be deleted: that
// waits for the save. A save that gave way fetches all of the message again and passes on
// what had not come; what had is compared.

// maxSaved bounds the bytes of a message that is saved, whatever the server says.
const maxSaved = 1 << 40

// saveRequest is a message that goes to a file.
type saveRequest struct {
	uid  string
	pipe *spool.Pipe
}

// saveNextMessage does what SaveMessage has asked for first.
func (w *worker) saveNextMessage(ctx context.Context) {
	r := w.toSave[0]
	w.toSave = w.toSave[1:]
	err := w.saveMessageTo(ctx, r)
	if errors.Is(err, errGiveWay) && ctx.Err() == nil {
		w.toSave = append([]*saveRequest{r}, w.toSave...)
		return
	}
	if ctx.Err() != nil {
		err = ErrStopped
	}
	r.pipe.Close(err)
}

// saveMessageTo fetches a message into its pipe.
func (w *worker) saveMessageTo(ctx context.Context, r *saveRequest) error {
	if err := w.ensureSession(ctx); err != nil {
		return err
	}
	e, ok := w.sess.Find(r.uid)
	if !ok {
		return ErrGone
	}
	w.showFetching(r.uid, e.Size)
	// Who reads may have stopped without a word, as on a disk that hangs.
	defer context.AfterFunc(ctx, func() { r.pipe.Close(ErrStopped) })()
	// When the disk is full the rest need not be fetched.
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out := &saveWriter{w: w, request: r, cancel: cancel, size: e.Size, began: time.Now()}
	r.pipe.Begin()
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
	if err == nil && r.pipe.Whole() != nil {
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

// saveWriter passes a message on, tells the window how much has come, and checks whether a
// deletion is due. What was passed on before the save gave way is only compared.
type saveWriter struct {
	w       *worker
	request *saveRequest
	cancel  context.CancelCauseFunc // of the fetch
	size    int64
	began   time.Time
	checked time.Time
}

// Write implements [io.Writer].
func (s *saveWriter) Write(p []byte) (int, error) {
	all := len(p)
	s.w.fetched += int64(all)
	s.w.publishSoon()
	_, err := s.request.pipe.Write(p)
	if errors.Is(err, spool.ErrOtherText) {
		err = errOtherText
	}
	if err == nil && time.Since(s.checked) >= snapshotInterval {
		s.checked = time.Now()
		if s.w.applyRequests(); s.mustGiveWay() {
			err = errGiveWay
		}
	}
	if err != nil {
		s.cancel(err)
		return 0, err
	}
	return all, nil
}

// mustGiveWay reports whether a deletion is due that should not wait for the rest.
func (s *saveWriter) mustGiveWay() bool {
	w := s.w
	if w.closing || !w.deletion.due(time.Now(), false) || w.deletion.Holds(s.request.uid) || w.deletionWaitsForSave() {
		return false
	}
	left := time.Duration(float64(time.Since(s.began)) * float64(s.size-w.fetched) / float64(w.fetched))
	return left < 0 || left > saveGrace
}

// deletionWaitsForSave reports whether the deletion must wait, as a message in it is to be saved.
func (w *worker) deletionWaitsForSave() bool {
	return w.deletion != nil && slices.ContainsFunc(w.toSave, func(r *saveRequest) bool { return w.deletion.Holds(r.uid) })
}

// endSaves gives up what was not begun, and what comes from now on.
func (w *worker) endSaves() {
	w.toSave = append(w.toSave, w.shared.collectLastSaves()...)
	w.dropSaves()
}

// dropSaves gives up what was not begun.
func (w *worker) dropSaves() {
	for _, r := range w.toSave {
		r.pipe.Close(ErrStopped)
	}
	w.toSave = nil
}
