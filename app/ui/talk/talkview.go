package talk

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/transcript"
	"github.com/restante/restante/app/ui/kit"
)

// Measures of the conversation at 100 %.
const (
	talkHeight = 20 // of a row
	wordLeft   = 88 // where explanations begin
)

// View draws the visible rows of the conversation. It stays at the end as
// long as the user has not gone up.
type View struct {
	widget.BaseWidget
	Rows   []Row
	said   []Row // before explanations were broken to the width
	Offset float64
	bar    *kit.ScrollBar
	root   *fyne.Container
	clip   fyne.CanvasObject
	slots  []*talkSlot
	rules  kit.Rulers
}

// talkSlot draws one row.
type talkSlot struct {
	time, text *canvas.Text
	back       *canvas.Rectangle
}

var _ fyne.Scrollable = (*View)(nil)

// NewView makes an empty view.
func NewView() *View {
	v := &View{bar: kit.NewScrollBar(), root: &fyne.Container{}, rules: kit.Rulers{}}
	v.clip = kit.NewClip(v.root)
	v.bar.OnMove = v.ScrollTo
	v.ExtendBaseWidget(v)
	return v
}

// Set shows other rows.
func (v *View) Set(rows []Row) {
	follow := v.Offset >= v.Limit()-1
	v.said = rows
	v.breakRows()
	if follow {
		v.Offset = v.Limit()
	}
	v.ScrollTo(v.Offset)
}

// breakRows gives an explanation as many rows as it needs.
func (v *View) breakRows() {
	width := v.Size().Width - kit.Px(wordLeft) - kit.Px(16)
	v.Rows = make([]Row, 0, len(v.said))
	for _, r := range v.said {
		if !r.word || width <= 0 {
			v.Rows = append(v.Rows, r)
			continue
		}
		for _, line := range v.rules.Get(kit.Px(kit.TextSmall), false).Lines(letters.Clean(r.Text, letters.MaxWords), width) {
			v.Rows = append(v.Rows, Row{Text: line, kind: r.kind, word: true})
		}
	}
}

func (v *View) total() float64 { return float64(len(v.Rows)) * float64(kit.Px(talkHeight)) }

// Limit is how far down one can go.
func (v *View) Limit() float64 { return max(v.total()-float64(v.Size().Height), 0) }

// ScrollTo scrolls to so many pixels below the beginning.
func (v *View) ScrollTo(offset float64) {
	v.Offset = min(max(offset, 0), v.Limit())
	v.draw()
}

// Scrolled implements [fyne.Scrollable].
func (v *View) Scrolled(e *fyne.ScrollEvent) {
	v.ScrollTo(v.Offset - float64(e.Scrolled.DY)*kit.WheelSpeed)
}

// draw brings the visible rows up to date.
func (v *View) draw() {
	size, h := v.Size(), kit.Px(talkHeight)
	need := int(size.Height/h) + 2
	for len(v.slots) < need {
		s := &talkSlot{time: canvas.NewText("", color.Black), text: canvas.NewText("", color.Black), back: kit.Box()}
		s.text.TextStyle.Monospace = true
		v.slots = append(v.slots, s)
		v.root.Objects = append(v.root.Objects, s.back, s.time, s.text)
	}
	first := int(v.Offset / float64(h))
	top := float32(float64(first)*float64(h) - v.Offset)
	for i, s := range v.slots {
		at := first + i
		hide := i >= need || at >= len(v.Rows)
		s.time.Hidden, s.text.Hidden, s.back.Hidden = hide, hide, hide
		if !hide {
			v.drawRow(s, v.Rows[at], top+float32(i)*h, size.Width)
		}
	}
	v.bar.Set(v.total(), float64(size.Height), v.Offset)
	canvas.Refresh(v.root)
}

func (v *View) drawRow(s *talkSlot, r Row, y, width float32) {
	h := kit.Px(talkHeight)
	left := kit.Px(76)
	style := fyne.TextStyle{Monospace: true}
	size := kit.Px(kit.TextSmall)
	ground := kit.Transparent()
	shade := kit.ColorText
	switch {
	case r.word:
		style, size, shade, left = fyne.TextStyle{}, kit.Px(kit.TextSmall), kit.ColorMuted, kit.Px(wordLeft)
	case r.kind == transcript.Sent:
		shade, ground = kit.ColorAccent, kit.Ink(kit.ColorTint)
	case r.kind == transcript.ReceivedRow:
		shade, left = kit.ColorMuted, kit.Px(92)
	case r.kind == transcript.Connected, r.kind == transcript.Encrypted, r.kind == transcript.Closed:
		style, shade = fyne.TextStyle{}, kit.ColorDone
	}
	s.back.FillColor = ground
	kit.MoveTo(s.back, 0, y, width, h)
	s.time.Text, s.time.TextSize, s.time.Color = r.time, kit.Px(kit.TextCaption), kit.Ink(kit.ColorMuted)
	kit.MoveTo(s.time, kit.Px(14), y, left, h)
	s.text.Text, s.text.TextSize, s.text.TextStyle, s.text.Color = v.fit(r.Text, size, style, width-left-kit.Px(16)), size, style, kit.Ink(shade)
	kit.MoveTo(s.text, left, y, width-left, h)
}

// fit cleans a line and cuts it to the room there is.
func (v *View) fit(text string, size float32, style fyne.TextStyle, room float32) string {
	text = letters.Clean(text, letters.MaxWords)
	if !style.Monospace {
		return v.rules.Get(size, false).Fit(text, room)
	}
	letter := fyne.MeasureText("m", size, style).Width
	runes := []rune(text)
	if most := int(room / max(letter, 1)); len(runes) > most && most > 1 {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// CreateRenderer implements [fyne.Widget].
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	back := kit.Box()
	p := &kit.Painted{Owner: v, Parts: []fyne.CanvasObject{back, v.clip, v.bar}}
	p.Dress = func() {
		back.FillColor = kit.Ink(kit.ColorPanel)
		v.rules = kit.Rulers{}
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		follow := v.Offset >= v.total()-float64(v.clip.Size().Height)-1
		v.clip.Resize(s)
		v.root.Resize(s)
		v.breakRows()
		kit.MoveTo(v.bar, s.Width-kit.Px(12), 0, kit.Px(12), s.Height)
		if follow {
			v.Offset = v.Limit()
		}
		v.ScrollTo(v.Offset)
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(200), kit.Px(100)) }
	p.Dress()
	return p
}
