package kit

import (
	"fyne.io/fyne/v2"
)

// Flow places objects in rows. It is told the width, because Fyne asks for the
// least size before it gives one.
type Flow struct{ Width *float32 }

// Run places objects in rows of a width, or only measures them, and returns how high they are.
func (f Flow) Run(objects []fyne.CanvasObject, width float32, place bool) float32 {
	gap := Px(8)
	var x, y, row float32
	for _, o := range objects {
		m := o.MinSize()
		if x > 0 && x+m.Width > width {
			x, y, row = 0, y+row+gap, 0
		}
		h := max(m.Height, row)
		if place {
			MoveTo(o, x, y+(Px(50)-m.Height)/2, m.Width, m.Height)
		}
		x += m.Width + gap
		row = max(h, Px(50))
	}
	return y + row
}

// Layout implements [fyne.Layout].
func (f Flow) Layout(objects []fyne.CanvasObject, s fyne.Size) { f.Run(objects, s.Width-Px(8), true) }

// MinSize implements [fyne.Layout].
func (f Flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(Px(60), f.Run(objects, *f.Width-Px(40), false)+Px(10))
}
