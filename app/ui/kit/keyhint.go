package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// KeyHint shows a key in a small frame.
type KeyHint struct {
	widget.BaseWidget
	text *canvas.Text
}

// NewKeyHint shows the name of a key.
func NewKeyHint(key string) *KeyHint {
	k := &KeyHint{text: canvas.NewText(key, Ink(ColorFaint))}
	k.text.Alignment = fyne.TextAlignCenter
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer implements [fyne.Widget].
func (k *KeyHint) CreateRenderer() fyne.WidgetRenderer {
	back := Box()
	p := &Painted{Owner: k, Parts: []fyne.CanvasObject{back, k.text}}
	p.Dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = Transparent(), Ink(ColorLine), 1, Px(4)
		k.text.Color, k.text.TextSize = Ink(ColorMuted), Px(TextCaption)
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		k.text.Resize(s)
	}
	p.Least = func() fyne.Size {
		return fyne.NewSize(fyne.MeasureText(k.text.Text, Px(TextCaption), fyne.TextStyle{}).Width+Px(12), Px(17))
	}
	p.Dress()
	return p
}
