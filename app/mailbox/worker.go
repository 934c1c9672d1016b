package mailbox

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/mailbox/retry"
	"github.com/restante/restante/pop3"
)

// worker is all that runs on the worker's goroutine, and what only that touches: the
// connection, the rows, the deletion.
type worker struct {
	deps   Deps
	opts   Options
	shared *shared
	post   poster

	rows     []*Row          // highest Order first
	index    map[string]int  // place in rows by unique-id
	former   map[string]int  // the index of the listing before
	vanished map[string]*Row // what that had and this one has not
	loaded   int
	listed   bool
	count    int // messages in the mailbox, also before they are listed

	fates map[string]ledger.Fate // what an earlier deletion has done to messages that are shown still

	listings int // so far

	named    bool // the server has unique-ids
	nameless int  // listings in a row that had none all the same

	topped bool     // a header block was fetched, now or at an earlier visit
	fresh  []string // messages whose header is to be kept, by unique-id

	noTOP    bool                 // the server refuses TOP
	noHead   map[string]headFault // why headers cannot be had, by unique-id
	suspects map[string]bool      // sessions have broken at their headers
	refused  map[string]bool      // their headers were refused in an earlier session
	badNum   int                  // the number of one, from before the list; 0 for none
	whole    []string             // to be fetched as a whole for the sake of the header

	cutShort  bool // a session was cut while headers were fetched
	noPage    bool // a first page has failed: the list comes without one
	backwards bool // the lowest numbers are the newest messages

	sess *session  // nil while not signed in
	left time.Time // when the last one ended

	open     *openRequest
	peek     *peekRequest
	peeked   peeked
	saves    []*saveRequest
	fetching string
	fetched  int64
	want     []string
	deletion *deleteJob
	past     []*deleteJob // finished ones of before, of which not all is known

	known      *pop3.Caps    // what the server said at the last login; nil when that is not known
	loggedIn   time.Time     // when that was
	loginDelay time.Duration // how long the server wants to rest until the next one

	barred error // the refusal of the last login, until the user wants another one

	oneByOne bool // the server offers pipelining and did not answer: one command at a time
	bears

	phase   Phase
	problem error
	rules   rules
	stopped bool
	needed  bool // a listing, or headers, are asked for
	tries   int  // failures in a row
	retryAt time.Time
	idle    time.Time // since when the session is not needed

	closing   bool
	rev       uint64
	published time.Time
	late      bool // something has changed since
}

// newWorker makes a worker that has not begun.
func newWorker(deps Deps, opts Options, s *shared) *worker {
	opts.setDefaults()
	w := &worker{deps: deps, opts: opts, shared: s, known: opts.Known, rules: rules{catch: opts.Catch}}
	w.post.post, w.post.watch = deps.Post, deps.Watch
	return w
}

// run is the worker: it collects the requests, does the most urgent job, and waits
// when there is none.
func (w *worker) run(ctx context.Context) {
	defer w.endSaves()
	defer w.endMemory()
	defer w.leaveSession(ctx)
	w.recall()
	w.resumeDeletion()
	for ctx.Err() == nil {
		w.takeWishes()
		w.remember()
		w.markCaught()
		job := w.next()
		w.publish()
		switch {
		case job != jobNone:
			w.do(ctx, job)
		case w.closing:
			return
		default:
			w.rest(ctx)
		}
	}
}

// next chooses the most urgent job.
func (w *worker) next() jobKind {
	switch {
	case w.deletion.due(time.Now(), w.closing) && !w.savesFirst():
		return jobDelete
	case w.closing:
		return jobNone
	case w.open != nil:
		return jobOpen
	case w.peek != nil:
		return jobPeek
	case len(w.saves) > 0:
		return jobSave
	case w.loadDue():
		return jobLoad
	}
	return jobNone
}

// loadDue reports whether there is something to load now.
func (w *worker) loadDue() bool { return w.needed && !w.stopped && !time.Now().Before(w.retryAt) }

// do runs one job under a context of its own, which Stop and others may end.
func (w *worker) do(ctx context.Context, job jobKind) {
	jobCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	w.shared.setJob(job, cancel)
	defer w.shared.setJob(jobNone, nil)
	switch job {
	case jobLoad:
		w.load(jobCtx)
	case jobOpen:
		w.fetch(jobCtx)
	case jobPeek:
		w.peekAt(jobCtx)
	case jobSave:
		w.saveNext(jobCtx)
	case jobDelete:
		w.carryOutDeletion(jobCtx)
	}
	if job == jobOpen || job == jobPeek || job == jobSave {
		w.endAsking()
	}
	w.idle = time.Now()
}

// rest waits for a request, or for the next moment at which something is due.
func (w *worker) rest(ctx context.Context) {
	until := w.hold(ctx)
	if w.needed && !w.stopped {
		until = sooner(until, w.retryAt)
	}
	if w.listed {
		until = sooner(until, w.caughtDue())
	}
	var alarm <-chan time.Time
	if !until.IsZero() {
		t := time.NewTimer(time.Until(until))
		defer t.Stop()
		alarm = t.C
	}
	select {
	case <-w.shared.wake:
	case <-alarm:
	case <-ctx.Done():
	}
}

