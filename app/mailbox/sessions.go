package mailbox

import (
	"context"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/login"
	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/app/mailbox/retry"
	"github.com/restante/restante/pop3"
)

// One connection is open at a time, and none without need. It is made for the first job
// that needs one, and used by all that follow: numbers hold for one session alone, so
// its listing is kept with it.
//
// Another one is made in its place
//   - where the user gets mail: a session never sees new mail (RFC 1939 section 3);
//   - where a session does not answer NOOP after a silence, as the computer may have slept,
//     or broke: the job that needs it makes the next one, once, or package retry says when;
//   - behind each commit of a deletion, and where the server refused a message: only
//     another listing shows what is there.
//
// A session that nobody needs is ended after Options.Linger, so that other programs get
// in; as long as the user reads it is kept alive. It is dropped without QUIT where
// something may be marked in it that must not be deleted, and where it is out of step. A
// mailbox that is still held by such a session of our own is waited for.

// session is one login and what was listed in it. Message numbers hold for it
// alone.
type session struct {
	conn   *pop3.Conn
	listed bool
	asked  bool // for headers
	stale  bool // the user asked for a newer listing than this session can give
	identity.Listing
	doubt error     // why nothing may be deleted by this listing
	used  time.Time // when the server has answered last
}

// ensureSession makes sure that there is a session with a listing. A session that was
// asked to be renewed is ended first, as a session never sees new mail (RFC 1939
// section 3).
func (w *worker) ensureSession(ctx context.Context) error {
	w.checkSessionAlive(ctx)
	if w.sess == nil {
		w.setPhase(Connecting)
		conn, err := w.logIn(ctx)
		if err != nil {
			return err
		}
		w.sess = &session{conn: conn, used: time.Now()}
	}
	if !w.sess.listed {
		w.setPhase(Listing)
		return w.listMailbox(ctx)
	}
	return nil
}

// trustedSilence is how long after an answer a session is believed in without asking.
const trustedSilence = 10 * time.Second

// checkSessionAlive ends a session that must be renewed, or that has died unnoticed:
// while the computer slept, or when it was moved to another network.
func (w *worker) checkSessionAlive(ctx context.Context) {
	s := w.sess
	switch {
	case s == nil:
	case s.stale || s.conn.State() == pop3.Closed:
		w.quitSession(ctx)
	case s.silence() > trustedSilence:
		w.sendNoop(ctx)
	}
}

// sendNoop shows the server that the client is still there. A session that
// does not answer soon is dropped; what needs one makes another.
func (w *worker) sendNoop(ctx context.Context) {
	short, cancel := context.WithTimeout(ctx, w.opts.Touch)
	defer cancel()
	if err := w.sess.conn.Noop(short); err != nil {
		w.dropSession()
		return
	}
	w.sess.used = time.Now()
}

// silence is how long ago the server has answered last, by the clock that says
// more: one stands still while the computer sleeps, the other one, on the wall,
// can be set back.
func (s *session) silence() time.Duration {
	return max(time.Since(s.used), time.Now().Round(0).Sub(s.used.Round(0)))
}

// keepOrQuitSession ends a session that nobody needs, so that others get in, and keeps one
// alive that the user still needs. It returns when to look again.
func (w *worker) keepOrQuitSession(ctx context.Context) time.Time {
	if w.deletion.isMarked() {
		return w.deletion.state.Until
	}
	if w.sess == nil {
		return time.Time{}
	}
	now := time.Now()
	needed := w.idleSince
	if user := w.shared.lastUse(); user.After(needed) && !user.After(now) { // the clock may have been set back
		needed = user
	}
	release := needed.Add(w.opts.Linger)
	if !now.Before(release) {
		w.quitSession(ctx)
		w.publish()
		return time.Time{}
	}
	if w.sess.silence() >= keepAlive {
		if w.sendNoop(ctx); w.sess == nil {
			w.phase = Offline
			w.publish()
			return time.Time{}
		}
	}
	return earlier(release, w.sess.used.Add(keepAlive))
}

// keepAlive is after how long a silence the server is shown that the user still
// reads. Some servers end a session after half a minute.
const keepAlive = 20 * time.Second

// setPhase publishes a phase at once, unless a deletion is under way: that has
// its own words.
func (w *worker) setPhase(p Phase) {
	if w.deletion.running() {
		p = Deleting
	}
	if w.phase != p {
		w.phase = p
		w.publish()
	}
}

// A session of our own can hold the mailbox for a while after its end, above all one that
// was given up in the middle of an answer: the server must notice first.
const (
	heldTime     = time.Minute // after that it is somebody else's
	maxHeldWaits = 6
	heldWait     = 16 // the first wait is this part of [Options.Pause], each next one twice as long
)

// logIn dials and logs in, and waits for a mailbox that is held by our own last session.
func (w *worker) logIn(ctx context.Context) (*pop3.Conn, error) {
	for n := 0; ; n++ {
		conn, err := w.logInOnce(ctx)
		if n == maxHeldWaits || !pop3.HasCode(err, pop3.CodeInUse) || time.Since(w.sessionEnded) > heldTime {
			return conn, err
		}
		if !sleep(ctx, w.opts.Pause/heldWait<<n) {
			return nil, context.Cause(ctx)
		}
	}
}

