package mailbox

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

const (
	maxCommits  = 2 // how often the server may confirm the deletion of a message without carrying it out
	maxFailures = 6 // how often a deletion is begun anew after the line or the server failed
	maxListings = 8
)

// carryOut carries the deletion out, looks what has become of it, and goes on
// until the fate of every message is known or trying again is useless.
func (m *Mailbox) carryOut(ctx context.Context) {
	d := m.del
	d.state.Stage = Sending
	m.begin(d)
	for {
		err := m.deleteOnce(ctx, d)
		if ctx.Err() != nil {
			err = ErrStopped
		}
		if err == nil && d.settled() {
			break
		}
		if err == nil && d.listings < maxListings {
			continue
		}
		m.dropSession()
		pause, again := m.pauseAfter(err, d.failures)
		if d.failures++; !again || d.failures > maxFailures {
			d.err = cmp.Or(err, d.err, ErrNotRemoved)
			break
		}
		d.state.Problem, d.state.Retry = err, time.Now().Add(pause)
		m.publish()
		if !sleep(ctx, pause) {
			d.err = ErrStopped
			break
		}
		d.state.Problem, d.state.Retry = nil, time.Time{}
	}
	d.finish(d.err)
	m.ended(d)
	m.setMarks(d.targets, false)
	m.phase = Offline
	if m.sess != nil {
		m.phase = Ready
	}
	m.needed = true // the rows may be those of before
}

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

// deleteOnce goes one round: list, settle what the listing shows, and delete
// what is still there.
func (m *Mailbox) deleteOnce(ctx context.Context, d *deletion) error {
	if d.listings > 0 && m.sess != nil {
		// Only a new session shows what the server has really kept.
		m.leaveSession(ctx)
	}
	m.phase = Deleting
	m.publish()
	if err := m.signIn(ctx); err != nil {
		return err
	}
	if m.sess.doubt != nil {
		return errors.Join(ErrListing, m.sess.doubt)
	}
	if m.renamed(d) {
		d.loseSight()
		return ErrRenamed
	}
	if d.expect < 0 {
		d.know(m.index)
	}
	d.listings++
	if err := m.findMore(ctx, d); err != nil {
		return err
	}
	nums, err := m.lookUp(ctx, d)
	if err != nil || len(nums) == 0 {
		return err
	}
	agreed, left, err := m.send(ctx, d, nums)
	if errors.Is(err, pop3.ErrPipelining) {
		m.oneByOne = true
		if err = m.sess.conn.Reset(ctx); err == nil {
			agreed, left, err = m.send(ctx, d, nums)
		}
	}
	if err != nil {
		return err
	}
	if err := m.compare(left, agreed); err != nil {
		return err
	}
	if len(agreed) == 0 {
		// A message that was refused is told from one that is gone by the
		// next listing.
		m.leaveSession(ctx)
		return nil
	}
	return m.commit(ctx, d, agreed)
}

// renamed reports whether the server has given its messages other unique-ids
// since the deletion was marked: it lists messages, and none of those it had
// then. Nothing can be said or done about any of them after that. A server that
// shows a part of the mailbox at a time looks the same when all that it showed
// was deleted, and has confirmed that.
func (m *Mailbox) renamed(d *deletion) bool {
	if len(m.sess.all) == 0 {
		return false
	}
	named := false
	for uid := range d.known {
		if isStandIn(uid) {
			continue
		}
		if _, listed := m.sess.place[uid]; listed {
			return false
		}
		t := d.targets[uid]
		named = named || t == nil || t.fate != confirmed && t.fate != deleted
	}
	return named
}

// know adds what the server shows before anything was deleted: it does not come
// to light by the deletion, also when it was not known yet at the time of marking.
func (d *deletion) know(index map[string]int) {
	d.known = maps.Clone(d.known)
	maps.Copy(d.known, index)
}

// loseSight settles what cannot be looked up any more: what the server has
// confirmed counts, the rest is not known.
func (d *deletion) loseSight() {
	for _, t := range d.targets {
		switch t.fate {
		case confirmed:
			t.fate = deleted
		case waiting, missing, sent:
			t.fate = unknown
		}
	}
}

// findMore looks whether the server shows more than was left after the last
// commit, as those do that show only a part of the mailbox at a time, and adds
// what is meant by the deletion too. Mail that has come since is not.
func (m *Mailbox) findMore(ctx context.Context, d *deletion) error {
	if len(d.alike) == 0 || d.expect < 0 || len(m.sess.all) <= d.expect || m.sess.noTOP {
		return nil
	}
	var places []int
	for i, r := range m.rows {
		if _, was := d.known[r.UID]; !was && !isStandIn(r.UID) {
			places = append(places, i)
		}
	}
	if err := m.headsOf(ctx, places); err != nil {
		return err
	}
	found := 0
	for _, i := range places {
		r := m.rows[i]
		if date := r.Summary.Date; r.Known && d.targets[r.UID] == nil && !date.IsZero() && !date.After(d.marked) && d.means(r.Summary) {
			d.add(r)
			m.replace(r.UID, func(r *Row) { r.Marked = true })
			found++
		}
	}
	if found > 0 {
		d.state.Found += found
		d.listings = 1
		m.begin(d)
		m.publish()
	}
	return nil
}

// means reports whether a message is like those that were marked.
func (d *deletion) means(s mime.Summary) bool {
	return slices.ContainsFunc(d.alike, func(alike func(mime.Summary) bool) bool { return alike(s) })
}

