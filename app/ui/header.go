package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/app/lang"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/search"
	"github.com/restante/restante/app/words"
)

// header is the bar at the top: whose mailbox, the search, what can be done.
type header struct {
	widget.BaseWidget
	title, counts *kit.Caption
	facts         []string // what the counts tell; where there is no room, only the last of them
	search        *search.Box
	get           *kit.Button
	delete        *kit.Button
	menu          *kit.Button
}

func newHeader() *header {
	h := &header{
		title:  kit.NewCaption("", kit.TextSize, true, kit.ColorText),
		counts: kit.NewCaption("", kit.TextSmall, false, kit.ColorMuted),
		search: search.NewBox(),
		get:    kit.NewButton(kit.Plain, kit.IconDownload, lang.T("button.get-mail"), nil),
		delete: kit.NewButton(kit.Delete, kit.IconTrash, lang.T("button.delete"), nil),
		menu:   kit.NewButton(kit.Plain, kit.IconMenu, "", nil),
	}
	h.ExtendBaseWidget(h)
	return h
}

// tell says how much waits, and what else is to be known.
func (h *header) tell(facts ...string) {
	if !slices.Equal(facts, h.facts) {
		h.facts = facts
		h.Refresh()
	}
}

// factsWithin are as many of the facts as there is room for.
func (h *header) factsWithin(room float32) (text string) {
	for i := range h.facts {
		if text = words.Items(h.facts[i:]...); factWidth(text) <= room {
			break
		}
	}
	return text
}

func factWidth(text string) float32 {
	return fyne.MeasureText(text, kit.Px(kit.TextSmall), fyne.TextStyle{}).Width
}

// searchWidth is how wide the search is in a room that it shares with the facts: it gives
// way to them while something can be typed into it.
func (h *header) searchWidth(room float32) float32 {
	most := min(kit.Px(430), room*0.62)
	return max(min(most, room-kit.Px(16)-factWidth(words.Items(h.facts...))-1), kit.Px(120))
}

// CreateRenderer implements [fyne.Widget].
func (h *header) CreateRenderer() fyne.WidgetRenderer {
	back, line := kit.Box(), kit.Box()
	mark := canvas.NewImageFromResource(nil)
	mark.FillMode = canvas.ImageFillContain
	p := &kit.Painted{Owner: h, Parts: []fyne.CanvasObject{back, line, mark, h.title, h.counts, h.search, h.get, h.delete, h.menu}}
	p.Dress = func() {
		back.FillColor, line.FillColor = kit.Ink(kit.ColorWindow), kit.Ink(kit.ColorLine)
		kit.SetLogo(mark, kit.Logo(kit.Ink(kit.ColorAccent), kit.Ink(kit.ColorWindow), kit.Ink(kit.ColorWindow)))
	}
	p.Place = func(s fyne.Size) {
		back.Resize(s)
		kit.MoveTo(line, 0, s.Height-1, s.Width, 1)
		kit.MoveTo(mark, kit.Px(16), (s.Height-kit.Px(27))/2, kit.Px(27), kit.Px(27))
		x := s.Width - kit.Px(12)
		for i, b := range []*kit.Button{h.menu, h.delete, h.get} {
			m := b.MinSize()
			x -= m.Width
			kit.MoveTo(b, x, (s.Height-m.Height)/2, m.Width, m.Height)
			x -= kit.Px(8)
			if i == 2 {
				x -= kit.Px(8)
			}
		}
		sw := h.searchWidth(x - kit.Px(51))
		kit.MoveTo(h.search, x-sw, (s.Height-kit.Px(kit.ButtonHeight))/2, sw, kit.Px(kit.ButtonHeight))
		tw := max(x-sw-kit.Px(16)-kit.Px(51), kit.Px(10))
		kit.MoveTo(h.title, kit.Px(51), s.Height/2-kit.Px(18), tw, kit.Px(18))
		h.counts.Set(h.factsWithin(tw))
		kit.MoveTo(h.counts, kit.Px(51), s.Height/2, tw, kit.Px(17))
	}
	p.Least = func() fyne.Size { return fyne.NewSize(kit.Px(560), kit.Px(kit.ToolHeight)) }
	p.Dress()
	return p
}
