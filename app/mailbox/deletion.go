package mailbox

import (
	"cmp"
	"crypto/rand"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
)

// Stage says how far a deletion is.
type Stage int

// The stages of a deletion, in order.
const (
	Marked     Stage = iota // nothing was sent; Undo costs nothing
	Saving                  // copies are being saved; the server was not told of anything
	Sending                 // the server is being told; nothing is final before Committing
	Committing              // the login is being ended, which makes the deletion final (RFC 1939 section 6)
	Checking                // the mailbox is listed again to see what is really gone
	Finished                // Report is complete
)

// Deletion is the state of one deletion, part of a [Snapshot] and as immutable.
type Deletion struct {
	Stage   Stage
	Title   string    // what it is, as the Order has called it
	Asked   int       // how many messages the user marked, and the Found ones
	Found   int       // how many came to light on the server only after others were deleted, and were like them
	Sent    int       // how many the server has agreed to so far
	Until   time.Time // while Marked: when the undo time ends
	Bytes   int64     // sum of the sizes the server told
	Saved   int       // how many copies are complete
	ByRule  bool      // no person has marked these messages, a rule has
	Folder  string    // where they are; empty when none were asked for
	Fetched int64     // while Saving: bytes that have come
	Report  Report    // complete when Finished
	Problem error     // what went wrong last, while it is tried again; nil otherwise
	Retry   time.Time // when it is tried again; zero when nothing went wrong
	Final   bool      // the server was asked to make some of it final; before that nothing is deleted
}

// Report is the truth about a finished deletion. The four groups are disjoint
// and add up to Asked.
type Report struct {
	Asked       int
	Found       int    // of those Asked, how many came to light only after others were deleted
	Deleted     int    // gone, as the server has confirmed
	AlreadyGone int    // were no longer there, deleted elsewhere before we could
	Kept        int    // still on the server: refused, or given up
	Unknown     int    // it could not be found out; the next visit will show
	Err         error  // why some were kept or are unknown; nil when all went well
	Folder      string // where a copy of what was deleted is; empty when there is none
	Verified    bool   // the mailbox was listed after the deletion, and the marked messages were missing
}

// deletion is a deletion as the worker carries it out.
type deletion struct {
	state    Deletion
	id       string // in the record
	targets  map[string]*target
	listings int // listings looked at since something was deleted

	copy   *Copy         // where copies are to be saved; nil for none
	copies *store.Copies // once begun

	steps  steps
	alike  []func(mime.Summary) bool // what else is meant, if the server shows it only later
	most   int                       // how many of these at most
	known  map[string]int            // what the mailbox had when the messages were marked, and before the first commit
	sample []*Row                    // some of that, to be found again under other names
	marked time.Time                 // when that was
	ended  time.Time                 // when the report was made
	expect int                       // how many messages the last commit must have left; -1 before it

	unproved bool     // there is only the server's word for some of it
	renames  int      // listings in a row that named none of the messages of before
	notMoved bool     // it is certain that they are not there under other names
	failures int      // in a row, without anything being achieved between
	torn     int      // messages that may have torn a session when they were saved
	err      error    // the reason to tell for what was kept
	said     []string // what the server said when it refused
	recorded bool
	now      bool // the user does not want to wait
}

// target is one message to be deleted.
type target struct {
	uid     string
	tried   bool // the server was asked to make its deletion final, whatever it said: it may do so late
	commits int  // sessions that were ended with it marked and +OK
	refused int  // how often the server said no to it
	doubts  int  // listings in which it may have been another message
	breaks  int  // sessions that broke at its DELE
	torn    int  // sessions in which more came behind its end when it was saved
	row     *Row
	sum     headSum // of the header block, zero when not known
	saved   bool    // a copy is complete
	fate    fate
	told    fate // what a finished deletion has called it before a later listing had it again; waiting where none had
}

// fate is what has become of a target, as far as is known.
type fate int

const (
	waiting   fate = iota // still to be deleted
	missing               // not in one listing; a second one must agree
	refused               // the server said no to it
	sent                  // the session was ended after the server had agreed; its last answer did not come
	confirmed             // the same, and the server has confirmed the end
	deleted               // was sent, and is missing now
	gone                  // was missing without our doing
	kept                  // is still there and stays
	unknown               // no listing tells what has become of it
)

// takeDeletionWishes brings marks, Undo, DeleteNow and dismissal into effect.
func (w *worker) takeDeletionWishes(r requests) {
	if r.dismiss && w.del.finished() {
		if w.opts.Journal != nil {
			_ = w.opts.Journal.End() // the user knows, and need not be told at the next start
		}
		w.giveUp()
	}
	if r.undo && w.del.isMarked() {
		uids := w.del.targets
		w.del = nil
		w.setMarks(uids, false)
	}
	if r.unlisted && w.del.finished() && errors.Is(w.del.err, ErrUnlisted) {
		w.mark(w.del.again())
	}
	for _, o := range r.orders {
		if !w.del.running() {
			w.mark(o)
		}
	}
	if r.now && w.del.isMarked() {
		w.del.now = true
	}
}

