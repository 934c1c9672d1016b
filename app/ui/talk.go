package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/mailbox"
)

// talkEvery is how often the conversation is looked at while it is shown.
const talkEvery = 120 * time.Millisecond

// talkWindow shows what is said to the server and back, as it happens. It is
// kept only as long as this window is open.
type talkWindow struct {
	win   fyne.Window
	view  *talkView
	intro *paragraph
	copy  *button
	wipe  *button
	empty *caption
	lines []mailbox.Line
	rev   uint64
	page  *talkPage

	rest    func() // ends the wait for the next look
	closing func()
}

// showTalk opens the conversation, or brings it to the front.
func (w *Window) showTalk() {
	if w.talk != nil {
		w.talk.win.RequestFocus()
		return
	}
	t := &talkWindow{view: newTalkView()}
	t.intro = newParagraph("What Restante says to the server, and what the server answers. Passwords are never shown, nor the text of your messages. "+
		"It is written down only while this window is open, and nowhere else.", textSize, false, colorMuted)
	t.copy = newButton(kindPlain, iconNone, "Copy all", func() { w.copy(talkCopy(t.lines)) })
	t.wipe = newButton(kindPlain, iconNone, "Clear", w.deps.Host.ForgetTalk)
	t.empty = newCaption("Nothing was said yet. Get mail, or open a message.", textSize, false, colorMuted)
	t.empty.align = fyne.TextAlignCenter
	t.page = newTalkPage(t)
	t.win = w.deps.App.NewWindow("Conversation with the server – Restante")
	t.win.SetPadded(false)
	t.win.SetContent(t.page)
	t.win.Resize(fyne.NewSize(px(820), px(560)))
	t.closing = func() {
		t.rest()
		w.talk = nil
		w.deps.Host.ListenToTalk(false)
		t.win.Close()
	}
	t.win.SetCloseIntercept(t.closing)
	t.win.Canvas().SetOnTypedKey(t.key)
	t.win.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyW, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { t.closing() })
	t.win.Canvas().AddShortcut(&fyne.ShortcutCopy{}, func(fyne.Shortcut) { t.copy.OnTapped() })
	w.talk = t
	w.deps.Host.ListenToTalk(true)
	t.update(w.deps.Host)
	t.win.Show()
	w.followTalk(t)
}

// followTalk looks at the conversation for as long as its window is open.
func (w *Window) followTalk(t *talkWindow) {
	t.rest = w.deps.After(talkEvery, func() {
		t.update(w.deps.Host)
		w.followTalk(t)
	})
}

// update shows what was said since the last time.
func (t *talkWindow) update(h Host) {
	lines, rev := h.Talk(t.rev)
	if rev == t.rev {
		return
	}
	t.lines, t.rev = lines, rev
	t.view.set(talkRows(lines))
	t.empty.Hidden = len(lines) > 0
	t.copy.enable(len(lines) > 0)
	t.wipe.enable(len(lines) > 0)
}

// key scrolls, and closes.
func (t *talkWindow) key(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		t.closing()
		return
	}
	v := t.view
	if to, ok := scrolledBy(e.Name, v.offset, float64(px(talkHeight)), float64(v.Size().Height), v.limit()); ok {
		v.scrollTo(to)
	}
}

// talkPage places the parts of the window.
type talkPage struct {
	widget.BaseWidget
	t *talkWindow
}

func newTalkPage(t *talkWindow) *talkPage {
	p := &talkPage{t: t}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements [fyne.Widget].
func (c *talkPage) CreateRenderer() fyne.WidgetRenderer {
	t, back, line := c.t, box(), box()
	p := &painted{owner: c, objects: []fyne.CanvasObject{back, t.intro, t.copy, t.wipe, line, t.view, t.empty}}
	p.dress = func() { back.FillColor, line.FillColor = ink(colorWindow), ink(colorLine) }
	p.place = func(s fyne.Size) {
		back.Resize(s)
		pad := px(14)
		placeFromRight(s.Width-pad, px(12), t.copy, t.wipe)
		w := max(t.wipe.Position().X-px(8)-2*pad, px(120))
		h := t.intro.heightFor(w)
		moveTo(t.intro, pad, px(10), w, h)
		top := max(h, px(buttonHeight)) + px(22)
		moveTo(line, 0, top, s.Width, 1)
		moveTo(t.view, 0, top+1, s.Width, s.Height-top-1)
		moveTo(t.empty, 0, top+px(40), s.Width, px(24))
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(420), px(260)) }
	p.dress()
	return p
}
