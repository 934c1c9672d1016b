package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/mime"
)

const (
	peekAfter = 700 * time.Millisecond // how long the pointer rests on a row first
	peekLines = 6                      // how many lines of the message are shown
)

// peekCard shows the first lines of a message beside the pointer. It takes no
// clicks and no keys.
type peekCard struct {
	widget.BaseWidget
	from, subject *paragraph
	text          *paragraph
}

func newPeekCard() *peekCard {
	c := &peekCard{
		from:    newParagraph("", textSmall, false, colorMuted),
		subject: newParagraph("", textSize, true, colorText),
		text:    newParagraph("", textSmall, false, colorText),
	}
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// set shows who wrote, about what, and the first lines.
func (c *peekCard) set(from, subject, text string) {
	c.from.set(from)
	c.subject.set(subject)
	c.text.setLines(text)
	c.Refresh()
}

func (c *peekCard) size() fyne.Size {
	w := px(380)
	inner := w - px(26)
	h := px(20) + c.from.heightFor(inner) + c.subject.heightFor(inner) + c.text.heightFor(inner)
	if c.text.text != "" {
		h += px(8)
	}
	return fyne.NewSize(w, h)
}

// CreateRenderer implements [fyne.Widget].
func (c *peekCard) CreateRenderer() fyne.WidgetRenderer {
	back := box()
	p := &painted{owner: c, objects: []fyne.CanvasObject{back, c.from, c.subject, c.text}}
	p.dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = ink(colorPanel), ink(colorLine), 1, px(cardRadius)
		back.Shadow = canvas.Shadow{Color: ink("shadow"), BlurRadius: px(12), Offset: fyne.NewPos(0, px(3))}
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		x, w, y := px(13), s.Width-px(26), px(10)
		for _, t := range []*paragraph{c.from, c.subject, c.text} {
			h := t.heightFor(w)
			moveTo(t, x, y, w, h)
			y += h
			if t == c.subject {
				y += px(8)
			}
		}
	}
	p.least = c.size
	p.dress()
	return p
}

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
	w.unhover = w.deps.After(peekAfter, func() {
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
		id := w.mail.list.idFor(uid)
		if id == none {
			return
		}
		row := w.mail.list.row[id]
		c := w.mail.peek
		name, addr := senderWords(row.Summary.From)
		c.set(strings.TrimSpace(name+"  "+addr), cellText(bySubject, row, w.deps.Now()), firstLines(m.Text))
		w.placePeek(at)
	})
}

// placePeek puts the card below the row, or above it where there is no room.
func (w *Window) placePeek(at fyne.Position) {
	c, page := w.mail.peek, w.mail.Size()
	size := c.size()
	x := min(max(at.X, px(8)), page.Width-size.Width-px(8))
	y := at.Y + px(rowHeight)
	if y+size.Height > page.Height-px(statusHeight) {
		y = at.Y - size.Height - px(4)
	}
	moveTo(c, x, max(y, px(4)), size.Width, size.Height)
	c.Show()
	c.Refresh()
}

// firstLines are the first lines of a text that say something.
func firstLines(text string) string {
	var out []string
	for line := range strings.Lines(text) {
		line = Clean(strings.TrimSpace(line), 160)
		if line == "" || strings.HasPrefix(line, ">") {
			continue
		}
		out = append(out, line)
		if len(out) == peekLines {
			break
		}
	}
	if len(out) == 0 {
		return "There are no words at its beginning."
	}
	return strings.Join(out, "\n")
}
