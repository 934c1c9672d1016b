package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// choice is one button of a [dialogCard].
type choice struct {
	text string
	kind buttonKind
	do   func()
}

// dialogCard asks something in the middle of the window. Escape closes it.
type dialogCard struct {
	widget.BaseWidget
	title    *paragraph
	text     *paragraph
	extra    *paragraph
	buttons  []*button
	OnEscape func() // what Escape does; nil closes the card
	pop      *widget.PopUp
}

// ask shows a card. The first choice has the keyboard; the last one is taken by
// Escape.
func ask(c fyne.Canvas, title, text, extra string, choices ...choice) *dialogCard {
	d := &dialogCard{
		title: newParagraph(title, textSize+2, true, colorText),
		text:  newParagraph(text, textSize, false, colorText),
		extra: newParagraph(extra, textSize, false, colorMuted),
	}
	for _, ch := range choices {
		d.buttons = append(d.buttons, newButton(ch.kind, iconNone, ch.text, func() {
			d.close()
			if ch.do != nil {
				ch.do()
			}
		}))
	}
	for _, b := range d.buttons {
		b.OnEscape = d.close
	}
	d.ExtendBaseWidget(d)
	d.pop = widget.NewModalPopUp(d, c)
	d.pop.Show()
	if len(d.buttons) > 0 {
		c.Focus(d.buttons[len(d.buttons)-1])
	}
	return d
}

// setLines shows text that is longer than a sentence, such as a link.
func (d *dialogCard) setLines(s string) {
	d.text.setLines(s)
	d.Refresh()
	d.pop.Resize(d.pop.MinSize())
}

func (d *dialogCard) close() { d.pop.Hide() }

func (d *dialogCard) width() float32 {
	w := px(20)
	for _, b := range d.buttons {
		w += b.MinSize().Width + px(8)
	}
	return max(px(420), w+px(20))
}

// CreateRenderer implements [fyne.Widget].
func (d *dialogCard) CreateRenderer() fyne.WidgetRenderer {
	p := &painted{owner: d, objects: []fyne.CanvasObject{d.title, d.text, d.extra}, dress: func() {}}
	for _, b := range d.buttons {
		p.objects = append(p.objects, b)
	}
	pad := px(20)
	p.place = func(s fyne.Size) {
		w := s.Width - 2*pad
		y := pad
		for i, t := range []*paragraph{d.title, d.text, d.extra} {
			if h := t.heightFor(w); h > 0 {
				moveTo(t, pad, y, w, h)
				y += h + px([]float32{6, 8, 8}[i])
			}
		}
		last := slices.Clone(d.buttons)
		slices.Reverse(last)
		placeFromRight(s.Width-pad, s.Height-pad-px(buttonHeight), last...)
	}
	p.least = func() fyne.Size {
		w := d.width()
		h := 2*pad + d.title.heightFor(w-2*pad) + d.text.heightFor(w-2*pad) + d.extra.heightFor(w-2*pad) + px(28) + px(buttonHeight)
		return fyne.NewSize(w, h)
	}
	return p
}
