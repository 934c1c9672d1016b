package ui

import (
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui/cards"
	"github.com/restante/restante/app/ui/list"
	"github.com/restante/restante/mime"
)

// deletion asks before messages are deleted, hands them over, and takes that back.
type deletion struct {
	*frame
	host    deletionHost
	reading *reading
	sorting *sorting
	saving  *saving

	restore  []mailbox.Ref     // chosen again once the deletion is undone
	last     []mailbox.Ref     // what was deleted last
	sheet    *cards.DeleteCard // the question before a large deletion
	copyDir  string            // where the last copy was saved
	copyOn   bool              // whether one was asked for
	copyOne  bool              // and in one file
	quitting bool              // the program ends once the mailbox is left
}

// remove hands messages over for deletion; a copy is saved first when there is a
// place for it.
func (de *deletion) remove(refs []mailbox.Ref, copyTo *mailbox.Copy, means *listing.Meaning) {
	l := de.mail.list
	if len(refs) == 0 || de.deleting() {
		return
	}
	going := l.SetOf(refs)
	if going[l.IDFor(de.reading.opened)] && de.reading.opened != (mailbox.Ref{}) {
		de.reading.closeMessage()
	}
	what := de.whatFor(going)
	de.copyOn = copyTo != nil
	if copyTo != nil {
		de.copyDir, de.copyOne = copyTo.Dir, copyTo.OneFile
	}
	l.AfterDeletion(going)
	for id := range going {
		l.Choose(id, false)
	}
	l.EndSoft()
	if at := l.PlaceOf(l.Cursor()); at >= 0 {
		l.Reveal(at)
	}
	de.last = refs
	l.Changed()
	de.host.Delete(de.id, mailbox.Order{UIDs: uidsOf(refs), Alike: de.alike(means), What: []store.What{what}, Copy: copyTo})
}

// whatFor says what is deleted, for the record of deletions.
func (de *deletion) whatFor(going map[int32]bool) store.What {
	l := de.mail.list
	if w, ok := de.sorting.whatOfChoice(going); ok {
		return w
	}
	w := store.What{Kind: store.WhatMarked, Count: len(going)}
	addr := l.OneSender(going)
	search := de.mail.header.search.Field.Input.Text
	switch {
	case len(going) == 1:
		w.Kind = store.WhatMessage
		for id := range going {
			w.Text = letters.Clean(l.Row(id).Summary.Subject, letters.MaxSubject)
		}
	case addr != "":
		w.Kind, w.Text = store.WhatSender, letters.Clean(addr, 80)
	case search != "":
		w.Kind, w.Text = store.WhatSearch, letters.Clean(search, 80)
	}
	return w
}

// undo takes the deletion back and chooses the messages again.
func (de *deletion) undo() {
	de.restore = de.last
	de.host.Undo(de.id)
}

func without(refs []mailbox.Ref, l *list.List, ids []int32) []mailbox.Ref {
	out := listing.SetOf(ids)
	var rest []mailbox.Ref
	for _, r := range refs {
		if !out[l.IDFor(r)] {
			rest = append(rest, r)
		}
	}
	return rest
}

// uidsOf are the unique-ids of messages of one mailbox.
func uidsOf(refs []mailbox.Ref) []string {
	uids := make([]string, len(refs))
	for i, r := range refs {
		uids[i] = r.UID
	}
	return uids
}

// alike is a meaning as the worker gets it. It is called on the worker's goroutine, and
// so holds all that it needs: it says no to mail of senders that the user keeps, and of
// those of whom something was lifted out of a flood.
func (de *deletion) alike(m *listing.Meaning) func(mime.Summary) bool {
	if m == nil {
		return nil
	}
	kept, lifted := de.sorting.wishes.Kept(), map[string]bool{}
	for _, f := range de.sorting.report.Floods {
		for o := range f.Spared() {
			lifted[listing.SenderKey(de.mail.list.Row(o.ID))] = true
		}
	}
	like := m.Like
	return func(s mime.Summary) bool {
		return !kept(&s) && !lifted[triage.SenderKey(&s)] && like(&s)
	}
}

// reselect chooses again what an undone deletion had marked.
func (de *deletion) reselect() {
	d := de.snap.Deletion
	if de.restore == nil || (d != nil && d.Stage != mailbox.Finished) {
		return
	}
	l := de.mail.list
	for _, r := range de.restore {
		l.Choose(l.IDFor(r), true)
	}
	if d == nil {
		de.mail.status.Say(lang.T("deletion.undone", lang.Args{"Count": len(de.restore)}))
	}
	de.restore = nil
	l.Changed()
}
