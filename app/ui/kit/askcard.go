package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// cardMargin is how much of the window stays in sight around a card.
const cardMargin = 12

// AskCard is what every question in the middle of the window stands on: what it says, which
// scrolls where the window is too low for it, and below that the buttons, which stay.
type AskCard struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	Wide    func() float32              // how wide it is where there is room
	Fill    func(width float32) float32 // places what it says, and returns how high that is
	Dress   func()
	Scroll  *container.Scroll
	Said    *fyne.Container
	Buttons []*Button // from the left
	Pop     *widget.PopUp
}

// ShowCard shows a card over the window. objects are what fill places; one of the buttons
// gets the keyboard.
func (d *AskCard) ShowCard(c fyne.Canvas, first *Button, objects ...fyne.CanvasObject) {
	d.canvas = c
	d.Scroll, d.Said = newRoll(d.Fill, objects...)
	for _, b := range d.Buttons {
		b.OnEscape, b.OnOther = d.Close, d.scrollBy
	}
	d.ExtendBaseWidget(d)
	d.Pop = widget.NewModalPopUp(d, c)
	d.Pop.Show()
	c.Focus(first)
}

// Close closes the card without an answer.
func (d *AskCard) Close() { d.Pop.Hide() }

// CloseAndDo closes the card and does what was chosen.
func (d *AskCard) CloseAndDo(do func()) { closeAndDo(d.Pop, do) }

// closeAndDo closes a card and does what was chosen there. Whoever presses twice has chosen
// once.
func closeAndDo(pop *widget.PopUp, do func()) {
	if !pop.Visible() {
		return
	}
	pop.Hide()
	if do != nil {
		do()
	}
}

// Fit gives the card the size that it needs now.
func (d *AskCard) Fit() {
	d.Said.Refresh()
	d.Scroll.Refresh()
	d.Pop.Resize(d.Pop.MinSize())
	Centre(d.canvas)
}

// Centre puts what lies over the window in its middle again: the toolkit does so only
// when the window takes another size.
func Centre(c fyne.Canvas) {
	for _, o := range c.Overlays().List() {
		o.Refresh()
	}
}

// reveal scrolls to a part of what is said, once it has the keyboard.
func (d *AskCard) reveal(o fyne.CanvasObject) {
	y, page := o.Position().Y, d.Scroll.Size().Height
	to := min(d.Scroll.Offset.Y, y-Px(8))
	to = max(to, y+o.Size().Height+Px(8)-page)
	d.Scroll.ScrollToOffset(fyne.NewPos(0, to))
}

// scrollBy scrolls what is said, as the keys of a list do.
func (d *AskCard) scrollBy(key fyne.KeyName) {
	offset, page, end := float64(d.Scroll.Offset.Y), float64(d.Scroll.Size().Height), float64(d.Said.Size().Height)
	if to, ok := ScrolledBy(key, offset, float64(Px(RowHeight)), page, end); ok {
		d.Scroll.ScrollToOffset(fyne.NewPos(0, float32(to)))
	}
}

// HoldButton lets a button among what is said be reached by the keyboard.
func (d *AskCard) HoldButton(b *Button) {
	b.OnEscape, b.OnFocus = d.Close, func() { d.reveal(b) }
}

// HoldCheck lets a check box among what is said be reached by the keyboard.
func (d *AskCard) HoldCheck(c *CheckLine) {
	c.OnEscape, c.OnFocus = d.Close, func() { d.reveal(c) }
}

// CreateRenderer implements [fyne.Widget].
func (d *AskCard) CreateRenderer() fyne.WidgetRenderer {
	p := &Painted{Owner: d, Parts: []fyne.CanvasObject{d.Scroll}, Dress: d.Dress}
	for _, b := range d.Buttons {
		p.Parts = append(p.Parts, b)
	}
	p.Place = func(s fyne.Size) {
		foot := placeFoot(s, d.Buttons)
		MoveTo(d.Scroll, 0, Px(8), s.Width, foot-Px(14)-Px(8))
	}
	p.Least = func() fyne.Size {
		most := d.canvas.Size().SubtractWidthHeight(2*cardMargin, 2*cardMargin)
		w := min(d.Wide(), most.Width)
		return fyne.NewSize(w, min(Px(8)+d.Fill(w)+Px(14)+footHeight(w, d.Buttons), most.Height))
	}
	p.Dress()
	return p
}

// footRows breaks the buttons below a card into rows that fit in.
func footRows(width float32, buttons []*Button) (rows [][]*Button) {
	room := float32(0)
	for _, b := range buttons {
		w := b.MinSize().Width
		if room -= Px(8) + w; room < 0 || rows == nil {
			rows, room = append(rows, nil), width-2*Px(24)-w
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], b)
	}
	return rows
}

// footHeight is how high the buttons below a card are, with the edge below them.
func footHeight(width float32, buttons []*Button) float32 {
	n := float32(len(footRows(width, buttons)))
	return n*Px(ButtonHeight) + (n-1)*Px(8) + Px(20)
}

// placeFoot puts the buttons at the lower right of a card, and returns where they begin.
func placeFoot(s fyne.Size, buttons []*Button) float32 {
	top := s.Height - footHeight(s.Width, buttons)
	y := top
	for _, row := range footRows(s.Width, buttons) {
		right := s.Width - Px(24)
		for i := range row {
			b := row[len(row)-1-i]
			w := min(b.MinSize().Width, s.Width-2*Px(24))
			right -= w
			MoveTo(b, right, y, w, Px(ButtonHeight))
			right -= Px(8)
		}
		y += Px(ButtonHeight) + Px(8)
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
