package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// painted is the small frame that most views stand on: a list of objects, a
// function that places them and one that takes the colours of the theme.
// Keeping state out of the renderer matters, because Fyne throws renderers
// away when they were idle for long.
type painted struct {
	objects []fyne.CanvasObject
	owner   fyne.Widget
	place   func(fyne.Size)
	dress   func()
	least   func() fyne.Size
}

func (p *painted) Layout(s fyne.Size) { p.place(s) }

func (p *painted) MinSize() fyne.Size { return p.least() }

func (p *painted) Refresh() {
	p.dress()
	p.place(p.owner.Size())
	canvas.Refresh(p.owner)
}

func (p *painted) Objects() []fyne.CanvasObject { return p.objects }

func (p *painted) Destroy() {}

// caption is a short text in a colour of the theme, cleaned and cut to the room
// it gets.
type caption struct {
	widget.BaseWidget
	text  string
	size  float32
	bold  bool
	color fyne.ThemeColorName
	align fyne.TextAlign
	draw  *canvas.Text
	rules rulers
}

func newCaption(text string, size float32, bold bool, ink fyne.ThemeColorName) *caption {
	c := &caption{text: Clean(text, maxWords), size: size, bold: bold, color: ink, rules: rulers{}}
	c.draw = canvas.NewText("", color.Black)
	c.ExtendBaseWidget(c)
	return c
}

func (c *caption) set(text string) {
	if text = Clean(text, maxWords); text != c.text {
		c.text = text
		c.Refresh()
	}
}

// natural is the width of the words when they are not cut.
func (c *caption) natural() float32 {
	return fyne.MeasureText(c.text, px(c.size), fyne.TextStyle{Bold: c.bold}).Width
}

// CreateRenderer implements [fyne.Widget].
func (c *caption) CreateRenderer() fyne.WidgetRenderer {
	p := &painted{objects: []fyne.CanvasObject{c.draw}, owner: c}
	p.dress = func() {
		c.draw.Color, c.draw.TextSize, c.draw.TextStyle.Bold, c.draw.Alignment = ink(c.color), px(c.size), c.bold, c.align
	}
	p.place = func(s fyne.Size) {
		c.draw.Text = c.text
		if c.natural() > s.Width+0.5 {
			c.draw.Text = c.rules.get(px(c.size), c.bold).fit(c.text, s.Width)
		}
		c.draw.Resize(s)
	}
	p.least = func() fyne.Size { return fyne.NewSize(1, px(c.size)*1.35) }
	p.dress()
	return p
}

// moveTo places an object in one step.
func moveTo(o fyne.CanvasObject, x, y, w, h float32) {
	if part, ok := o.(interface{ buttons() []*button }); ok && farther(o.Position(), fyne.NewPos(x, y)) {
		for _, b := range part.buttons() {
			b.moved()
		}
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// placeFromRight places buttons in a row that ends at right, the first one there.
func placeFromRight(right, y float32, buttons ...*button) {
	for _, b := range buttons {
		m := b.MinSize()
		right -= m.Width
		moveTo(b, right, y, m.Width, m.Height)
		right -= px(8)
	}
}

// box is a rectangle that a view dresses itself.
func box() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }

// newClip makes a clipping frame. Asking for its least size is what readies it:
// before that it would ignore its first size.
func newClip(o fyne.CanvasObject) *container.Clip {
	c := container.NewClip(o)
	c.MinSize()
	return c
}
