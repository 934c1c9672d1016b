package list

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/ui/kit"
)

// listBody draws the visible rows of a [List] and takes its events.
type listBody struct {
	widget.BaseWidget
	l     *List
	Slots []*rowSlot
	rules kit.Rulers
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

func newListBody(l *List) *listBody {
	b := &listBody{l: l, rules: kit.Rulers{}, root: &fyne.Container{}}
	b.ExtendBaseWidget(b)
	return b
}

// MinSize implements [fyne.CanvasObject]: the list decides.
func (b *listBody) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// restyle forgets what depends on the theme.
func (b *listBody) restyle() {
	b.rules = kit.Rulers{}
	for _, s := range b.Slots {
		s.drawn = rowState{}
	}
}

// CreateRenderer implements [fyne.Widget].
func (b *listBody) CreateRenderer() fyne.WidgetRenderer {
	p := &kit.Painted{Parts: []fyne.CanvasObject{b.root}, Owner: b}
	p.Dress = func() { b.restyle() }
	p.Place = func(s fyne.Size) {
		b.root.Resize(s)
		b.l.limit()
		b.l.redraw()
	}
	p.Least = b.MinSize
	return p
}

// update draws the visible rows, touching only what changed.
func (b *listBody) update() {
	h := kit.Px(kit.RowHeight)
	s := b.Size()
	if s.Width < 2 || s.Height < 2 {
		return
	}
	need := b.l.visible()
	for len(b.Slots) < need {
		slot := newRowSlot()
		b.Slots = append(b.Slots, slot)
		b.root.Objects = append(b.root.Objects, slot.root)
	}
	first := int(b.l.Offset / float64(h))
	y := float32(float64(first)*float64(h) - b.l.Offset)
	cols := b.l.Columns(s.Width)
	for i, slot := range b.Slots {
		place := first + i
		if i >= need || place >= b.l.ShownCount() {
			slot.hide()
			continue
		}
		slot.show(b.state(place), cols, b.rules, b.l.now())
		kit.MoveTo(slot.root, 0, y+float32(i)*h, s.Width, h)
	}
	canvas.Refresh(b.root)
}

// state gathers all that decides how a row looks.
func (b *listBody) state(place int) rowState {
	l := b.l
	id := l.IDAt(place)
	return rowState{
		row: l.Row(id), checked: l.Checked(id), chosen: l.Has(id), opened: id == l.opened,
		hovered: place == l.hovered, focused: l.focused && l.keys && id == l.Cursor(),
		lifted: l.Lifted(id), tag: l.tagOf(id), going: !l.Row(id).Caught.IsZero(),
	}
}

// boxZone is the part at the left where a click means the check box.
func boxZone() float32 { return kit.Px(30) }
