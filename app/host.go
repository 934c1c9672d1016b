package app

import (
	"context"
	"errors"
	"time"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
	"github.com/restante/restante/pop3"
)

// SignIn implements [ui.Host].
func (p *program) SignIn(form first.SignInForm) {
	kind := ui.Own
	if form.Private {
		kind = ui.Private
	}
	p.leave(func() {
		p.win.ShowSigningIn(form)
		p.start(&visit{form: form, kind: kind})
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

// OpenSample implements [ui.Host].
func (p *program) OpenSample() {
	p.leave(func() {
		v := &visit{kind: ui.Sample}
		p.visit = v
		p.win.ShowSigningIn(first.SignInForm{})
		p.work(func() {
			sample, err := p.startSample(time.Now())
			p.post(func() {
				if p.visit != v {
					if sample != nil {
						p.work(sample.close)
					}
					return
				}
				if err != nil {
					p.visit = nil
					n := words.Explain(err, words.SigningIn, account.Server{})
					p.win.ShowFirstPage(first.SignInForm{}, &n)
					return
				}
				v.sample = sample
				v.form = first.SignInForm{Account: sample.account(), Password: samplePassword}
				p.start(v)
			})
		})
	})
}

// start signs in, once it is known what the user has said about his mail: rules
// hold from the first header on.
func (p *program) start(v *visit) {
	p.visit = v
	p.loadSorting(v, func() {
		if p.visit == v {
			p.begin(v)
		}
	})
}

func (p *program) begin(v *visit) {
	password := account.NewSecret(v.form.Password)
	v.box = mailbox.New(mailbox.Deps{
		Account:  v.form.Account,
		Password: func(context.Context) (string, error) { return password.Reveal(), nil },
		TLS:      p.roots,
		NoFiles:  v.kind == ui.Private,
		Talk:     p.talk,
		Catch:    catchBy(v.sorting),
		Learned:  func(l mailbox.Learned) { p.learned(v, l) },
		Journal:  p.journalFor(v),
		Memory:   p.memoryFor(v),
		Record:   p.recordFor(v),
		Work:     p.work,
		Post:     p.post,
		Pause:    p.pause,
		Watch:    func(s *mailbox.Snapshot) { p.watch(v, password, s) },
	})
	v.box.Start()
}

// learned remembers how a login was done, so that the next one is no weaker, and
// forgets an exception for a certificate that is not needed any more.
func (p *program) learned(v *visit, l mailbox.Learned) {
	if p.visit != v {
		return
	}
	a := v.form.Account
	a.Login, a.Refused = l.Method, l.Refused
	if !l.PinNeeded {
		a.PinnedKey = ""
	}
	if a == v.form.Account {
		return
	}
	v.form.Account = a
	if v.proved && v.kind == ui.Own {
		p.saveAccount(v, a)
	}
}

// watch takes the snapshots of a mailbox.
func (p *program) watch(v *visit, password account.Secret, s *mailbox.Snapshot) {
	if p.visit != v {
		return
	}
	v.last = s
	if s.SignedIn {
		v.answered = time.Now()
	}
	if s.Problem != nil && !v.proved {
		v.form.Account.Login = afterRefusal(v.form.Account, s.Problem)
	}
	if !v.shown && !v.toShow(s) {
		if s.Problem != nil {
			p.signInFailed(v, s)
		}
		return
	}
	if !v.shown {
		v.shown = true
		p.win.ShowMailbox(v.form.Account.Address, v.kind)
		p.win.ShowSorting(v.sorting)
		if v.sortingErr != nil {
			p.tell(v, words.Explain(v.sortingErr, words.Settings, v.form.Account.Server))
		}
	}
	if !v.proved && (s.SignedIn || s.Listed) {
		v.proved = true
		v.form.Password = "" // was kept to fill the first page again
		p.keep(v, password)
	}
	p.win.Show(s)
	p.leaveIfDone(v)
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
	n = n.Again(false).WithoutBlanks(s.Problem, v.form.Password)
	p.win.ShowFirstPage(v.form, &n)
}

// abandon drops a mailbox that could not be opened.
func (p *program) abandon(v *visit) {
	p.visit = nil
	if v.box == nil {
		return
	}
	p.work(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		// What is not ended properly by then is dropped, which is all the
		// same for a login that failed.
		_ = v.box.Close(ctx)
		v.end()
		p.hush(v)
	})
}

// hush forgets what was said in a private stay.
func (p *program) hush(v *visit) {
	if v.kind == ui.Private {
		p.talk.Clear()
	}
}

// keep remembers an account that has worked, unless nothing is to stay behind.
func (p *program) keep(v *visit, password account.Secret) {
	if v.kind != ui.Own {
		return
	}
	a := v.form.Account
	keyring := p.keyring
	p.saveAccount(v, a)
	p.pruneDeletions()
	p.secrets.put(func() {
		if err := keyring.Put(context.Background(), a, password); err != nil {
			p.post(func() { p.tell(v, words.Explain(err, words.Settings, a.Server)) })
		}
	})
}

// saveAccount writes the account to the settings. One that was there before is
// forgotten whole, as nobody could forget it later.
func (p *program) saveAccount(v *visit, a account.Account) {
	before := p.settings.Account
	p.settings.Account = &a
	settings, path := p.settings, p.path
	p.disk.put(func() {
		err := account.Save(path, settings)
		p.post(func() { p.wrote(v, err) })
	})
	if before != nil && before.Key() != a.Key() {
		p.forgetAll(*before, func(err error) {
			p.tell(v, words.Explain(err, words.Forgetting, before.Server))
		})
	}
}

// wrote tells that the settings, or what belongs to them, could not be written, and
// takes that back when it has worked since.
func (p *program) wrote(v *visit, err error) {
	if p.visit != v {
		return
	}
	if err == nil {
		p.win.DropNotice(v.unwritten)
		v.unwritten = ""
		return
	}
	n := words.Explain(err, words.Settings, v.form.Account.Server)
	v.unwritten = n.Title
	p.tell(v, n)
}

// afterRefusal is the way to log in that the next try begins with. Servers that
// have a time stamp in their greeting and no passwords for it refuse everybody
// who takes it up; when the user tries again, it is by name and password, unless
// something better has worked before.
func afterRefusal(a account.Account, err error) string {
	var no *pop3.Error
	if a.Login == "" && errors.As(err, &no) && no.Command == pop3.MethodAPOP && !errors.Is(err, pop3.ErrWeaker) {
		return pop3.MethodUser
	}
	return a.Login
}

// tell shows a notice above the list, if the mailbox is still open.
func (p *program) tell(v *visit, n words.Notice) {
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

// with calls f with the open mailbox, if there is one. While it is being left, it takes
// nothing more than what has to do with the deletion that is waited for.
func (p *program) with(f func(*mailbox.Mailbox)) {
	if v := p.visit; v != nil && v.box != nil && (p.next == nil || v.tired != nil) {
		f(v.box)
	}
}

// Refresh implements [ui.Host].
func (p *program) Refresh() { p.with((*mailbox.Mailbox).Refresh) }

// AgreeWeaker implements [ui.Host]. It is kept with the account once it has worked.
func (p *program) AgreeWeaker(method, unfit string) {
	p.with(func(m *mailbox.Mailbox) { m.AgreeWeaker(method, unfit) })
}

// Stop implements [ui.Host].
func (p *program) Stop() { p.with((*mailbox.Mailbox).Stop) }

// Want implements [ui.Host].
func (p *program) Want(uids []string) { p.with(func(m *mailbox.Mailbox) { m.Want(uids) }) }

// Open implements [ui.Host].
func (p *program) Open(uid string) {
	v := p.visit
	p.with(func(m *mailbox.Mailbox) {
		m.Open(uid, func(msg *mime.Message, err error) {
			if err != nil {
				p.win.ShowMessageProblem(uid, p.explainIn(v, err, words.Opening))
				return
			}
			p.win.ShowMessage(uid, msg)
		})
	})
}

// Peek implements [ui.Host].
func (p *program) Peek(uid string, done func(*mime.Message, error)) {
	p.with(func(m *mailbox.Mailbox) { m.Peek(uid, done) })
}

// CloseMessage implements [ui.Host].
func (p *program) CloseMessage() { p.with((*mailbox.Mailbox).CloseMessage) }

// Delete implements [ui.Host].
func (p *program) Delete(o mailbox.Order) {
	if p.ordered != nil {
		p.ordered(o.UIDs)
	}
	p.with(func(m *mailbox.Mailbox) { m.Delete(o) })
}

// Active implements [ui.Host].
func (p *program) Active() { p.with((*mailbox.Mailbox).Active) }

// Undo implements [ui.Host].
func (p *program) Undo() { p.with((*mailbox.Mailbox).Undo) }

// DeleteNow implements [ui.Host].
func (p *program) DeleteNow() { p.with((*mailbox.Mailbox).DeleteNow) }

// DeleteUnlisted implements [ui.Host].
func (p *program) DeleteUnlisted() { p.with((*mailbox.Mailbox).DeleteUnlisted) }

// FetchWhole implements [ui.Host].
func (p *program) FetchWhole(uids []string) { p.with(func(m *mailbox.Mailbox) { m.FetchWhole(uids) }) }

// DismissDeletion implements [ui.Host].
func (p *program) DismissDeletion() { p.with((*mailbox.Mailbox).DismissDeletion) }

// ListenToTalk implements [ui.Host].
func (p *program) ListenToTalk(on bool) { p.talk.Listen(on) }

// Talk implements [ui.Host].
func (p *program) Talk(known uint64) ([]mailbox.Line, uint64) { return p.talk.Lines(known) }

// ForgetTalk implements [ui.Host].
func (p *program) ForgetTalk() { p.talk.Clear() }

// Suggest implements [ui.Host].
func (p *program) Suggest(address string) account.Server { return account.Suggest(address) }
