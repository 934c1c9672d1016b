package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/letters"
)

// Paragraph is a few sentences broken to the width they get.
type Paragraph struct {
	widget.BaseWidget
	Text  string
	size  float32
	bold  bool
	color fyne.ThemeColorName
	Align fyne.TextAlign
	lines []*canvas.Text
	root  *fyne.Container
}

// NewParagraph makes a paragraph; size is at 100 %.
func NewParagraph(text string, size float32, bold bool, c fyne.ThemeColorName) *Paragraph {
	p := &Paragraph{Text: letters.Clean(text, letters.MaxWords), size: size, bold: bold, color: c, root: &fyne.Container{}}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the sentences.
func (p *Paragraph) Set(text string) {
	if text = letters.Clean(text, letters.MaxWords); text != p.Text {
		p.Text = text
		p.Refresh()
	}
}

// SetLines takes a text of several lines, each cleaned by itself.
func (p *Paragraph) SetLines(text string) {
	p.Text = letters.ForCopy(ExpandTabs(text))
	if len(p.Text) > letters.MaxDetails {
		p.Text = p.Text[:letters.NextRune(p.Text, letters.MaxDetails, len(p.Text))] + "…"
	}
	p.Refresh()
}

// Natural is the width of the sentences when they are not broken.
func (p *Paragraph) Natural() float32 {
	return fyne.MeasureText(p.Text, Px(p.size), fyne.TextStyle{Bold: p.bold}).Width
}

// LineHeight is how high a line is.
func (p *Paragraph) LineHeight() float32 { return Px(p.size) * 1.4 }

func (p *Paragraph) wrapped(width float32) *Wrapping {
	w := NewWrapping(p.Text, width, newAdvances(Px(p.size), fyne.TextStyle{Bold: p.bold}))
	w.Step(len(p.Text) + 1)
	return w
}

// HeightFor is how high the sentences are at a width.
func (p *Paragraph) HeightFor(width float32) float32 {
	if p.Text == "" {
		return 0
	}
	return float32(len(p.wrapped(width).Lines)) * p.LineHeight()
}

// CreateRenderer implements [fyne.Widget].
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &Painted{Parts: []fyne.CanvasObject{p.root}, Owner: p, Dress: func() {}}
	r.Least = func() fyne.Size { return fyne.NewSize(Px(40), 1) }
	r.Place = func(s fyne.Size) {
		w := p.wrapped(s.Width)
		p.root.Resize(s)
		p.root.Objects = p.root.Objects[:0]
		for i, l := range w.Lines {
			if i == len(p.lines) {
				p.lines = append(p.lines, canvas.NewText("", color.Black))
			}
			t := p.lines[i]
			t.Text, t.TextSize, t.Color = letters.Text(w.Text[l.Start:l.End]), Px(p.size), Ink(p.color)
			t.TextStyle.Bold, t.Alignment = p.bold, p.Align
			MoveTo(t, 0, float32(i)*p.LineHeight(), s.Width, p.LineHeight())
			p.root.Objects = append(p.root.Objects, t)
		}
	}
	return r
}
