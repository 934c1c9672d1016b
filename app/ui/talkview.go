package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/mailbox"
)

// talkHeight is the height of a row of the conversation.
const talkHeight = 20

// talkView draws the visible rows of the conversation. It stays at the end as
// long as the user has not gone up.
type talkView struct {
	widget.BaseWidget
	rows   []talkRow
	offset float64
	bar    *scrollBar
	root   *fyne.Container
	clip   fyne.CanvasObject
	slots  []*talkSlot
	rules  rulers
}

// talkSlot draws one row.
type talkSlot struct {
	time, text *canvas.Text
	back       *canvas.Rectangle
}

var _ fyne.Scrollable = (*talkView)(nil)

func newTalkView() *talkView {
	v := &talkView{bar: newScrollBar(), root: &fyne.Container{}, rules: rulers{}}
	v.clip = newClip(v.root)
	v.bar.OnMove = v.scrollTo
	v.ExtendBaseWidget(v)
	return v
}

// set shows other rows.
func (v *talkView) set(rows []talkRow) {
	follow := v.offset >= v.limit()-1
	v.rows = rows
	if follow {
		v.offset = v.limit()
	}
	v.scrollTo(v.offset)
}

func (v *talkView) total() float64 { return float64(len(v.rows)) * float64(px(talkHeight)) }

// limit is how far down one can go.
func (v *talkView) limit() float64 { return max(v.total()-float64(v.Size().Height), 0) }

func (v *talkView) scrollTo(offset float64) {
	v.offset = min(max(offset, 0), v.limit())
	v.draw()
}

// Scrolled implements [fyne.Scrollable].
func (v *talkView) Scrolled(e *fyne.ScrollEvent) {
	v.scrollTo(v.offset - float64(e.Scrolled.DY)*wheelSpeed)
}

// draw brings the visible rows up to date.
func (v *talkView) draw() {
	size, h := v.Size(), px(talkHeight)
	need := int(size.Height/h) + 2
	for len(v.slots) < need {
		s := &talkSlot{time: canvas.NewText("", color.Black), text: canvas.NewText("", color.Black), back: box()}
		s.text.TextStyle.Monospace = true
		v.slots = append(v.slots, s)
		v.root.Objects = append(v.root.Objects, s.back, s.time, s.text)
	}
	first := int(v.offset / float64(h))
	top := float32(float64(first)*float64(h) - v.offset)
	for i, s := range v.slots {
		at := first + i
		hide := i >= need || at >= len(v.rows)
		s.time.Hidden, s.text.Hidden, s.back.Hidden = hide, hide, hide
		if !hide {
			v.drawRow(s, v.rows[at], top+float32(i)*h, size.Width)
		}
	}
	v.bar.set(v.total(), float64(size.Height), v.offset)
	canvas.Refresh(v.root)
}

func (v *talkView) drawRow(s *talkSlot, r talkRow, y, width float32) {
	h := px(talkHeight)
	left := px(76)
	style := fyne.TextStyle{Monospace: true}
	size := px(textSmall)
	ground := transparent()
	shade := colorText
	switch {
	case r.word:
		style, size, shade, left = fyne.TextStyle{}, px(textSmall), colorMuted, px(88)
	case r.speaker == mailbox.Client:
		shade, ground = colorAccent, ink(colorTint)
	case r.speaker == mailbox.ServerRow:
		shade, left = colorMuted, px(92)
	case r.speaker == mailbox.Happened:
		style, shade = fyne.TextStyle{}, colorDone
	}
	s.back.FillColor = ground
	moveTo(s.back, 0, y, width, h)
	s.time.Text, s.time.TextSize, s.time.Color = r.time, px(textCaption), ink(colorMuted)
	moveTo(s.time, px(14), y, left, h)
	s.text.Text, s.text.TextSize, s.text.TextStyle, s.text.Color = v.fit(r.text, size, style, width-left-px(16)), size, style, ink(shade)
	moveTo(s.text, left, y, width-left, h)
}

// fit cleans a line and cuts it to the room there is.
func (v *talkView) fit(text string, size float32, style fyne.TextStyle, room float32) string {
	text = Clean(text, maxWords)
	if !style.Monospace {
		return v.rules.get(size, false).fit(text, room)
	}
	letter := fyne.MeasureText("m", size, style).Width
	runes := []rune(text)
	if most := int(room / max(letter, 1)); len(runes) > most && most > 1 {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// CreateRenderer implements [fyne.Widget].
func (v *talkView) CreateRenderer() fyne.WidgetRenderer {
	back := box()
	p := &painted{owner: v, objects: []fyne.CanvasObject{back, v.clip, v.bar}}
	p.dress = func() {
		back.FillColor = ink(colorPanel)
		v.rules = rulers{}
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		follow := v.offset >= v.total()-float64(v.clip.Size().Height)-1
		v.clip.Resize(s)
		v.root.Resize(s)
		moveTo(v.bar, s.Width-px(12), 0, px(12), s.Height)
		if follow {
			v.offset = v.limit()
		}
		v.scrollTo(v.offset)
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(200), px(100)) }
	p.dress()
	return p
}
