package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/ui/kit"
)

// peekCard shows the first lines of a message beside the pointer. It takes no
// clicks and no keys.
type peekCard struct {
	widget.BaseWidget
	from, subject *kit.Paragraph
	text          *kit.Paragraph
}

func newPeekCard() *peekCard {
	c := &peekCard{
		from:    kit.NewParagraph("", kit.TextSmall, false, kit.ColorMuted),
		subject: kit.NewParagraph("", kit.TextSize, true, kit.ColorText),
		text:    kit.NewParagraph("", kit.TextSmall, false, kit.ColorText),
	}
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// set shows who wrote, about what, and the first lines.
func (c *peekCard) set(from, subject, text string) {
	c.from.Set(from)
	c.subject.Set(subject)
	c.text.SetLines(text)
	c.Refresh()
}

func (c *peekCard) size() fyne.Size {
	w := kit.Px(380)
	inner := w - kit.Px(26)
	h := kit.Px(20) + c.from.HeightFor(inner) + c.subject.HeightFor(inner) + c.text.HeightFor(inner)
	if c.text.Text != "" {
		h += kit.Px(8)
	}
	return fyne.NewSize(w, h)
}

// CreateRenderer implements [fyne.Widget].
func (c *peekCard) CreateRenderer() fyne.WidgetRenderer {
	back := kit.Box()
	p := &kit.Painted{Owner: c, Parts: []fyne.CanvasObject{back, c.from, c.subject, c.text}}
	p.Dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = kit.Ink(kit.ColorPanel), kit.Ink(kit.ColorLine), 1, kit.Px(kit.CardRadius)
		back.Shadow = canvas.Shadow{Color: kit.Ink("shadow"), BlurRadius: kit.Px(12), Offset: fyne.NewPos(0, kit.Px(3))}
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		x, w, y := kit.Px(13), s.Width-kit.Px(26), kit.Px(10)
		for _, t := range []*kit.Paragraph{c.from, c.subject, c.text} {
			h := t.HeightFor(w)
			kit.MoveTo(t, x, y, w, h)
			y += h
			if t == c.subject {
				y += kit.Px(8)
			}
		}
	}
	p.Least = c.size
	p.Dress()
	return p
}
