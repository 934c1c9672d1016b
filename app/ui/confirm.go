package ui

import (
	"slices"
	"time"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/triage"
)

// askFrom is from how many messages on a deletion is confirmed before it is marked.
// Fewer are marked at once; Undo is as near in both cases.
const askFrom = 100

// confirmation is what the card before a large deletion says.
type confirmation struct {
	all, rest goingPart   // all that is selected, and that without what does not fit in
	heading   string      // over the rows
	rows      []unlikeRow // what does not fit in, or else the least alike
	kept      string      // about what does not fit in and stays
	keptCount int
	inside    string  // about what does not fit in and was selected all the same
	odd       []int32 // those selected ones
}

// goingPart is what is said of a number of messages. All of it follows the box that leaves
// some of them out.
type goingPart struct {
	count int
	bytes int64
	title string
	text  string
	whole string // that it is all there is, or nothing
}

// partOf gathers what is to be said of messages that go, of all that were selected.
func (w *Window) partOf(ids []int32, selected int, means *meaning) goingPart {
	l, now := w.mail.list, w.deps.Now()
	p := goingPart{count: len(ids)}
	var first, last time.Time
	senders := map[string]bool{}
	for _, id := range ids {
		r := l.rowOf(id)
		p.bytes += r.Size
		if !r.NoHead {
			senders[senderKey(r)] = true
		}
		if d := r.Summary.Date; !d.IsZero() {
			if first.IsZero() || d.Before(first) {
				first = d
			}
			if d.After(last) {
				last = d
			}
		}
	}
	p.title = "Delete " + messages(len(ids)) + " from the server?"
	if len(ids) < selected {
		p.title = "Delete " + count(len(ids)) + " of " + messages(selected) + " from the server?"
	}
	p.text = byteSize(p.bytes) + "."
	if len(senders) > 0 {
		p.text = "From " + count(len(senders)) + " " + plural(len(senders), "sender", "senders") + ", " + daySpan(first, last, now) + ", " + p.text
	}
	if f := w.floodWith(ids); f != nil {
		p.text = "They are alike: " + senderCount(f) + subjectIs(f) + ", " + clockSpan(f.From, f.To, now) + "."
		if f.Kind == triage.Subscriptions {
			p.text = "Newsletters and confirmations from " + senderCount(f) + ", " + clockSpan(f.From, f.To, now) + "."
		}
	}
	if n := w.unseen(setOf(ids)); n > 0 {
		p.text += " Of " + count(n) + " the server does not give the head: nobody has seen from whom " + plural(n, "it is.", "they are.")
	}
	if means != nil {
		p.text += " And all like " + plural(len(ids), "it", "them") + " that the server may still hide."
	}
	if w.everything(len(ids)) {
		p.whole = "This is everything in the mailbox."
		if w.snap.Count > len(l.rows) {
			p.whole = "This is everything in the mailbox that is listed so far."
		}
	}
	return p
}

// confirmable gathers what is to be said before messages are deleted.
func (w *Window) confirmable(ids []int32) confirmation {
	l := w.mail.list
	going := setOf(ids)
	c := confirmation{odd: slices.DeleteFunc(w.oddOnes(), func(id int32) bool { return !going[id] })}
	odd := setOf(c.odd)
	c.all = w.partOf(ids, len(ids), l.meantBy(going, nil))
	c.rest = c.all
	if len(odd) > 0 {
		rest := slices.DeleteFunc(slices.Clone(ids), func(id int32) bool { return odd[id] })
		c.rest = w.partOf(rest, len(ids), l.meantBy(setOf(rest), odd))
	}
	shown := first5(c.odd)
	switch n := len(c.odd); {
	case n == 0:
		if f := w.floodWith(ids); f != nil {
			shown = first5(f.Least)
		} else {
			shown = l.leastAlike(ids, 5)
		}
		c.heading = plural(len(shown), "It is:", "These "+count(len(shown))+" are the least alike:")
	case n > 5:
		c.heading = "5 of the " + count(n) + " that do not fit in:"
	default:
		c.heading = plural(n, "This one does", "These "+count(n)+" do") + " not fit in:"
	}
	for _, id := range shown {
		if l.rowOf(id).UID != "" {
			c.rows = append(c.rows, unlikeRow{uid: l.rowOf(id).UID, row: l.rowOf(id)})
		}
	}
	c.keptWords(w, len(ids))
	return c
}

func setOf(ids []int32) map[int32]bool {
	set := make(map[int32]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

func first5(ids []int32) []int32 { return append([]int32(nil), ids[:min(len(ids), 5)]...) }

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
	seen := map[int32]bool{} // one may be odd in two floods
	for _, f := range w.sorter.report.Floods {
		for _, list := range [][]triage.Lifted{f.Lifted, f.Kept} {
			for _, o := range list {
				if l.has(o.ID) && !seen[o.ID] {
					seen[o.ID] = true
					odd = append(odd, o.ID)
				}
			}
		}
	}
	for i, r := range l.rows {
		if id := l.ids[i]; l.has(id) && !seen[id] && w.isFriend(senderKey(r)) {
			odd = append(odd, id)
		}
	}
	return odd
}

// keptWords tells about what does not fit in.
func (c *confirmation) keptWords(w *Window, selected int) {
	if n := len(c.odd); n > 0 {
		c.inside = count(n) + " of the " + count(selected) + " selected " + plural(n, "does", "do") + " not fit in, or " + plural(n, "is", "are") +
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
func (w *Window) askDelete(uids []string) {
	l := w.mail.list
	ids := make([]int32, 0, len(uids))
	for _, uid := range uids {
		ids = append(ids, l.idFor(uid))
	}
	c := w.confirmable(ids)
	w.sheet = newDeleteCard(w.win.Canvas(), w.deps.Now, c, w.copies())
	w.sheet.OnDelete = func(copyTo *mailbox.Copy, leaveOut bool) {
		var out map[int32]bool
		if leaveOut {
			uids, out = without(uids, l, c.odd), setOf(c.odd)
		}
		w.remove(uids, copyTo, l.meantBy(l.setOf(uids), out))
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
func (w *Window) copies() copyOffer {
	if w.kind == Private {
		return copyOffer{}
	}
	dir := w.copyDir
	if dir == "" {
		dir = w.deps.CopyDir
	}
	return copyOffer{dir: dir, oneFile: w.copyOne, on: w.copyOn}
}
