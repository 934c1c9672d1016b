package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/restante/restante/app/listing"
	"github.com/restante/restante/app/mailbox"
	"github.com/restante/restante/app/ui/kit"
	"github.com/restante/restante/app/ui/reader"
	"github.com/restante/restante/app/words"
	"github.com/restante/restante/mime"
)

// hover follows the pointer over the list: where it rests, the first lines of the
// message are fetched and shown. Nothing is fetched while other work is under way,
// and nobody is signed in for it.
func (rd *reading) hover(ref mailbox.Ref, at fyne.Position) {
	rd.hovering++
	rd.unhover()
	rd.mail.peek.Hide()
	if ref == (mailbox.Ref{}) || ref == rd.opened || rd.asking() || rd.snap == nil || !rd.snap.SignedIn {
		return
	}
	turn := rd.hovering
	rd.unhover = rd.deps.After(reader.PeekAfter, func() {
		if !rd.asking() && !rd.deleting() && !rd.loading() {
			rd.peekAt(turn, ref, at)
		}
	})
}

// peekAt asks for the first lines of a message, unless the pointer has moved on.
func (rd *reading) peekAt(turn int, ref mailbox.Ref, at fyne.Position) {
	rd.host.Peek(ref, func(m *mime.Message, err error) {
		if turn != rd.hovering || err != nil {
			return // it was only a look
		}
		id := rd.mail.list.IDFor(ref)
		if id == listing.None {
			return
		}
		row := rd.mail.list.Row(id)
		c := rd.mail.peek
		name, addr := words.Sender(row.Summary.From)
		c.set(strings.TrimSpace(name+"  "+addr), words.Cell(listing.BySubject, row, rd.deps.Now()), reader.FirstLines(words.Body(m)))
		rd.placePeek(at)
	})
}

// placePeek puts the card below the row, or above it where there is no room.
func (rd *reading) placePeek(at fyne.Position) {
	c, page := rd.mail.peek, rd.mail.Size()
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
