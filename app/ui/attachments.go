package ui

import (
	"image/color"
	"path"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/restante/restante/mime"
)

// maxCards is how many attachments get a card; "Save all" saves the others too.
const maxCards = 200

// attachments is the strip of cards at the foot of the reader.
type attachments struct {
	widget.BaseWidget
	OnSave    func(mime.Attachment)
	OnSaveAll func([]mime.Attachment)

	list   []mime.Attachment
	width  float32
	all    *button
	flow   *fyne.Container
	scroll *container.Scroll
}

func newAttachments() *attachments {
	a := &attachments{}
	a.all = newButton(kindLink, iconDownload, "Save all", func() { a.OnSaveAll(a.list) })
	a.flow = container.New(flow{width: &a.width})
	a.scroll = container.NewVScroll(a.flow)
	a.ExtendBaseWidget(a)
	return a
}

// set shows other attachments.
func (a *attachments) set(list []mime.Attachment) {
	list = named(list)
	a.list = list
	a.flow.Objects = nil
	for i := range list {
		if i == maxCards {
			break
		}
		a.flow.Objects = append(a.flow.Objects, newCard(list[i], func() { a.OnSave(list[i]) }))
	}
	if len(list) > 1 {
		a.all.setText("Save all")
		if len(list) > maxCards {
			a.all.setText("Save all " + count(len(list)))
		}
		a.flow.Objects = append(a.flow.Objects, a.all)
	}
	a.scroll.Offset = fyne.Position{}
	a.flow.Refresh()
	a.scroll.Refresh()
}

// named gives attachments the names that are shown, so that the file on the disk has
// the name that stood on the card.
func named(list []mime.Attachment) []mime.Attachment {
	list = slices.Clone(list)
	for i := range list {
		list[i].Name = mime.SafeName(Clean(list[i].Name, maxName), list[i].Type)
	}
	return list
}

// heightFor is how high the strip is at a width: at most two rows and a half.
func (a *attachments) heightFor(width float32) float32 {
	h := flow{}.run(a.flow.Objects, width-px(40), false)
	a.width = width
	return min(h, px(52)*2.4) + px(21)
}

// CreateRenderer implements [fyne.Widget].
func (a *attachments) CreateRenderer() fyne.WidgetRenderer {
	back, line := box(), box()
	p := &painted{owner: a, objects: []fyne.CanvasObject{back, line, a.scroll}}
	p.dress = func() { back.FillColor, line.FillColor = ink(colorPanel), ink(colorLine) }
	p.place = func(s fyne.Size) {
		back.Resize(s)
		moveTo(line, 0, 0, s.Width, 1)
		moveTo(a.scroll, px(20), px(11), s.Width-px(32), s.Height-px(11))
	}
	p.least = func() fyne.Size { return fyne.NewSize(px(100), px(72)) }
	p.dress()
	return p
}

// flow places objects in rows. It is told the width, because Fyne asks for the
// least size before it gives one.
type flow struct{ width *float32 }

func (f flow) run(objects []fyne.CanvasObject, width float32, place bool) float32 {
	gap := px(8)
	var x, y, row float32
	for _, o := range objects {
		m := o.MinSize()
		if x > 0 && x+m.Width > width {
			x, y, row = 0, y+row+gap, 0
		}
		h := max(m.Height, row)
		if place {
			moveTo(o, x, y+(px(50)-m.Height)/2, m.Width, m.Height)
		}
		x += m.Width + gap
		row = max(h, px(50))
	}
	return y + row
}

// Layout implements [fyne.Layout].
func (f flow) Layout(objects []fyne.CanvasObject, s fyne.Size) { f.run(objects, s.Width-px(8), true) }

// MinSize implements [fyne.Layout].
func (f flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(px(60), f.run(objects, *f.width-px(40), false)+px(10))
}

// card is one attachment: what kind, its name, its size. A tap saves it.
type card struct {
	widget.BaseWidget
	OnTapped func()

	badge, name, size string
	risky             bool
	hovered, focused  bool
}

var (
	_ fyne.Tappable      = (*card)(nil)
	_ fyne.Focusable     = (*card)(nil)
	_ desktop.Hoverable  = (*card)(nil)
	_ desktop.Cursorable = (*card)(nil)
)

func newCard(a mime.Attachment, tapped func()) *card {
	c := &card{OnTapped: tapped, name: a.Name, size: byteSize(a.Size)}
	c.badge, c.risky = badge(a.Name, a.Type)
	if c.risky {
		c.size += " · a program"
	}
	c.ExtendBaseWidget(c)
	return c
}

// badge is the kind of a file in a few capitals, and whether it can run.
func badge(name, media string) (string, bool) {
	ext := strings.ToUpper(strings.TrimPrefix(path.Ext(name), "."))
	if ext == "" || len(ext) > 4 || !isASCII(ext) {
		_, sub, _ := strings.Cut(media, "/")
		ext = "FILE"
		if n := len(sub); n > 0 && n <= 4 && isASCII(sub) {
			ext = strings.ToUpper(sub)
		}
	}
	return ext, mime.CanRun(name)
}

// Tapped implements [fyne.Tappable].
func (c *card) Tapped(*fyne.PointEvent) { c.OnTapped() }

// FocusGained implements [fyne.Focusable].
func (c *card) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements [fyne.Focusable].
func (c *card) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements [fyne.Focusable].
func (c *card) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (c *card) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		c.OnTapped()
	}
}

// MouseIn implements [desktop.Hoverable].
func (c *card) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (c *card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (c *card) MouseOut() { c.hovered = false; c.Refresh() }

// Cursor implements [desktop.Cursorable].
func (c *card) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements [fyne.Widget].
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	back, tag := box(), box()
	kind := canvas.NewText(c.badge, color.Black)
	kind.Alignment, kind.TextStyle.Bold = fyne.TextAlignCenter, true
	name, size := newCaption(c.name, textSize, false, colorText), newCaption(c.size, textCaption, false, colorMuted)
	p := &painted{owner: c, objects: []fyne.CanvasObject{back, tag, kind, name, size}}
	p.dress = func() {
		back.FillColor, back.StrokeColor, back.StrokeWidth, back.CornerRadius = ink(colorPanel), ink(colorLine), 1, px(radius)
		if c.hovered {
			back.FillColor = ink(colorHover)
			size.set("Save as…")
		} else {
			size.set(c.size)
		}
		if c.focused {
			back.StrokeColor, back.StrokeWidth = ink(colorAccent), 2
		}
		tag.FillColor, tag.CornerRadius, kind.Color = ink(colorTint), px(4), ink(colorAccent)
		if c.risky {
			tag.FillColor, kind.Color = ink(colorLookLine), ink(colorText)
		}
		kind.TextSize = px(9)
	}
	p.place = func(s fyne.Size) {
		back.Resize(s)
		moveTo(tag, px(10), (s.Height-px(30))/2, px(28), px(30))
		moveTo(kind, px(10), (s.Height-px(30))/2, px(28), px(30))
		w := s.Width - px(46) - px(11)
		moveTo(name, px(46), s.Height/2-px(18), w, px(18))
		moveTo(size, px(46), s.Height/2+px(1), w, px(15))
	}
	p.least = func() fyne.Size {
		w := max(name.natural(), fyne.MeasureText(c.size, px(textCaption), fyne.TextStyle{}).Width, px(60))
		return fyne.NewSize(min(w, px(190))+px(46)+px(12), px(50))
	}
	p.dress()
	return p
}
