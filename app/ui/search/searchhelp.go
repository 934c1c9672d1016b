package search

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/words"
)

// helpLine is the height of one search word in the help.
const helpLine = 25

// Help lists the search words under the search while one types. A click on
// one writes it.
type Help struct {
	widget.BaseWidget
	OnPick func(word string)

	Words   []listing.SearchWord
	foot    *kit.Paragraph
	hovered int
}

var (
	_ desktop.Mouseable  = (*Help)(nil)
	_ desktop.Hoverable  = (*Help)(nil)
	_ desktop.Cursorable = (*Help)(nil)
)

// NewHelp makes a hidden help.
func NewHelp() *Help {
	h := &Help{hovered: -1, foot: kit.NewParagraph(lang.T("search.help.foot"), kit.TextCaption, false, kit.ColorMuted)}
	h.ExtendBaseWidget(h)
	h.Hide()
	return h
}

// LastWord is the word that is being typed, and what stands before it.
func LastWord(text string) (before, word string) {
	i := strings.LastIndexAny(text, " \t")
	return text[:i+1], text[i+1:]
}

// Follow shows the words that may be meant. It reports whether there are any.
func (h *Help) Follow(text string) bool {
	_, word := LastWord(text)
	word = strings.ToLower(strings.TrimPrefix(word, "-"))
	h.Words, h.hovered = h.Words[:0], -1
	for _, w := range listing.SearchWords() {
		if !w.Aside && strings.HasPrefix(w.Text, word) && w.Text != word {
			h.Words = append(h.Words, w)
		}
	}
	return len(h.Words) > 0
}

// Room is how much room the help takes.
func (h *Help) Room() fyne.Size {
	w := kit.Px(430)
	for _, word := range h.Words {
		w = max(w, kit.Px(126+13)+fyne.MeasureText(words.SearchWord(word), kit.Px(kit.TextSmall), fyne.TextStyle{}).Width)
	}
	return fyne.NewSize(w, float32(len(h.Words))*kit.Px(helpLine)+kit.Px(42)+h.foot.HeightFor(w-kit.Px(26)))
}

func (h *Help) at(y float32) int {
	i := int((y - kit.Px(30)) / kit.Px(helpLine))
	if y < kit.Px(30) || i >= len(h.Words) {
		return -1
	}
	return i
}

// MouseDown implements [desktop.Mouseable]. It does not wait for the button to be
// let go, because by then the search has lost the keyboard and the help is gone.
func (h *Help) MouseDown(e *desktop.MouseEvent) {
	if i := h.at(e.Position.Y); i >= 0 && e.Button == desktop.MouseButtonPrimary {
		h.OnPick(h.Words[i].Text)
	}
}

// MouseUp implements [desktop.Mouseable].
func (h *Help) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements [desktop.Hoverable].
func (h *Help) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (h *Help) MouseMoved(e *desktop.MouseEvent) {
	if i := h.at(e.Position.Y); i != h.hovered {
		h.hovered = i
		h.Refresh()
	}
}

// MouseOut implements [desktop.Hoverable].
func (h *Help) MouseOut() { h.hovered = -1; h.Refresh() }

// Cursor implements [desktop.Cursorable].
func (h *Help) Cursor() desktop.Cursor {
	if h.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements [fyne.Widget].
func (h *Help) CreateRenderer() fyne.WidgetRenderer {
	back, mark := kit.Box(), kit.Box()
	title := kit.NewCaption(lang.T("search.help.title"), kit.TextCaption, true, kit.ColorMuted)
	var names, tells []*canvas.Text
	root := &fyne.Container{}
	p := &kit.Painted{Owner: h, Parts: []fyne.CanvasObject{back, mark, title, root, h.foot}}
	for range listing.SearchWords() {
		n, t := canvas.NewText("", color.Black), canvas.NewText("", color.Black)
		names, tells = append(names, n), append(tells, t)
		root.Objects = append(root.Objects, n, t)
	}
	p.Dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = kit.Ink(kit.ColorPanel), kit.Ink(kit.ColorLine), 1, kit.Px(kit.CardRadius)
		back.Shadow = canvas.Shadow{Color: kit.Ink("shadow"), BlurRadius: kit.Px(14), Offset: fyne.NewPos(0, kit.Px(3))}
		mark.FillColor, mark.CornerRadius = kit.Ink(kit.ColorTint), kit.Px(4)
		for i, n := range names {
			n.Hidden, tells[i].Hidden = i >= len(h.Words), i >= len(h.Words)
			if i < len(h.Words) {
				n.Text, n.TextSize, n.Color = h.Words[i].Text, kit.Px(kit.TextSize), kit.Ink(kit.ColorAccent)
				tells[i].Text, tells[i].TextSize, tells[i].Color = words.SearchWord(h.Words[i]), kit.Px(kit.TextSmall), kit.Ink(kit.ColorMuted)
			}
		}
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		kit.MoveTo(title, kit.Px(13), kit.Px(8), s.Width-kit.Px(26), kit.Px(18))
		for i := range h.Words {
			y := kit.Px(30) + float32(i)*kit.Px(helpLine)
			kit.MoveTo(names[i], kit.Px(13), y, kit.Px(110), kit.Px(helpLine))
			kit.MoveTo(tells[i], kit.Px(126), y, s.Width-kit.Px(139), kit.Px(helpLine))
		}
		mark.Hidden = h.hovered < 0
		kit.MoveTo(mark, kit.Px(6), kit.Px(30)+float32(max(h.hovered, 0))*kit.Px(helpLine), s.Width-kit.Px(12), kit.Px(helpLine))
		w := s.Width - kit.Px(26)
		fh := h.foot.HeightFor(w)
		kit.MoveTo(h.foot, kit.Px(13), s.Height-kit.Px(9)-fh, w, fh)
	}
	p.Least = h.Room
	p.Dress()
	return p
}