// mark begins a deletion, or adds to the one that is still only marked.
func (w *worker) mark(o Order) {
	if len(o.UIDs) == 0 {
		return
	}
	if !w.del.isMarked() {
		w.giveUp()
		w.del = &deletion{id: rand.Text(), targets: make(map[string]*target), expect: -1}
	}
	d := w.del
	d.known, d.marked = w.index, time.Now()
	rows := w.rows
	if w.former != nil && !slices.ContainsFunc(o.UIDs, func(uid string) bool { _, ok := w.index[uid]; return ok }) {
		// The window has shown another listing than this one: what is known is
		// what the mailbox had then.
		d.known, rows = w.former, slices.Collect(maps.Values(w.vanished))
	}
	d.take(o)
	for _, uid := range o.UIDs {
		if i, ok := w.index[uid]; ok {
			d.add(w.rows[i])
		} else if r := w.vanished[uid]; r != nil {
			d.add(r) // it has just vanished from the list, and counts too
		} else if w.listed {
			d.add(&Row{UID: uid})
		}
		if t := d.targets[uid]; t != nil {
			t.fate = w.fates[uid]
			t.tried = t.fate != waiting
		}
	}
	if len(d.targets) == 0 {
		w.del = nil
		return
	}
	d.sample = sampleOf(rows, d.targets)
	d.state.Until = time.Now().Add(w.opts.UndoTime)
	w.setMarks(d.targets, true)
}

// again is the order to delete what was kept, unlisted.
func (d *deletion) again() Order {
	o := Order{Title: d.state.Title, Copy: d.copy, Unlisted: true}
	for uid, t := range d.targets {
		if t.fate == kept {
			o.UIDs = append(o.UIDs, uid)
		}
	}
	if len(d.alike) > 0 {
		o.Alike, o.Most = d.means, d.most
	}
	return o
}

// longTitle is the length in bytes from which on nothing is added to a title.
const longTitle = 200

// take takes over what an order says besides its messages.
func (d *deletion) take(o Order) {
	if o.Alike != nil {
		d.alike = append(d.alike, o.Alike)
		d.most += cmp.Or(o.Most, maxFound)
	}
	if o.Unlisted {
		d.steps.unlisted()
	}
	if o.Copy != nil {
		d.copy = o.Copy
	}
	switch {
	case d.state.Title == "":
		d.state.Title = o.Title
	case o.Title != "" && o.Title != d.state.Title && len(d.state.Title) < longTitle:
		d.state.Title += "; " + o.Title
	}
}

// add makes a message part of the deletion.
func (d *deletion) add(r *Row) {
	if d.targets[r.UID] != nil {
		return
	}
	d.targets[r.UID] = &target{uid: r.UID, row: r, sum: r.sum}
	d.state.Bytes += r.Size
	d.state.Asked = len(d.targets)
}

// setMarks shows in the rows which of them are to go.
func (w *worker) setMarks(targets map[string]*target, marked bool) {
	for uid := range targets {
		w.replace(uid, func(r *Row) { r.Marked = marked })
	}
}

func (d *deletion) isMarked() bool { return d != nil && d.state.Stage == Marked }
func (d *deletion) finished() bool { return d != nil && d.state.Stage == Finished }
func (d *deletion) running() bool  { return d != nil && !d.isMarked() && !d.finished() }

// due reports whether the deletion must be carried out now.
func (d *deletion) due(now time.Time, closing bool) bool {
	return d.isMarked() && (closing || d.now || !now.Before(d.state.Until))
}

// holds reports whether a message is part of the deletion under way.
func (d *deletion) holds(uid string) bool {
	return d != nil && !d.finished() && d.targets[uid] != nil
}

func (d *deletion) has(f fate) bool {
	for _, t := range d.targets {
		if t.fate == f {
			return true
		}
	}
	return false
}

func (d *deletion) count(fates ...fate) (n int) {
	for _, t := range d.targets {
		if slices.Contains(fates, t.fate) {
			n++
		}
	}
	return n
}

// settled reports whether the fate of every target is known.
func (d *deletion) settled() bool {
	return d.count(deleted, gone, kept) == len(d.targets)
}

// finish ends the deletion: what is not known yet is put where it belongs, and
// the report is made.
func (d *deletion) finish(err error) {
	if err != nil {
		d.err = err
	}
	verified := d.settled() && !d.unproved && !errors.Is(err, ErrRenamed)
	for _, t := range d.targets {
		switch t.fate {
		case waiting, refused:
			t.fate = kept
			if t.tried {
				t.told = deleted // should the server carry it out late
			}
		case missing:
			t.fate = gone
		case sent:
			t.fate = unknown
		case confirmed:
			t.fate = deleted
		}
	}
	d.ended = time.Now()
	d.state.Stage, d.state.Problem, d.state.Retry = Finished, nil, time.Time{}
	d.report(verified)
}

func (d *deletion) report(verified bool) {
	r := Report{
		Asked: len(d.targets), Found: d.state.Found, Deleted: d.count(deleted), AlreadyGone: d.count(gone),
		Kept: d.count(kept), Unknown: d.count(unknown), Folder: d.state.Folder, Verified: verified,
	}
	if r.Kept+r.Unknown > 0 {
		r.Err = d.err
	}
	d.state.Report = r
}

func (d *deletion) snapshot() *Deletion {
	if d == nil {
		return nil
	}
	s := d.state
	return &s
}
