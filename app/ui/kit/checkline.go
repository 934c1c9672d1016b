package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// checkHeight is the height of a check box with one line of words.
const checkHeight = 22

// CheckLine is a check box with words behind it, in the look of the list.
type CheckLine struct {
	widget.BaseWidget
	OnChange func(bool)
	OnEscape func() // Escape was pressed; nil where it means nothing
	OnFocus  func() // it has got the keyboard; may be nil

	On      bool
	Round   bool // one of a few that exclude one another
	Text    *Paragraph
	More    *Caption // muted, behind the words
	hovered bool
	focused bool
}

var (
	_ fyne.Focusable     = (*CheckLine)(nil)
	_ fyne.Tappable      = (*CheckLine)(nil)
	_ desktop.Hoverable  = (*CheckLine)(nil)
	_ desktop.Cursorable = (*CheckLine)(nil)
)

// NewCheckLine makes a check box with words, and muted words behind them.
func NewCheckLine(text, more string, on bool) *CheckLine {
	c := &CheckLine{On: on, Text: NewParagraph(text, TextSize, false, ColorText), More: NewCaption(more, TextSize, false, ColorMuted)}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements [fyne.Tappable].
func (c *CheckLine) Tapped(*fyne.PointEvent) { c.Choose(!c.On) }

// Choose checks the box, or does not.
func (c *CheckLine) Choose(on bool) {
	if c.On == on {
		return
	}
	c.On = on
	c.Refresh()
	if c.OnChange != nil {
		c.OnChange(on)
	}
}

// FocusGained implements [fyne.Focusable].
func (c *CheckLine) FocusGained() {
	c.focused = true
	c.Refresh()
	if c.OnFocus != nil {
		c.OnFocus()
	}
}

// FocusLost implements [fyne.Focusable].
func (c *CheckLine) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements [fyne.Focusable].
func (c *CheckLine) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (c *CheckLine) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		c.Tapped(nil)
	}
	if e.Name == fyne.KeyEscape && c.OnEscape != nil {
		c.OnEscape()
	}
}

// MouseIn implements [desktop.Hoverable].
func (c *CheckLine) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (c *CheckLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (c *CheckLine) MouseOut() { c.hovered = false; c.Refresh() }

// Cursor implements [desktop.Cursorable].
func (c *CheckLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

// HeightFor is how high the box and its words are at a width.
func (c *CheckLine) HeightFor(width float32) float32 {
	w := min(c.Text.Natural()+1, width-Px(26))
	return max(Px(checkHeight), Px(checkHeight)-c.Text.LineHeight()+c.Text.HeightFor(w))
}

// CreateRenderer implements [fyne.Widget].
func (c *CheckLine) CreateRenderer() fyne.WidgetRenderer {
	frame, ring, tick := canvas.NewRectangle(Transparent()), Box(), NewIcon()
	p := &Painted{Owner: c, Parts: []fyne.CanvasObject{ring, frame, tick, c.Text, c.More}}
	p.Dress = func() {
		PaintCheck(frame, tick, BoxStateOf(c.On), c.hovered)
		if c.Round {
			frame.CornerRadius = Px(7)
		}
		ring.CornerRadius, ring.FillColor = Px(5), Transparent()
		if c.focused {
			ring.FillColor = Ink("focus")
		}
	}
	p.Place = func(s fyne.Size) {
		side := Px(14)
		y := (Px(checkHeight) - side) / 2
		MoveTo(ring, 0, y-Px(2), side+Px(4), side+Px(4))
		MoveTo(frame, Px(2), y, side, side)
		MoveTo(tick, Px(3), y+Px(1), side-Px(2), side-Px(2))
		x := Px(26)
		w := min(c.Text.Natural()+1, s.Width-x)
		MoveTo(c.Text, x, (Px(checkHeight)-c.Text.LineHeight())/2, w, c.Text.HeightFor(w))
		MoveTo(c.More, x+w+Px(8), 0, max(s.Width-x-w-Px(8), 0), Px(checkHeight))
	}
	p.Least = func() fyne.Size { return fyne.NewSize(c.Text.Natural()+c.More.Natural()+Px(40), Px(checkHeight)) }
	p.Dress()
	return p
}
