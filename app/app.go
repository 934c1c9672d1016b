// Package app is the program: it builds the parts, joins them and ends them. It
// decides what belongs to neither window nor mailbox: which account is open, what
// is remembered of it and where, and in which order things end.
package app

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/traceless"
	"github.com/restante/restante/app/ui"
	"github.com/restante/restante/app/ui/first"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/assets"
)

// Options are the flags of the program.
type Options struct {
	Sample   bool                       // open the sample mailbox as long as no account is set up
	Settings string                     // settings file; empty is the usual one
	Screen   func() (width, height int) // how much of the screen a window may fill, in the system's units; may be nil
	CA       string                     // PEM file with further certificate authorities
}

// program joins window and mailbox. All of its fields belong to the UI
// goroutine.
type program struct {
	doors
	fyne     fyne.App
	win      *ui.Window
	path     string // of the settings
	local    string // folder for what is kept of mailboxes; empty is beside the settings
	settings account.Settings
	keyring  account.Secrets
	roots    *tls.Config
	talk     *mailbox.Conversation
	disk     queue  // writes to settings and what is kept of mailboxes, in order
	secrets  queue  // writes to the keyring, in order; it may be waiting for the user
	saves    queue  // files that the user saves from messages
	visit    *visit // the open mailbox; nil on the first page
	closing  bool
	next     func()              // what follows once the mailbox is left; nil when nobody leaves
	unwanted *account.Account    // to be forgotten once the mailbox is left
	ordered  func(uids []string) // is told what the window has deleted; nil where nobody looks
	pause    time.Duration       // before what failed is tried again; zero is as usual
}

// watch begins to tell tests what the window shows, and returns what ends that. It is
// nil but in a program that is built for tests, with the tag window.
var watch func(p *program) (stop func())

// Run opens the window and returns when it is closed. An error says why there was
// none; see [Sentence].
func Run(a *traceless.App, opts Options) error {
	d, await := realDoors()
	defer await(lastPatience)
	p := &program{doors: d, fyne: a, path: opts.Settings, keyring: account.Keyring{}, talk: mailbox.NewConversation()}
	if p.path == "" {
		var err error
		if p.path, err = settingsPath(); err != nil {
			return err
		}
	}
	p.local = localFolder(runtime.GOOS, opts.Settings, os.UserCacheDir)
	if err := p.trust(opts.CA); err != nil {
		return err
	}
	if err := p.leaveNoTrace(a); err != nil {
		return err
	}
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.IconPNG))
	p.open(opts)
	if watch != nil {
		defer watch(p)()
	}
	return p.win.Run()
}

// open makes the window and shows the first thing there is to see.
func (p *program) open(opts Options) {
	p.disk.doors, p.secrets.doors, p.saves.doors = p.doors, p.doors, p.doors
	// What cannot be moved is made anew; only a deletion of an older version that was
	// interrupted is not told then.
	_ = store.MoveKept(filepath.Dir(p.path), p.keepFolder())
	settings, problem := account.Load(p.path)
	p.settings = settings
	var begun *early
	if settings.Account != nil {
		begun = p.beginEarly(*settings.Account)
	}
	p.win = ui.New(ui.Deps{
		App: p.fyne, Host: p, Work: p.work, Post: p.post, After: p.after, Modifiers: modifiers(p.fyne), Now: time.Now, Explain: p.explain,
		View: settings.View, CopyDir: copyDir(), Screen: opts.Screen,
	})
	p.win.SetOnClosing(p.close)
	switch {
	case problem != nil:
		n := words.Explain(problem, words.Settings, account.Server{})
		p.win.ShowFirstPage(first.SignInForm{}, &n)
	case p.settings.Account != nil:
		p.openKept(*p.settings.Account, begun)
	case opts.Sample:
		p.OpenSample()
	default:
		p.win.ShowFirstPage(first.SignInForm{}, nil)
	}
}

// modifiers tells which modifier keys are held.
func modifiers(a fyne.App) func() fyne.KeyModifier {
	d, ok := a.Driver().(desktop.Driver)
	if !ok {
		return func() fyne.KeyModifier { return 0 }
	}
	return d.CurrentKeyModifiers
}

// trust adds the authorities of a PEM file to those of the system.
func (p *program) trust(path string) error {
	if path == "" {
		return nil
	}
	pem, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return fmt.Errorf("no certificate in %s", path)
	}
	p.roots = &tls.Config{RootCAs: pool}
	return nil
}

