package ui

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// update draws the visible lines.
func (b *textBody) update() {
	v := b.v
	b.marks.used, b.words.used = 0, 0
	if v.wrap != nil {
		h := v.lineHeight()
		top := float64(px(16)) - v.offset
		first := max(int((v.offset-float64(px(16)))/float64(h)), 0)
		for i := first; i < len(v.wrap.lines); i++ {
			y := float32(top + float64(i)*float64(h))
			if y > b.Size().Height {
				break
			}
			b.line(v.wrap.lines[i], y, h)
		}
	}
	b.root.Objects = b.root.Objects[:0]
	for _, m := range b.marks.all[:b.marks.used] {
		b.root.Objects = append(b.root.Objects, m)
	}
	for _, t := range b.words.all[:b.words.used] {
		b.root.Objects = append(b.root.Objects, t)
	}
	canvas.Refresh(b.root)
}

// line draws one line: bars for quotation, the selection, the pieces of text.
func (b *textBody) line(l textLine, y, h float32) {
	v := b.v
	x := v.padding() + indent(l.depth)
	for d := range l.depth {
		b.mark(v.padding()+indent(d), y, px(3), h, ink(colorQuoteBar))
	}
	b.selection(l, x, y, h)
	c := ink(colorText)
	if l.depth > 0 {
		c = ink(colorMuted)
	}
	at := l.start
	for _, k := range linksWithin(v.wrap.links, l.start, l.end) {
		from, to := max(k.start, l.start), min(k.end, l.end)
		x = b.piece(at, from, x, y, h, c)
		x = b.piece(from, to, x, y, h, ink(colorAccent))
		at = to
	}
	b.piece(at, l.end, x, y, h, c)
}

func (b *textBody) mark(x, y, w, h float32, c color.Color) {
	r := b.marks.take(func() *canvas.Rectangle { return canvas.NewRectangle(c) })
	r.FillColor = c
	moveTo(r, x, y, w, h)
}

// piece draws part of a line and returns where the next one begins.
func (b *textBody) piece(from, to int32, x, y, h float32, c color.Color) float32 {
	if from >= to {
		return x
	}
	s := b.v.drawn(int(from), int(to))
	if s == "" {
		return x
	}
	t := b.words.take(func() *canvas.Text { return canvas.NewText("", c) })
	t.Text, t.Color, t.TextSize = s, c, px(textSize)
	w := b.v.measure(s)
	moveTo(t, x, y, w, h)
	return x + w
}

// drawn is a part of the text as it is painted.
func (v *textView) drawn(from, to int) string {
	return cleanLine(expandTabs(v.text[from:to]))
}

func (v *textView) measure(s string) float32 {
	return fyne.MeasureText(s, px(textSize), fyne.TextStyle{}).Width
}

// selection paints what is selected of a line.
func (b *textBody) selection(l textLine, x, y, h float32) {
	v := b.v
	from, to := min(v.from, v.to), max(v.from, v.to)
	if from == to || to <= int(l.start) || from > int(l.end) {
		return
	}
	left := x + v.measureTo(l, max(from, int(l.start)))
	right := x + v.measureTo(l, min(to, int(l.end)))
	if to > int(l.end) {
		right += px(4) // the line feed
	}
	if right > left {
		b.mark(left, y, right-left, h, ink("selection"))
	}
}

// measureTo is the width from the beginning of a line to a byte of it, summed
// over the pieces that are drawn.
func (v *textView) measureTo(l textLine, at int) float32 {
	var x float32
	from := int(l.start)
	for _, k := range linksWithin(v.wrap.links, l.start, l.end) {
		for _, stop := range [2]int{max(int(k.start), int(l.start)), min(int(k.end), int(l.end))} {
			if stop >= at {
				return x + v.measure(v.drawn(from, max(at, from)))
			}
			x += v.measure(v.drawn(from, stop))
			from = stop
		}
	}
	if at > from {
		x += v.measure(v.drawn(from, at))
	}
	return x
}

// lineOf is the line that holds a byte.
func (v *textView) lineOf(at int) int {
	if v.wrap == nil {
		return 0
	}
	i := sort.Search(len(v.wrap.lines), func(i int) bool { return int(v.wrap.lines[i].start) > at })
	return max(i-1, 0)
}