// logInOnce dials and logs in. What the server has refused in a way that does not pass is
// not tried again before the user has asked for it: whatever needs a session gets the
// refusal.
func (w *worker) logInOnce(ctx context.Context) (*pop3.Conn, error) {
	if w.loginRefused != nil {
		return nil, w.loginRefused
	}
	a := w.deps.Account
	password, err := w.deps.Password(ctx)
	if err != nil {
		return nil, err
	}
	if err := w.awaitLoginDelay(ctx); err != nil {
		return nil, err
	}
	opts := &pop3.Options{
		TLS: w.opts.TLS, Dial: w.opts.Dial, Timeouts: w.opts.Timeouts, NoPipelining: w.noPipelining,
		NoCAPA: w.noCAPA, NoUIDL: w.noUIDL, AllowPlain: a.PlainAgreed, Limits: pop3.Limits{Message: MaxMessage},
		Trace: w.opts.Trace, Idle: w.publishLate,
	}
	if key, ok := a.Pin(); ok {
		opts.Pin = (*pop3.KeyHash)(&key)
	}
	address := net.JoinHostPort(a.Server.Host, strconv.Itoa(a.Server.Port))
	dial := pop3.DialTLS
	switch a.Server.Security {
	case account.StartTLS:
		dial = pop3.DialStartTLS
	case account.Plain:
		if !a.PlainAgreed {
			return nil, pop3.ErrInsecure
		}
		dial = pop3.DialInsecure
	}
	cred, err := login.Password(a.User, password)
	if err != nil {
		return nil, err
	}
	cred.Known, cred.Least, cred.NoAPOP = w.knownCaps, a.Login, a.Login == pop3.MethodUser
	cred.Refused = strings.Fields(a.Refused)
	conn, err := dial(ctx, address, opts)
	if err != nil {
		w.blameCAPA(ctx, err)
		return nil, err
	}
	w.knownCaps = nil // until it has proved good again
	if err := conn.Login(ctx, cred); err != nil {
		conn.Close()
		w.blameCAPA(ctx, err)
		if retry.LoginIsFinal(err) {
			w.loginRefused = err
		}
		return nil, err
	}
	w.noteLogin(conn)
	return conn, nil
}

// noteLogin remembers of a login what the next one needs.
func (w *worker) noteLogin(conn *pop3.Conn) {
	caps := conn.LoginCaps()
	w.capaFailed = 0
	w.knownCaps, w.loggedIn, w.loginDelay = &caps, time.Now(), caps.LoginDelay
	w.deps.Account.Login = conn.Method() // the next login is no weaker
	w.deps.Account.Refused = strings.Join(conn.Refused(), " ")
	if learned := w.opts.Learned; learned != nil {
		l := Learned{Method: conn.Method(), Refused: w.deps.Account.Refused, Caps: caps, PinNeeded: conn.PinNeeded()}
		w.deps.Post(func() { learned(l) })
	}
}

// awaitLoginDelay waits as long as the server has asked for after the last login
// (LOGIN-DELAY, RFC 2449 section 6.5), and tells so.
func (w *worker) awaitLoginDelay(ctx context.Context) error {
	pause := time.Until(w.loggedIn.Add(w.loginDelay))
	if w.loginDelay == 0 || pause <= 0 {
		return nil
	}
	w.retryAt = time.Now().Add(pause)
	w.publish()
	if !sleep(ctx, pause) {
		return context.Cause(ctx)
	}
	w.retryAt = time.Time{}
	return nil
}

// sleep waits, and reports false when the context ends before.
func sleep(ctx context.Context, pause time.Duration) bool {
	t := time.NewTimer(pause)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// deadSilence is after how long without an answer a session is not even ended properly:
// the computer has slept, and nobody is at the other end any more.
const deadSilence = 15 * time.Minute

// quitTime is how long a server may take to answer QUIT where nothing is deleted.
const quitTime = 10 * time.Second

// quitSession ends the session properly, so that others get in. What goes wrong
// then harms nobody: nothing was marked for deletion in it.
func (w *worker) quitSession(ctx context.Context) {
	if w.sess == nil {
		return
	}
	if w.sess.silence() < deadSilence {
		ctx, cancel := context.WithTimeout(ctx, quitTime)
		defer cancel()
		_ = w.sess.conn.Quit(ctx)
	}
	w.dropSession()
	if w.phase == Ready {
		w.phase = Offline
	}
}

// dropSession ends the session without a word: nothing marked in it is deleted.
func (w *worker) dropSession() {
	if w.sess != nil {
		w.sess.conn.Close()
		w.sess, w.sessionEnded = nil, time.Now()
	}
}

// endMessageJob decides what becomes of the session after one message was asked for, and
// shows it. The protocol has closed it where an answer was not whole or not in step; a
// refusal, or a message that is not there, is no reason to end it. Without a listing it
// is of no use.
func (w *worker) endMessageJob() {
	w.fetching, w.fetched = "", 0
	if w.sess != nil && (!w.sess.listed || w.sess.conn.State() == pop3.Closed) {
		w.dropSession()
	}
	switch {
	case w.sess == nil:
		w.phase = Offline
	case w.loadDue():
		w.phase = Loading
	default:
		w.phase = Ready
	}
}
