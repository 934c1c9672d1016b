package mailbox

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/restante/restante/pop3"
)

const (
	maxCommits  = 2 // how often the server may confirm the deletion of a message without carrying it out
	maxRefusals = 2 // how often the server may refuse to delete a message
	maxFailures = 6 // how often a deletion is begun anew after the line or the server failed, and nothing was achieved
	maxListings = 8 // how often it is looked at, and nothing was achieved
)

// carryOut carries the deletion out, looks what has become of it, and goes on
// until the fate of every message is known or trying again is useless.
func (w *worker) carryOut(ctx context.Context) {
	d := w.del
	d.state.Stage = Sending
	w.begin(d)
	achieved := d.achieved()
	for {
		err := w.deleteOnce(ctx, d)
		if ctx.Err() != nil {
			err = ErrStopped
		}
		if now := d.achieved(); now > achieved { // what was achieved once, and lost, does not count again
			achieved, d.failures, d.listings = now, 0, 1
		}
		if err == nil && d.settled() {
			break
		}
		if err == nil && d.listings < maxListings {
			continue
		}
		w.dropSession()
		pause, again := w.pauseAfter(err, d.failures)
		if d.failures++; !again || d.failures > maxFailures {
			d.err = cmp.Or(err, d.err, d.unsettled())
			break
		}
		d.state.Problem, d.state.Retry = err, time.Now().Add(pause)
		w.publish()
		if !w.pause(ctx, pause) {
			d.err = ErrStopped
			break
		}
		d.state.Problem, d.state.Retry = nil, time.Time{}
	}
	w.endCopies(d)
	w.fates = d.unlooked(w.fates)
	d.finish(d.err)
	w.ended(d)
	w.record(d)
	w.setMarks(d.targets, false)
	w.phase = Offline
	if w.sess != nil {
		w.phase = Ready
	}
	w.needed = true // the rows may be those of before
}

// unsettled is the reason where nothing has gone wrong, and the listings do not settle it.
func (d *deletion) unsettled() error {
	for _, t := range d.targets {
		if t.commits > 0 {
			return ErrNotRemoved
		}
	}
	return ErrListing
}

// unlooked adds to those of before the messages that the server had agreed to delete, and
// that no listing was had of since: the rows show them still, and they can be ordered again.
func (d *deletion) unlooked(before map[string]fate) map[string]fate {
	fates := make(map[string]fate)
	maps.Copy(fates, before)
	for uid, t := range d.targets {
		if t.fate == sent || t.fate == confirmed {
			fates[uid] = t.fate
		}
	}
	return fates
}

// achieved counts what need not be done again: copies, messages whose fate a listing has
// settled, and such as were found out to tear a session.
func (d *deletion) achieved() int {
	return d.state.Saved + d.count(deleted, gone, kept) + min(d.torn, maxTorn)
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

// pause waits before a deletion is tried again, and no longer than the user does: Get
// mail and DeleteNow end it. It reports false when the deletion is given up.
func (w *worker) pause(ctx context.Context, pause time.Duration) bool {
	t := time.NewTimer(pause)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			return true
		case <-ctx.Done():
			return false
		case <-w.shared.wake:
			if w.shared.collectHurry() {
				return true
			}
		}
	}
}

// deleteOnce goes one round: list, settle what the listing shows, and delete
// what is still there.
func (w *worker) deleteOnce(ctx context.Context, d *deletion) error {
	if d.listings > 0 && w.sess != nil {
		// Only a new session shows what the server has really kept.
		w.leaveSession(ctx)
	}
	w.phase = Deleting
	w.publish()
	if err := w.signIn(ctx); err != nil {
		return err
	}
	if w.sess.doubt != nil {
		return errors.Join(ErrListing, w.sess.doubt)
	}
	if err := w.checkNames(ctx, d); err != nil {
		return err
	}
	if err := d.steps.check(w.sess.entries); err != nil {
		return err
	}
	if d.expect < 0 {
		d.know(w.index)
	}
	d.listings++
	if err := w.findMore(ctx, d); err != nil {
		return err
	}
	nums, err := w.lookUp(ctx, d)
	if err != nil || len(nums) == 0 {
		return err
	}
	if err := w.save(ctx, d, nums); err != nil {
		return err
	}
	if len(nums) == 0 { // none is to be had
		w.leaveSession(ctx)
		return nil
	}
	agreed, err := w.send(ctx, d, d.steps.choose(nums))
	if err != nil {
		return err
	}
	if len(agreed) == 0 {
		// A message that was refused is told from one that is gone by the
		// next listing.
		w.leaveSession(ctx)
		return nil
	}
	return w.commit(ctx, d, agreed)
}

