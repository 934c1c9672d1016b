package mailbox

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/restante/restante/pop3"
)

// worker is the state that only the worker's goroutine touches.
type worker struct {
	rows     []*Row          // highest Order first
	index    map[string]int  // place in rows by unique-id
	former   map[string]int  // the index of the listing before
	vanished map[string]*Row // what that had and this one has not
	loaded   int
	listed   bool
	count    int // messages in the mailbox, also before they are listed

	fates map[string]fate // what an earlier deletion has done to messages that are shown still

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

	open     *openWish
	peek     *peekWish
	peeked   peeked
	saves    []*saveWish
	fetching string
	fetched  int64
	want     []string
	del      *deletion
	past     []*deletion // finished ones of before, of which not all is known

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

// run is the worker: it takes the wishes, does the most urgent job, and waits
// when there is none.
func (m *Mailbox) run(ctx context.Context) {
	defer m.endSaves()
	defer m.endMemory()
	defer m.leaveSession(ctx)
	m.recall()
	m.takeUp()
	for ctx.Err() == nil {
		m.takeWishes()
		m.remember()
		m.markCaught()
		job := m.next()
		m.publish()
		switch {
		case job != jobNone:
			m.do(ctx, job)
		case m.closing:
			return
		default:
			m.rest(ctx)
		}
	}
}

// next chooses the most urgent job.
func (m *Mailbox) next() jobKind {
	switch {
	case m.del.due(time.Now(), m.closing) && !m.savesFirst():
		return jobDelete
	case m.closing:
		return jobNone
	case m.open != nil:
		return jobOpen
	case m.peek != nil:
		return jobPeek
	case len(m.saves) > 0:
		return jobSave
	case m.loadDue():
		return jobLoad
	}
	return jobNone
}

// loadDue reports whether there is something to load now.
func (m *Mailbox) loadDue() bool { return m.needed && !m.stopped && !time.Now().Before(m.retryAt) }

// do runs one job under a context of its own, which Stop and others may end.
func (m *Mailbox) do(ctx context.Context, job jobKind) {
	jobCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	m.setJob(job, cancel)
	defer m.setJob(jobNone, nil)
	switch job {
	case jobLoad:
		m.load(jobCtx)
	case jobOpen:
		m.fetch(jobCtx)
	case jobPeek:
		m.peekAt(jobCtx)
	case jobSave:
		m.saveNext(jobCtx)
	case jobDelete:
		m.carryOut(jobCtx)
	}
	if job == jobOpen || job == jobPeek || job == jobSave {
		m.endAsking()
	}
	m.idle = time.Now()
}

func (m *Mailbox) setJob(job jobKind, interrupt func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.job, m.interrupt, m.jobStart = job, interrupt, time.Now()
	if job != jobOpen {
		m.jobSize = 0
	}
}

// shield keeps the job under way from being ended by Stop from now on, but not
// by the end of the whole mailbox. It reports false when it was ended already.
func (m *Mailbox) shield(ctx context.Context) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.shielded = ctx.Err() == nil && !m.wish.stop // a wish that came before the job could be ended
	return m.shielded
}

// unshield lets Stop end the job under way again.
func (m *Mailbox) unshield() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.shielded = false
}

// rest waits for a wish, or for the next moment at which something is due.
func (m *Mailbox) rest(ctx context.Context) {
	until := m.hold(ctx)
	if m.needed && !m.stopped {
		until = sooner(until, m.retryAt)
	}
	if m.listed {
		until = sooner(until, m.caughtDue())
	}
	var alarm <-chan time.Time
	if !until.IsZero() {
		t := time.NewTimer(time.Until(until))
		defer t.Stop()
		alarm = t.C
	}
	select {
	case <-m.wake:
	case <-alarm:
	case <-ctx.Done():
	}
}

