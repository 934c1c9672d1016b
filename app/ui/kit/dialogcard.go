package kit

import (
	"fyne.io/fyne/v2"
)

// Choice is one button of a card.
type Choice struct {
	Text string
	kind Kind
	Do   func()
}

// NewChoice makes a choice; a nil do only closes the card.
func NewChoice(text string, kind Kind, do func()) Choice { return Choice{text, kind, do} }

// Question asks something in the middle of the window. Escape closes it.
type Question struct {
	AskCard
	Title    *Paragraph
	Text     *Paragraph
	Extra    *Paragraph
	OnEscape func() // what Escape does; nil closes the card
}

// Ask shows a card. The last choice has the keyboard, and stands for Escape.
func Ask(c fyne.Canvas, title, text, extra string, choices ...Choice) *Question {
	d := &Question{
		Title: NewParagraph(title, TextSize+2, true, ColorText),
		Text:  NewParagraph(text, TextSize, false, ColorText),
		Extra: NewParagraph(extra, TextSize, false, ColorMuted),
	}
	d.Wide, d.Fill, d.Dress = d.width, d.placeAll, func() {}
	d.Buttons = choiceButtons(choices, d.CloseAndDo)
	d.ShowCard(c, d.Buttons[len(d.Buttons)-1], d.Title, d.Text, d.Extra)
	return d
}

// choiceButtons makes the buttons of some choices. take closes the card and does what was
// chosen.
func choiceButtons(choices []Choice, take func(do func())) (out []*Button) {
	for _, ch := range choices {
		out = append(out, NewButton(ch.kind, IconNone, ch.Text, func() { take(ch.Do) }))
	}
	return out
}

// SetLines shows text that is longer than a sentence, such as a link.
func (d *Question) SetLines(s string) {
	d.Text.SetLines(s)
	d.Fit()
}

func (d *Question) width() float32 {
	w := 2*Px(24) - Px(8)
	for _, b := range d.Buttons {
		w += b.MinSize().Width + Px(8)
	}
	return max(Px(420), w)
}

// placeAll places what is said.
func (d *Question) placeAll(width float32) float32 {
	x, w, y := Px(24), width-2*Px(24), Px(12)
	for i, t := range []*Paragraph{d.Title, d.Text, d.Extra} {
		h := t.HeightFor(w)
		MoveTo(t, x, y, w, h)
		if h > 0 {
			y += h + Px([]float32{6, 8, 8}[i])
		}
	}
	return y
}
