package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/search"
)

// searching helps to type a search.
type searching struct {
	*frame
	reading *reading
}

// showSearchHelp shows the help while the search has the keyboard and a search word
// may be meant.
func (se *searching) showSearchHelp() {
	m := se.mail
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
func (se *searching) pickSearchWord(word string) {
	i := se.mail.header.search.Field.Input
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
	se.focus(i)
	se.showSearchHelp()
}

// focusSearch puts the keyboard into the search.
func (se *searching) focusSearch() {
	se.reading.hover(mailbox.Ref{}, fyne.Position{}) // its card would lie beside the help
	i := se.mail.header.search.Field.Input
	se.focus(i)
	i.TypedShortcut(&fyne.ShortcutSelectAll{})
}
