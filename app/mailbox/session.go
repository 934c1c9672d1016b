package mailbox

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/pop3"
)

// session is one login and what was listed in it. Message numbers hold for it
// alone.
type session struct {
	conn    *pop3.Conn
	listed  bool
	stale   bool // the user asked for a newer listing than this session can give
	noTOP   bool // the server refuses TOP
	entries map[int]pop3.Entry
	nums    map[string][]int // message numbers by unique-id; more than one where the server gives ids twice
	doubt   error            // why nothing may be deleted by this listing
}

// signIn makes sure that there is a session with a listing. A session that was
// asked to be renewed is ended first, as a session never sees new mail (RFC 1939
// section 3).
func (m *Mailbox) signIn(ctx context.Context) error {
	if m.sess != nil && (m.sess.stale || m.sess.conn.State() == pop3.Closed) {
		m.leaveSession(ctx)
	}
	if m.sess == nil {
		m.setPhase(Connecting)
		conn, err := m.connect(ctx)
		if err != nil {
			return err
		}
		m.sess = &session{conn: conn}
	}
	if !m.sess.listed {
		m.setPhase(Listing)
		return m.list(ctx)
	}
	return nil
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

// connect dials and logs in.
func (m *Mailbox) connect(ctx context.Context) (*pop3.Conn, error) {
	a := m.deps.Account
	password, err := m.deps.Password(ctx)
	if err != nil {
		return nil, err
	}
	opts := &pop3.Options{
		TLS: m.deps.TLS, Dial: m.deps.Dial, Timeouts: m.deps.Timeouts, NoPipelining: m.oneByOne,
		AllowPlain: a.PlainAgreed, Limits: pop3.Limits{Message: maxMessage},
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
	conn, err := dial(ctx, address, opts)
	if err != nil {
		return nil, err
	}
	cred := pop3.Credentials{User: a.User, Password: password, NoAPOP: a.Login == pop3.MethodUser}
	if err := conn.Login(ctx, cred); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

// list asks what is in the mailbox and brings the rows up to date.
func (m *Mailbox) list(ctx context.Context) error {
	l, err := m.sess.conn.List(ctx)
	if err != nil {
		return err
	}
	s := m.sess
	s.listed, s.doubt = true, l.Doubt
	s.entries = make(map[int]pop3.Entry, len(l.Entries))
	s.nums = make(map[string][]int, len(l.Entries))
	for _, e := range l.Entries {
		if _, twice := s.entries[e.Num]; twice {
			continue // noted as a doubt
		}
		s.entries[e.Num] = e
		if e.UID != "" {
			s.nums[e.UID] = append(s.nums[e.UID], e.Num)
		}
	}
	m.setRows(s)
	m.settleUnknown(s)
	return nil
}

// identity is the unique-id of a message, or a stand-in where the server gave
// none or gave it twice. Stand-ins begin with a character that no unique-id
// holds.
func (s *session) identity(e pop3.Entry) string {
	if e.UID != "" && len(s.nums[e.UID]) == 1 {
		return e.UID
	}
	return fmt.Sprintf("\x00%d:%d", e.Num, e.Size)
}

// isStandIn reports whether a row's identity holds for its session only.
func isStandIn(uid string) bool { return strings.HasPrefix(uid, "\x00") }

// setRows makes the rows of a new listing. What is known of a message is kept by
// its unique-id.
func (m *Mailbox) setRows(s *session) {
	rows := make([]*Row, 0, len(s.entries))
	index := make(map[string]int, len(s.entries))
	m.loaded = 0
	for _, e := range s.entries {
		row := &Row{UID: s.identity(e), Order: e.Num, Size: e.Size}
		if i, ok := m.index[row.UID]; ok && !isStandIn(row.UID) {
			old := m.rows[i]
			row.Known, row.Summary, row.Seen, row.sum = old.Known, old.Summary, old.Seen, old.sum
		}
		row.Marked = m.del.holds(row.UID)
		if row.Known {
			m.loaded++
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b *Row) int { return b.Order - a.Order })
	for i, r := range rows {
		index[r.UID] = i
	}
	m.rows, m.index, m.listed = rows, index, true
	m.needed = m.loaded < len(rows)
}

// num is the number of a message in this session, by its unique-id or, for a
// stand-in, as it was listed in this very session.
func (s *session) num(uid string) (int, bool) {
	if !isStandIn(uid) {
		if nums := s.nums[uid]; len(nums) == 1 {
			return nums[0], true
		}
		return 0, false
	}
	var num int
	var size int64
	if _, err := fmt.Sscanf(uid, "\x00%d:%d", &num, &size); err != nil {
		return 0, false
	}
	e, ok := s.entries[num]
	return num, ok && e.Size == size
}

// leaveSession ends the session properly, so that others get in. What goes wrong
// then harms nobody: nothing was marked for deletion in it.
func (m *Mailbox) leaveSession(ctx context.Context) {
	if m.sess == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, byeTime)
	defer cancel()
	_ = m.sess.conn.Quit(ctx)
	m.dropSession()
	if m.phase == Ready {
		m.phase = Offline
	}
}

// dropSession ends the session without a word: nothing marked in it is deleted.
func (m *Mailbox) dropSession() {
	if m.sess != nil {
		m.sess.conn.Close()
		m.sess = nil
	}
}

// headSum tells header blocks apart.
type headSum [sha256.Size]byte

func sumHead(head []byte) headSum { return sha256.Sum256(head) }
