package ui

import (
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/words"
)

// notices tell what went wrong, in the bar over the list.
type notices struct {
	*frame

	problem  string        // the error that the bar is about
	unheard  string        // an error that the user has put away
	told     *words.Notice // a notice that is not part of a snapshot
	headless bool          // the server gives no header blocks alone, and it was told
}

// tellOfHeads tells, once for a mailbox, that the server gives no headers.
func (no *notices) tellOfHeads(s *mailbox.Snapshot) {
	if s.NoTOP && s.Missing > 0 && !no.headless {
		no.showNotice(words.NoHeads())
	}
	if no.headless && (!s.NoTOP || s.Missing == 0) {
		no.dropNotice(words.NoHeads().ID)
	}
	no.headless = s.NoTOP && s.Missing > 0
}

// showProblem shows what failed last, unless the user has put it away.
func (no *notices) showProblem() {
	err := no.snap.Problem
	if err == nil {
		no.problem, no.unheard = "", ""
		no.mail.problem.Set(no.told)
		return
	}
	text := err.Error()
	if text == no.problem || text == no.unheard {
		return
	}
	no.problem = text
	n := no.deps.Explain(err, words.Reading)
	n.Again = !no.snap.Retry.IsZero()
	no.mail.problem.Set(&n)
	if n.Lost && !no.snap.SignedIn {
		no.mail.status.SetLost()
	}
}

// showNotice tells about something that is not part of a snapshot.
func (no *notices) showNotice(n words.Notice) {
	no.told = &n
	no.mail.problem.Set(&n)
}

// dropNotice takes a notice back, by its ID.
func (no *notices) dropNotice(id string) {
	if id == "" || no.told == nil || no.told.ID != id {
		return
	}
	no.told = nil
	if no.problem == "" {
		no.mail.problem.Set(nil)
	}
	no.mail.relayout()
}

func (no *notices) dismissProblem() {
	no.unheard, no.problem, no.told = no.problem, "", nil
	no.mail.problem.Set(nil)
	no.mail.relayout()
}
