package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/traceless"
	"github.com/restante/restante/app/triage"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/words"
)

// visit is one open mailbox, from signing in to leaving.
type visit struct {
	form   first.SignInForm
	kind   ui.Kind
	sample *sampleServer // the server of the sample mailbox; nil for a real one
	box    *mailbox.Mailbox
	last   *mailbox.Snapshot
	kept   bool   // account and password were set up on this computer
	shown  bool   // the window shows the mailbox
	proved bool   // name and password have let us in
	next   func() // what follows once it is left; nil for the one that is shown, see program.next
	giveUp func() // ends the leaving at once
	tired  func() // ends the wait for the deletion that is finished before the mailbox is left; nil when none is waited for

	answered time.Time // when the server was there last; zero when it never was

	memory    mailbox.Memory // opened already; nil when it is not
	journal   *store.Journal // nil where nothing may be written
	wishes    triage.Wishes  // what the user has said about his mail, as the disk has it
	wishesErr error          // why it could not be read

	unwritten    string // ID of the notice that settings could not be written; empty when they were
	recordFailed bool   // it was told that a deletion could not be recorded
}

// id names the mailbox.
func (v *visit) id() account.ID { return v.form.Account.ID() }

// toShow reports whether there is a mailbox to look at. What is known from the
// last visit is shown at once to whom the computer knows; a password that was
// typed must prove to be right before.
func (v *visit) toShow(s *mailbox.Snapshot) bool {
	return s.Listed || len(s.Rows) > 0 && (s.SignedIn || v.kept)
}

// deleting reports whether a deletion is marked or under way.
func (v *visit) deleting() bool {
	return v.last != nil && v.last.Deletion != nil && v.last.Deletion.Stage != mailbox.Finished
}

// openKept opens the mailbox that was set up on this computer.
func (p *program) openKept(a account.Account, begun *early) {
	form := first.SignInForm{Account: a}
	p.win.ShowSigningIn(form)
	v := &visit{form: form, kind: ui.Own, kept: true}
	p.showVisit(v)
	p.work(func() {
		<-begun.asked
		p.post(func() {
			if !p.isOpen(v) {
				p.work(begun.memory.discard)
				return
			}
			if begun.err != nil {
				p.forgetVisit(v)
				p.work(begun.memory.discard)
				n := p.noticeFor(begun.err, words.SigningIn, a.Server)
				p.win.ShowFirstPage(form, n)
				return
			}
			v.form.Password = begun.secret.Reveal()
			v.memory = begun.memory
			p.start(v)
		})
	})
}

// isOpen reports whether a mailbox was opened and not left since.
func (p *program) isOpen(v *visit) bool { return slices.Contains(p.visits, v) }

// isPrivate reports whether somebody else's mailbox is open.
func (p *program) isPrivate() bool {
	for _, v := range p.visits {
		if v.kind == ui.Private {
			return true
		}
	}
	return false
}

// forgetVisit has a mailbox no longer counted among the open ones.
func (p *program) forgetVisit(v *visit) {
	p.visits = slices.DeleteFunc(p.visits, func(o *visit) bool { return o == v })
	if p.visit == v {
		p.visit = nil
	}
	p.watchFaults() // a private stay may have ended
}

// showVisit has the window show a mailbox, as soon as there is something to see.
func (p *program) showVisit(v *visit) {
	p.visits = append(p.visits, v)
	p.visit = v
	if v.kind == ui.Private {
		p.watchNoFaults()
	}
}

// SignIn implements [ui.Host].
func (p *program) SignIn(form first.SignInForm) {
	kind := ui.Own
	if form.Private {
		kind = ui.Private
	}
	p.leave(func() {
		p.win.ShowSigningIn(form)
		v := &visit{form: form, kind: kind}
		p.showVisit(v)
		p.start(v)
	})
}

// CancelSignIn implements [ui.Host].
func (p *program) CancelSignIn() {
	v := p.visit
	if v == nil || v.shown {
		return
	}
	form := v.form
	p.abandon(v)
	p.win.ShowFirstPage(form, nil)
}

// start signs in, once it is known what the user has said about his mail: rules
// hold from the first header on.
func (p *program) start(v *visit) {
	p.loadWishes(v, func() {
		if p.isOpen(v) {
			p.begin(v)
		}
	})
}

