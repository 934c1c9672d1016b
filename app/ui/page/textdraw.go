package page

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/restante/restante/app/letters"
	"github.com/restante/restante/app/ui/kit"
)

// update draws the visible lines.
func (b *textBody) update() {
	v := b.v
	b.marks.Used, b.Words.Used = 0, 0
	if v.Wrap != nil {
		h := v.LineHeight()
		top := float64(kit.Px(16)) - v.Offset
		first := max(int((v.Offset-float64(kit.Px(16)))/float64(h)), 0)
		for i := first; i < len(v.Wrap.Lines); i++ {
			y := float32(top + float64(i)*float64(h))
			if y > b.Size().Height {
				break
			}
			b.line(v.Wrap.Lines[i], y, h)
		}
	}
	b.root.Objects = b.root.Objects[:0]
	for _, m := range b.marks.All[:b.marks.Used] {
		b.root.Objects = append(b.root.Objects, m)
	}
	for _, t := range b.Words.All[:b.Words.Used] {
		b.root.Objects = append(b.root.Objects, t)
	}
	canvas.Refresh(b.root)
}

// line draws one line: bars for quotation, the selection, the pieces of text.
func (b *textBody) line(l kit.TextLine, y, h float32) {
	v := b.v
	x := v.Padding() + kit.Indent(l.Depth)
	for d := range l.Depth {
		b.mark(v.Padding()+kit.Indent(d), y, kit.Px(3), h, kit.Ink(kit.ColorQuoteBar))
	}
	b.selection(l, x, y, h)
	c := kit.Ink(kit.ColorText)
	if l.Depth > 0 {
		c = kit.Ink(kit.ColorMuted)
	}
	at := l.Start
	for _, k := range linksWithin(v.Links, l.Start, l.End) {
		from, to := max(k.start, l.Start), min(k.end, l.End)
		x = b.piece(at, from, x, y, h, c)
		x = b.piece(from, to, x, y, h, kit.Ink(kit.ColorAccent))
		at = to
	}
	b.piece(at, l.End, x, y, h, c)
}

func (b *textBody) mark(x, y, w, h float32, c color.Color) {
	r := b.marks.lend(func() *canvas.Rectangle { return canvas.NewRectangle(c) })
	r.FillColor = c
	kit.MoveTo(r, x, y, w, h)
}

// piece draws part of a line and returns where the next one begins.
func (b *textBody) piece(from, to int32, x, y, h float32, c color.Color) float32 {
	if from >= to {
		return x
	}
	s := b.v.Drawn(int(from), int(to))
	if s == "" {
		return x
	}
	t := b.Words.lend(func() *canvas.Text { return canvas.NewText("", c) })
	t.Text, t.Color, t.TextSize = s, c, kit.Px(kit.TextSize)
	w := b.v.Measure(s)
	kit.MoveTo(t, x, y, w, h)
	return x + w
}

// Drawn is a part of the text as it is painted.
func (v *Text) Drawn(from, to int) string {
	return letters.Text(kit.ExpandTabs(v.Text[from:to]))
}

// Measure is how wide a string is drawn.
func (v *Text) Measure(s string) float32 {
	return fyne.MeasureText(s, kit.Px(kit.TextSize), fyne.TextStyle{}).Width
}

// selection paints what is selected of a line.
func (b *textBody) selection(l kit.TextLine, x, y, h float32) {
	v := b.v
	from, to := min(v.from, v.to), max(v.from, v.to)
	if from == to || to <= int(l.Start) || from > int(l.End) {
		return
	}
	left := x + v.MeasureTo(l, max(from, int(l.Start)))
	right := x + v.MeasureTo(l, min(to, int(l.End)))
	if to > int(l.End) {
		right += kit.Px(4) // the line feed
	}
	if right > left {
		b.mark(left, y, right-left, h, kit.Ink("selection"))
	}
}

// MeasureTo is the width from the beginning of a line to a byte of it, summed
// over the pieces that are drawn.
func (v *Text) MeasureTo(l kit.TextLine, at int) float32 {
	var x float32
	from := int(l.Start)
	for _, k := range linksWithin(v.Links, l.Start, l.End) {
		for _, stop := range [2]int{max(int(k.start), int(l.Start)), min(int(k.end), int(l.End))} {
			if stop >= at {
				return x + v.Measure(v.Drawn(from, max(at, from)))
			}
			x += v.Measure(v.Drawn(from, stop))
			from = stop
		}
	}
	if at > from {
		x += v.Measure(v.Drawn(from, at))
	}
	return x
}

// lineOf is the line that holds a byte.
func (v *Text) lineOf(at int) int {
	if v.Wrap == nil {
		return 0
	}
	i := sort.Search(len(v.Wrap.Lines), func(i int) bool { return int(v.Wrap.Lines[i].Start) > at })
	return max(i-1, 0)
}
