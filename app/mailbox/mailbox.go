package mailbox

import (
	"context"
	"io"
	"time"

	"github.com/restante/restante/app/mailbox/spool"
	"github.com/restante/restante/mime"
)

// MaxMessage is the most bytes of a message that can be opened. A larger one can be
// saved; see [Mailbox.SaveMessage].
const MaxMessage = 256 << 20

// Mailbox is the handle to the worker of one mailbox. Its methods may be called from
// the UI goroutine: none of them waits, but for [Mailbox.Close]. What comes of them is
// seen in the next [Snapshot].
type Mailbox struct {
	shared *shared
	work   func(context.Context) // the worker; it ends when it is closed, or the context is over
	guard  func()                // see [Options.Guard]
	cancel context.CancelFunc    // ends that context; nil before Start
	done   chan struct{}         // closed when the worker has ended
}

// New makes a mailbox. Nothing happens before Start. It panics where one of deps is
// missing.
func New(deps Deps, opts Options) *Mailbox {
	if name := deps.missing(); name != "" {
		panic("mailbox: New needs Deps." + name)
	}
	s := &shared{wake: make(chan struct{}, 1), requests: requests{refresh: true}}
	w := newWorker(deps, opts, s)
	return &Mailbox{shared: s, work: w.run, guard: w.opts.Guard, done: make(chan struct{})}
}

// Start signs in and lists the mailbox, in the background.
func (m *Mailbox) Start() {
	ctx, cancel := context.WithCancel(context.Background())
	m.cancel = cancel
	go func() {
		defer close(m.done)
		defer cancel()
		defer m.guard()
		m.work(ctx)
	}()
}

// Refresh lists the mailbox anew and fetches the headers that are missing. It
// also takes up what Stop has stopped.
func (m *Mailbox) Refresh() {
	m.shared.request(func(r *requests) { r.refresh, r.stop = true, false })
}

// AgreeWeaker says that the user has agreed to a way to log in that reveals more than
// what worked before, see [pop3.WeakerError], and signs in anew. unfit names what the
// server has refused for what it is, as [account.Account.Refused] does.
func (m *Mailbox) AgreeWeaker(method, unfit string) {
	m.shared.request(func(r *requests) { r.agreed, r.unfit, r.refresh, r.stop = method, unfit, true, false })
}

// Stop ends what the worker is doing now: signing in, listing, fetching. A
// deletion that is being sent is given up, and nothing of it happens; one that
// the server is carrying out already is not touched.
func (m *Mailbox) Stop() {
	m.shared.request(func(r *requests) { r.stop, r.refresh = true, false })
	m.shared.endJob(func() bool { return true })
}

// Want asks for the headers of these messages before all others: they are on
// the screen.
func (m *Mailbox) Want(uids []string) {
	m.shared.request(func(r *requests) { r.want = uids })
}

// FetchWhole fetches messages as a whole for the sake of their headers, where the
// server gives no headers alone (see [Snapshot.NoTOP]): at most 100 of them, and none
// over 256 KB. Some servers count them as read then.
func (m *Mailbox) FetchWhole(uids []string) {
	m.shared.request(func(r *requests) { r.whole = uids[:min(len(uids), maxWholes)] })
}

// Open fetches a message ahead of everything else and hands it to done on the UI
// goroutine. A large message is handed over twice: first its beginning, see
// [mime.Message.Partial]. An earlier Open that is not finished is given up, and its done never
// called. The errors are [ErrGone] and those of package pop3.
func (m *Mailbox) Open(uid string, done func(*mime.Message, error)) {
	open := &openRequest{uid: uid, done: done}
	m.shared.request(func(r *requests) { r.open, r.closeMessage, m.shared.wantedOpen = open, false, open })
	m.shared.endJob(m.shared.slowOpen)
}

// CloseMessage gives up an Open that is not finished.
func (m *Mailbox) CloseMessage() {
	m.shared.request(func(r *requests) { r.open, r.closeMessage, m.shared.wantedOpen = nil, true, nil })
	m.shared.endJob(m.shared.slowOpen)
}

