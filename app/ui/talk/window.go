package talk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/transcript"
	"github.com/restante/restante/app/ui/kit"
)

// Window shows what is said to the server and back, as it happens. It is
// kept only as long as this window is open.
type Window struct {
	Win   fyne.Window
	View  *View
	Intro *kit.Paragraph
	Copy  *kit.Button
	Wipe  *kit.Button
	Empty *kit.Caption
	Lines []transcript.Line
	rev   uint64
	Page  *talkPage

	Rest    func() // ends the wait for the next look
	Closing func()
}

// talker tells what is said to the server and back.
type talker interface {
	Talk(known uint64) ([]transcript.Line, uint64)
}

// Update shows what was said since the last time.
func (t *Window) Update(h talker) {
	lines, rev := h.Talk(t.rev)
	if rev == t.rev {
		return
	}
	t.Lines, t.rev = lines, rev
	t.View.Set(Rows(lines))
	t.Empty.Hidden = len(lines) > 0
	t.Copy.Enable(len(lines) > 0)
	t.Wipe.Enable(len(lines) > 0)
}

// Key scrolls, and closes.
func (t *Window) Key(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		t.Closing()
		return
	}
	v := t.View
	if to, ok := kit.ScrolledBy(e.Name, v.Offset, float64(kit.Px(talkHeight)), float64(v.Size().Height), v.Limit()); ok {
		v.ScrollTo(to)
	}
}

// talkPage places the parts of the window.
type talkPage struct {
	widget.BaseWidget
	t *Window
}

// NewTalkPage makes the page of a window.
func NewTalkPage(t *Window) *talkPage {
	p := &talkPage{t: t}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements [fyne.Widget].
func (c *talkPage) CreateRenderer() fyne.WidgetRenderer {
	t, back, line := c.t, kit.Box(), kit.Box()
	p := &kit.Painted{Owner: c, Parts: []fyne.CanvasObject{back, t.Intro, t.Copy, t.Wipe, line, t.View, t.Empty}}
	p.Dress = func() { back.FillColor, line.FillColor = kit.Ink(kit.ColorWindow), kit.Ink(kit.ColorLine) }
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		pad := kit.Px(14)
		kit.PlaceFromRight(s.Width-pad, kit.Px(12), t.Copy, t.Wipe)
		w := max(t.Wipe.Position().X-kit.Px(8)-2*pad, kit.Px(120))
		h := t.Intro.HeightFor(w)
		kit.MoveTo(t.Intro, pad, kit.Px(10), w, h)
		top := max(h, kit.Px(kit.ButtonHeight)) + kit.Px(22)
		kit.MoveTo(line, 0, top, s.Width, 1)
		kit.MoveTo(t.View, 0, top+1, s.Width, s.Height-top-1)
		kit.MoveTo(t.Empty, 0, top+kit.Px(40), s.Width, kit.Px(24))
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(420), kit.Px(260)) }
	p.Dress()
	return p
}
