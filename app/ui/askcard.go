package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// cardMargin is how much of the window stays in sight around a card.
const cardMargin = 12

// askCard is what every question in the middle of the window stands on: what it says, which
// scrolls where the window is too low for it, and below that the buttons, which stay.
type askCard struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	wide    func() float32              // how wide it is where there is room
	fill    func(width float32) float32 // places what it says, and returns how high that is
	dress   func()
	scroll  *container.Scroll
	said    *fyne.Container
	buttons []*button // from the left
	pop     *widget.PopUp
}

// showCard shows a card over the window. objects are what fill places; one of the buttons
// gets the keyboard.
func (d *askCard) showCard(c fyne.Canvas, first *button, objects ...fyne.CanvasObject) {
	d.canvas = c
	d.scroll, d.said = newRoll(d.fill, objects...)
	for _, b := range d.buttons {
		b.OnEscape, b.OnOther = d.close, d.scrollBy
	}
	d.ExtendBaseWidget(d)
	d.pop = widget.NewModalPopUp(d, c)
	d.pop.Show()
	c.Focus(first)
}

func (d *askCard) close() { d.pop.Hide() }

// take closes the card and does what was chosen.
func (d *askCard) take(do func()) { takeOnce(d.pop, do) }

// takeOnce closes a card and does what was chosen there. Whoever presses twice has chosen
// once.
func takeOnce(pop *widget.PopUp, do func()) {
	if !pop.Visible() {
		return
	}
	pop.Hide()
	if do != nil {
		do()
	}
}

// fit gives the card the size that it needs now.
func (d *askCard) fit() {
	d.said.Refresh()
	d.scroll.Refresh()
	d.pop.Resize(d.pop.MinSize())
	centre(d.canvas)
}

// centre puts what lies over the window in its middle again: the toolkit does so only
// when the window takes another size.
func centre(c fyne.Canvas) {
	for _, o := range c.Overlays().List() {
		o.Refresh()
	}
}

// reveal scrolls to a part of what is said, once it has the keyboard.
func (d *askCard) reveal(o fyne.CanvasObject) {
	y, page := o.Position().Y, d.scroll.Size().Height
	to := min(d.scroll.Offset.Y, y-px(8))
	to = max(to, y+o.Size().Height+px(8)-page)
	d.scroll.ScrollToOffset(fyne.NewPos(0, to))
}

// scrollBy scrolls what is said, as the keys of a list do.
func (d *askCard) scrollBy(key fyne.KeyName) {
	offset, page, end := float64(d.scroll.Offset.Y), float64(d.scroll.Size().Height), float64(d.said.Size().Height)
	if to, ok := scrolledBy(key, offset, float64(px(rowHeight)), page, end); ok {
		d.scroll.ScrollToOffset(fyne.NewPos(0, float32(to)))
	}
}

// holdButton lets a button among what is said be reached by the keyboard.
func (d *askCard) holdButton(b *button) {
	b.OnEscape, b.OnFocus = d.close, func() { d.reveal(b) }
}

// holdCheck lets a check box among what is said be reached by the keyboard.
func (d *askCard) holdCheck(c *checkLine) {
	c.OnEscape, c.OnFocus = d.close, func() { d.reveal(c) }
}

// CreateRenderer implements [fyne.Widget].
func (d *askCard) CreateRenderer() fyne.WidgetRenderer {
	p := &painted{owner: d, objects: []fyne.CanvasObject{d.scroll}, dress: d.dress}
	for _, b := range d.buttons {
		p.objects = append(p.objects, b)
	}
	p.place = func(s fyne.Size) {
		foot := placeFoot(s, d.buttons)
		moveTo(d.scroll, 0, px(8), s.Width, foot-px(14)-px(8))
	}
	p.least = func() fyne.Size {
		most := d.canvas.Size().SubtractWidthHeight(2*cardMargin, 2*cardMargin)
		w := min(d.wide(), most.Width)
		return fyne.NewSize(w, min(px(8)+d.fill(w)+px(14)+footHeight(w, d.buttons), most.Height))
	}
	p.dress()
	return p
}

// footRows breaks the buttons below a card into rows that fit in.
func footRows(width float32, buttons []*button) (rows [][]*button) {
	room := float32(0)
	for _, b := range buttons {
		w := b.MinSize().Width
		if room -= px(8) + w; room < 0 || rows == nil {
			rows, room = append(rows, nil), width-2*px(24)-w
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], b)
	}
	return rows
}

// footHeight is how high the buttons below a card are, with the edge below them.
func footHeight(width float32, buttons []*button) float32 {
	n := float32(len(footRows(width, buttons)))
	return n*px(buttonHeight) + (n-1)*px(8) + px(20)
}

// placeFoot puts the buttons at the lower right of a card, and returns where they begin.
func placeFoot(s fyne.Size, buttons []*button) float32 {
	top := s.Height - footHeight(s.Width, buttons)
	y := top
	for _, row := range footRows(s.Width, buttons) {
		right := s.Width - px(24)
		for i := range row {
			b := row[len(row)-1-i]
			w := min(b.MinSize().Width, s.Width-2*px(24))
			right -= w
			moveTo(b, right, y, w, px(buttonHeight))
			right -= px(8)
		}
		y += px(buttonHeight) + px(8)
	}
	return top
}

// roll is the layout of what scrolls up and down: fill places it in a width, and returns
// how high it is.
type roll struct {
	scroll *container.Scroll
	fill   func(width float32) float32
}

func newRoll(fill func(width float32) float32, objects ...fyne.CanvasObject) (*container.Scroll, *fyne.Container) {
	r := &roll{fill: fill}
	root := container.New(r)
	r.scroll = container.NewVScroll(root)
	root.Objects = objects
	return r.scroll, root
}

// MinSize implements [fyne.Layout].
func (r *roll) MinSize([]fyne.CanvasObject) fyne.Size {
	w := r.scroll.Size().Width
	if w <= 0 {
		return fyne.NewSize(1, 1) // it was not placed yet
	}
	return fyne.NewSize(1, r.fill(w))
}

// Layout implements [fyne.Layout].
func (r *roll) Layout(_ []fyne.CanvasObject, s fyne.Size) { r.fill(s.Width) }
