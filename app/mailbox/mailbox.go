package mailbox

import (
	"context"
	"crypto/tls"
	"sync"
	"sync/atomic"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// Defaults of [Deps].
const (
	defaultUndoTime = 8 * time.Second
	defaultLinger   = 30 * time.Second
	defaultPause    = 2 * time.Second
	defaultTouch    = 5 * time.Second
	byeTime         = 10 * time.Second // how long a server may take to answer QUIT where nothing is deleted
)

// MaxMessage is the most bytes of a message that can be opened. A larger one can be
// saved; see [Mailbox.SaveMessage].
const MaxMessage = 256 << 20

// Deps are what a mailbox needs from the rest of the program.
type Deps struct {
	Account   account.Account
	Password  func(context.Context) (string, error) // asked on the worker's goroutine before each login; an error is shown as it is
	Dial      pop3.Dialer                           // the only way to the network; nil is a net.Dialer
	TLS       *tls.Config                           // roots other than the system's; may be nil
	NoFiles   bool                                  // nothing may be written to a disk, also not for a while
	Timeouts  pop3.Timeouts
	Known     *pop3.Caps              // what the server said at an earlier login of this account; may be nil
	Learned   func(Learned)           // is told of every login that has worked, on the UI goroutine; may be nil
	Journal   Journal                 // remembers a deletion while its end is not known; nil where nothing may be written
	Record    Record                  // remembers finished deletions; nil where nothing may be written
	Memory    Memory                  // keeps what is known of the messages for the next run; nil where nothing may be written
	Talk      *Conversation           // is told what is said to the server and back; may be nil
	Catch     func(mime.Summary) bool // see [Mailbox.SetCatch]
	CatchTime time.Duration           // how long what was caught waits; default an hour

	UndoTime time.Duration // how long a deletion waits for Undo; default 8 s
	Linger   time.Duration // how long the login is held without need; default 30 s
	Touch    time.Duration // how long a session that was not used for a while may take to answer; default 5 s
	Pause    time.Duration // before what failed is tried again the first time; grows from there; default 2 s

	Work  func(func()) // runs a function off the UI goroutine
	Post  func(func()) // runs a function on the UI goroutine
	Watch func(*Snapshot)
}

// Learned is what a login has brought to light.
type Learned struct {
	Method    string    // how it was done, for [account.Account.Login]
	Refused   string    // what the server does not take, for [account.Account.Refused]
	Caps      pop3.Caps // what the server said before it, for [Deps.Known]
	PinNeeded bool      // the server was accepted for the key in [account.Account.PinnedKey] alone
}

// Journal remembers on the disk which messages are being deleted, for the case
// that the program ends in between. It is used on the worker's goroutine.
type Journal interface {
	// Begin is called before the server hears of the deletion, and again when
	// it grows. A few others of the mailbox tell later whether the server
	// still calls its messages by the same unique-ids. Whose mailbox it is is for
	// the journal to know.
	Begin(store.Note) error
	// End is called when it is known what has become of it.
	End() error
	// Unfinished returns what was begun, in an earlier run, and not ended; nil
	// when there is nothing.
	Unfinished() *store.Note
}

// Mailbox is the worker and what it knows of one mailbox. The methods may be
// called from the UI goroutine: none of them waits.
type Mailbox struct {
	deps Deps
	post poster

	mu        sync.Mutex
	wish      wishes
	wake      chan struct{} // has one element when wish has changed
	interrupt func()        // ends the job under way; nil when there is none
	shielded  bool          // the job under way must not be ended
	peekNow   *peekWish     // the first lines the window waits for
	current   *openWish     // the message the window waits for or shows
	job       jobKind       // the job under way
	jobStart  time.Time
	jobSize   int64 // of the message being opened

	touched atomic.Int64 // when the user has done something last, in nanoseconds since 1970

	cancel context.CancelFunc
	done   chan struct{}

	worker // belongs to the worker's goroutine
}

// wishes is what the window has asked for and the worker has not seen yet. Later
// wishes replace or join earlier ones, so that nothing piles up.
type wishes struct {
	refresh, stop, close bool
	open                 *openWish
	peek                 *peekWish
	save                 []*saveWish
	ended                bool // nothing is saved any more
	closeMessage         bool
	want, whole          []string
	orders               []Order
	release              []string
	catch                func(mime.Summary) bool
	newCatch             bool // catch is to be taken over
	undo, now, dismiss   bool
	unlisted             bool
	agreed, unfit        string // the way to log in that the user has agreed to, and what the server refuses
	seen                 []seenWish
}

type openWish struct {
	uid      string
	done     func(*mime.Message, error)
	finished bool // done was called for the last time; belongs to the UI goroutine
}

// seenWish tells the worker what a whole message said.
type seenWish struct {
	uid     string
	summary mime.Summary
}

// jobKind is what the worker is doing.
type jobKind int

const (
	jobNone jobKind = iota
	jobLoad         // connecting, listing, fetching headers
	jobOpen
	jobPeek // the first lines of a message
	jobSave // a whole message to a file
	jobDelete
)

// New makes a mailbox. Nothing happens before Start.
func New(deps Deps) *Mailbox {
	if deps.UndoTime <= 0 {
		deps.UndoTime = defaultUndoTime
	}
	if deps.Linger <= 0 {
		deps.Linger = defaultLinger
	}
	if deps.Touch <= 0 {
		deps.Touch = defaultTouch
	}
	if deps.Pause <= 0 {
		deps.Pause = defaultPause
	}
	m := &Mailbox{deps: deps, wake: make(chan struct{}, 1), done: make(chan struct{})}
	m.post = poster{post: deps.Post, watch: deps.Watch}
	if deps.CatchTime <= 0 {
		deps.CatchTime = defaultCatchTime
	}
	m.deps.CatchTime = deps.CatchTime
	m.rules.catch = deps.Catch
	m.wish.refresh = true
	m.known = deps.Known
	return m
}

// Start signs in and lists the mailbox, in the background.
func (m *Mailbox) Start() {
	ctx, cancel := context.WithCancel(context.Background())
	m.cancel = cancel
	go func() {
		defer close(m.done)
		defer cancel()
		m.run(ctx)
	}()
}

// leave changes the wishes and wakes the worker.
func (m *Mailbox) leave(change func(*wishes)) {
	m.mu.Lock()
	change(&m.wish)
	m.mu.Unlock()
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// Refresh lists the mailbox anew and fetches the headers that are missing. It
// also takes up what Stop has stopped.
func (m *Mailbox) Refresh() {
	m.leave(func(w *wishes) { w.refresh, w.stop = true, false })
}

// AgreeWeaker says that the user has agreed to a way to log in that reveals more than
// what worked before, see [pop3.WeakerError], and signs in anew. unfit names what the
// server has refused for what it is, as [account.Account.Refused] does.
func (m *Mailbox) AgreeWeaker(method, unfit string) {
	m.leave(func(w *wishes) { w.agreed, w.unfit, w.refresh, w.stop = method, unfit, true, false })
}

// Stop ends what the worker is doing now: signing in, listing, fetching. A
// deletion that is being sent is given up, and nothing of it happens; one that
// the server is carrying out already is not touched.
func (m *Mailbox) Stop() {
	m.leave(func(w *wishes) { w.stop, w.refresh = true, false })
	m.end(func() bool { return true })
}

// end ends the job under way if it may be ended and fits.
func (m *Mailbox) end(fits func() bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.interrupt != nil && !m.shielded && fits() {
		m.interrupt()
	}
}

// Want asks for the headers of these messages before all others: they are on
// the screen.
func (m *Mailbox) Want(uids []string) {
	m.leave(func(w *wishes) { w.want = uids })
}

// Open fetches a message ahead of everything else and hands it to done on the UI
// goroutine. A large message is handed over twice: first its beginning, see
// [mime.Message.Partial]. An earlier Open that is not finished is given up, and its done never
// called. The errors are [ErrGone] and those of package pop3.
func (m *Mailbox) Open(uid string, done func(*mime.Message, error)) {
	open := &openWish{uid: uid, done: done}
	m.leave(func(w *wishes) { w.open, w.closeMessage, m.current = open, false, open })
	m.end(m.slowOpen)
}

// CloseMessage gives up an Open that is not finished.
func (m *Mailbox) CloseMessage() {
	m.leave(func(w *wishes) { w.open, w.closeMessage, m.current = nil, true, nil })
	m.end(m.slowOpen)
}

// slowOpen reports whether a message is being fetched that takes longer than a
// new login. Called with the mutex held.
func (m *Mailbox) slowOpen() bool {
	return m.job == jobOpen && (m.jobSize > 64<<10 || time.Since(m.jobStart) > 2*time.Second)
}

// Active says that the user is there and reads: the login is held and kept alive
// a while longer.
func (m *Mailbox) Active() { m.touched.Store(time.Now().UnixNano()) }

// Order says what is to be deleted, and how.
type Order struct {
	UIDs []string // unique-ids

	// Some servers show only a part of the mailbox, and the next part once that is
	// deleted. When Alike is not nil, the messages stand for all that are like
	// them: the deletion goes on with what comes to light, if Alike says so of its
	// header and its date is not later than the order. It is called on the
	// worker's goroutine.
	Alike func(mime.Summary) bool
	Most  int // how many may come to light so; 0 is 200,000

	// Unlisted deletes also where the server cannot tell, before a deletion becomes
	// final, what would be left: see [ErrUnlisted]. It is done in small steps, and
	// the mailbox is looked at behind each.
	Unlisted bool

	Title string // what it is, in words, for the record of deletions
	Copy  *Copy  // where all of it is saved first; nil for no copy
}

// Copy says where messages are saved before they are deleted.
type Copy struct {
	Dir     string // a folder, made when it is not there; the copy gets a place of its own in it
	OneFile bool   // one mbox instead of a file for each message
}

// Delete marks messages for deletion. After the undo time they are deleted from
// the server. While an earlier deletion can still be undone, the messages join
// it and the undo time begins anew; while one is being carried out, Delete does
// nothing.
func (m *Mailbox) Delete(o Order) {
	m.leave(func(w *wishes) {
		// An Undo that waits is for what was marked before. DeleteNow is not for
		// what is marked after it.
		w.orders, w.now = append(w.orders, o), false
	})
}

// DeleteUnlisted orders a deletion again that has failed with [ErrUnlisted], without
// what the server cannot bear. See [Order.Unlisted].
func (m *Mailbox) DeleteUnlisted() { m.leave(func(w *wishes) { w.unlisted = true }) }

// Undo takes the marks of a deletion back. Once it is being carried out, Undo
// does nothing.
func (m *Mailbox) Undo() {
	m.leave(func(w *wishes) { w.undo, w.orders, w.now = true, nil, false })
}

// DeleteNow ends the undo time.
func (m *Mailbox) DeleteNow() {
	m.leave(func(w *wishes) { w.now = true })
}

// DismissDeletion takes a finished deletion out of the snapshots.
func (m *Mailbox) DismissDeletion() {
	m.leave(func(w *wishes) { w.dismiss = true })
}

// Close finishes: a marked deletion is carried out, the login is ended properly
// and the worker's goroutine ends. When ctx ends first the connection is dropped:
// what was not committed by then stays on the server. It waits for the end and
// must not be called on the UI goroutine.
func (m *Mailbox) Close(ctx context.Context) error {
	m.leave(func(w *wishes) { w.close = true })
	m.end(m.slowOpen)
	select {
	case <-m.done:
		return nil
	case <-ctx.Done():
		m.cancel()
		<-m.done
		return context.Cause(ctx)
	}
}
