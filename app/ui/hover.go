package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/reader"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// hover follows the pointer over the list: where it rests, the first lines of the
// message are fetched and shown. Nothing is fetched while other work is under way,
// and nobody is signed in for it.
func (w *Window) hover(uid string, at fyne.Position) {
	w.hovering++
	w.unhover()
	w.mail.peek.Hide()
	if uid == "" || uid == w.opened || w.asking() || w.snap == nil || !w.snap.SignedIn {
		return
	}
	turn := w.hovering
	w.unhover = w.deps.After(reader.PeekAfter, func() {
		if !w.asking() && !w.deleting() && !w.loading() {
			w.peekAt(turn, uid, at)
		}
	})
}

// peekAt asks for the first lines of a message, unless the pointer has moved on.
func (w *Window) peekAt(turn int, uid string, at fyne.Position) {
	w.deps.Host.Peek(uid, func(m *mime.Message, err error) {
		if turn != w.hovering || err != nil {
			return // it was only a look
		}
		id := w.mail.list.IDFor(uid)
		if id == listing.None {
			return
		}
		row := w.mail.list.Row(id)
		c := w.mail.peek
		name, addr := words.Sender(row.Summary.From)
		c.set(strings.TrimSpace(name+"  "+addr), words.Cell(listing.BySubject, row, w.deps.Now()), reader.FirstLines(m.Text))
		w.placePeek(at)
	})
}

// placePeek puts the card below the row, or above it where there is no room.
func (w *Window) placePeek(at fyne.Position) {
	c, page := w.mail.peek, w.mail.Size()
	size := c.size()
	x := min(max(at.X, kit.Px(8)), page.Width-size.Width-kit.Px(8))
	y := at.Y + kit.Px(kit.RowHeight)
	if y+size.Height > page.Height-kit.Px(kit.StatusHeight) {
		y = at.Y - size.Height - kit.Px(4)
	}
	kit.MoveTo(c, x, max(y, kit.Px(4)), size.Width, size.Height)
	c.Show()
	c.Refresh()
}
