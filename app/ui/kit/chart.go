package kit

import (
	"fyne.io/fyne/v2/canvas"
)

// Part is a part of a whole, from 0 to 1.
func Part(n, whole int) float64 {
	if whole <= 0 {
		return 0
	}
	return min(float64(n)/float64(whole), 1)
}

func roundTo(v float32) float32 { return float32(int(v + 0.5)) }

// DrawLine draws 24 numbers as small columns. What is not nothing can be seen.
func DrawLine(bars []*canvas.Rectangle, line [24]int, x, y, w, h float32) {
	most := 1
	for _, n := range line {
		most = max(most, n)
	}
	step := w / float32(len(line))
	for i, n := range line {
		b := bars[i]
		b.Hidden = n == 0
		if n == 0 {
			continue
		}
		b.FillColor = Mix(Ink(ColorPanel), Ink(ColorAccent), 0.55)
		bh := max(h*float32(n)/float32(most), max(Px(2), 1))
		from, to := roundTo(float32(i)*step), roundTo(float32(i+1)*step)
		MoveTo(b, x+from, y+h-bh, max(to-from-1, 1), bh)
	}
}