// send tells the server which messages to delete, compares what it has marked, and
// returns those it agreed to. Nothing is final yet.
func (w *worker) send(ctx context.Context, d *deletion, nums map[int]*target) (agreed map[int]*target, err error) {
	before := d.count(confirmed, sent, deleted)
	d.state.Stage, d.state.Sent = Sending, before
	order := slices.Sorted(maps.Keys(nums))
	said := 0
	answered := func(num int, no error) error {
		said++
		if no != nil {
			nums[num].fate, d.err = refused, no
			nums[num].refused++
			d.hear(no)
			return nil
		}
		agreed[num] = nums[num]
		d.state.Sent = before + len(agreed)
		w.publishSoon()
		return nil
	}
	try := func() error {
		agreed, said = make(map[int]*target, len(nums)), 0
		if d.steps.blind {
			left, err := w.sess.conn.DeleUnlisted(ctx, pop3.Nums(order), !d.steps.noStat, answered)
			if err == nil && left >= 0 && left != len(w.sess.all)-len(agreed) && left != len(w.sess.all) {
				err = ErrMismatch
			}
			return err
		}
		left, err := w.sess.conn.Dele(ctx, pop3.Nums(order), answered)
		if err == nil {
			err = w.compare(left, agreed)
		}
		return err
	}
	err = try()
	if errors.Is(err, pop3.ErrPipelining) {
		for _, t := range nums {
			t.fate = waiting // the refusals may have been meant for others
		}
		w.oneByOne = true
		if err = w.sess.conn.Reset(ctx); err == nil {
			err = try()
		}
	}
	if err != nil && ctx.Err() == nil && !errors.Is(err, ErrMismatch) {
		if said < len(nums) {
			d.blame(nums[order[said]], len(nums) == 1, err)
		}
		err = d.steps.failed(err, len(agreed), said == len(nums))
	}
	return agreed, err
}

// maxBreaks is how many sessions may break at the DELE of a message.
const maxBreaks = 3

// blame takes note of the message at whose DELE a session has broken. It may be
// innocent, so it is tried again alone, and kept only when that goes wrong, too.
func (d *deletion) blame(t *target, alone bool, err error) {
	if t.breaks == 0 || alone {
		t.breaks++
	}
	if t.breaks >= maxBreaks {
		t.fate, d.err = kept, err
	}
}

// compare looks at what the server lists behind the deletions in the same
// session. Exactly the messages that it agreed to delete must be missing. Some
// servers list them until the end of the session; then nothing at all may be
// missing.
func (w *worker) compare(listed pop3.Listing, agreed map[int]*target) error {
	if listed.Doubt != nil {
		return errors.Join(ErrMismatch, listed.Doubt)
	}
	left := 0
	for _, e := range listed.Entries {
		if _, ok := w.sess.byNum(e.Num); !ok {
			return ErrMismatch
		}
		if agreed[e.Num] == nil {
			left++
		}
	}
	all := len(w.sess.all)
	unmarked := all - len(agreed)
	if left != unmarked || (len(listed.Entries) != unmarked && len(listed.Entries) != all) {
		return ErrMismatch
	}
	return nil
}

// commit ends the session, which makes the deletion final. From here on Stop
// comes too late.
func (w *worker) commit(ctx context.Context, d *deletion, agreed map[int]*target) error {
	if !w.shared.shield(ctx) {
		return ErrStopped
	}
	d.state.Stage, d.state.Final = Committing, true
	w.publish()
	before := len(w.sess.all)
	d.steps.committing(w.sess.entries, agreed)
	err := w.sess.conn.Quit(ctx)
	w.dropSession()
	d.expect = before - len(agreed)
	d.hear(err)
	if d.err == nil {
		d.err = err // the reason, should it never be found out
	}
	for _, t := range agreed {
		t.fate, t.tried = sent, true
		if err == nil {
			t.fate = confirmed
			t.commits++
		}
	}
	d.state.Stage = Checking
	w.shared.unshield()
	return nil
}
