package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tag is a word in a small yellow frame behind a subject.
type tag struct {
	back *canvas.Rectangle
	text *canvas.Text
}

func newTag() *tag {
	t := &tag{back: box(), text: canvas.NewText("", color.Black)}
	t.text.Alignment = fyne.TextAlignCenter
	t.hide()
	return t
}

func (t *tag) objects() []fyne.CanvasObject { return []fyne.CanvasObject{t.back, t.text} }

func (t *tag) hide() { t.back.Hidden, t.text.Hidden = true, true }

func (t *tag) show(word string) {
	t.back.Hidden, t.text.Hidden = false, false
	t.text.Text, t.text.TextSize, t.text.Color = word, px(textCaption), ink(colorLookText)
	t.back.FillColor, t.back.StrokeColor, t.back.StrokeWidth, t.back.CornerRadius = ink(colorLook), ink(colorLookLine), 1, px(4)
}

func (t *tag) width() float32 { return t.text.MinSize().Width + px(12) }

// tagOf is the word behind the subject of a message.
func (l *messageList) tagOf(id int32) string {
	if at := l.row[id].Caught; !at.IsZero() {
		return "goes " + at.In(l.now().Location()).Format("15:04")
	}
	return l.tags[id]
}

// place puts the tag into the middle of a row.
func (t *tag) place(x, height float32) {
	if t.back.Hidden {
		return
	}
	h := px(17)
	moveTo(t.back, x, (height-h)/2, t.width(), h)
	moveTo(t.text, x, (height-h)/2, t.width(), h)
}
