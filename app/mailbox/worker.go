package mailbox

import (
	"context"
	"errors"
	"time"

	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/app/mailbox/retry"
	"github.com/restante/restante/pop3"
)

// worker is all that runs on the worker's goroutine, and what only that touches: the
// connection, the rows, the deletion.
type worker struct {
	deps      Deps
	opts      Options
	shared    *shared
	publisher publisher

	// The work.
	stopped    bool      // loading was stopped by the user
	closing    bool      // the mailbox is being closed
	loadNeeded bool      // a listing, or headers, are asked for
	problem    error     // the last thing that failed; nil when all is well
	failures   int       // in a row
	retryAt    time.Time // not before that
	idleSince  time.Time // since when the session is not needed

	// The session and the logins.
	sess         *session      // nil while not signed in
	sessionEnded time.Time     // when the last one ended
	knownCaps    *pop3.Caps    // what the server said at the last login; nil when that is not known
	loggedIn     time.Time     // when that was
	loginDelay   time.Duration // how long the server wants to rest until the next one
	loginRefused error         // the refusal of the last login, until the user wants another one
	serverQuirks

	// The rows.
	rows         []*Row          // highest Order first
	index        map[string]int  // place in rows by identity
	former       map[string]int  // the index of the listing before
	vanished     map[string]*Row // what that had and this one has not
	total        int             // messages in the mailbox, also before they are listed
	loaded       int             // rows whose header is known
	listed       bool            // the mailbox was listed at least once
	listings     int             // so far
	named        bool            // the server has unique-ids
	nameless     int             // listings in a row that had none all the same
	lowestNewest bool            // the lowest numbers are the newest messages
	noFirstPage  bool            // a first page has failed: the list comes without one

	// The headers.
	wantHeaders    []string               // are on the screen, by identity
	wantWhole      []string               // to be fetched as a whole for the sake of the header
	topped         bool                   // a header block was fetched, now or at an earlier visit
	noTOP          bool                   // the server refuses TOP
	noHeader       map[string]headerFault // why headers cannot be had, by identity
	suspectHeaders map[string]bool        // sessions have broken at them
	refusedHeaders map[string]bool        // were refused in an earlier session
	suspectNumber  int                    // the number of a message whose header is suspect, from before the list; 0 for none
	cutShort       bool                   // a session was cut while headers were fetched
	toRemember     []string               // headers to be written to the memory, by unique-id

	// Single messages.
	toOpen    *openRequest
	toPeek    *peekRequest
	peekCache peekCache
	toSave    []*saveRequest
	fetching  string // the identity of the message that is being fetched
	fetched   int64  // bytes of it

	// Deletions.
	catching      catching
	deletion      *deleteJob             // the newest one; nil when there is none to show
	pastDeletions []*deleteJob           // finished ones of before, of which not all is known
	fates         map[string]ledger.Fate // what an earlier deletion has done to messages that are shown still

	// What the window is shown.
	phase          Phase
	rev            uint64
	published      time.Time // when that was done last
	publishPending bool      // something has changed since
}

// newWorker makes a worker that has not begun.
func newWorker(deps Deps, opts Options, s *shared) *worker {
	opts.setDefaults()
	w := &worker{
		deps: deps, opts: opts, shared: s, knownCaps: opts.Known, catching: catching{catch: opts.Catch, caught: make(map[string]time.Time)},
		noHeader: make(map[string]headerFault), suspectHeaders: make(map[string]bool), refusedHeaders: make(map[string]bool),
	}
	w.publisher.post, w.publisher.watch = deps.Post, deps.Watch
	return w
}

// run is the worker: it collects the requests, does the most urgent job, and waits
// when there is none.
func (w *worker) run(ctx context.Context) {
	defer w.endSaves()
	defer w.closeMemory()
	defer w.quitSession(ctx)
	w.readMemory()
	w.resumeDeletion()
	for ctx.Err() == nil {
		w.applyRequests()
		w.writeMemory()
		w.deleteCaught()
		job := w.nextJob()
		w.publish()
		switch {
		case job != jobNone:
			w.runJob(ctx, job)
		case w.closing:
			return
		default:
			w.waitForWork(ctx)
		}
	}
}

