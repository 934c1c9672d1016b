package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// helpLine is the height of one search word in the help.
const helpLine = 25

// searchHelp lists the search words under the search while one types. A click on
// one writes it.
type searchHelp struct {
	widget.BaseWidget
	OnPick func(word string)

	words   []searchWord
	hovered int
}

var (
	_ desktop.Mouseable  = (*searchHelp)(nil)
	_ desktop.Hoverable  = (*searchHelp)(nil)
	_ desktop.Cursorable = (*searchHelp)(nil)
)

func newSearchHelp() *searchHelp {
	h := &searchHelp{hovered: -1}
	h.ExtendBaseWidget(h)
	h.Hide()
	return h
}

// lastWord is the word that is being typed, and what stands before it.
func lastWord(text string) (before, word string) {
	i := strings.LastIndexAny(text, " \t")
	return text[:i+1], text[i+1:]
}

// Follow shows the words that may be meant. It reports whether there are any.
func (h *searchHelp) Follow(text string) bool {
	_, word := lastWord(text)
	word = strings.ToLower(strings.TrimPrefix(word, "-"))
	h.words, h.hovered = h.words[:0], -1
	for _, w := range searchWords() {
		if w.tell != "" && strings.HasPrefix(w.text, word) && w.text != word {
			h.words = append(h.words, w)
		}
	}
	return len(h.words) > 0
}

// size is how much room the help takes.
func (h *searchHelp) size() fyne.Size {
	return fyne.NewSize(px(430), float32(len(h.words))*px(helpLine)+px(58))
}

func (h *searchHelp) at(y float32) int {
	i := int((y - px(30)) / px(helpLine))
	if y < px(30) || i >= len(h.words) {
		return -1
	}
	return i
}

// MouseDown implements [desktop.Mouseable]. It does not wait for the button to be
// let go, because by then the search has lost the keyboard and the help is gone.
func (h *searchHelp) MouseDown(e *desktop.MouseEvent) {
	if i := h.at(e.Position.Y); i >= 0 && e.Button == desktop.MouseButtonPrimary {
		h.OnPick(h.words[i].text)
	}
}

// MouseUp implements [desktop.Mouseable].
func (h *searchHelp) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements [desktop.Hoverable].
func (h *searchHelp) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (h *searchHelp) MouseMoved(e *desktop.MouseEvent) {
	if i := h.at(e.Position.Y); i != h.hovered {
		h.hovered = i
		h.Refresh()
	}
}

// MouseOut implements [desktop.Hoverable].
func (h *searchHelp) MouseOut() { h.hovered = -1; h.Refresh() }

// Cursor implements [desktop.Cursorable].
func (h *searchHelp) Cursor() desktop.Cursor {
	if h.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements [fyne.Widget].
func (h *searchHelp) CreateRenderer() fyne.WidgetRenderer {
	back, mark := box(), box()
	title := newCaption("Search words", textCaption, true, colorMuted)
	foot := newCaption("A - before a word leaves out what it finds; “quotes” hold words together.", textCaption, false, colorMuted)
	var names, tells []*canvas.Text
	root := &fyne.Container{}
	p := &painted{owner: h, objects: []fyne.CanvasObject{back, mark, title, root, foot}}
	for range searchWords() {
		n, t := canvas.NewText("", color.Black), canvas.NewText("", color.Black)
		names, tells = append(names, n), append(tells, t)
		root.Objects = append(root.Objects, n, t)
	}
	p.dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = ink(colorPanel), ink(colorLine), 1, px(cardRadius)
		back.Shadow = canvas.Shadow{Color: ink("shadow"), BlurRadius: px(14), Offset: fyne.NewPos(0, px(3))}
		mark.FillColor, mark.CornerRadius = ink(colorTint), px(4)
		for i, n := range names {
			n.Hidden, tells[i].Hidden = i >= len(h.words), i >= len(h.words)
			if i < len(h.words) {
				n.Text, n.TextSize, n.Color = h.words[i].text, px(textSize), ink(colorAccent)
				tells[i].Text, tells[i].TextSize, tells[i].Color = h.words[i].tell, px(textSmall), ink(colorMuted)
			}
		}
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		moveTo(title, px(13), px(8), s.Width-px(26), px(18))
		for i := range h.words {
			y := px(30) + float32(i)*px(helpLine)
			moveTo(names[i], px(13), y, px(110), px(helpLine))
			moveTo(tells[i], px(126), y, s.Width-px(139), px(helpLine))
		}
		mark.Hidden = h.hovered < 0
		moveTo(mark, px(6), px(30)+float32(max(h.hovered, 0))*px(helpLine), s.Width-px(12), px(helpLine))
		moveTo(foot, px(13), s.Height-px(25), s.Width-px(26), px(18))
	}
	p.least = h.size
	p.dress()
	return p
}

// showSearchHelp shows the help while the search has the keyboard and a search word
// may be meant.
func (w *Window) showSearchHelp() {
	m := w.mail
	s := m.header.search
	show := s.field.focus && m.help.Follow(s.field.input.Text)
	if !show {
		m.help.Hide()
		return
	}
	size := m.help.size()
	x := m.header.search.Position().X
	moveTo(m.help, min(x, m.Size().Width-size.Width-px(8)), px(toolHeight)-px(4), size.Width, size.Height)
	m.help.Show()
	m.help.Refresh()
}

// pickSearchWord writes a search word in the place of what was begun.
func (w *Window) pickSearchWord(word string) {
	i := w.mail.header.search.field.input
	before, begun := lastWord(i.Text)
	if strings.HasPrefix(begun, "-") {
		word = "-" + word
	}
	if !strings.HasSuffix(word, ":") {
		word += " "
	}
	text := before + word
	i.SetText(text)
	i.CursorColumn = len([]rune(text))
	w.focus(i)
	w.showSearchHelp()
}