// hold ends a session that nobody needs, so that others get in, and keeps one
// alive that the user still needs. It returns when to look again.
func (m *Mailbox) hold(ctx context.Context) time.Time {
	if m.del.isMarked() {
		return m.del.state.Until
	}
	if m.sess == nil {
		return time.Time{}
	}
	now := time.Now()
	needed := m.idle
	if user := time.Unix(0, m.touched.Load()); user.After(needed) && !user.After(now) { // the clock may have been set back
		needed = user
	}
	release := needed.Add(m.deps.Linger)
	if !now.Before(release) {
		m.leaveSession(ctx)
		m.publish()
		return time.Time{}
	}
	if m.sess.silence() >= keepAlive {
		if m.touchServer(ctx); m.sess == nil {
			m.phase = Offline
			m.publish()
			return time.Time{}
		}
	}
	return sooner(release, m.sess.used.Add(keepAlive))
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
func (m *Mailbox) takeWishes() {
	m.mu.Lock()
	w := m.wish
	m.wish = wishes{}
	m.mu.Unlock()
	m.closing = m.closing || w.close
	if w.agreed != "" {
		m.deps.Account.Login, m.deps.Account.Refused = w.agreed, w.unfit
	}
	if w.refresh {
		m.needed, m.stopped, m.problem, m.barred = true, false, nil, nil
		m.retryAt, m.tries = time.Time{}, 0
		if m.sess != nil {
			m.sess.stale = true
		}
		m.noTOP = false
		m.tryAgain()
		for uid := range m.noHead {
			m.noHead[uid] = headRefused // the user wants to know
		}
	}
	if w.whole != nil {
		m.whole, m.needed = w.whole, true
	}
	if w.stop {
		m.stopped, m.retryAt, m.open = true, time.Time{}, nil
	}
	if w.open != nil {
		m.open = w.open
	}
	if w.peek != nil {
		m.peek = w.peek
	}
	if w.closeMessage {
		m.open = nil
	}
	m.saves = append(m.saves, w.save...)
	if w.stop || m.closing {
		m.dropSaves()
	}
	if w.want != nil {
		m.want = w.want
	}
	m.takeRules(w)
	for _, s := range w.seen {
		m.setSeen(s)
	}
	m.takeDeletionWishes(w)
}

// urgent reports whether a wish has come that must not wait for the job under
// way to finish.
func (m *Mailbox) urgent() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	w := &m.wish
	return w.refresh || w.stop || w.close || w.open != nil || w.peek != nil || w.save != nil || w.orders != nil || w.release != nil || w.newCatch || w.undo || w.now || w.unlisted || w.whole != nil || w.seen != nil
}

// takeWant takes over the wish for visible rows alone, while headers are being
// fetched.
func (m *Mailbox) takeWant() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	want := m.wish.want
	m.wish.want = nil
	return want
}

// fail notes that a job has failed, and when it is tried again.
func (m *Mailbox) fail(err error) {
	m.phase = Offline
	if errors.Is(err, context.Canceled) {
		m.dropSession()
		return // somebody wanted it so
	}
	m.blameFlights(err)
	m.dropSession()
	m.problem = err
	if pause, again := m.pauseAfter(err, m.tries); again {
		m.tries++
		m.retryAt = time.Now().Add(pause)
		return
	}
	m.needed = false
}

// growth is by how much the pauses between tries grow; the last one is repeated
// up to maxTries.
var growth = []time.Duration{1, 2, 5, 10, 30}

const (
	maxTries     = 12
	maxRefused   = 3 // the same where the server says no to what it has to do
	maxPasswords = 1 // the same where it gives no answer to the password
)

// pauseAfter says how long to wait before the nth new try after err, and false
// when trying again is useless or harmful: a refused password is never tried
// again by itself, as accounts are locked for that.
func (m *Mailbox) pauseAfter(err error, tries int) (time.Duration, bool) {
	if tries >= maxTries || !passing(err) {
		return 0, false
	}
	if refusedLater(err) && tries >= maxRefused {
		return 0, false
	}
	if AtPassword(err) && m.loggedIn.IsZero() && tries >= maxPasswords {
		return 0, false // where it has let us in before, it is the line
	}
	factor := growth[min(tries, len(growth)-1)]
	if pop3.HasCode(err, pop3.CodeInUse) || pop3.HasCode(err, pop3.CodeLoginDelay) || turnedAway(err) || loginPasses(err) {
		factor = max(factor, 5)
	}
	return factor * m.deps.Pause, true
}

