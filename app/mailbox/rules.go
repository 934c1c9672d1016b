package mailbox

import (
	"time"

	"github.com/restante/restante/mime"
)

const (
	defaultCatchTime = time.Hour

	// catchGrace is how long what became due while the program was not running
	// waits once it is on the screen.
	catchGrace = 30 * time.Second

	// readingTime is for how long the report of a deletion that the user has
	// ordered is left on the screen before a rule begins another.
	readingTime = time.Minute
)

// ruleTitle is what the record calls a deletion by a rule.
const ruleTitle = "Caught by your rules"

// rules is the state of what is caught. It belongs to the worker.
type rules struct {
	catch  func(mime.Summary) bool // nil where there is no rule
	caught map[string]time.Time    // when it goes, by unique-id; on the server still
}

// SetCatch changes which messages are caught when they come: those for whose header
// catch says so, on the worker's goroutine. What is caught is deleted an hour later,
// unless catch does not mean it any more by then, or [Mailbox.Release] was called. A
// message is judged once, when its header comes for the first time. nil catches
// nothing, and lets go what was caught.
func (m *Mailbox) SetCatch(catch func(mime.Summary) bool) {
	m.leave(func(w *wishes) { w.catch, w.newCatch = catch, true })
}

// Release keeps messages that were caught, for good.
func (m *Mailbox) Release(uids []string) {
	m.leave(func(w *wishes) { w.release = append(w.release, uids...) })
}

// takeRules brings SetCatch and Release into effect.
func (m *Mailbox) takeRules(w wishes) {
	if w.newCatch {
		m.rules.catch = w.catch
		for uid := range m.rules.caught {
			if !m.stillCaught(uid) {
				m.letGo(uid, false)
			}
		}
	}
	for _, uid := range w.release {
		m.letGo(uid, true)
	}
}

// catchNew judges a message whose header has come for the first time.
func (m *Mailbox) catchNew(uid string) {
	i, ok := m.index[uid]
	if !ok || m.rules.catch == nil || isStandIn(uid) {
		return
	}
	if r := m.rows[i]; r.Known && !r.released && r.Caught.IsZero() && m.rules.catch(r.Summary) {
		m.setCaught(uid, time.Now().Add(m.deps.CatchTime))
	}
}

// setCaught lets a message go at a time.
func (m *Mailbox) setCaught(uid string, at time.Time) {
	if m.rules.caught == nil {
		m.rules.caught = make(map[string]time.Time)
	}
	m.rules.caught[uid] = at
	m.replace(uid, func(r *Row) { r.Caught = at })
	m.keepLater(uid)
}

// letGo keeps a message, and forGood one that the user wants to keep whatever the
// rules say.
func (m *Mailbox) letGo(uid string, forGood bool) {
	delete(m.rules.caught, uid)
	m.replace(uid, func(r *Row) {
		r.Caught = time.Time{}
		r.released = r.released || forGood
	})
	m.keepLater(uid)
}

// keepLater has what is known of a message written to the disk anew.
func (m *Mailbox) keepLater(uid string) {
	if m.deps.Memory != nil {
		m.fresh = append(m.fresh, uid)
	}
}

// stillCaught asks once more about a message that was caught.
func (m *Mailbox) stillCaught(uid string) bool {
	i, ok := m.index[uid]
	if !ok || m.rules.catch == nil {
		return false
	}
	r := m.rows[i]
	return r.Known && !r.released && m.rules.catch(r.Summary)
}

// recallCaught takes over what an earlier run of the program has caught.
func (m *Mailbox) recallCaught() {
	soonest := time.Now().Add(catchGrace)
	for _, r := range m.rows {
		if r.Caught.IsZero() {
			continue
		}
		if m.rules.caught == nil {
			m.rules.caught = make(map[string]time.Time)
		}
		if r.Caught.Before(soonest) {
			r.Caught = soonest
		}
		m.rules.caught[r.UID] = r.Caught
	}
}

// caughtDue is when the next caught message goes; zero is never.
func (m *Mailbox) caughtDue() time.Time {
	var due time.Time
	for _, at := range m.rules.caught {
		due = sooner(due, at)
	}
	if d := m.del; due.IsZero() || d == nil {
		return due
	} else if !d.finished() {
		return time.Time{} // afterwards
	} else if free := d.ended.Add(readingTime); !d.state.ByRule && due.Before(free) {
		return free
	}
	return due
}

// markCaught begins the deletion of what has become due. A message that is still
// there afterwards, whatever the reason, waits another hour.
func (m *Mailbox) markCaught() {
	due := m.caughtDue()
	if now := time.Now(); due.IsZero() || now.Before(due) || !m.listed || m.closing {
		return
	}
	var uids []string
	for uid, at := range m.rules.caught {
		switch _, there := m.index[uid]; {
		case !there:
			delete(m.rules.caught, uid)
		case time.Now().Before(at):
		case m.stillCaught(uid):
			uids = append(uids, uid)
		default:
			m.letGo(uid, false)
		}
	}
	if len(uids) == 0 {
		return
	}
	for _, uid := range uids {
		m.setCaught(uid, time.Now().Add(m.deps.CatchTime))
	}
	m.mark(Order{UIDs: uids, Title: ruleTitle})
	m.del.state.ByRule, m.del.now = true, true
}
