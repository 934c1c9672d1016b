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
	title     [2]string
	hint      [2]string
	Second    bool
	focused   bool
}

// NewTwoWay makes a choice of two.
func NewTwoWay(title, hint [2]string) *TwoWay {
	t := &TwoWay{title: title, hint: hint}
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

// CreateRenderer implements [fyne.Widget].
func (t *TwoWay) CreateRenderer() fyne.WidgetRenderer {
	back, lit := Box(), Box()
	p := &Painted{Owner: t, Parts: []fyne.CanvasObject{back, lit}}
	var titles, hints [2]*Caption
	for i := range 2 {
		titles[i] = NewCaption(t.title[i], TextSize, true, ColorText)
		hints[i] = NewCaption(t.hint[i], TextCaption, false, ColorMuted)
		p.Parts = append(p.Parts, titles[i], hints[i])
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
			x := half*float32(i) + Px(15)
			MoveTo(titles[i], x, s.Height/2-Px(19), half-Px(24), Px(18))
			MoveTo(hints[i], x, s.Height/2, half-Px(24), Px(17))
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
