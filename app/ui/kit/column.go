package kit

import "fyne.io/fyne/v2"

// Column places one thing under the other, all of the same width.
type Column struct {
	X, Y, Width float32 // Y is where the next one begins
}

// Flowing is what is as high as its width makes it.
type Flowing interface {
	fyne.CanvasObject
	HeightFor(width float32) float32
}

// Add places the next thing, and leaves a gap below it.
func (c *Column) Add(o Flowing, gap float32) { c.AddTall(o, o.HeightFor(c.Width), gap) }

// AddTall is [Column.Add] for what has a height of its own.
func (c *Column) AddTall(o fyne.CanvasObject, height, gap float32) {
	MoveTo(o, c.X, c.Y, c.Width, height)
	c.Y += height + gap
}
