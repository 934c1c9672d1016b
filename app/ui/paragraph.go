package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// paragraph is a few sentences broken to the width they get.
type paragraph struct {
	widget.BaseWidget
	text  string
	size  float32
	bold  bool
	color fyne.ThemeColorName
	align fyne.TextAlign
	lines []*canvas.Text
	root  *fyne.Container
}

func newParagraph(text string, size float32, bold bool, c fyne.ThemeColorName) *paragraph {
	p := &paragraph{text: Clean(text, maxWords), size: size, bold: bold, color: c, root: &fyne.Container{}}
	p.ExtendBaseWidget(p)
	return p
}

func (p *paragraph) set(text string) {
	if text = Clean(text, maxWords); text != p.text {
		p.text = text
		p.Refresh()
	}
}

// setLines takes a text of several lines, each cleaned by itself.
func (p *paragraph) setLines(text string) {
	p.text = cleanCopy(expandTabs(text))
	if len(p.text) > maxDetails {
		p.text = p.text[:nextRune(p.text, maxDetails, len(p.text))] + "…"
	}
	p.Refresh()
}

func (p *paragraph) lineHeight() float32 { return px(p.size) * 1.4 }

func (p *paragraph) wrapped(width float32) *wrapping {
	w := newWrapping(p.text, width, newAdvances(px(p.size), fyne.TextStyle{Bold: p.bold}))
	w.step(len(p.text) + 1)
	return w
}

// heightFor is how high the sentences are at a width.
func (p *paragraph) heightFor(width float32) float32 {
	if p.text == "" {
		return 0
	}
	return float32(len(p.wrapped(width).lines)) * p.lineHeight()
}

// CreateRenderer implements [fyne.Widget].
func (p *paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &painted{objects: []fyne.CanvasObject{p.root}, owner: p, dress: func() {}}
	r.least = func() fyne.Size { return fyne.NewSize(px(40), 1) }
	r.place = func(s fyne.Size) {
		w := p.wrapped(s.Width)
		p.root.Resize(s)
		p.root.Objects = p.root.Objects[:0]
		for i, l := range w.lines {
			if i == len(p.lines) {
				p.lines = append(p.lines, canvas.NewText("", color.Black))
			}
			t := p.lines[i]
			t.Text, t.TextSize, t.Color = cleanLine(w.text[l.start:l.end]), px(p.size), ink(p.color)
			t.TextStyle.Bold, t.Alignment = p.bold, p.align
			moveTo(t, 0, float32(i)*p.lineHeight(), s.Width, p.lineHeight())
			p.root.Objects = append(p.root.Objects, t)
		}
	}
	return r
}
