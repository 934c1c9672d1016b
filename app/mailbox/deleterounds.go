package mailbox

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/restante/restante/app/mailbox/ledger"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// A round is one session: list, settle what the listing shows of the rounds before, fetch
// copies where they are asked for, DELE, list again and compare, QUIT. Package ledger says
// what each part means for a message. Rounds follow one another until the fate of every
// message is known, as only the listing of a later session tells what is deleted.
//
// A round that fails is begun anew after a pause, as package retry says, at most
// maxFailures times without getting on; where nothing fails and listings do not settle
// it, maxListings of them are enough. Getting on is a message settled or a copy saved.

const (
	maxFailures = 6 // how often a deletion is begun anew after the line or the server failed, and nothing was achieved
	maxListings = 8 // how often it is looked at, and nothing was achieved
)

// carryOutDeletion carries the deletion out, looks what has become of it, and goes on
// until the fate of every message is known or trying again is useless.
func (w *worker) carryOutDeletion(ctx context.Context) {
	d := w.deletion
	d.state.Stage = Sending
	w.writeJournal(d)
	achieved := d.achieved()
	for {
		err := w.deleteRound(ctx, d)
		if ctx.Err() != nil {
			err = ErrStopped
		}
		if now := d.achieved(); now > achieved { // what was achieved once, and lost, does not count again
			achieved, d.failures, d.listings = now, 0, 1
		}
		if err == nil && d.Settled() {
			break
		}
		if err == nil && d.listings < maxListings {
			continue
		}
		w.dropSession()
		pause, again := w.pauseAfter(err, d.failures)
		if d.failures++; !again || d.failures > maxFailures {
			d.Err = cmp.Or(err, d.Err, d.WhyUnsettled())
			break
		}
		d.state.Problem, d.state.Retry = err, time.Now().Add(pause)
		w.publish()
		if !w.waitToRetry(ctx, pause) {
			d.Err = ErrStopped
			break
		}
		d.state.Problem, d.state.Retry = nil, time.Time{}
	}
	w.endCopies(d)
	w.fates = d.Unlooked(w.fates)
	d.finish()
	w.clearJournal(d)
	w.recordDeletion(d)
	w.setMarks(d, false)
	w.phase = Offline
	if w.sess != nil {
		w.phase = Ready
	}
	w.loadNeeded = true // the rows may be those of before
}

// achieved counts what need not be done again, copies among it.
func (d *deleteJob) achieved() int { return d.state.Saved + d.Achieved() }

