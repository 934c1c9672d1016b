package mailbox

import (
	"context"
	"crypto/sha256"
	"errors"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/login"
	"github.com/restante/restante/pop3"
)

// session is one login and what was listed in it. Message numbers hold for it
// alone.
type session struct {
	conn   *pop3.Conn
	listed bool
	asked  bool // for headers
	stale  bool // the user asked for a newer listing than this session can give
	entries
	doubt error     // why nothing may be deleted by this listing
	used  time.Time // when the server has answered last
}

// signIn makes sure that there is a session with a listing. A session that was
// asked to be renewed is ended first, as a session never sees new mail (RFC 1939
// section 3).
func (m *Mailbox) signIn(ctx context.Context) error {
	m.checkSession(ctx)
	if m.sess == nil {
		m.setPhase(Connecting)
		conn, err := m.connect(ctx)
		if err != nil {
			return err
		}
		m.sess = &session{conn: conn, used: time.Now()}
	}
	if !m.sess.listed {
		m.setPhase(Listing)
		return m.list(ctx)
	}
	return nil
}

// fresh is how long after an answer a session is believed in without asking.
const fresh = 10 * time.Second

// checkSession ends a session that must be renewed, or that has died unnoticed:
// while the computer slept, or when it was moved to another network.
func (m *Mailbox) checkSession(ctx context.Context) {
	s := m.sess
	switch {
	case s == nil:
	case s.stale || s.conn.State() == pop3.Closed:
		m.leaveSession(ctx)
	case s.silence() > fresh:
		m.touchServer(ctx)
	}
}

// touchServer shows the server that the client is still there. A session that
// does not answer soon is dropped; what needs one makes another.
func (m *Mailbox) touchServer(ctx context.Context) {
	short, cancel := context.WithTimeout(ctx, m.deps.Touch)
	defer cancel()
	if err := m.sess.conn.Noop(short); err != nil {
		m.dropSession()
		return
	}
	m.sess.used = time.Now()
}

// silence is how long ago the server has answered last, by the clock that says
// more: one stands still while the computer sleeps, the other one, on the wall,
// can be set back.
func (s *session) silence() time.Duration {
	return max(time.Since(s.used), time.Now().Round(0).Sub(s.used.Round(0)))
}

// setPhase publishes a phase at once, unless a deletion is under way: that has
// its own words.
func (m *Mailbox) setPhase(p Phase) {
	if m.del.running() {
		p = Deleting
	}
	if m.phase != p {
		m.phase = p
		m.publish()
	}
}

// A session of our own can hold the mailbox for a while after its end, above all one that
// was given up in the middle of an answer: the server must notice first.
const (
	heldTime     = time.Minute // after that it is somebody else's
	maxHeldWaits = 6
	heldWait     = 16 // the first wait is this part of [Deps.Pause], each next one twice as long
)

// connect dials and logs in, and waits for a mailbox that is held by our own last session.
func (m *Mailbox) connect(ctx context.Context) (*pop3.Conn, error) {
	for n := 0; ; n++ {
		conn, err := m.dialIn(ctx)
		if n == maxHeldWaits || !pop3.HasCode(err, pop3.CodeInUse) || time.Since(m.left) > heldTime {
			return conn, err
		}
		if !sleep(ctx, m.deps.Pause/heldWait<<n) {
			return nil, context.Cause(ctx)
		}
	}
}