// nextJob chooses the most urgent job.
func (w *worker) nextJob() jobKind {
	switch {
	case w.deletion.due(time.Now(), w.closing) && !w.deletionWaitsForSave():
		return jobDelete
	case w.closing:
		return jobNone
	case w.toOpen != nil:
		return jobOpen
	case w.toPeek != nil:
		return jobPeek
	case len(w.toSave) > 0:
		return jobSave
	case w.loadDue():
		return jobLoad
	}
	return jobNone
}

// loadDue reports whether there is something to load now.
func (w *worker) loadDue() bool { return w.loadNeeded && !w.stopped && !time.Now().Before(w.retryAt) }

// runJob runs one job under a context of its own, which Stop and others may end.
func (w *worker) runJob(ctx context.Context, job jobKind) {
	jobCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	w.shared.setJob(job, cancel)
	defer w.shared.setJob(jobNone, nil)
	switch job {
	case jobLoad:
		w.loadMailbox(jobCtx)
	case jobOpen:
		w.openMessage(jobCtx)
	case jobPeek:
		w.peekMessage(jobCtx)
	case jobSave:
		w.saveNextMessage(jobCtx)
	case jobDelete:
		w.carryOutDeletion(jobCtx)
	}
	if job == jobOpen || job == jobPeek || job == jobSave {
		w.endMessageJob()
	}
	w.idleSince = time.Now()
}

// waitForWork waits for a request, or for the next moment at which something is due.
func (w *worker) waitForWork(ctx context.Context) {
	until := w.keepOrQuitSession(ctx)
	if w.loadNeeded && !w.stopped {
		until = earlier(until, w.retryAt)
	}
	if w.listed {
		until = earlier(until, w.caughtDue())
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

// earlier is the earlier of two moments, of which zero means never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// applyRequests moves what the window has asked for into the worker's state.
func (w *worker) applyRequests() {
	r := w.shared.collect()
	w.closing = w.closing || r.close
	if r.agreed != "" {
		w.deps.Account.Login, w.deps.Account.Refused = r.agreed, r.unfit
	}
	if r.refresh {
		w.loadNeeded, w.stopped, w.problem, w.loginRefused = true, false, nil, nil
		w.retryAt, w.failures = time.Time{}, 0
		if w.sess != nil {
			w.sess.stale = true
		}
		w.noTOP = false
		w.forgive()
		for uid := range w.noHeader {
			w.noHeader[uid] = headerRefused // the user wants to know
		}
	}
	if r.whole != nil {
		w.wantWhole, w.loadNeeded = r.whole, true
	}
	if r.stop {
		w.stopped, w.retryAt, w.toOpen = true, time.Time{}, nil
	}
	if r.open != nil {
		w.toOpen = r.open
	}
	if r.peek != nil {
		w.toPeek = r.peek
	}
	if r.closeMessage {
		w.toOpen = nil
	}
	w.toSave = append(w.toSave, r.save...)
	if r.stop || w.closing {
		w.dropSaves()
	}
	if r.want != nil {
		w.wantHeaders = r.want
	}
	w.applyCatchRequests(r)
	for _, s := range r.read {
		w.noteRead(s)
	}
	w.applyDeletionRequests(r)
}

// noteFailure notes that a job has failed, and when it is tried again.
func (w *worker) noteFailure(err error) {
	w.phase = Offline
	if errors.Is(err, context.Canceled) {
		w.dropSession()
		return // somebody wanted it so
	}
	w.blameFlights(err)
	w.dropSession()
	w.problem = err
	if pause, again := w.pauseAfter(err, w.failures); again {
		w.failures++
		w.retryAt = time.Now().Add(pause)
		return
	}
	w.loadNeeded = false
}

// pauseAfter says how long to wait before the next try after err, behind so many, and
// false when it is not tried again; see package retry.
func (w *worker) pauseAfter(err error, tries int) (time.Duration, bool) {
	if errors.As(err, new(*SaveError)) {
		return 0, false // errors of the disk look like those of the network
	}
	return retry.Pause(err, tries, w.opts.Pause, !w.loggedIn.IsZero())
}
