package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/talk"
)

// talkEvery is how often the conversation is looked at while it is shown.
const talkEvery = 120 * time.Millisecond

// showTalk opens the conversation, or brings it to the front.
func (w *Window) showTalk() {
	if w.talk != nil {
		w.talk.Win.RequestFocus()
		return
	}
	t := &talk.Window{View: talk.NewView()}
	t.Intro = kit.NewParagraph("What Restante says to the server, and what the server answers. Passwords are never shown, nor the text of your messages. "+
		"It is written down only while this window is open, and nowhere else.", kit.TextSize, false, kit.ColorMuted)
	t.Copy = kit.NewButton(kit.Plain, kit.IconNone, "Copy all", func() { w.copy(talk.Copy(t.Lines)) })
	t.Wipe = kit.NewButton(kit.Plain, kit.IconNone, "Clear", w.deps.Host.ForgetTalk)
	t.Empty = kit.NewCaption("Nothing was said yet. Get mail, or open a message.", kit.TextSize, false, kit.ColorMuted)
	t.Empty.Align = fyne.TextAlignCenter
	t.Page = talk.NewTalkPage(t)
	t.Win = w.deps.App.NewWindow("Conversation with the server – Restante")
	t.Win.SetPadded(false)
	t.Win.SetContent(t.Page)
	t.Win.Resize(fyne.NewSize(kit.Px(820), kit.Px(560)))
	t.Closing = func() {
		t.Rest()
		w.talk = nil
		w.deps.Host.ListenToTalk(false)
		t.Win.Close()
	}
	t.Win.SetCloseIntercept(t.Closing)
	t.Win.Canvas().SetOnTypedKey(t.Key)
	t.Win.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyW, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { t.Closing() })
	t.Win.Canvas().AddShortcut(&fyne.ShortcutCopy{}, func(fyne.Shortcut) { t.Copy.OnTapped() })
	w.talk = t
	w.deps.Host.ListenToTalk(true)
	t.Update(w.deps.Host)
	t.Win.Show()
	w.followTalk(t)
}

// followTalk looks at the conversation for as long as its window is open.
func (w *Window) followTalk(t *talk.Window) {
	t.Rest = w.deps.After(talkEvery, func() {
		t.Update(w.deps.Host)
		w.followTalk(t)
	})
}
