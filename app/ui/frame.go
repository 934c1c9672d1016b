package ui

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/restante/restante/app/account"
	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/bars"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// pageName says which page is shown.
type pageName string

const (
	pageFirst   pageName = "first"
	pageSigning pageName = "signing-in"
	pageMail    pageName = "mailbox"
	pageClosing pageName = "closing"
)

// frame is what the parts of the window share: the doors to the program, the window of
// the toolkit with what lies over it, the page that is shown, and the newest snapshot.
type frame struct {
	deps  Deps // without the host: each part has an own, narrow way to the program
	win   fyne.Window
	look  *kit.Look
	root  *fyne.Container
	pages *pages
	mail  *mailPage
	page  pageName

	id      account.ID // of the mailbox that is shown
	kind    Kind
	snap    *mailbox.Snapshot
	card    *kit.Question        // the question over the window, if there is one
	overlay interface{ Close() } // another card over the window
	closing func()               // what happens when the window is closed; nil as long as nobody said
}

// newFrame makes the window of the toolkit, with an empty mailbox in it.
func newFrame(d Deps) *frame {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Modifiers == nil {
		d.Modifiers = func() fyne.KeyModifier { return 0 }
	}
	if d.Explain == nil {
		d.Explain = func(err error, _ words.Doing) words.Notice {
			return words.Notice{Title: lang.T("notice.failed"), Details: err.Error()}
		}
	}
	d.Host = nil
	choosePlaces()
	f := &frame{deps: d, look: keptLook(d.View, d.Now), page: pageFirst}
	f.pages = &pages{most: fyne.NewSquareSize(math.MaxFloat32)}
	d.App.Settings().SetTheme(f.look)
	f.win = d.App.NewWindow("Restante")
	f.win.SetPadded(false)
	f.win.SetMaster()
	f.mail = newMailPage(d.Now)
	f.mail.Hide()
	return f
}

// showPages puts the pages into the window: one that is shown, and that of the mailbox.
func (f *frame) showPages(page fyne.CanvasObject) {
	f.root = container.New(f.pages, page, f.mail)
	f.win.SetContent(f.root)
}

// focus gives the keyboard to a widget.
func (f *frame) focus(o fyne.Focusable) {
	if c := f.win.Canvas(); c.Focused() != o {
		c.Focus(o)
	}
}

func (f *frame) focusList() { f.focus(f.mail.list.Body) }

// deleting reports whether a deletion is marked or under way.
func (f *frame) deleting() bool {
	return f.snap != nil && f.snap.Deletion != nil && f.snap.Deletion.Stage != mailbox.Finished
}

// enable switches the buttons that depend on what is going on.
func (f *frame) enable() {
	h := f.mail.header
	h.delete.Enable(f.mail.list.Selected() > 0 && !f.deleting())
	h.get.Enable(f.snap == nil || f.snap.Phase != mailbox.Connecting)
}

// followSelection brings up to date what tells of the selection.
func (f *frame) followSelection() {
	f.enable()
	if f.snap != nil {
		f.mail.status.Update(f.snap, &f.mail.list.Listing)
	}
	f.mail.side.Redraw()
}

// asking reports whether a card or a menu lies over the window.
func (f *frame) asking() bool { return f.win.Canvas().Overlays().Top() != nil }

// copy puts text on the clipboard.
func (f *frame) copy(text string) { f.deps.App.Clipboard().SetContent(text) }

// closeCards closes the questions over the window, without an answer.
func (f *frame) closeCards() {
	if f.card != nil {
		f.card.Close()
	}
	if f.overlay != nil {
		f.overlay.Close()
	}
}

// quit ends the program the way closing the window does.
func (f *frame) quit() {
	if f.closing != nil {
		f.closing()
		return
	}
	f.win.Close()
}

// loading tells whether headers are on their way.
func (f *frame) loading() bool { return f.snap != nil && bars.Loading(f.snap) }

// withID gives what the program does with a mailbox the one that is shown.
func (f *frame) withID(do func(account.ID)) func() { return func() { do(f.id) } }
