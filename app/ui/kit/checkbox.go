package kit

import (
	"fyne.io/fyne/v2/canvas"
)

// BoxState is what a check box shows.
type BoxState int

const (
	BoxEmpty BoxState = iota
	BoxSome
	BoxFull
)

// BoxStateOf is what a box shows that is checked or not.
func BoxStateOf(on bool) BoxState {
	if on {
		return BoxFull
	}
	return BoxEmpty
}

// PaintCheck dresses a check box.
func PaintCheck(r *canvas.Rectangle, tick *canvas.Image, st BoxState, hovered bool) {
	r.CornerRadius, r.StrokeWidth = Px(4), 1
	r.FillColor, r.StrokeColor = Ink(ColorPanel), Ink(ColorFaint)
	if hovered {
		r.StrokeColor = Ink(ColorAccent)
	}
	switch st {
	case BoxEmpty:
		tick.Hidden = true
	case BoxSome:
		r.FillColor, r.StrokeColor = Ink(ColorAccent), Ink(ColorAccent)
		SetIcon(tick, iconMinus, Ink(colorOnAccent))
	case BoxFull:
		r.FillColor, r.StrokeColor = Ink(ColorAccent), Ink(ColorAccent)
		SetIcon(tick, IconCheck, Ink(colorOnAccent))
	}
}