// lookUp settles what the listing of this session shows, and returns the numbers
// of the messages that are still to be deleted, by number.
func (m *Mailbox) lookUp(ctx context.Context, d *deletion) (map[int]*target, error) {
	nums := make(map[int]*target)
	var doubles []*target
	for _, t := range d.targets {
		if isStandIn(t.uid) {
			doubles = append(doubles, t)
			continue
		}
		switch i, listed := m.sess.place[t.uid]; {
		case !listed:
			t.settleMissing()
		case i == doubled:
			doubles = append(doubles, t)
		case t.settleListed(d):
			nums[m.sess.all[i].Num] = t
		}
	}
	if err := m.lookUpDoubles(ctx, d, doubles, nums); err != nil {
		return nil, err
	}
	return nums, nil
}

// settleMissing takes note that the message is not in a listing.
func (t *target) settleMissing() {
	switch t.fate {
	case sent, confirmed:
		t.fate = deleted
	case missing, refused:
		t.fate = gone
	case waiting:
		t.fate = missing
	}
}

// settleListed takes note that the message is in a listing, and reports whether
// it is to be deleted now.
func (t *target) settleListed(d *deletion) bool {
	switch t.fate {
	case refused:
		t.fate = kept
	case confirmed, deleted: // the last listing counts
		if t.commits >= maxCommits {
			t.fate, d.err = kept, ErrNotRemoved
			return false
		}
		t.fate = waiting
	case sent, missing, gone:
		t.fate = waiting
	}
	return t.fate == waiting
}

// lookUpDoubles finds messages that have no unique-id of their own: by number,
// size and header block in this very session. What cannot be told apart stays.
func (m *Mailbox) lookUpDoubles(ctx context.Context, d *deletion, doubles []*target, nums map[int]*target) error {
	candidates := make(map[int]*target)
	var ask []int
	for _, t := range doubles {
		if t.fate == confirmed && len(m.sess.all) > d.expect {
			d.unproved = true // it may be among those that are left
		}
		e, ok := m.sess.find(t.uid)
		if !ok || t.sum == (headSum{}) || t.fate != waiting {
			t.settleDouble(d)
			continue
		}
		candidates[e.Num] = t
		ask = append(ask, e.Num)
	}
	if len(ask) == 0 {
		return nil
	}
	slices.Sort(ask)
	return m.sess.conn.Tops(ctx, pop3.Nums(ask), 0, func(h pop3.Head) error {
		if t := candidates[h.Num]; h.Err == nil && sumHead(h.Bytes) == t.sum {
			nums[h.Num] = t
		} else {
			t.settleDouble(d)
		}
		return nil
	})
}

// settleDouble decides about a message that cannot be found again for certain.
func (t *target) settleDouble(d *deletion) {
	switch t.fate {
	case confirmed:
		t.fate = deleted
	case sent:
		t.fate = unknown
	case deleted, gone, unknown:
	default:
		t.fate, d.err = kept, ErrUnidentified
	}
}

// send tells the server which messages to delete, and returns those it agreed to
// and what it still lists. Nothing is final yet.
func (m *Mailbox) send(ctx context.Context, d *deletion, nums map[int]*target) (map[int]*target, pop3.Listing, error) {
	order := slices.Sorted(maps.Keys(nums))
	before := d.count(confirmed, sent, deleted)
	d.state.Stage, d.state.Sent = Sending, before
	agreed := make(map[int]*target, len(nums))
	left, err := m.sess.conn.Dele(ctx, pop3.Nums(order), func(num int, no error) error {
		if no != nil {
			nums[num].fate, d.err = refused, no
			return nil
		}
		agreed[num] = nums[num]
		d.state.Sent = before + len(agreed)
		m.publishSoon()
		return nil
	})
	if errors.Is(err, pop3.ErrPipelining) {
		for _, t := range nums {
			t.fate = waiting // the refusals may have been meant for others
		}
	}
	return agreed, left, err
}

// compare looks at what the server lists behind the deletions in the same
// session. Exactly the messages that it agreed to delete must be missing. Some
// servers list them until the end of the session; then nothing at all may be
// missing.
func (m *Mailbox) compare(listed pop3.Listing, agreed map[int]*target) error {
	if listed.Doubt != nil {
		return errors.Join(ErrMismatch, listed.Doubt)
	}
	left := 0
	for _, e := range listed.Entries {
		if _, ok := m.sess.byNum(e.Num); !ok {
			return ErrMismatch
		}
		if agreed[e.Num] == nil {
			left++
		}
	}
	all := len(m.sess.all)
	unmarked := all - len(agreed)
	if left != unmarked || (len(listed.Entries) != unmarked && len(listed.Entries) != all) {
		return ErrMismatch
	}
	return nil
}

// commit ends the session, which makes the deletion final. From here on Stop
// comes too late.
func (m *Mailbox) commit(ctx context.Context, d *deletion, agreed map[int]*target) error {
	if !m.shield(ctx) {
		return ErrStopped
	}
	d.state.Stage = Committing
	m.publish()
	before := len(m.sess.all)
	err := m.sess.conn.Quit(ctx)
	m.sess = nil
	d.expect = before - len(agreed)
	if d.err == nil {
		d.err = err // the reason, should it never be found out
	}
	for _, t := range agreed {
		t.fate = sent
		if err == nil {
			t.fate = confirmed
			t.commits++
		}
	}
	d.state.Stage = Checking
	m.unshield()
	return nil
}