// openKept opens the mailbox that was set up on this computer.
func (p *program) openKept(a account.Account, begun *early) {
	form := first.SignInForm{Account: a}
	p.win.ShowSigningIn(form)
	v := &visit{form: form, kind: ui.Own, kept: true}
	p.visit = v
	p.work(func() {
		<-begun.asked
		p.post(func() {
			if p.visit != v {
				p.work(begun.memory.drop)
				return
			}
			if begun.err != nil {
				p.visit = nil
				p.work(begun.memory.drop)
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

// noticeFor explains an error, except the one that needs no words: that the user
// is to type a password that was never kept.
func (p *program) noticeFor(err error, doing words.Doing, server account.Server) *words.Notice {
	if errors.Is(err, account.ErrNoSecret) || errors.Is(err, account.ErrNoKeyring) {
		return nil
	}
	n := words.Explain(err, doing, server)
	return &n
}

// explain is the window's way to words.
func (p *program) explain(err error, doing words.Doing) words.Notice {
	return p.explainIn(p.visit, err, doing)
}

// explainIn explains an error of an open mailbox, which may be none.
func (p *program) explainIn(v *visit, err error, doing words.Doing) words.Notice {
	if v == nil {
		return words.Explain(err, doing, account.Server{})
	}
	return words.ExplainAfter(err, doing, v.form.Account.Server, v.answered)
}

// close ends the program: a deletion under way is finished first, then the login
// is ended properly. Asked a second time it gives the deletion up.
func (p *program) close() {
	if v := p.visit; p.closing && v != nil {
		switch {
		case v.tired != nil:
			p.GiveUpAndLeave()
		case v.giveUp != nil:
			v.giveUp()
		}
		return
	}
	if p.closing {
		return
	}
	p.closing = true
	p.leaveFor(func() { p.endQueues(p.quit) })
}

// quit ends the loop of the window, and lets nobody call it any more.
func (p *program) quit() {
	p.shut()
	p.fyne.Quit()
}

// endQueues calls done when what is to be written is written. A keyring may never
// answer, and must not keep the window.
func (p *program) endQueues(done func()) {
	p.disk.end(3*time.Second, func() { p.secrets.end(3*time.Second, done) })
}

// lastPatience is how long the program waits at its end for what it has begun.
const lastPatience = 3 * time.Second

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
		p.end(v, leavingPatience)
	default:
		v.box.DeleteNow()
		v.tired = p.after(deletionPatience, p.GiveUpAndLeave)
		p.win.ShowClosing(p.closing)
	}
}

// arrive goes on with what follows once the mailbox is left.
func (p *program) arrive() {
	next := p.next
	p.next = nil
	if a := p.unwanted; a != nil {
		p.unwanted = nil
		p.forgetNow(*a)
	}
	next()
}

// leaveIfDone goes on with leaving once the deletion is finished.
func (p *program) leaveIfDone(v *visit) {
	if v.tired != nil && !v.deleting() {
		v.rest()
		p.end(v, leavingPatience)
	}
}

// rest ends the wait for the deletion under way.
func (v *visit) rest() {
	v.tired()
	v.tired = nil
}

// Stay implements [ui.Host].
func (p *program) Stay() {
	if v := p.visit; v != nil && v.tired != nil {
		v.rest()
		p.next, p.unwanted, p.closing = nil, nil, false
	}
}

// GiveUpAndLeave implements [ui.Host].
func (p *program) GiveUpAndLeave() {
	v := p.visit
	if v == nil || v.tired == nil {
		return
	}
	v.rest()
	v.box.Undo()
	v.box.Stop() // what was not made final stays on the server
	p.end(v, leavingPatience)
}

// end ends a mailbox, which may be none, once what is being saved from it is on the
// disk.
func (p *program) end(v *visit, patience time.Duration) {
	p.saves.end(savePatience, func() { p.endNow(v, patience) })
}

func (p *program) endNow(v *visit, patience time.Duration) {
	p.forgetStay()
	if v == nil || v.box == nil || p.visit != v {
		p.visit = nil
		p.arrive()
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	v.giveUp = cancel
	p.work(func() {
		defer cancel()
		// An error means that time ran out: then the connection was dropped,
		// and nothing is left to be done.
		_ = v.box.Close(ctx)
		v.end()
		p.hush(v)
		p.post(func() {
			p.visit = nil
			p.arrive()
		})
	})
}

var _ ui.Host = (*program)(nil)

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
	giveUp func() // ends the leaving at once
	tired  func() // ends the wait for the deletion that is finished before the mailbox is left; nil when none is waited for

	answered time.Time // when the server was there last; zero when it never was

	memory     mailbox.Memory // opened already; nil when it is not
	journal    *store.Journal // nil where nothing may be written
	sorting    ui.Sorting     // what the user has said about his mail, as the disk has it
	sortingErr error          // why it could not be read

	unwritten    string // title of the notice that settings could not be written; empty when they were
	recordFailed bool   // it was told that a deletion could not be recorded
}

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
