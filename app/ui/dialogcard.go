package ui

import "fyne.io/fyne/v2"

// choice is one button of a card.
type choice struct {
	text string
	kind buttonKind
	do   func()
}

// dialogCard asks something in the middle of the window. Escape closes it.
type dialogCard struct {
	askCard
	title    *paragraph
	text     *paragraph
	extra    *paragraph
	OnEscape func() // what Escape does; nil closes the card
}

// ask shows a card. The last choice has the keyboard, and stands for Escape.
func ask(c fyne.Canvas, title, text, extra string, choices ...choice) *dialogCard {
	d := &dialogCard{
		title: newParagraph(title, textSize+2, true, colorText),
		text:  newParagraph(text, textSize, false, colorText),
		extra: newParagraph(extra, textSize, false, colorMuted),
	}
	d.wide, d.fill, d.dress = d.width, d.placeAll, func() {}
	d.buttons = choiceButtons(choices, d.take)
	d.showCard(c, d.buttons[len(d.buttons)-1], d.title, d.text, d.extra)
	return d
}

// choiceButtons makes the buttons of some choices. take closes the card and does what was
// chosen.
func choiceButtons(choices []choice, take func(do func())) (out []*button) {
	for _, ch := range choices {
		out = append(out, newButton(ch.kind, iconNone, ch.text, func() { take(ch.do) }))
	}
	return out
}

// setLines shows text that is longer than a sentence, such as a link.
func (d *dialogCard) setLines(s string) {
	d.text.setLines(s)
	d.fit()
}

func (d *dialogCard) width() float32 {
	w := 2*px(24) - px(8)
	for _, b := range d.buttons {
		w += b.MinSize().Width + px(8)
	}
	return max(px(420), w)
}

// placeAll places what is said.
func (d *dialogCard) placeAll(width float32) float32 {
	x, w, y := px(24), width-2*px(24), px(12)
	for i, t := range []*paragraph{d.title, d.text, d.extra} {
		h := t.heightFor(w)
		moveTo(t, x, y, w, h)
		if h > 0 {
			y += h + px([]float32{6, 8, 8}[i])
		}
	}
	return y
}
