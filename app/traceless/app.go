// Package traceless keeps the toolkit from leaving traces on the computer. Fyne
// writes down which folder was opened last, makes folders for a cache and for its
// settings, and keeps an index of the fonts; graphics drivers keep what they have
// compiled; the clipboard keeps what was copied. On somebody else's computer none
// of it may stay, and before he says whose it is nobody knows. After a crash nothing
// can be cleared away, so it is never written.
package traceless

import (
	"fyne.io/fyne/v2"
)

// App is a Fyne app whose preferences stay in memory, and which remembers what it
// has put on the clipboard. It belongs to the UI goroutine.
type App struct {
	fyne.App
	id     string
	prefs  fyne.Preferences
	clip   *clipboard
	driver func() // puts back what the driver of the graphics card is told; nil on the user's own computer
}

// New makes an app by newApp, which is Fyne's, and puts it in the place of Fyne's
// own. Fyne is told no ID: by that it would write files. It must be called before
// there is any other goroutine, as it changes the environment for a moment.
func New(newApp func(id string) fyne.App, id string) *App {
	noBusOfItsOwn()
	back := hide(cacheVariable())
	quiet := silence("Failed to create fyne cache space", "Failed to create app cache space", "Preferences API requires a unique ID")
	defer back()
	defer quiet()
	inner := newApp("")
	saveNothingAtTheEnd(inner)
	a := &App{App: inner, id: id, prefs: inner.Preferences(), clip: &clipboard{Clipboard: inner.Clipboard()}}
	fyne.SetCurrentApp(a)
	return a
}

// saveNothingAtTheEnd spares Fyne the saving of its preferences at the end of its loop:
// they are in memory only. It sends that through a queue which it closes meanwhile, and
// now and then panics over it.
func saveNothingAtTheEnd(a fyne.App) {
	if l, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(f func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// Foreign says that nobody has set up anything on this computer, so that it may be
// somebody else's. It must be called before the window is made. On the user's own
// computer Fyne has its settings as always, and the driver of the graphics card keeps
// what it likes.
func (a *App) Foreign() { a.driver = noShaderCache() }

// Run implements [fyne.App].
func (a *App) Run() {
	if a.driver != nil {
		back := hide(configVariable())
		quiet := silence("Unable to create settings storage", "Settings watch error")
		// By then Fyne has looked for the folder of its settings, and the driver has
		// begun. What is started from here later is told nothing of it.
		a.Lifecycle().SetOnStarted(func() { quiet(); back(); a.driver() })
	}
	a.App.Run()
}

// UniqueID implements [fyne.App].
func (a *App) UniqueID() string { return a.id }

// Preferences implements [fyne.App]. They are gone when the program ends.
func (a *App) Preferences() fyne.Preferences { return a.prefs }

// Clipboard implements [fyne.App].
func (a *App) Clipboard() fyne.Clipboard { return a.clip }

// Forget forgets a stay that has ended: what this app has put on the clipboard last, if
// it is still there, and in which folder something was saved.
func (a *App) Forget() {
	a.clip.clear()
	a.prefs.RemoveValue(lastFolder)
}

// lastFolder is where Fyne's dialogs remember the folder that was open last.
const lastFolder = "fyne:fileDialogLastFolder"

// clipboard remembers what was put on it.
type clipboard struct {
	fyne.Clipboard
	copied string
}

// SetContent implements [fyne.Clipboard].
func (c *clipboard) SetContent(text string) {
	c.copied = text
	c.Clipboard.SetContent(text)
}

func (c *clipboard) clear() {
	if c.copied != "" && c.Content() == c.copied {
		c.Clipboard.SetContent("")
	}
	c.copied = ""
}
