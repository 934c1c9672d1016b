package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Tag is a word in a small yellow frame behind a subject.
type Tag struct {
	back *canvas.Rectangle
	Text *canvas.Text
}

// NewTag makes a hidden tag.
func NewTag() *Tag {
	t := &Tag{back: Box(), Text: canvas.NewText("", color.Black)}
	t.Text.Alignment = fyne.TextAlignCenter
	t.Hide()
	return t
}

// Objects are the drawings of the tag.
func (t *Tag) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{t.back, t.Text} }

// Hide takes the tag out of sight.
func (t *Tag) Hide() { t.back.Hidden, t.Text.Hidden = true, true }

// Show shows a word.
func (t *Tag) Show(word string) {
	t.back.Hidden, t.Text.Hidden = false, false
	t.Text.Text, t.Text.TextSize, t.Text.Color = word, Px(TextCaption), Ink(colorLookText)
	t.back.FillColor, t.back.StrokeColor, t.back.StrokeWidth, t.back.CornerRadius = Ink(ColorLook), Ink(ColorLookLine), 1, Px(4)
}

// Width is how wide the tag is.
func (t *Tag) Width() float32 { return t.Text.MinSize().Width + Px(12) }

// Place puts the tag into the middle of a row.
func (t *Tag) Place(x, height float32) {
	if t.back.Hidden {
		return
	}
	h := Px(17)
	MoveTo(t.back, x, (height-h)/2, t.Width(), h)
	MoveTo(t.Text, x, (height-h)/2, t.Width(), h)
}
