package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// listBody draws the visible rows of a [messageList] and takes its events.
type listBody struct {
	widget.BaseWidget
	l     *messageList
	slots []*rowSlot
	rules rulers
	root  *fyne.Container
}

var (
	_ fyne.Focusable         = (*listBody)(nil)
	_ fyne.Shortcutable      = (*listBody)(nil)
	_ fyne.Draggable         = (*listBody)(nil)
	_ fyne.Scrollable        = (*listBody)(nil)
	_ fyne.SecondaryTappable = (*listBody)(nil)
	_ desktop.Hoverable      = (*listBody)(nil)
)

func newListBody(l *messageList) *listBody {
	b := &listBody{l: l, rules: rulers{}, root: &fyne.Container{}}
	b.ExtendBaseWidget(b)
	return b
}

// MinSize implements [fyne.CanvasObject]: the list decides.
func (b *listBody) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// restyle forgets what depends on the theme.
func (b *listBody) restyle() {
	b.rules = rulers{}
	for _, s := range b.slots {
		s.drawn = rowState{}
	}
}

// CreateRenderer implements [fyne.Widget].
func (b *listBody) CreateRenderer() fyne.WidgetRenderer {
	p := &painted{objects: []fyne.CanvasObject{b.root}, owner: b}
	p.dress = func() { b.restyle() }
	p.place = func(s fyne.Size) {
		b.root.Resize(s)
		b.l.limit()
		b.l.redraw()
	}
	p.least = b.MinSize
	return p
}

// update draws the visible rows, touching only what changed.
func (b *listBody) update() {
	h := px(rowHeight)
	s := b.Size()
	if s.Width < 2 || s.Height < 2 {
		return
	}
	need := b.l.visible()
	for len(b.slots) < need {
		slot := newRowSlot()
		b.slots = append(b.slots, slot)
		b.root.Objects = append(b.root.Objects, slot.root)
	}
	first := int(b.l.offset / float64(h))
	y := float32(float64(first)*float64(h) - b.l.offset)
	cols := b.l.columns(s.Width)
	for i, slot := range b.slots {
		place := first + i
		if i >= need || place >= len(b.l.shown) {
			slot.hide()
			continue
		}
		slot.show(b.state(place), cols, b.rules, b.l.now())
		moveTo(slot.root, 0, y+float32(i)*h, s.Width, h)
	}
	canvas.Refresh(b.root)
}

// state gathers all that decides how a row looks.
func (b *listBody) state(place int) rowState {
	l := b.l
	id := l.shown[place]
	return rowState{
		row: l.row[id], checked: l.checked(id), chosen: l.has(id), opened: id == l.opened,
		hovered: place == l.hovered, focused: l.focused && l.keys && id == l.focus,
		lifted: l.lifted(id), tag: l.tagOf(id), going: !l.row[id].Caught.IsZero(),
	}
}

// boxZone is the part at the left where a click means the check box.
func boxZone() float32 { return px(30) }

func transparent() color.Color { return color.Transparent }
