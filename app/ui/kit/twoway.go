package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// TwoWay is a choice of two, each with a word of explanation.
type TwoWay struct {
	widget.BaseWidget
	OnChanged func()
	titles    [2]*Paragraph
	hints     [2]*Paragraph
	Second    bool
	focused   bool
}

// NewTwoWay makes a choice of two.
func NewTwoWay(title, hint [2]string) *TwoWay {
	t := &TwoWay{}
	for i := range 2 {
		t.titles[i] = NewParagraph(title[i], TextSize, true, ColorText)
		t.hints[i] = NewParagraph(hint[i], TextCaption, false, ColorMuted)
	}
	t.ExtendBaseWidget(t)
	return t
}

// Choose sets the side.
func (t *TwoWay) Choose(second bool) {
	t.Second = second
	t.Refresh()
	if t.OnChanged != nil {
		t.OnChanged()
	}
}

// Tapped implements [fyne.Tappable].
func (t *TwoWay) Tapped(e *fyne.PointEvent) { t.Choose(e.Position.X > t.Size().Width/2) }

// FocusGained implements [fyne.Focusable].
func (t *TwoWay) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements [fyne.Focusable].
func (t *TwoWay) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune implements [fyne.Focusable].
func (t *TwoWay) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (t *TwoWay) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		t.Choose(false)
	case fyne.KeyRight:
		t.Choose(true)
	case fyne.KeySpace:
		t.Choose(!t.Second)
	}
}

// Cursor implements [desktop.Cursorable].
func (t *TwoWay) Cursor() desktop.Cursor { return desktop.PointerCursor }

// HeightFor is how high the choice is at a width.
func (t *TwoWay) HeightFor(width float32) float32 {
	w, h := width/2-Px(24), Px(58)
	for i := range 2 {
		h = max(h, t.titles[i].HeightFor(w)+t.hints[i].HeightFor(w)+Px(24))
	}
	return h
}

// CreateRenderer implements [fyne.Widget].
func (t *TwoWay) CreateRenderer() fyne.WidgetRenderer {
	back, lit := Box(), Box()
	p := &Painted{Owner: t, Parts: []fyne.CanvasObject{back, lit}}
	for i := range 2 {
		p.Parts = append(p.Parts, t.titles[i], t.hints[i])
	}
	p.Dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = Ink(ColorSide), Ink(ColorLine), 1, Px(CardRadius)
		lit.FillColor, lit.StrokeColor, lit.StrokeWidth, lit.CornerRadius = Ink(ColorPanel), Ink(ColorLine), 1, Px(Radius)
		if t.focused {
			lit.StrokeColor, lit.StrokeWidth = Ink(ColorAccent), 2
		}
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		half := s.Width / 2
		for i := range 2 {
			x, w := half*float32(i)+Px(15), half-Px(24)
			title, hint := t.titles[i].HeightFor(w), t.hints[i].HeightFor(w)
			y := (s.Height - title - hint) / 2
			MoveTo(t.titles[i], x, y, w, title)
			MoveTo(t.hints[i], x, y+title, w, hint)
		}
		x := Px(4)
		if t.Second {
			x = half
		}
		MoveTo(lit, x, Px(4), half-Px(4), s.Height-Px(8))
	}
	p.Least = func() fyne.Size { return fyne.NewSize(Px(200), Px(58)) }
	p.Dress()
	return p
}