func (p *program) begin(v *visit) {
	password := account.NewSecret(v.form.Password)
	v.box = mailbox.New(mailbox.Deps{
		Account:  v.form.Account,
		Password: func(context.Context) (string, error) { return password.Reveal(), nil },
		Work:     p.work,
		Post:     p.post,
		Watch:    func(s *mailbox.Snapshot) { p.watch(v, password, s) },
	}, mailbox.Options{
		TLS:     p.roots,
		NoFiles: v.kind == ui.Private,
		Guard:   p.faults.Guard,
		Trace:   p.talk.Tracer(v.id()),
		Catch:   v.wishes.Caught(),
		Learned: func(l mailbox.Learned) { p.learned(v, l) },
		Journal: p.journalFor(v),
		Memory:  p.memoryFor(v),
		Record:  p.recordFor(v),
		Pause:   p.pause,
	})
	v.box.Start()
}

// watch takes the snapshots of a mailbox.
func (p *program) watch(v *visit, password account.Secret, s *mailbox.Snapshot) {
	if !p.isOpen(v) {
		return
	}
	v.last = s
	if s.SignedIn {
		v.answered = time.Now()
	}
	if s.Problem != nil && !v.proved {
		v.form.Account.Login = afterRefusal(v.form.Account, s.Problem)
	}
	if p.visit == v && !v.shown && !p.showFirst(v, s) {
		return
	}
	if !v.proved && (s.SignedIn || s.Listed) {
		v.proved = true
		v.form.Password = "" // was kept to fill the first page again
		p.rememberAccount(v, password)
	}
	if p.visit == v {
		p.win.Show(s)
	}
	p.leaveIfDone(v)
}

// showFirst shows a mailbox for the first time, and reports whether there was something
// to show.
func (p *program) showFirst(v *visit, s *mailbox.Snapshot) bool {
	if !v.toShow(s) {
		if s.Problem != nil {
			p.signInFailed(v, s)
		}
		return false
	}
	v.shown = true
	kept, _ := p.settings.Entry(v.id())
	p.win.ShowMailbox(v.id(), v.form.Account.Address, v.kind, kept.Columns)
	p.win.ShowWishes(v.wishes)
	if p.fault != nil {
		p.win.ShowNotice(*p.fault)
		p.fault = nil
	}
	if v.wishesErr != nil {
		p.tellInVisit(v, words.Explain(v.wishesErr, words.Settings, v.form.Account.Server))
	}
	return true
}

// signInFailed tells on the first page why there is no mailbox yet. As long as the
// worker tries again, and what was typed may be right, the page waits with it.
func (p *program) signInFailed(v *visit, s *mailbox.Snapshot) {
	again := !s.Retry.IsZero()
	n := words.ExplainSignIn(s.Problem, v.form.Account, again)
	if again && n.Action == words.ActionRetry {
		p.win.ShowTrying(n, s.Retry)
		return
	}
	p.abandon(v)
	n.Again = false
	n = n.WithoutBlanks(s.Problem, v.form.Password)
	p.win.ShowFirstPage(v.form, &n)
}

// noticeFor explains an error, except the one that needs no words: that the user
// is to type a password that was never kept.
func (p *program) noticeFor(err error, doing words.Doing, server account.Server) *words.Notice {
	if errors.Is(err, account.ErrNoSecret) || errors.Is(err, account.ErrNoKeyring) {
		return nil
	}
	n := words.Explain(err, doing, server)
	return &n
}

// explainIn explains an error of an open mailbox, which may be none.
func (p *program) explainIn(v *visit, err error, doing words.Doing) words.Notice {
	if v == nil {
		return words.Explain(err, doing, account.Server{})
	}
	return words.ExplainAfter(err, doing, v.form.Account.Server, v.answered)
}

// abandon drops a mailbox that could not be opened.
func (p *program) abandon(v *visit) {
	p.forgetVisit(v)
	if v.box == nil {
		return
	}
	p.work(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		// What is not ended properly by then is dropped, which is all the
		// same for a login that failed.
		_ = v.box.Close(ctx)
		v.closeFiles()
		p.clearTalk(v)
	})
}

// patience is how long leaving may take: as long as the deletion that is still under
// way, or a proper end.
const (
	deletionPatience = 10 * time.Minute
	leavingPatience  = 5 * time.Second
)

// leave ends the open mailbox and then calls next on the UI goroutine. A deletion is
// carried out before, at once; as long as that takes, the user may stay after all. Where
// it is being left already, only what follows is another thing from now on; when the
// program ends, nothing else follows.
func (p *program) leave(next func()) {
	if !p.closing {
		p.leaveFor(next)
	}
}

func (p *program) leaveFor(next func()) {
	begun := p.next != nil
	p.next = next
	v := p.visit
	switch {
	case begun && v != nil && v.tired != nil:
		p.win.ShowClosing(p.closing)
	case begun:
	case v == nil || v.box == nil || !v.deleting():
		p.endVisit(v, leavingPatience)
	default:
		v.box.DeleteNow()
		v.tired = p.after(deletionPatience, p.GiveUpAndLeave)
		p.win.ShowClosing(p.closing)
	}
}