// Peek fetches the first lines of a message, ahead of the header blocks, and hands
// them to done on the UI goroutine, as a message that is [mime.Message.Partial]. An
// earlier Peek that is not answered is given up, and its done never called. The
// errors are [ErrGone], [ErrNoPeek] and those of package pop3.
//
// TOP (RFC 1939 section 7) marks nothing as read; some servers count it as reading
// all the same, and nothing can be done about that.
func (m *Mailbox) Peek(uid string, done func(*mime.Message, error)) {
	p := &peekRequest{uid: uid, done: done}
	m.shared.request(func(r *requests) { r.peek, m.shared.wantedPeek = p, p })
}

// SaveMessage fetches a whole message of any size, behind what the user looks at, and
// returns where it can be read as it comes, line ends as the server has sent them. It
// ends with io.EOF when all has come, else with the errors of [Mailbox.Open], or with
// [ErrStopped]. Who stops reading closes it.
func (m *Mailbox) SaveMessage(uid string) io.ReadCloser {
	pipe, from := spool.NewPipe()
	m.shared.requestSave(&saveRequest{uid: uid, pipe: pipe})
	return from
}

// Active says that the user is there and reads: the login is held and kept alive
// a while longer.
func (m *Mailbox) Active() { m.shared.touched.Store(time.Now().UnixNano()) }

// SetCatch changes which messages are caught when they come: those for whose header
// catch says so, on the worker's goroutine. What is caught is deleted an hour later,
// unless catch does not mean it any more by then, or [Mailbox.Release] was called. A
// message is judged once, when its header comes for the first time. nil catches
// nothing, and lets go what was caught.
func (m *Mailbox) SetCatch(catch func(mime.Summary) bool) {
	m.shared.request(func(r *requests) { r.catch, r.newCatch = catch, true })
}

// Release keeps messages that were caught, for good.
func (m *Mailbox) Release(uids []string) {
	m.shared.request(func(r *requests) { r.release = append(r.release, uids...) })
}

// Delete marks messages for deletion. After the undo time they are deleted from
// the server. While an earlier deletion can still be undone, the messages join
// it and the undo time begins anew; while one is being carried out, Delete does
// nothing.
func (m *Mailbox) Delete(o Order) {
	m.shared.request(func(r *requests) {
		// An Undo that waits is for what was marked before. DeleteNow is not for
		// what is marked after it.
		r.orders, r.now = append(r.orders, o), false
	})
}

// DeleteUnlisted orders a deletion again that has failed with [ledger.ErrUnlisted], without
// what the server cannot bear. See [Order.Unlisted].
func (m *Mailbox) DeleteUnlisted() {
	m.shared.request(func(r *requests) { r.unlisted = true })
}

// Undo takes the marks of a deletion back. Once it is being carried out, Undo
// does nothing.
func (m *Mailbox) Undo() {
	m.shared.request(func(r *requests) { r.undo, r.orders, r.now = true, nil, false })
}

// DeleteNow ends the undo time.
func (m *Mailbox) DeleteNow() {
	m.shared.request(func(r *requests) { r.now = true })
}

// DismissDeletion takes a finished deletion out of the snapshots.
func (m *Mailbox) DismissDeletion() {
	m.shared.request(func(r *requests) { r.dismiss = true })
}

// Close finishes: a marked deletion is carried out, the login is ended properly
// and the worker's goroutine ends. When ctx ends first the connection is dropped:
// what was not committed by then stays on the server. It waits for the end and
// must not be called on the UI goroutine.
func (m *Mailbox) Close(ctx context.Context) error {
	m.shared.request(func(r *requests) { r.close = true })
	m.shared.endJob(m.shared.slowOpen)
	select {
	case <-m.done:
		return nil
	case <-ctx.Done():
		m.cancel()
		<-m.done
		return context.Cause(ctx)
	}
}
