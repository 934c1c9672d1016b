package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/talk"
)

// conversation shows what is said to the server and back.
type conversation struct {
	*frame
	host talkHost
	talk *talk.Window // open now, or nil
}

// talkEvery is how often the conversation is looked at while it is shown.
const talkEvery = 120 * time.Millisecond

// end closes the conversation, if it is open.
func (co *conversation) end() {
	if co.talk != nil {
		co.talk.Closing()
	}
}

// showTalk opens the conversation, or brings it to the front.
func (co *conversation) showTalk() {
	if co.talk != nil {
		co.talk.Win.RequestFocus()
		return
	}
	t := &talk.Window{View: talk.NewView()}
	t.Intro = kit.NewParagraph(lang.T("talk.intro"), kit.TextSize, false, kit.ColorMuted)
	t.Copy = kit.NewButton(kit.Plain, kit.IconNone, lang.T("talk.copy"), func() { co.copy(talk.Copy(t.Lines)) })
	t.Wipe = kit.NewButton(kit.Plain, kit.IconNone, lang.T("talk.clear"), co.host.ForgetTalk)
	t.Empty = kit.NewCaption(lang.T("talk.empty"), kit.TextSize, false, kit.ColorMuted)
	t.Empty.Align = fyne.TextAlignCenter
	t.Page = talk.NewTalkPage(t)
	t.Win = co.deps.App.NewWindow(lang.T("talk.window"))
	t.Win.SetPadded(false)
	t.Win.SetContent(t.Page)
	t.Win.Resize(fyne.NewSize(kit.Px(820), kit.Px(560)))
	t.Closing = func() {
		t.Rest()
		co.talk = nil
		co.host.ListenToTalk(false)
		t.Win.Close()
	}
	t.Win.SetCloseIntercept(t.Closing)
	t.Win.Canvas().SetOnTypedKey(t.Key)
	t.Win.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyW, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { t.Closing() })
	t.Win.Canvas().AddShortcut(&fyne.ShortcutCopy{}, func(fyne.Shortcut) { t.Copy.OnTapped() })
	co.talk = t
	co.host.ListenToTalk(true)
	t.Update(co.host)
	t.Win.Show()
	co.followTalk(t)
}

// followTalk looks at the conversation for as long as its window is open.
func (co *conversation) followTalk(t *talk.Window) {
	t.Rest = co.deps.After(talkEvery, func() {
		t.Update(co.host)
		co.followTalk(t)
	})
}