// dialIn dials and logs in, once. What the server has refused in a way that does not pass is
// not tried again before the user has asked for it: whatever needs a session gets the
// refusal.
func (m *Mailbox) dialIn(ctx context.Context) (*pop3.Conn, error) {
	if m.barred != nil {
		return nil, m.barred
	}
	a := m.deps.Account
	password, err := m.deps.Password(ctx)
	if err != nil {
		return nil, err
	}
	if err := m.awaitLogin(ctx); err != nil {
		return nil, err
	}
	opts := &pop3.Options{
		TLS: m.deps.TLS, Dial: m.deps.Dial, Timeouts: m.deps.Timeouts, NoPipelining: m.oneByOne,
		NoCAPA: m.noCAPA, NoUIDL: m.noUIDL, AllowPlain: a.PlainAgreed, Limits: pop3.Limits{Message: MaxMessage},
		Idle: m.publishLate,
	}
	if m.deps.Talk != nil {
		opts.Trace = &m.deps.Talk.tracer
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
	cred.Known, cred.Least, cred.NoAPOP = m.known, a.Login, a.Login == pop3.MethodUser
	cred.Refused = strings.Fields(a.Refused)
	conn, err := dial(ctx, address, opts)
	if err != nil {
		m.blameCAPA(ctx, err)
		return nil, err
	}
	m.known = nil // until it has proved good again
	if err := conn.Login(ctx, cred); err != nil {
		conn.Close()
		m.blameCAPA(ctx, err)
		if final(err) {
			m.barred = err
		}
		return nil, err
	}
	m.learn(conn)
	return conn, nil
}

// final reports whether a login must not be tried again by itself: accounts are locked
// for that.
func final(err error) bool {
	var refused *pop3.Error
	return !passing(err) && (errors.As(err, &refused) || errors.Is(err, pop3.ErrWeaker))
}

// learn remembers of a login what the next one needs.
func (m *Mailbox) learn(conn *pop3.Conn) {
	caps := conn.LoginCaps()
	m.capaFailed = 0
	m.known, m.loggedIn, m.loginDelay = &caps, time.Now(), caps.LoginDelay
	m.deps.Account.Login = conn.Method() // the next login is no weaker
	m.deps.Account.Refused = strings.Join(conn.Refused(), " ")
	if m.deps.Learned != nil {
		l := Learned{Method: conn.Method(), Refused: m.deps.Account.Refused, Caps: caps, PinNeeded: conn.PinNeeded()}
		m.deps.Post(func() { m.deps.Learned(l) })
	}
}

// awaitLogin waits as long as the server has asked for after the last login
// (LOGIN-DELAY, RFC 2449 section 6.5), and tells so.
func (m *Mailbox) awaitLogin(ctx context.Context) error {
	pause := time.Until(m.loggedIn.Add(m.loginDelay))
	if m.loginDelay == 0 || pause <= 0 {
		return nil
	}
	m.retryAt = time.Now().Add(pause)
	m.publish()
	if !sleep(ctx, pause) {
		return context.Cause(ctx)
	}
	m.retryAt = time.Time{}
	return nil
}

// lost is after how long without an answer a session is not even ended properly:
// the computer has slept, and nobody is at the other end any more.
const lost = 15 * time.Minute

// leaveSession ends the session properly, so that others get in. What goes wrong
// then harms nobody: nothing was marked for deletion in it.
func (m *Mailbox) leaveSession(ctx context.Context) {
	if m.sess == nil {
		return
	}
	if m.sess.silence() < lost {
		ctx, cancel := context.WithTimeout(ctx, byeTime)
		defer cancel()
		_ = m.sess.conn.Quit(ctx)
	}
	m.dropSession()
	if m.phase == Ready {
		m.phase = Offline
	}
}

// dropSession ends the session without a word: nothing marked in it is deleted.
func (m *Mailbox) dropSession() {
	if m.sess != nil {
		m.sess.conn.Close()
		m.sess, m.left = nil, time.Now()
	}
}

// endAsking decides what becomes of the session after one message was asked for, and
// shows it. The protocol has closed it where an answer was not whole or not in step; a
// refusal, or a message that is not there, is no reason to end it. Without a listing it
// is of no use.
func (m *Mailbox) endAsking() {
	m.fetching, m.fetched = "", 0
	if m.sess != nil && (!m.sess.listed || m.sess.conn.State() == pop3.Closed) {
		m.dropSession()
	}
	switch {
	case m.sess == nil:
		m.phase = Offline
	case m.loadDue():
		m.phase = Loading
	default:
		m.phase = Ready
	}
}

// headSum tells header blocks apart.
type headSum [sha256.Size]byte

func sumHead(head []byte) headSum { return sha256.Sum256(head) }