// waitToRetry waits before a deletion is tried again, and no longer than the user does:
// Get mail and DeleteNow end it. It reports false when the deletion is given up.
func (w *worker) waitToRetry(ctx context.Context, pause time.Duration) bool {
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

// deleteRound goes one round: list, settle what the listing shows, and delete
// what is still there.
func (w *worker) deleteRound(ctx context.Context, d *deleteJob) error {
	if d.listings > 0 && w.sess != nil {
		// Only a new session shows what the server has really kept.
		w.quitSession(ctx)
	}
	w.phase = Deleting
	w.publish()
	if err := w.ensureSession(ctx); err != nil {
		return err
	}
	if w.sess.doubt != nil {
		return errors.Join(ledger.ErrListing, w.sess.doubt)
	}
	if err := w.checkRenamed(ctx, d); err != nil {
		return err
	}
	if err := d.Steps.Check(w.sess.Listing); err != nil {
		return err
	}
	d.RememberMore(w.index)
	d.listings++
	if err := w.addAlike(ctx, d); err != nil {
		return err
	}
	nums, err := w.lookUpTargets(ctx, d)
	if err != nil || len(nums) == 0 {
		return err
	}
	if err := w.saveCopies(ctx, d, nums); err != nil {
		return err
	}
	if len(nums) == 0 { // none is to be had
		w.quitSession(ctx)
		return nil
	}
	agreed, err := w.sendDeletes(ctx, d, d.Steps.Choose(nums))
	if err != nil {
		return err
	}
	if len(agreed) == 0 {
		// A message that was refused is told from one that is gone by the
		// next listing.
		w.quitSession(ctx)
		return nil
	}
	return w.commitDeletes(ctx, d, agreed)
}

// checkRenamed looks whether the server has given all messages other unique-ids since the
// deletion was marked.
func (w *worker) checkRenamed(ctx context.Context, d *deleteJob) error {
	suspected, err := d.Renamed(w.sess.Listing)
	if err != nil || !suspected {
		return err
	}
	if err := w.fetchHeadersAt(ctx, d.Likely(messagesOf(w.rows), len(w.rows))); err != nil {
		return err
	}
	return d.SettleRenamed(messagesOf(w.rows), w.noTOP)
}

// messagesOf are what is known of the messages of rows, with their places.
func messagesOf(rows []*Row) iter.Seq2[int, ledger.Message] {
	return func(yield func(int, ledger.Message) bool) {
		for i, r := range rows {
			if !yield(i, r.message()) {
				return
			}
		}
	}
}

// lookUpTargets settles what the listing of this session shows, and returns the messages
// that are still to be deleted, by number.
func (w *worker) lookUpTargets(ctx context.Context, d *deleteJob) (map[int]*ledger.Target, error) {
	found, err := d.SettleListing(w.sess.Listing)
	if err != nil {
		return nil, err
	}
	if err := w.compareShared(ctx, d, found.Shared, found.ToDelete); err != nil {
		return nil, err
	}
	if err := w.compareBack(ctx, d, found.Back, found.ToDelete); err != nil {
		return nil, err
	}
	return found.ToDelete, nil
}

// compareShared finds messages that have no unique-id of their own, by number, size and
// header block in this very session, and adds them to nums.
func (w *worker) compareShared(ctx context.Context, d *deleteJob, shared []*ledger.Target, nums map[int]*ledger.Target) error {
	candidates := d.Candidates(w.sess.Listing, shared)
	if len(candidates) == 0 {
		return nil
	}
	ask := slices.Sorted(maps.Keys(candidates))
	return w.sess.conn.Tops(ctx, pop3.Nums(ask), 0, func(h pop3.Head) error {
		if t := candidates[h.Num]; d.NoteHeader(t, h.Bytes, h.Err) {
			nums[h.Num] = t
		}
		return nil
	})
}

// compareBack looks at messages that are listed although the server has confirmed
// that it has deleted them. It may not have done so, or the list may name another
// message by their name now. What is to be deleted again is added to nums.
func (w *worker) compareBack(ctx context.Context, d *deleteJob, back []*ledger.Target, nums map[int]*ledger.Target) error {
	candidates := make(map[int]*ledger.Target)
	var doubt error
	other := func(t *ledger.Target) {
		w.forgetHeader(w.index[t.UID])
		doubt = cmp.Or(d.NoteListedForAnother(t), doubt)
	}
	for _, t := range back {
		switch e, _ := w.sess.Find(t.UID); {
		case t.Summary != nil && !w.noTOP:
			candidates[e.Num] = t
		case e.Size != t.Size && t.Size > 0:
			other(t)
		case d.NoteListed(t):
			nums[e.Num] = t
		}
	}
	if len(candidates) > 0 {
		ask := slices.Sorted(maps.Keys(candidates))
		err := w.sess.conn.Tops(ctx, pop3.Nums(ask), 0, func(h pop3.Head) error {
			t := candidates[h.Num]
			if h.Err == nil && !mime.ParseSummary(h.Bytes).SameAs(*t.Summary) {
				other(t)
			} else if h.Err == nil && d.NoteListed(t) {
				nums[h.Num] = t
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return doubt
}

// sendDeletes tells the server which messages to delete, compares what it has marked, and
// returns those it agreed to. Nothing is final yet.
func (w *worker) sendDeletes(ctx context.Context, d *deleteJob, nums map[int]*ledger.Target) (agreed map[int]*ledger.Target, err error) {
	before := d.Count(ledger.Confirmed, ledger.Sent, ledger.Deleted)
	d.state.Stage, d.state.Sent = Sending, before
	order := slices.Sorted(maps.Keys(nums))
	said := 0
	answered := func(num int, no error) error {
		said++
		if no != nil {
			d.NoteRefused(nums[num], no)
			return nil
		}
		agreed[num] = nums[num]
		d.state.Sent = before + len(agreed)
		w.publishSoon()
		return nil
	}
	try := func() error {
		agreed, said = make(map[int]*ledger.Target, len(nums)), 0
		if d.Steps.Blind() {
			left, err := w.sess.conn.DeleUnlisted(ctx, pop3.Nums(order), !d.Steps.NoStat(), answered)
			if err == nil {
				err = ledger.CompareCount(w.sess.Listing, left, agreed)
			}
			return err
		}
		left, err := w.sess.conn.Dele(ctx, pop3.Nums(order), answered)
		if err == nil {
			err = ledger.Compare(w.sess.Listing, left, agreed)
		}
		return err
	}
	err = try()
	if errors.Is(err, pop3.ErrPipelining) {
		for _, t := range nums {
			t.Fate = ledger.Waiting // the refusals may have been meant for others
		}
		w.noPipelining = true
		if err = w.sess.conn.Reset(ctx); err == nil {
			err = try()
		}
	}
	if err != nil && ctx.Err() == nil && !errors.Is(err, ledger.ErrMismatch) {
		if said < len(nums) {
			d.Blame(nums[order[said]], len(nums) == 1, err)
		}
		err = d.Steps.NoteFailed(err, len(agreed), said == len(nums))
	}
	return agreed, err
}

// commitDeletes ends the session, which makes the deletion final. From here on Stop
// comes too late.
func (w *worker) commitDeletes(ctx context.Context, d *deleteJob, agreed map[int]*ledger.Target) error {
	if !w.shared.shield(ctx) {
		return ErrStopped
	}
	d.state.Stage, d.state.Final = Committing, true
	w.publish()
	before := w.sess.Listing
	d.Steps.NoteCommitting(before, agreed)
	err := w.sess.conn.Quit(ctx)
	w.dropSession()
	d.NoteCommitted(before, agreed, err)
	d.state.Stage = Checking
	w.shared.unshield()
	return nil
}
