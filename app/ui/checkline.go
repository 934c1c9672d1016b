package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// checkLine is a check box with words behind it, in the look of the list.
type checkLine struct {
	widget.BaseWidget
	OnChange func(bool)
	OnEscape func() // Escape was pressed; nil where it means nothing
	OnFocus  func() // it has got the keyboard; may be nil

	on      bool
	round   bool // one of a few that exclude one another
	text    *caption
	more    *caption // muted, behind the words
	hovered bool
	focused bool
}

var (
	_ fyne.Focusable     = (*checkLine)(nil)
	_ fyne.Tappable      = (*checkLine)(nil)
	_ desktop.Hoverable  = (*checkLine)(nil)
	_ desktop.Cursorable = (*checkLine)(nil)
)

func newCheckLine(text, more string, on bool) *checkLine {
	c := &checkLine{on: on, text: newCaption(text, textSize, false, colorText), more: newCaption(more, textSize, false, colorMuted)}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements [fyne.Tappable].
func (c *checkLine) Tapped(*fyne.PointEvent) {
	c.on = !c.on
	c.Refresh()
	if c.OnChange != nil {
		c.OnChange(c.on)
	}
}

// FocusGained implements [fyne.Focusable].
func (c *checkLine) FocusGained() {
	c.focused = true
	c.Refresh()
	if c.OnFocus != nil {
		c.OnFocus()
	}
}

// FocusLost implements [fyne.Focusable].
func (c *checkLine) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements [fyne.Focusable].
func (c *checkLine) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (c *checkLine) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		c.Tapped(nil)
	}
	if e.Name == fyne.KeyEscape && c.OnEscape != nil {
		c.OnEscape()
	}
}

// MouseIn implements [desktop.Hoverable].
func (c *checkLine) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (c *checkLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (c *checkLine) MouseOut() { c.hovered = false; c.Refresh() }

// Cursor implements [desktop.Cursorable].
func (c *checkLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements [fyne.Widget].
func (c *checkLine) CreateRenderer() fyne.WidgetRenderer {
	frame, ring, tick := canvas.NewRectangle(transparent()), box(), newIcon()
	p := &painted{owner: c, objects: []fyne.CanvasObject{ring, frame, tick, c.text, c.more}}
	p.dress = func() {
		paintCheck(frame, tick, boxStateOf(c.on), c.hovered)
		if c.round {
			frame.CornerRadius = px(7)
		}
		ring.CornerRadius, ring.FillColor = px(5), transparent()
		if c.focused {
			ring.FillColor = ink("focus")
		}
	}
	p.place = func(s fyne.Size) {
		side := px(14)
		y := (s.Height - side) / 2
		moveTo(ring, 0, y-px(2), side+px(4), side+px(4))
		moveTo(frame, px(2), y, side, side)
		moveTo(tick, px(3), y+px(1), side-px(2), side-px(2))
		x := px(26)
		w := min(c.text.natural()+1, s.Width-x)
		moveTo(c.text, x, 0, w, s.Height)
		moveTo(c.more, x+w+px(8), 0, max(s.Width-x-w-px(8), 0), s.Height)
	}
	p.least = func() fyne.Size { return fyne.NewSize(c.text.natural()+c.more.natural()+px(40), px(22)) }
	p.dress()
	return p
}
