package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/triage"
)

// floodBar stands over the list when the mailbox was flooded: what happened, what
// does not fit, what to do.
type floodBar struct {
	widget.BaseWidget
	OnLook, OnSelect, OnNone, OnLifted func()

	now    func() time.Time
	flood  *triage.Flood
	title  *paragraph
	text   *paragraph
	lifted *button
	look   *button
	choose *button
	none   *button
}

func newFloodBar(now func() time.Time) *floodBar {
	b := &floodBar{now: now}
	b.title = newParagraph("", textSize, true, colorText)
	b.text = newParagraph("", textSize, false, colorText)
	b.lifted = newButton(kindPrimary, iconNone, "", func() { b.OnLifted() })
	b.look = newButton(kindPlain, iconEye, "Look at it", func() { b.OnLook() })
	b.choose = newButton(kindPrimary, iconNone, "", func() { b.OnSelect() })
	b.none = newButton(kindLink, iconNone, "Not a flood", func() { b.OnNone() })
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// floodLook is how far the user is with a flood.
type floodLook struct {
	shown  bool // the list is narrowed to it
	read   bool // what does not fit was looked at
	chosen bool // all of it is selected
}

// set shows a flood; nil hides the bar.
func (b *floodBar) set(f *triage.Flood, look floodLook) {
	b.flood = f
	if f == nil {
		b.Hide()
		return
	}
	b.title.set(floodTitle(f, b.now()))
	b.text.set(floodText(f))
	n := len(f.Lifted)
	first, next := plural(n, "Read it first", "Read these "+count(n)+" first"), plural(n, "Read it", "Next of the "+count(n))
	b.lifted.says(first, next)
	b.choose.says("Select all " + count(len(f.IDs)))
	if look.shown {
		first = next
	}
	b.lifted.setText(first)
	// The one thing to do is to read what does not fit, and after that to select
	// the rest.
	b.lifted.kind, b.choose.kind = kindPlain, kindPrimary
	if n > 0 && !look.read {
		b.lifted.kind, b.choose.kind = kindPrimary, kindPlain
	}
	// No button takes the place of another: a second click would press it.
	b.lifted.show(n > 0)
	b.look.show(n == 0)
	b.look.enable(!look.shown)
	b.choose.setText("Select all " + count(len(f.IDs)))
	b.choose.enable(!look.chosen)
	if !b.Visible() {
		for _, btn := range b.buttons() {
			btn.moved()
		}
		b.Show()
	}
	b.lifted.Refresh()
	b.choose.Refresh()
	b.Refresh()
}

func (b *floodBar) buttons() []*button { return []*button{b.lifted, b.look, b.choose, b.none} }

func (b *floodBar) inner(width float32) float32 { return width - px(26) }

// rows breaks the buttons into rows.
func (b *floodBar) rows(width float32) (rows [][]*button) {
	x := float32(0)
	for _, btn := range b.buttons() {
		if btn.Hidden {
			continue
		}
		w := btn.MinSize().Width
		if len(rows) == 0 || x+w > b.inner(width) {
			rows = append(rows, nil)
			x = 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], btn)
		x += w + px(8)
	}
	return rows
}

// heightFor is how high the bar is at a width.
func (b *floodBar) heightFor(width float32) float32 {
	if !b.Visible() || b.flood == nil {
		return 0
	}
	w := b.inner(width)
	rows := float32(len(b.rows(width)))
	return px(11) + b.title.heightFor(w) + px(2) + b.text.heightFor(w) + px(9) + rows*px(buttonHeight) + (rows-1)*px(6) + px(12)
}

// CreateRenderer implements [fyne.Widget].
func (b *floodBar) CreateRenderer() fyne.WidgetRenderer {
	back := box()
	p := &painted{owner: b, objects: []fyne.CanvasObject{back, b.title, b.text, b.lifted, b.look, b.choose, b.none}}
	p.dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth = ink(colorLook), ink(colorLookLine), 1
		back.CornerRadius = px(cardRadius)
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		x, w := px(13), b.inner(s.Width)
		y := px(11)
		h := b.title.heightFor(w)
		moveTo(b.title, x, y, w, h)
		y += h + px(2)
		h = b.text.heightFor(w)
		moveTo(b.text, x, y, w, h)
		y += h + px(9)
		for _, row := range b.rows(s.Width) {
			x := px(13)
			for _, btn := range row {
				m := btn.MinSize()
				moveTo(btn, x, y, m.Width, m.Height)
				x += m.Width + px(8)
			}
			y += px(buttonHeight) + px(6)
		}
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(100), px(20)) }
	p.dress()
	return p
}