// hold ends a session that nobody needs, so that others get in, and keeps one
// alive that the user still needs. It returns when to look again.
func (w *worker) hold(ctx context.Context) time.Time {
	if w.deletion.isMarked() {
		return w.deletion.state.Until
	}
	if w.sess == nil {
		return time.Time{}
	}
	now := time.Now()
	needed := w.idle
	if user := w.shared.lastUse(); user.After(needed) && !user.After(now) { // the clock may have been set back
		needed = user
	}
	release := needed.Add(w.opts.Linger)
	if !now.Before(release) {
		w.leaveSession(ctx)
		w.publish()
		return time.Time{}
	}
	if w.sess.silence() >= keepAlive {
		if w.touchServer(ctx); w.sess == nil {
			w.phase = Offline
			w.publish()
			return time.Time{}
		}
	}
	return sooner(release, w.sess.used.Add(keepAlive))
}

// keepAlive is after how long a silence the server is shown that the user still
// reads. Some servers end a session after half a minute.
const keepAlive = 20 * time.Second

// sooner is the earlier of two moments, of which zero means never.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// takeWishes moves what the window has asked for into the worker's state.
func (w *worker) takeWishes() {
	r := w.shared.collect()
	w.closing = w.closing || r.close
	if r.agreed != "" {
		w.deps.Account.Login, w.deps.Account.Refused = r.agreed, r.unfit
	}
	if r.refresh {
		w.needed, w.stopped, w.problem, w.barred = true, false, nil, nil
		w.retryAt, w.tries = time.Time{}, 0
		if w.sess != nil {
			w.sess.stale = true
		}
		w.noTOP = false
		w.tryAgain()
		for uid := range w.noHead {
			w.noHead[uid] = headRefused // the user wants to know
		}
	}
	if r.whole != nil {
		w.whole, w.needed = r.whole, true
	}
	if r.stop {
		w.stopped, w.retryAt, w.open = true, time.Time{}, nil
	}
	if r.open != nil {
		w.open = r.open
	}
	if r.peek != nil {
		w.peek = r.peek
	}
	if r.closeMessage {
		w.open = nil
	}
	w.saves = append(w.saves, r.save...)
	if r.stop || w.closing {
		w.dropSaves()
	}
	if r.want != nil {
		w.want = r.want
	}
	w.takeRules(r)
	for _, s := range r.read {
		w.setSeen(s)
	}
	w.applyDeletionRequests(r)
}

// fail notes that a job has failed, and when it is tried again.
func (w *worker) fail(err error) {
	w.phase = Offline
	if errors.Is(err, context.Canceled) {
		w.dropSession()
		return // somebody wanted it so
	}
	w.blameFlights(err)
	w.dropSession()
	w.problem = err
	if pause, again := w.pauseAfter(err, w.tries); again {
		w.tries++
		w.retryAt = time.Now().Add(pause)
		return
	}
	w.needed = false
}

// pauseAfter says how long to wait before the next try after err, behind so many, and
// false when it is not tried again; see package retry.
func (w *worker) pauseAfter(err error, tries int) (time.Duration, bool) {
	if errors.As(err, new(*SaveError)) {
		return 0, false // errors of the disk look like those of the network
	}
	return retry.Pause(err, tries, w.opts.Pause, !w.loggedIn.IsZero())
}

// publish hands the present state to the window.
func (w *worker) publish() {
	w.rev++
	w.published = time.Now()
	s := &Snapshot{
		Rev: w.rev, Phase: w.phase, Rows: slices.Clone(w.rows), Loaded: w.loaded,
		Fetched: w.fetched, Fetching: w.fetching, Stopped: w.stopped, SignedIn: w.sess != nil,
		Deletion: w.deletion.snapshot(), Problem: w.problem, Listed: w.listed, Count: w.count, Missing: w.missing(),
	}
	if w.noTOP {
		s.NoTOP, s.Missing = true, len(w.rows)-w.loaded
	}
	w.late = false
	if w.needed && !w.stopped || w.deletion.running() {
		s.Retry = w.retryAt
	}
	for _, r := range w.rows {
		s.Bytes += r.Size
	}
	w.post.put(s)
}

// publishSoon publishes unless that was done a moment ago. Then it is done when the
// worker waits for the server.
func (w *worker) publishSoon() {
	if w.late = true; time.Since(w.published) >= frame {
		w.publish()
	}
}

// publishLate publishes what publishSoon has put off.
func (w *worker) publishLate() {
	if w.late {
		w.publish()
	}
}

// replace puts another Row in the place of one with the same unique-id.
func (w *worker) replace(uid string, change func(*Row)) {
	i, ok := w.index[uid]
	if !ok {
		return
	}
	r := *w.rows[i]
	change(&r)
	w.rows[i] = &r
}

func (w *worker) setSeen(s readMessage) {
	w.replace(s.uid, func(r *Row) {
		switch {
		case !r.Known:
			r.Known, r.NoHead, r.Summary = true, false, s.summary
			delete(w.noHead, s.uid)
			w.loaded++
			if !identity.IsStandIn(r.UID) {
				w.keepLater(r.UID)
			}
		case !r.Seen && w.opts.Memory != nil && !identity.IsStandIn(r.UID):
			w.opts.Memory.Seen([]string{r.UID})
		}
		r.Seen = true
	})
}
