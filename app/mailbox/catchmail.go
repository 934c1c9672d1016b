package mailbox

import (
	"time"

	"github.com/restante/restante/app/mailbox/identity"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/mime"
)

// A message is judged once by the user's rules, when its header comes for the first time
// and is certain to belong to it. What is caught waits for Options.CatchTime, also over the
// end of the program, and is asked about once more before it goes: a rule may be paused by
// then, or the sender be a friend. Then it is deleted like everything else, but without an
// undo time, when no other deletion is under way or waits to be read.

const (
	// catchGrace is how long what became due while the program was not running
	// waits once it is on the screen.
	catchGrace = 30 * time.Second

	// readingTime is for how long the report of a deletion that the user has
	// ordered is left on the screen before a rule begins another.
	readingTime = time.Minute
)

// catching is the state of what is caught. It belongs to the worker.
type catching struct {
	catch  func(mime.Summary) bool // nil where there is no rule
	caught map[string]time.Time    // when it goes, by unique-id; on the server still
}

// applyCatchRequests brings SetCatch and Release into effect.
func (w *worker) applyCatchRequests(r requests) {
	if r.newCatch {
		w.catching.catch = r.catch
		for uid := range w.catching.caught {
			if !w.stillCaught(uid) {
				w.releaseCaught(uid, false)
			}
		}
	}
	for _, uid := range r.release {
		w.releaseCaught(uid, true)
	}
}

// catchArrived judges a message whose header has come for the first time.
func (w *worker) catchArrived(uid string) {
	i, ok := w.index[uid]
	if !ok || w.catching.catch == nil || identity.IsStandIn(uid) {
		return
	}
	if r := w.rows[i]; r.Known && !r.released && r.Caught.IsZero() && w.catching.catch(r.Summary) {
		w.setCaught(uid, time.Now().Add(w.opts.CatchTime))
	}
}

// setCaught lets a message go at a time.
func (w *worker) setCaught(uid string, at time.Time) {
	w.catching.caught[uid] = at
	w.replaceRow(uid, func(r *Row) { r.Caught = at })
	w.rememberLater(uid)
}

// releaseCaught keeps a message, and forGood one that the user wants to keep whatever the
// rules say.
func (w *worker) releaseCaught(uid string, forGood bool) {
	delete(w.catching.caught, uid)
	w.replaceRow(uid, func(r *Row) {
		r.Caught = time.Time{}
		r.released = r.released || forGood
	})
	w.rememberLater(uid)
}

// rememberLater has what is known of a message written to the disk anew.
func (w *worker) rememberLater(uid string) {
	if w.opts.Memory != nil {
		w.toRemember = append(w.toRemember, uid)
	}
}

// stillCaught asks once more about a message that was caught.
func (w *worker) stillCaught(uid string) bool {
	i, ok := w.index[uid]
	if !ok || w.catching.catch == nil {
		return false
	}
	r := w.rows[i]
	return r.Known && !r.released && w.catching.catch(r.Summary)
}

// recallCaught takes over what an earlier run of the program has caught.
func (w *worker) recallCaught() {
	soonest := time.Now().Add(catchGrace)
	for _, r := range w.rows {
		if r.Caught.IsZero() {
			continue
		}
		if r.Caught.Before(soonest) {
			r.Caught = soonest
		}
		w.catching.caught[r.UID] = r.Caught
	}
}

// caughtDue is when the next caught message goes; zero is never.
func (w *worker) caughtDue() time.Time {
	var due time.Time
	for _, at := range w.catching.caught {
		due = earlier(due, at)
	}
	if d := w.deletion; due.IsZero() || d == nil {
		return due
	} else if !d.finished() {
		return time.Time{} // afterwards
	} else if free := d.ended.Add(readingTime); !d.state.ByRule && due.Before(free) {
		return free
	}
	return due
}

// deleteCaught begins the deletion of what has become due. A message that is still
// there afterwards, whatever the reason, waits another hour.
func (w *worker) deleteCaught() {
	due := w.caughtDue()
	if now := time.Now(); due.IsZero() || now.Before(due) || !w.listed || w.closing {
		return
	}
	var uids []string
	for uid, at := range w.catching.caught {
		switch _, there := w.index[uid]; {
		case !there:
			delete(w.catching.caught, uid)
		case time.Now().Before(at):
		case w.stillCaught(uid):
			uids = append(uids, uid)
		default:
			w.releaseCaught(uid, false)
		}
	}
	if len(uids) == 0 {
		return
	}
	for _, uid := range uids {
		w.setCaught(uid, time.Now().Add(w.opts.CatchTime))
	}
	w.markForDeletion(Order{UIDs: uids, What: []store.What{{Kind: store.WhatRule, Count: len(uids)}}})
	w.deletion.state.ByRule, w.deletion.hurry = true, true
}
