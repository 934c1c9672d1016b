package ui

import (
	"strings"

	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/search"
)

// showSearchHelp shows the help while the search has the keyboard and a search word
// may be meant.
func (w *Window) showSearchHelp() {
	m := w.mail
	s := m.header.search
	show := s.Field.Focused && m.help.Follow(s.Field.Input.Text)
	if !show {
		m.help.Hide()
		return
	}
	size := m.help.Room()
	x := m.header.search.Position().X
	kit.MoveTo(m.help, min(x, m.Size().Width-size.Width-kit.Px(8)), kit.Px(kit.ToolHeight)-kit.Px(4), size.Width, size.Height)
	m.help.Show()
	m.help.Refresh()
}

// pickSearchWord writes a search word in the place of what was begun.
func (w *Window) pickSearchWord(word string) {
	i := w.mail.header.search.Field.Input
	before, begun := search.LastWord(i.Text)
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
