package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// header is the bar at the top: whose mailbox, the search, what can be done.
type header struct {
	widget.BaseWidget
	title, counts *caption
	search        *searchBox
	get           *button
	delete        *button
	menu          *button
}

func newHeader() *header {
	h := &header{
		title:  newCaption("", textSize, true, colorText),
		counts: newCaption("", textSmall, false, colorMuted),
		search: newSearchBox(),
		get:    newButton(kindPlain, iconDownload, "Get mail", nil),
		delete: newButton(kindDelete, iconTrash, "Delete", nil),
		menu:   newButton(kindPlain, iconMenu, "", nil),
	}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements [fyne.Widget].
func (h *header) CreateRenderer() fyne.WidgetRenderer {
	back, line := box(), box()
	mark := canvas.NewImageFromResource(nil)
	mark.FillMode = canvas.ImageFillContain
	p := &painted{owner: h, objects: []fyne.CanvasObject{back, line, mark, h.title, h.counts, h.search, h.get, h.delete, h.menu}}
	p.dress = func() {
		back.FillColor, line.FillColor = ink(colorWindow), ink(colorLine)
		setLogo(mark, logo(ink(colorAccent), ink(colorWindow), ink(colorWindow)))
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		moveTo(line, 0, s.Height-1, s.Width, 1)
		moveTo(mark, px(16), (s.Height-px(27))/2, px(27), px(27))
		x := s.Width - px(12)
		for i, b := range []*button{h.menu, h.delete, h.get} {
			m := b.MinSize()
			x -= m.Width
			moveTo(b, x, (s.Height-m.Height)/2, m.Width, m.Height)
			x -= px(8)
			if i == 2 {
				x -= px(8)
			}
		}
		sw := min(px(430), max((x-px(51))*0.62, px(120)))
		moveTo(h.search, x-sw, (s.Height-px(buttonHeight))/2, sw, px(buttonHeight))
		tw := max(x-sw-px(16)-px(51), px(10))
		moveTo(h.title, px(51), s.Height/2-px(18), tw, px(18))
		moveTo(h.counts, px(51), s.Height/2, tw, px(17))
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(560), px(toolHeight)) }
	p.dress()
	return p
}

// searchBox narrows the list while one types.
type searchBox struct {
	widget.BaseWidget
	OnChange func(string)
	OnLeave  func() // the keyboard goes back to the list
	OnFocus  func() // the keyboard came or went

	field *field
	hint  *keyHint
	clear *button
}

func newSearchBox() *searchBox {
	s := &searchBox{hint: newKeyHint("Ctrl F")}
	s.clear = newButton(kindBare, iconClose, "", func() { s.reset() }).tall(22)
	s.clear.Hide()
	s.field = newField("Search: a name, a word, from: larger: before:", buttonHeight, iconSearch, nil)
	s.field.input.OnChanged = func(text string) {
		s.clear.Hidden = text == ""
		s.Refresh()
		if s.OnChange != nil {
			s.OnChange(text)
		}
	}
	s.field.input.OnKey = s.key
	draw := s.field.input.OnFocus
	s.field.input.OnFocus = func(on bool) {
		draw(on)
		if s.OnFocus != nil {
			s.OnFocus()
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// key uses Escape to clear first and to leave then; Down and Enter go to the list.
func (s *searchBox) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		if s.field.input.Text != "" {
			s.reset()
			return true
		}
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
	default:
		return false
	}
	if s.OnLeave != nil {
		s.OnLeave()
	}
	return true
}

func (s *searchBox) reset() { s.field.input.SetText("") }

// CreateRenderer implements [fyne.Widget].
func (s *searchBox) CreateRenderer() fyne.WidgetRenderer {
	p := &painted{owner: s, objects: []fyne.CanvasObject{s.field, s.hint, s.clear}, dress: func() {}}
	p.place = func(size fyne.Size) {
		s.field.Resize(size)
		m := s.hint.MinSize()
		s.hint.Hidden = s.field.input.Text != "" || size.Width < px(400)
		moveTo(s.hint, size.Width-m.Width-px(10), (size.Height-m.Height)/2, m.Width, m.Height)
		c := s.clear.MinSize()
		moveTo(s.clear, size.Width-c.Width-px(5), (size.Height-c.Height)/2, c.Width, c.Height)
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(120), px(buttonHeight)) }
	return p
}

// keyHint shows a key in a small frame.
type keyHint struct {
	widget.BaseWidget
	text *canvas.Text
}

func newKeyHint(key string) *keyHint {
	k := &keyHint{text: canvas.NewText(key, ink(colorFaint))}
	k.text.Alignment = fyne.TextAlignCenter
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer implements [fyne.Widget].
func (k *keyHint) CreateRenderer() fyne.WidgetRenderer {
	back := box()
	p := &painted{owner: k, objects: []fyne.CanvasObject{back, k.text}}
	p.dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = transparent(), ink(colorLine), 1, px(4)
		k.text.Color, k.text.TextSize = ink(colorMuted), px(textCaption)
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		k.text.Resize(s)
	}
	p.least = func() fyne.Size {
		return fyne.NewSize(fyne.MeasureText(k.text.Text, px(textCaption), fyne.TextStyle{}).Width+px(12), px(17))
	}
	p.dress()
	return p
}
