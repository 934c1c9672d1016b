package ui

import (
	"fyne.io/fyne/v2"
)

// pages lays the pages of the window one over the other. They make the window larger
// when the text is, but never larger than the screen.
type pages struct{ most fyne.Size }

// MinSize implements [fyne.Layout].
func (p *pages) MinSize(objects []fyne.CanvasObject) (least fyne.Size) {
	for _, o := range objects {
		if o.Visible() {
			least = least.Max(o.MinSize())
		}
	}
	return least.Min(p.most)
}

// Layout implements [fyne.Layout].
func (p *pages) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(s)
	}
}

// frameHeight is what a system puts around a window at most, in its units.
const frameHeight = 40

// fitting is a size that is no larger than a screen, whose size is in the system's
// units; scale is how many of these one of Fyne's has.
func fitting(size fyne.Size, width, height int, scale float32) fyne.Size {
	if width < 300 || height < 300 || scale <= 0 {
		return size // no screen is so small
	}
	return fyne.NewSize(min(size.Width, float32(width)/scale), min(size.Height, float32(height-frameHeight)/scale))
}
