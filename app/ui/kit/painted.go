package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/letters"
)

// Painted is the small frame that most views stand on: a list of objects, a
// function that places them and one that takes the colours of the theme.
// Keeping state out of the renderer matters, because Fyne throws renderers
// away when they were idle for long.
type Painted struct {
	Parts []fyne.CanvasObject
	Owner fyne.Widget
	Place func(fyne.Size)
	Dress func()
	Least func() fyne.Size
}

// Layout implements [fyne.WidgetRenderer].
func (p *Painted) Layout(s fyne.Size) { p.Place(s) }

// MinSize implements [fyne.WidgetRenderer].
func (p *Painted) MinSize() fyne.Size { return p.Least() }

// Refresh implements [fyne.WidgetRenderer].
func (p *Painted) Refresh() {
	p.Dress()
	p.Place(p.Owner.Size())
	canvas.Refresh(p.Owner)
}

// Objects implements [fyne.WidgetRenderer].
func (p *Painted) Objects() []fyne.CanvasObject { return p.Parts }

// Destroy implements [fyne.WidgetRenderer].
func (p *Painted) Destroy() {}

// Caption is a short text in a colour of the theme, cleaned and cut to the room
// it gets.
type Caption struct {
	widget.BaseWidget
	Text  string
	size  float32
	bold  bool
	color fyne.ThemeColorName
	Align fyne.TextAlign
	draw  *canvas.Text
	rules Rulers
}

// NewCaption makes a caption; size is at 100 %.
func NewCaption(text string, size float32, bold bool, ink fyne.ThemeColorName) *Caption {
	c := &Caption{Text: letters.Clean(text, letters.MaxWords), size: size, bold: bold, color: ink, rules: Rulers{}}
	c.draw = canvas.NewText("", color.Black)
	c.ExtendBaseWidget(c)
	return c
}

// Set changes the words.
func (c *Caption) Set(text string) {
	if text = letters.Clean(text, letters.MaxWords); text != c.Text {
		c.Text = text
		c.Refresh()
	}
}

// Natural is the width of the words when they are not cut.
func (c *Caption) Natural() float32 {
	return fyne.MeasureText(c.Text, Px(c.size), fyne.TextStyle{Bold: c.bold}).Width
}

// CreateRenderer implements [fyne.Widget].
func (c *Caption) CreateRenderer() fyne.WidgetRenderer {
	p := &Painted{Parts: []fyne.CanvasObject{c.draw}, Owner: c}
	p.Dress = func() {
		c.draw.Color, c.draw.TextSize, c.draw.TextStyle.Bold, c.draw.Alignment = Ink(c.color), Px(c.size), c.bold, c.Align
	}
	p.Place = func(s fyne.Size) {
		c.draw.Text = c.Text
		if c.Natural() > s.Width+0.5 {
			c.draw.Text = c.rules.Get(Px(c.size), c.bold).Fit(c.Text, s.Width)
		}
		c.draw.Resize(s)
	}
	p.Least = func() fyne.Size { return fyne.NewSize(1, Px(c.size)*1.35) }
	p.Dress()
	return p
}

// MoveTo places an object in one step.
func MoveTo(o fyne.CanvasObject, x, y, w, h float32) {
	if part, ok := o.(interface{ Buttons() []*Button }); ok && farther(o.Position(), fyne.NewPos(x, y)) {
		for _, b := range part.Buttons() {
			b.Moved()
		}
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// PlaceFromRight places buttons in a row that ends at right, the first one there.
func PlaceFromRight(right, y float32, buttons ...*Button) {
	for _, b := range buttons {
		m := b.MinSize()
		right -= m.Width
		MoveTo(b, right, y, m.Width, m.Height)
		right -= Px(8)
	}
}

// Box is a rectangle that a view dresses itself.
func Box() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }

// NewClip makes a clipping frame. Asking for its least size is what readies it:
// before that it would ignore its first size.
func NewClip(o fyne.CanvasObject) *container.Clip {
	c := container.NewClip(o)
	c.MinSize()
	return c
}

// Transparent is no colour.
func Transparent() color.Color { return color.Transparent }
