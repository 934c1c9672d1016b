// Package app is the program: it builds the parts, joins them and ends them. It
// decides what belongs to neither window nor mailbox: which account is open, what
// is remembered of it and where, and in which order things end.
package app

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/jeandeaual/go-locale"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/crash"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/store"
	"github.com/restante/restante/app/traceless"
	"github.com/restante/restante/app/transcript"
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
	Version  string                     // of the program, such as 1.2.3
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
	talk     *transcript.Log
	disk     queue    // writes to settings and what is kept of mailboxes, in order
	secrets  queue    // writes to the keyring, in order; it may be waiting for the user
	saves    queue    // files that the user saves from messages
	visits   []*visit // the open mailboxes
	visit    *visit   // the one that the window shows, or is to show; nil on the first page
	closing  bool
	next     func()              // what follows once the mailbox that is shown is left; nil when nobody leaves it
	unwanted *account.Account    // to be forgotten once the mailbox is left
	ordered  func(uids []string) // is told what the window has deleted; nil where nobody looks
	locales  []string            // the languages of the system, the best first
	version  string              // names the program and what it was built for
	faults   *crash.Log
	fault    *words.Notice // about an earlier run, to be told with the mailbox; nil when there is nothing to tell
	pause    time.Duration // before what failed is tried again; zero is as usual
}

// watch begins to tell tests what the window shows, and returns what ends that. It is
// nil but in a program that is built for tests, with the tag window.
var watch func(p *program) (stop func())

// Run opens the window and returns when it is closed. An error says why there was
// none; see [Sentence].
func Run(a *traceless.App, opts Options) error {
	faults := &crash.Log{}
	defer faults.Guard()
	d, await := realDoors(faults.Guard)
	defer await(lastPatience)
	p := &program{doors: d, fyne: a, path: opts.Settings, keyring: account.Keyring{}, talk: transcript.New(), version: Version(opts.Version), faults: faults}
	if p.path == "" {
		var err error
		if p.path, err = settingsPath(); err != nil {
			return err
		}
	}
	// Where the system does not say which languages its user reads, it is English.
	p.locales, _ = locale.GetLocales()
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

// Sentence says what kept the program from starting.
func Sentence(err error) string {
	switch {
	case errors.Is(err, ui.ErrNoScreen):
		return words.NoScreen()
	case errors.Is(err, ui.ErrNoOpenGL):
		return words.NoOpenGL()
	}
	return err.Error()
}

// open makes the window and shows the first thing there is to see.
func (p *program) open(opts Options) {
	p.disk.doors, p.secrets.doors, p.saves.doors = p.doors, p.doors, p.doors
	// What cannot be moved is made anew; only a deletion of an older version that was
	// interrupted is not told then.
	_ = store.MoveKept(filepath.Dir(p.path), p.keepFolder())
	settings, problem := account.Load(p.path)
	p.settings = settings
	lang.Choose(settings.Language, p.locales...)
	var begun *early
	kept, isKept := settings.First()
	if isKept {
		begun = p.beginEarly(kept.Account)
	}
	p.win = ui.New(ui.Deps{
		App: p.fyne, Host: p, Work: p.work, Post: p.post, After: p.after, Modifiers: modifiers(p.fyne), Now: time.Now, Explain: p.explain,
		View: settings.View, CopyDir: copyDir(), Screen: opts.Screen, Version: p.version, Locales: p.locales,
	})
	p.win.SetOnClosing(p.close)
	p.watchFaults()
	switch {
	case problem != nil:
		n := words.Explain(problem, words.Settings, account.Server{})
		p.win.ShowFirstPage(first.SignInForm{}, &n)
	case isKept:
		p.openKept(kept.Account, begun)
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

// explain is the window's way to words.
func (p *program) explain(err error, doing words.Doing) words.Notice {
	return p.explainIn(p.visit, err, doing)
}

// close ends the program: a deletion under way is finished first, then the login
// is ended properly. Asked a second time it gives the deletion up.
func (p *program) close() {
	if p.closing {
		for _, v := range slices.Clone(p.visits) {
			switch {
			case v.tired != nil:
				p.giveUp(v)
			case v.giveUp != nil:
				v.giveUp()
			}
		}
		return
	}
	p.closing = true
	p.leaveFor(func() { p.leaveOthers(func() { p.watchNoFaults(); p.endQueues(p.quit) }) })
}

// quit ends the loop of the window, and lets nobody call it any more.
func (p *program) quit() {
	p.shut()
	p.fyne.Quit()
}

// endQueues calls done when what is to be written is written. A keyring may never
// answer, and must not keep the window.
func (p *program) endQueues(done func()) {
	p.disk.await(3*time.Second, func() { p.secrets.await(3*time.Second, done) })
}

// lastPatience is how long the program waits at its end for what it has begun.
const lastPatience = 3 * time.Second

var _ ui.Host = (*program)(nil)
