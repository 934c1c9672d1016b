package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
)

// askFrom is from how many messages on a deletion is confirmed before it is marked.
// Fewer are marked at once; Undo is as near in both cases.
const askFrom = 100

// confirmation is what the card before a large deletion says.
type confirmation struct {
	title, text string
	rows        []unlikeRow // the least alike first
	kept        string      // about what does not fit in and stays
	keptCount   int
	inside      string  // about what does not fit in and was selected all the same
	odd         []int32 // those selected ones
	count       int
	bytes       int64
}

// confirmable gathers what is to be said before messages are deleted.
func (w *Window) confirmable(ids []int32) confirmation {
	l, now := w.mail.list, w.deps.Now()
	c := confirmation{count: len(ids)}
	var first, last time.Time
	senders := map[string]bool{}
	for _, id := range ids {
		r := l.rowOf(id)
		c.bytes += r.Size
		senders[senderKey(r)] = true
		if d := r.Summary.Date; !d.IsZero() {
			if first.IsZero() || d.Before(first) {
				first = d
			}
			if d.After(last) {
				last = d
			}
		}
	}
	c.title = "Delete " + messages(len(ids)) + " from the server?"
	what := "From " + count(len(senders)) + " " + plural(len(senders), "sender", "senders") + ", " + daySpan(first, last, now) + ", " + byteSize(c.bytes) + "."
	least := l.leastAlike(ids, 5)
	if f := w.floodWith(ids); f != nil {
		what = "They are alike: " + senderCount(f) + subjectIs(f) + ", " + clockSpan(f.From, f.To, now) + "."
		if f.Kind == triage.Subscriptions {
			what = "Newsletters and confirmations from " + senderCount(f) + ", " + clockSpan(f.From, f.To, now) + "."
		}
		least = f.Least
	}
	going := make(map[int32]bool, len(ids))
	for _, id := range ids {
		going[id] = true
	}
	c.odd = slices.DeleteFunc(w.oddOnes(), func(id int32) bool { return !going[id] })
	c.text = what + " " + fewWords(len(c.odd), len(least))
	for _, id := range append(first5(c.odd), least...) {
		if len(c.rows) < 5 && l.rowOf(id).UID != "" {
			c.rows = append(c.rows, unlikeRow{uid: l.rowOf(id).UID, row: l.rowOf(id)})
		}
	}
	c.keptWords(w)
	return c
}

func first5(ids []int32) []int32 { return append([]int32(nil), ids[:min(len(ids), 5)]...) }

func fewWords(odd, least int) string {
	if odd == 0 {
		return "These " + count(min(least, 5)) + " are the least alike:"
	}
	return "These do not fit in:"
}

func subjectIs(f *triage.Flood) string {
	if f.Subject == "" {
		return ", much alike"
	}
	return ", subject “" + Clean(f.Subject, 60) + "”"
}

// floodWith is the flood that exactly these messages are, or nil.
func (w *Window) floodWith(ids []int32) *triage.Flood {
	l := w.mail.list
	for _, f := range w.sorter.report.Floods {
		if len(f.IDs) == len(ids) && l.stateOf(f.IDs) == boxFull {
			return f
		}
	}
	return nil
}

// oddOnes are the selected messages that do not fit into the flood they came with,
// or whose sender is to be kept.
func (w *Window) oddOnes() (odd []int32) {
	l := w.mail.list
	for _, f := range w.sorter.report.Floods {
		for _, list := range [][]triage.Lifted{f.Lifted, f.Kept} {
			for _, o := range list {
				if l.has(o.ID) {
					odd = append(odd, o.ID)
				}
			}
		}
	}
	seen := map[int32]bool{}
	for _, id := range odd {
		seen[id] = true
	}
	for i, r := range l.rows {
		if id := l.ids[i]; l.has(id) && !seen[id] && w.isFriend(senderKey(r)) {
			odd = append(odd, id)
		}
	}
	return odd
}

// keptWords tells about what does not fit in.
func (c *confirmation) keptWords(w *Window) {
	if n := len(c.odd); n > 0 {
		c.inside = count(n) + " of them " + plural(n, "does", "do") + " not fit in, or " + plural(n, "is", "are") +
			" from a sender whose mail you keep. Leave " + plural(n, "it", "them") + " out, unless you have read " + plural(n, "it.", "them.")
		return
	}
	kept := 0
	for _, f := range w.sorter.report.Floods {
		if w.mail.list.stateOf(f.IDs) != boxEmpty {
			kept += len(f.Lifted)
		}
	}
	c.keptCount = kept
	if kept > 0 {
		c.kept = messages(kept) + " of that time " + plural(kept, "does not fit and is kept.", "do not fit and are kept.") + " The flood may be there to hide " + plural(kept, "it.", "them.")
	}
}

// askDelete asks before a large deletion, with examples, and offers a copy.
func (w *Window) askDelete(shownOnly bool) {
	l := w.mail.list
	uids := l.chosenUIDs(shownOnly)
	ids := make([]int32, 0, len(uids))
	for _, uid := range uids {
		ids = append(ids, l.idFor(uid))
	}
	c := w.confirmable(ids)
	w.sheet = newDeleteCard(w.win.Canvas(), w.deps.Now, c, w.copies(c))
	w.sheet.OnDelete = func(copyTo *mailbox.Copy, leaveOut bool) {
		if leaveOut {
			uids = without(uids, l, c.odd)
		}
		w.remove(uids, copyTo)
	}
	w.sheet.OnRead = func() { w.choose(w.floodKey(w.floodKeeping())) }
	w.sheet.OnFolder = w.chooseFolder
}

// floodKeeping is a flood that has something that does not fit in.
func (w *Window) floodKeeping() *triage.Flood {
	for _, f := range w.sorter.report.Floods {
		if len(f.Lifted) > 0 && w.mail.list.stateOf(f.IDs) != boxEmpty {
			return f
		}
	}
	return nil
}

func without(uids []string, l *messageList, ids []int32) []string {
	out := make(map[string]bool, len(ids))
	for _, id := range ids {
		out[l.uid(id)] = true
	}
	var rest []string
	for _, uid := range uids {
		if !out[uid] {
			rest = append(rest, uid)
		}
	}
	return rest
}

// copies tells whether a copy can be saved first, and where. In a private stay
// nothing is offered: it would stay behind.
func (w *Window) copies(c confirmation) copyOffer {
	if w.kind == Private {
		return copyOffer{}
	}
	dir := w.copyDir
	if dir == "" {
		dir = w.deps.CopyDir
	}
	return copyOffer{dir: dir, words: strings.TrimSpace("Save a copy of all " + count(c.count) + " first"), size: byteSize(c.bytes), oneFile: w.copyOne, on: w.copyOn}
}
