package mailbox

import (
	"cmp"
	"slices"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/app/store"
)

// A header is written to the memory once it is certain that it belongs to its message, and
// what a sound listing has no more is dropped from it. Rows that are only remembered can be
// looked at before anything is dialled; nothing is decided by them.

// Memory keeps on the disk what is known of the messages, from one run of the
// program to the next. It only saves time: what cannot be kept is fetched again.
// It is used on the worker's goroutine.
type Memory interface {
	// Load returns what is known, before anything else is asked.
	Load() []store.Message
	// Put keeps messages, also such that are kept already.
	Put(messages []store.Message)
	// Seen notes that messages were read.
	Seen(uids []string)
	// Drop forgets messages.
	Drop(uids []string)
	// Close is the last that is asked.
	Close() error
}

// readMemory makes rows of what is known from the last visit, so that they are on the
// screen before the server has said a word.
func (w *worker) readMemory() {
	if w.opts.Memory == nil {
		return
	}
	kept := w.opts.Memory.Load()
	sortNewestFirst(kept)
	made := make([]Row, len(kept))
	w.rows, w.index = make([]*Row, len(kept)), make(map[string]int, len(kept))
	for i := range kept {
		k, r := &kept[i], &made[i]
		r.UID, r.Order, r.Size = k.UID, len(kept)-i, k.Size
		r.Known, r.Summary, r.Seen, r.sum = !k.Headless, k.Summary, k.Seen, k.Head
		r.Caught, r.released = k.Caught, k.Released
		w.topped = w.topped || r.sum != identity.HeadSum{}
		w.rows[i], w.index[r.UID] = r, i
		if r.Known {
			w.loaded++
		}
	}
	w.total = len(kept)
	w.recallCaught()
}

// sortNewestFirst sorts what is known by date, the newest first, as the numbers of the
// last visit hold no more. What has no date stays beside its neighbour.
func sortNewestFirst(kept []store.Message) {
	type dated struct {
		at    int64
		place int
	}
	order := make([]dated, len(kept))
	last := int64(0)
	for i, k := range kept {
		if !k.Summary.Date.IsZero() {
			last = k.Summary.Date.Unix()
		}
		order[i] = dated{last, i}
	}
	newest := func(a, b dated) int { return cmp.Or(cmp.Compare(b.at, a.at), cmp.Compare(a.place, b.place)) }
	if slices.IsSortedFunc(order, newest) {
		return
	}
	slices.SortFunc(order, newest)
	before := slices.Clone(kept)
	for i, o := range order {
		kept[i] = before[o.place]
	}
}

// headerArrived notes that the header of a message has become known, and may be kept once
// it is certain that it belongs there.
func (w *worker) headerArrived(uid string) {
	w.catchArrived(uid)
	if w.opts.Memory != nil && !identity.IsStandIn(uid) {
		w.toRemember = append(w.toRemember, uid)
	}
}

// keptAtOnce is how many messages are handed to the memory at a time.
const keptAtOnce = 1000

// writeMemory keeps what has become known lately.
func (w *worker) writeMemory() {
	if len(w.toRemember) == 0 {
		return
	}
	messages := make([]store.Message, 0, min(len(w.toRemember), keptAtOnce))
	for some := range slices.Chunk(w.toRemember, keptAtOnce) {
		messages = messages[:0]
		for _, uid := range some {
			if i, ok := w.index[uid]; ok && w.rows[i].Known {
				messages = append(messages, w.rows[i].toKeep())
			}
		}
		w.opts.Memory.Put(messages)
	}
	w.toRemember = nil
}

// toKeep is what is kept of a row.
func (r *Row) toKeep() store.Message {
	return store.Message{
		UID: r.UID, Size: r.Size, Head: r.sum, Seen: r.Seen, Caught: r.Caught, Released: r.released, Summary: r.Summary,
	}
}

// dropFromMemory drops from the memory the rows that a sound listing has no more.
func (w *worker) dropFromMemory(vanished map[string]*Row) {
	if w.opts.Memory == nil || len(vanished) == 0 {
		return
	}
	gone := make([]string, 0, len(vanished))
	for uid, r := range vanished {
		if r.Known {
			gone = append(gone, uid)
		}
	}
	w.opts.Memory.Drop(gone)
}

// closeMemory is for the end of the worker.
func (w *worker) closeMemory() {
	if w.opts.Memory == nil {
		return
	}
	w.writeMemory()
	_ = w.opts.Memory.Close() // what it holds was written already
}