// loginPasses reports whether a login was refused for something that may be over soon,
// as far as the words tell: a lock, a trouble of the server.
func loginPasses(err error) bool {
	var no *pop3.Error
	return errors.As(err, &no) && isLogin(no.Command) && no.Hint().Passes()
}

// isLogin reports whether a command is part of a login.
func isLogin(verb string) bool {
	return verb == "USER" || verb == "PASS" || verb == "APOP" || verb == "AUTH"
}

// turnedAway reports whether the server refused the connection itself, as it
// does when there are too many.
func turnedAway(err error) bool {
	var no *pop3.Error
	return errors.As(err, &no) && no.Command == ""
}

// refusedLater reports whether the server refused something behind the login. Some
// do once what they do the next time.
func refusedLater(err error) bool {
	var no *pop3.Error
	if !errors.As(err, &no) || no.Code == pop3.CodeSysPerm {
		return false
	}
	return no.Command != "" && no.Command != "STLS" && !isLogin(no.Command)
}

// passing reports whether an error may be gone at the next try.
func passing(err error) bool {
	var save *SaveError
	if errors.As(err, &save) {
		return false // errors of the disk look like those of the network
	}
	if errors.Is(err, ErrUnlisted) || errors.Is(err, ErrLoss) {
		return false
	}
	if errors.Is(err, pop3.ErrWeaker) {
		return false
	}
	var line *pop3.LineError
	var odd *pop3.ProtocolError
	if oneHeader(err) {
		return true
	}
	return errors.As(err, &line) || errors.As(err, &odd) || isNet(err) ||
		turnedAway(err) || loginPasses(err) || refusedLater(err) || errors.Is(err, ErrListing) || errors.Is(err, ErrMismatch) ||
		pop3.HasCode(err, pop3.CodeInUse) || pop3.HasCode(err, pop3.CodeLoginDelay) || pop3.HasCode(err, pop3.CodeSysTemp)
}

// publish hands the present state to the window.
func (m *Mailbox) publish() {
	m.rev++
	m.published = time.Now()
	s := &Snapshot{
		Rev: m.rev, Phase: m.phase, Rows: slices.Clone(m.rows), Loaded: m.loaded,
		Fetched: m.fetched, Fetching: m.fetching, Stopped: m.stopped, SignedIn: m.sess != nil,
		Deletion: m.del.snapshot(), Problem: m.problem, Listed: m.listed, Count: m.count, Missing: m.missing(),
	}
	if m.noTOP {
		s.NoTOP, s.Missing = true, len(m.rows)-m.loaded
	}
	m.late = false
	if m.needed && !m.stopped || m.del.running() {
		s.Retry = m.retryAt
	}
	for _, r := range m.rows {
		s.Bytes += r.Size
	}
	m.post.put(s)
}

// publishSoon publishes unless that was done a moment ago. Then it is done when the
// worker waits for the server.
func (m *Mailbox) publishSoon() {
	if m.late = true; time.Since(m.published) >= frame {
		m.publish()
	}
}

// publishLate publishes what publishSoon has put off.
func (m *Mailbox) publishLate() {
	if m.late {
		m.publish()
	}
}

// replace puts another Row in the place of one with the same unique-id.
func (m *Mailbox) replace(uid string, change func(*Row)) {
	i, ok := m.index[uid]
	if !ok {
		return
	}
	r := *m.rows[i]
	change(&r)
	m.rows[i] = &r
}

func (m *Mailbox) setSeen(s seenWish) {
	m.replace(s.uid, func(r *Row) {
		switch {
		case !r.Known:
			r.Known, r.NoHead, r.Summary = true, false, s.summary
			delete(m.noHead, s.uid)
			m.loaded++
			if !isStandIn(r.UID) {
				m.keepLater(r.UID)
			}
		case !r.Seen && m.deps.Memory != nil && !isStandIn(r.UID):
			m.deps.Memory.Seen([]string{r.UID})
		}
		r.Seen = true
	})
}