// followLeaving goes on with what follows once the mailbox is left.
func (p *program) followLeaving() {
	next := p.next
	p.next = nil
	if a := p.unwanted; a != nil {
		p.unwanted = nil
		p.forgetNow(*a)
	}
	next()
}

// leaveOthers leaves the mailboxes that are not shown, and then calls done: a deletion is
// carried out before, as long as it is given time.
func (p *program) leaveOthers(done func()) {
	left := len(p.visits)
	if left == 0 {
		done()
		return
	}
	for _, v := range slices.Clone(p.visits) {
		v.next = func() {
			if left--; left == 0 {
				done()
			}
		}
		if v.box == nil || !v.deleting() {
			p.closeVisit(v, leavingPatience)
			continue
		}
		v.box.DeleteNow()
		v.tired = p.after(deletionPatience, func() { p.giveUp(v) })
	}
}

// leaveIfDone goes on with leaving once the deletion is finished.
func (p *program) leaveIfDone(v *visit) {
	if v.tired != nil && !v.deleting() {
		v.endWait()
		p.endVisit(v, leavingPatience)
	}
}

// endWait ends the wait for the deletion under way.
func (v *visit) endWait() {
	v.tired()
	v.tired = nil
}

// Stay implements [ui.Host].
func (p *program) Stay() {
	if v := p.visit; v != nil && v.tired != nil {
		v.endWait()
		p.next, p.unwanted, p.closing = nil, nil, false
	}
}

// GiveUpAndLeave implements [ui.Host].
func (p *program) GiveUpAndLeave() {
	if v := p.visit; v != nil && v.tired != nil {
		p.giveUp(v)
	}
}

// giveUp leaves a mailbox without waiting for the deletion under way.
func (p *program) giveUp(v *visit) {
	v.endWait()
	v.box.Undo()
	v.box.Stop() // what was not made final stays on the server
	p.endVisit(v, leavingPatience)
}

// endVisit ends a mailbox, which may be none, once what is being saved from it is on the
// disk.
func (p *program) endVisit(v *visit, patience time.Duration) {
	p.saves.await(savePatience, func() { p.closeVisit(v, patience) })
}

// closeFiles closes what a visit has open on the disk. Its mailbox must be closed.
func (v *visit) closeFiles() {
	if v.sample != nil {
		v.sample.close()
	}
	if v.journal != nil {
		_ = v.journal.Close() // nothing was written to it
	}
}

func (p *program) closeVisit(v *visit, patience time.Duration) {
	p.forgetStay()
	if v == nil || v.box == nil || !p.isOpen(v) {
		p.afterVisit(v)
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	v.giveUp = cancel
	p.work(func() {
		defer cancel()
		// An error means that time ran out: then the connection was dropped,
		// and nothing is left to be done.
		_ = v.box.Close(ctx)
		v.closeFiles()
		p.clearTalk(v)
		p.post(func() { p.afterVisit(v) })
	})
}

// afterVisit goes on with what follows a mailbox, which may be none.
func (p *program) afterVisit(v *visit) {
	if v != nil {
		p.forgetVisit(v)
		if v.next != nil {
			v.next()
			return
		}
	}
	p.followLeaving()
}

// forgetStay has the toolkit forget what was copied and saved in a private stay.
func (p *program) forgetStay() {
	if a, ok := p.fyne.(*traceless.App); ok && p.visit != nil && p.visit.kind == ui.Private {
		a.Forget()
	}
}

// tellInVisit shows a notice above the list, if the mailbox is still open.
func (p *program) tellInVisit(v *visit, n words.Notice) {
	if p.visit == v {
		p.win.ShowNotice(n)
	}
}

// SignOut implements [ui.Host].
func (p *program) SignOut() {
	var form first.SignInForm
	if v := p.visit; v != nil && v.kind == ui.Own {
		form.Account = v.form.Account
	}
	p.leave(func() { p.win.ShowFirstPage(form, nil) })
}

// withMailbox calls f with an open mailbox, if it is open. While it is being left, it takes
// nothing more than what has to do with the deletion that is waited for.
func (p *program) withMailbox(id account.ID, f func(*mailbox.Mailbox)) {
	v := p.visitOf(id)
	if v == nil || v.box == nil {
		return
	}
	leaving := v.giveUp != nil || v == p.visit && p.next != nil
	if !leaving || v.tired != nil {
		f(v.box)
	}
}

// visitOf is the open mailbox of that name, or nil.
func (p *program) visitOf(id account.ID) *visit {
	for _, v := range p.visits {
		if v.id() == id {
			return v
		}
	}
	return nil
}
